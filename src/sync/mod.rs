//! Performs what the core's outbox asks for: one for each page, once a backend is named. Decides nothing.

mod live;
mod send;

pub(crate) use live::said;

use crate::browser::{chance, clock, json, tabs};
use crate::element::{Topic, events};
use crate::store::rows::{self, Writing};
use crate::store::{Page, Store};
use callback_core::callback::Callback;
use callback_core::desk::Durability;
use callback_core::ids::CallbackId;
use callback_core::panel::Write;
use callback_core::sync::{Change, Effect, Input, Outbox, Protocol, Rows};
use gloo_timers::callback::Interval;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::{JsCast, closure::Closure};

/// The lock of the tab that sends.
const LOCK: &str = "callback-scheduler";
/// How often time passes for the outbox, in milliseconds.
const TICK_MS: u32 = 1_000;
/// What an address of a region ends with, besides the hosts that are known to be one.
const REGION: &str = "#region";

/// The sync of a page.
pub(crate) struct Sync {
    outbox: RefCell<Outbox>,
    protocol: Protocol,
    base: String,
    token: RefCell<Option<String>>,
    /// One that was refused is not tried again.
    refused: RefCell<Option<String>>,
    asked: Cell<u32>,
    /// The agent signs out as soon as nothing waits.
    leaving: Cell<bool>,
    ear: live::Ear,
    /// Who is told of rows.
    store: Store,
}

/// What the page has set under `name`: the backend's address, a token.
pub(crate) fn connect(store: &Store, name: &str, text: &str) {
    let page = store.page();
    match (name, page.sync.get()) {
        ("backend", None) if !text.is_empty() => start(&page, store, text),
        ("backend", Some(sync)) if !text.is_empty() && address(text).0 != sync.base => {
            let message = "another one than at first; the page has to be loaded anew";
            events::refuse(store, "backend", message);
        }
        ("token", Some(sync)) => {
            let same = sync.refused.borrow().as_deref() == Some(text);
            if !same && !text.is_empty() {
                sync.token.replace(Some(text.to_owned()));
                sync.leaving.set(false);
                input(&page, Input::Token);
            }
        }
        ("sign-out", Some(sync)) => {
            sync.leaving.set(true);
            input(&page, Input::Woke);
            leave(&page, sync);
        }
        _ => {}
    }
}

/// The address without its mark, and what is spoken there.
fn address(text: &str) -> (String, Protocol) {
    let (base, marked) = match text.strip_suffix(REGION) {
        Some(base) => (base, true),
        None => (text, false),
    };
    let base = base.trim_end_matches('/').to_owned();
    let host = base.split("//").nth(1).unwrap_or_default();
    let known = host.ends_with(".pure.cloud") || host.starts_with("api.mypurecloud.");
    let protocol = if marked || known {
        Protocol::Region
    } else {
        Protocol::Keys
    };
    (base, protocol)
}

/// Once nothing waits: forgets the token, and what was kept for the backend with the key that it was sealed with. What
/// cannot be sent stays, and `callback-sync` tells the page so.
fn leave(page: &Rc<Page>, sync: &Sync) {
    let rest = sync.outbox(|outbox| outbox.level().at_rest());
    if !sync.leaving.get() || !rest {
        return;
    }
    sync.leaving.set(false);
    sync.refused.replace(sync.token.take());
    let before = sync.outbox.replace(Outbox::new(sync.protocol));
    rows::forget(page);
    if before.sends() {
        input(page, Input::Leading);
    }
}

fn start(page: &Rc<Page>, store: &Store, text: &str) {
    let (base, protocol) = address(text);
    // As long as the page: no destructor of it weighs on the first load.
    page.sync.set(Some(Box::leak(Box::new(Sync {
        outbox: RefCell::new(Outbox::new(protocol)),
        protocol,
        base,
        token: RefCell::default(),
        refused: RefCell::default(),
        asked: Cell::new(0),
        leaving: Cell::new(false),
        ear: live::Ear::default(),
        store: store.clone(),
    }))));
    let later = Rc::clone(page);
    Interval::new(TICK_MS, move || input(&later, Input::Tick)).forget();
    for name in ["online", "visibilitychange", "pageshow"] {
        let page = Rc::clone(page);
        let woke = Closure::<dyn FnMut()>::new(move || {
            if !crate::reactive::document().hidden() {
                input(&page, Input::Woke);
            }
        });
        if let Some(window) = web_sys::window() {
            // `visibilitychange` comes up from the document. A listener that is refused is made up for by the clock.
            let _ =
                window.add_event_listener_with_callback(name, woke.into_js_value().unchecked_ref());
        }
    }
    let later = Rc::clone(page);
    tabs::lead(LOCK, move || input(&later, Input::Leading));
    rows::read(page, store);
}

