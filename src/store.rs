//! The state of one mounted panel, and the one way to change it.
//!
//! Views read what is shown, follow it, and dispatch inputs. They get no setter. Effects are performed after the
//! borrow of the state has ended, so that whoever is told may call straight back in.

mod boundary;
mod knowledge;
mod page;
pub(crate) mod rows;
mod waiting;

pub(crate) use page::Page;

use crate::browser::{chance, clock, intl::Language, lexicon};
use crate::effects;
use crate::element::{Host, Topic, Value};
use crate::later::Stage;
use crate::reactive::{ArcMemo, ArcRwSignal, ArcTrigger, Get, GetUntracked, Notify, Set, Track};
use crate::strings::Messages;
use callback_core::callback::Callback;
use callback_core::desk::{Desk, Fed};
use callback_core::ids::CallbackId;
use callback_core::panel::{Button, Effect, Input, Panel, Shown, Write};
use callback_core::sync::{Choice, Outbox};
use callback_core::time::Timestamp;
use callback_core::wire::store::DraftRow;
use send_wrapper::SendWrapper;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use waiting::Waiting;

/// What a form is told. The panel itself says at each field what is wrong and what would be right.
const INVALID: &str = "The callback cannot be scheduled like this.";

/// One panel's state. Cheap to clone; all clones are the same one.
#[derive(Clone)]
pub struct Store {
    inner: SendWrapper<Rc<Inner>>,
    shown: ArcMemo<Shown>,
}

struct Inner {
    host: Host,
    page: Rc<Page>,
    panel: RefCell<Panel>,
    /// Counts neither up nor down: says that the panel is no longer what it was.
    changed: ArcTrigger,
    now: ArcRwSignal<Timestamp>,
    /// The time the host has set, if it did.
    set_now: Cell<Option<Timestamp>>,
    /// Whether the agent changed a field since `change` was sent last.
    edited: Cell<bool>,
    /// Every draft by its conversation, the last touched one last: what the loader keeps for us.
    drafts: RefCell<Vec<(String, DraftRow)>>,
    /// Fed before the rows were read.
    fed: RefCell<Vec<Fed>>,
    /// For what comes later.
    waiting: Waiting,
    open: ArcRwSignal<bool>,
    language: ArcRwSignal<SendWrapper<Rc<Language>>>,
    messages: ArcRwSignal<Messages>,
}

impl Store {
    /// A panel's state for this element, in this language. Ends with [`Self::leave`].
    #[must_use]
    pub fn new(host: Host, language: Rc<Language>) -> Self {
        let inner = SendWrapper::new(Rc::new(Inner {
            host,
            page: Page::shared(),
            panel: RefCell::new(Panel::new(lexicon::wordless(&language.facts))),
            changed: ArcTrigger::new(),
            now: ArcRwSignal::new(clock::now()),
            set_now: Cell::new(None),
            edited: Cell::new(false),
            drafts: RefCell::default(),
            fed: RefCell::default(),
            waiting: Waiting::default(),
            open: ArcRwSignal::new(false),
            language: ArcRwSignal::new(SendWrapper::new(language)),
            messages: ArcRwSignal::new(Messages::default()),
        }));
        let state = inner.clone();
        let shown = ArcMemo::new(move |_| {
            state.changed.track();
            state.page.track();
            let now = state.now.get();
            let shown = match state.page.arrival.stage() {
                Stage::Here(later) => later.shown,
                Stage::Away | Stage::Coming | Stage::Failed => Panel::unread,
            };
            state
                .page
                .desk(|desk| shown(&state.panel.borrow(), now, desk))
        });
        let store = Self { inner, shown };
        store.inner.page.enter(store.clone());
        store.read_words();
        store
    }

    /// The element is gone: time no longer passes here.
    pub fn leave(&self) {
        self.inner.page.leave(self);
    }

    /// How many panels of this page have not left.
    #[must_use]
    pub fn mounted() -> usize {
        Page::shared().mounted()
    }

    fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.inner, &other.inner)
    }

    /// Everything the panel shows; follow it, or a part of it in a memo of its own.
    #[must_use]
    pub fn shown(&self) -> ArcMemo<Shown> {
        self.shown.clone()
    }

    /// The present instant, for countdowns; follows the clock.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.inner.now.get()
    }

    /// Reads the scheduled callbacks of the page; follows them.
    pub fn desk<T>(&self, read: impl FnOnce(&Desk) -> T) -> T {
        self.inner.page.track();
        self.inner.page.desk(read)
    }

    /// Reads what waits for the backend, if one was named; follows it.
    pub fn outbox<T>(&self, read: impl FnOnce(&Outbox) -> T) -> Option<T> {
        self.inner.page.track();
        self.inner.page.sync.get().map(|sync| sync.outbox(read))
    }

    /// The agent decides about a callback that is held back.
    pub(crate) fn choose(&self, callback: CallbackId, choice: Choice) {
        let page = self.page();
        crate::sync::input(
            &page,
            callback_core::sync::Input::Chosen { callback, choice },
        );
    }

    /// Reads settings, context and lexicon; follows them.
    pub fn panel<T>(&self, read: impl FnOnce(&Panel) -> T) -> T {
        self.inner.changed.track();
        read(&self.inner.panel.borrow())
    }

    /// Whether the panel is open; follows it.
    #[must_use]
    pub fn open(&self) -> bool {
        self.inner.open.get()
    }

    /// The agent's language; follows it.
    #[must_use]
    pub fn language(&self) -> SendWrapper<Rc<Language>> {
        self.inner.language.get()
    }

    /// The page's own words; follows them.
    #[must_use]
    pub fn messages(&self) -> Messages {
        self.inner.messages.get()
    }

    /// What the agent did. The one way for a view to change anything.
    pub fn dispatch(&self, input: Input) {
        let native = match &input {
            Input::Edited(_) => {
                self.inner.edited.set(true);
                Some("input")
            }
            Input::Left(_) => self.inner.edited.take().then_some("change"),
            _ => None,
        };
        self.take(input);
        if let Some(name) = native {
            self.inner.host.fire_native(name);
        }
    }

    /// Schedule, or Save, was pressed.
    pub fn schedule(&self) {
        self.dispatch(Input::Schedule { key: chance::key() });
    }

    /// What somebody else did: the page, the clock, the store of rows. Sends no `input` and no `change`.
    pub fn take(&self, input: Input) {
        let Inner {
            page,
            panel,
            now,
            changed,
            ..
        } = &**self.inner;
        let opened = matches!(input, Input::Opened { .. });
        let at = self.inner.set_now.get().unwrap_or_else(clock::now);
        let mut effects = Vec::new();
        match page.arrival.now() {
            Stage::Here(later) => page.change(|desk| {
                (later.handle)(&mut panel.borrow_mut(), at, input, desk, &mut effects);
            }),
            _ if self.waits() => return self.wait(input),
            _ => {
                let unable = panel.borrow_mut().fill(at, input, &mut effects);
                unable.into_iter().for_each(|input| self.wait(input));
            }
        }
        if now.get_untracked() != at {
            now.set(at);
        }
        changed.notify();
        self.report();
        self.perform(effects);
        if opened {
            self.take(Input::Fed(self.inner.fed.take()));
        }
    }

    fn perform(&self, mut effects: Vec<Effect>) {
        effects.retain(|effect| !effects::performed(self, effect));
        if !effects.is_empty() {
            self.later(move |store, later| (later.perform)(store, effects));
        }
    }

    /// Time has passed.
    fn tick(&self) {
        if !crate::element::trapped() && self.inner.set_now.get().is_none() {
            self.take(Input::Tick);
        }
    }

    /// Tells the loader what a form and a style sheet need to know.
    fn report(&self) {
        let shown = self.shown.get_untracked();
        let host = &self.inner.host;
        let word = |on: bool| if on { "true" } else { "false" };
        host.tell(Topic::Submitting, word(shown.button == Button::Busy));
        host.tell(Topic::Invalid, word(!shown.problems.is_empty()));
        host.tell(
            Topic::Problem,
            if self.valid(&shown) { "" } else { INVALID },
        );
        host.tell(Topic::Value, &Value::of(&shown).json());
    }

    /// Whether a form may be sent: nothing was typed, or it was read and can be scheduled as it is.
    fn valid(&self, shown: &Shown) -> bool {
        let sound = || match self.inner.page.arrival.now() {
            Stage::Here(later) => {
                let now = self.inner.now.get_untracked();
                (later.sound)(&self.inner.panel.borrow(), now)
            }
            Stage::Away | Stage::Coming | Stage::Failed => false,
        };
        shown.problems.is_empty() && (shown.pristine || sound())
    }

    pub(crate) fn page(&self) -> Rc<Page> {
        Rc::clone(&self.inner.page)
    }

    /// Hands on what the page has set for the backend.
    pub(crate) fn connect(&self, name: &'static str, text: String) {
        self.later(move |store, later| (later.connect)(store, name, &text));
    }

    pub(crate) fn host(&self) -> &Host {
        &self.inner.host
    }

    pub(crate) fn keep(&self, row: Box<Callback>, write: Write) {
        rows::keep(&self.inner.page, self.clone(), row, write);
    }

    /// Reads the rows anew: another tab may have changed them.
    pub(crate) fn refresh(&self) {
        self.later(|store, later| (later.read_rows)(&store.inner.page, store));
    }
}