/// What is to be written with a callback that was booked or changed here.
pub(crate) fn changed(
    page: &Rc<Page>,
    callback: &Callback,
) -> (Vec<Change>, Option<(CallbackId, u32)>) {
    let Some(sync) = page.sync.get() else {
        return (Vec::new(), None);
    };
    let mut effects = sync.handle(Input::Changed(Box::new(callback.clone())));
    let ours = |effect: &Effect| {
        matches!(
            effect,
            Effect::Keep {
                intent: Some(_),
                ..
            }
        )
    };
    let keep = effects.iter().position(ours).map(|at| effects.remove(at));
    for effect in effects {
        perform(page, sync, effect);
    }
    match keep {
        Some(Effect::Keep { intent, changes }) => (changes, intent),
        _ => (Vec::new(), None),
    }
}

/// What the store holds. Where it was refused, this tab has all there is.
pub(crate) fn read(page: &Rc<Page>, store: &Store, durability: Durability, kept: Rows) {
    let Some(sync) = page.sync.get() else {
        return;
    };
    let callbacks = kept.callbacks.clone();
    input(page, Input::Read(Box::new(kept)));
    if durability == Durability::MemoryOnly && !sync.outbox.borrow().sends() {
        input(page, Input::Leading);
    }
    let lost = page.change(|desk| desk.mirror(callbacks, &sync.outbox.borrow()));
    for row in lost {
        put(page, store, row);
    }
}

fn put(page: &Rc<Page>, store: &Store, row: Callback) {
    rows::write(
        page,
        Writing {
            store: store.clone(),
            row: Some((Box::new(row), Write::Replace)),
            changes: Vec::new(),
            intent: None,
        },
    );
}

/// Something has happened. The state is at rest before anything is performed.
pub(crate) fn input(page: &Rc<Page>, input: Input) {
    let Some(sync) = page.sync.get() else {
        return;
    };
    if crate::element::trapped() {
        return;
    }
    let heard = match input {
        Input::Tick => Some(live::Input::Tick),
        Input::Token | Input::Woke => Some(live::Input::Woke),
        _ => None,
    };
    for effect in sync.handle(input) {
        perform(page, sync, effect);
    }
    if let Some(heard) = heard {
        live::hear(page, sync, heard);
    }
}

impl Sync {
    fn handle(&self, input: Input) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut outbox = self.outbox.borrow_mut();
        outbox.handle(clock::now(), chance::bits(), input, &mut effects);
        effects
    }

    /// Reads the outbox.
    pub(crate) fn outbox<T>(&self, read: impl FnOnce(&Outbox) -> T) -> T {
        read(&self.outbox.borrow())
    }
}

fn perform(page: &Rc<Page>, sync: &'static Sync, effect: Effect) {
    match effect {
        Effect::Keep { intent, changes } => {
            let of = intent.as_ref().map(|(id, _)| id);
            let row = of.and_then(|id| page.desk(|desk| desk.get(id).cloned()));
            rows::write(
                page,
                Writing {
                    store: sync.store.clone(),
                    row: row.map(|row| (Box::new(row), Write::Replace)),
                    changes,
                    intent,
                },
            );
        }
        Effect::Send { attempt, request } => send::send(page, sync, attempt, request),
        Effect::NeedToken => {
            let token = sync.token.take();
            sync.refused.replace(token);
            sync.asked.set(sync.asked.get() + 1);
            let asked = sync.asked.get().to_string();
            page.each(|store| {
                store
                    .host()
                    .fire(events::TOKEN_NEEDED, wasm_bindgen::JsValue::NULL);
                store.host().tell(Topic::Token, &asked);
            });
        }
        Effect::Reread => rows::read(page, &sync.store),
        Effect::Adopt(theirs) => {
            if let Some(row) = page.change(|desk| desk.adopt_from_backend(*theirs)) {
                put(page, &sync.store, row);
            }
        }
        Effect::Level(level) => {
            page.notify();
            let detail = json::object(&events::SyncDetail::of(&level));
            page.each(|store| store.host().fire(events::SYNC, detail.clone()));
            leave(page, sync);
        }
    }
}
