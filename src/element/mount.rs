//! One element with a panel in it: from the mounting of the view to its removal.

use super::given::{Given, Refused};
use super::names::Part;
use super::{Host, adopt_first};
use crate::browser::intl::Language;
use crate::browser::json;
use crate::browser::task::spawn;
use crate::later::{Bring, Later};
use crate::store::Store;
use crate::view::el::{Drawn, El, draw};
use callback_core::panel::Input;
use callback_core::problem::Field;
use callback_core::wire::Tree;
use js_sys::Function;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use web_sys::{HtmlElement, ShadowRoot};

/// A mounted panel. Dropped or unmounted, it leaves nothing behind.
pub struct Mounted {
    inner: Rc<Inner>,
    view: RefCell<Option<Drawn>>,
}

struct Inner {
    store: Store,
    given: RefCell<Given>,
    /// Whether a microtask will tell what changed.
    pending: Cell<bool>,
}

/// Where a panel goes, and what it starts with.
#[derive(Debug)]
pub struct Place {
    /// The element, for events.
    pub host: HtmlElement,
    /// Its shadow root, for the style sheet.
    pub shadow: ShadowRoot,
    /// What the view is put into.
    pub into: HtmlElement,
    /// The loader's ear.
    pub tell: Function,
}

impl Mounted {
    /// Mounts `view` for an element. `given` is what the page has set so far, as a JSON list of pairs of name and
    /// text; `drafts` is what was told of drafts before, or empty; `bring` brings what the first paint does without. None where the browser has no languages at all.
    pub fn new(
        place: Place,
        given: &str,
        drafts: &str,
        view: fn(Store) -> El,
        bring: Bring,
    ) -> Option<Self> {
        let Place {
            host,
            shadow,
            into,
            tell,
        } = place;
        adopt_first(&shadow);
        let language = Rc::new(Language::new(&[&preferred()], "")?);
        let store = Store::new(Host::new(host, shadow, tell), language);
        let pairs = json::tree(given).unwrap_or(Tree::Null);
        let inner = Rc::new(Inner {
            store: store.clone(),
            given: RefCell::default(),
            pending: Cell::new(false),
        });
        for pair in pairs.list("given").unwrap_or_default() {
            if let Ok([Tree::Text(name), text]) = pair.list("given") {
                let text = match text {
                    Tree::Text(text) => Some(text.clone()),
                    _ => None,
                };
                inner.given.borrow_mut().take(name, text);
            }
        }
        inner.tell();
        if !drafts.is_empty() {
            let drafts = drafts.to_owned();
            store.later(move |store, later| (later.give_back)(store, &drafts));
        }
        let drawn = draw(&into, || view(store.clone()));
        store.bring(bring);
        Some(Self {
            inner,
            view: RefCell::new(Some(drawn)),
        })
    }

    /// Takes what the page sets under `name`. Everything set in one turn is taken together, so that a switch of
    /// conversation is never seen half done.
    pub fn set(&self, name: &str, text: Option<String>) {
        self.inner.given.borrow_mut().take(name, text);
        if !self.inner.pending.replace(true) {
            let inner = Rc::clone(&self.inner);
            spawn(async move { inner.tell() });
        }
    }

    /// Takes a file of data that the loader has fetched.
    pub fn learn(&self, name: &str, text: &str) {
        let (name, text) = (name.to_owned(), text.to_owned());
        let learn = move |store: &Store, later: &Later| (later.learn)(store, &name, &text);
        self.inner.store.later(learn);
    }

    /// Does what a method of the element asks for. An unknown one is none of ours.
    pub fn call(&self, name: &str) {
        self.inner.tell();
        let store = &self.inner.store;
        match name {
            "schedule" => store.schedule(),
            "reset" => store.take(Input::Reset),
            "refresh" => store.refresh(),
            "sign-out" => store.connect("sign-out", String::new()),
            "report-validity" => {
                for field in Field::ALL {
                    store.take(Input::Left(field));
                }
                store.focus_first();
            }
            "focus" => store.host().focus_first(),
            // `settle`: the page wants to read what it has just set, and that is done.
            _ => {}
        }
    }

    /// Removes the view and all it holds.
    pub fn unmount(&self) {
        if let Some(view) = self.view.take() {
            drop(view);
            self.inner.store.leave();
        }
    }

    /// The state, for tests and for a program that shows more than the panel.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.inner.store
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.unmount();
    }
}

impl Inner {
    /// Tells the core what changed, part by part.
    fn tell(&self) {
        self.pending.set(false);
        let changed = self.given.borrow_mut().changed();
        let mut refused = Vec::new();
        for part in changed {
            self.tell_part(part, &mut refused);
        }
        for Refused { name, message } in refused {
            self.given.borrow_mut().forget(name);
            self.store
                .later(move |store, later| (later.refuse)(store, name, &message));
        }
    }

    /// Each part is read first and told after: nothing is borrowed while the store works.
    fn tell_part(&self, part: Part, refused: &mut Vec<Refused>) {
        let store = &self.store;
        match part {
            Part::Language => {
                let language = {
                    let given = self.given.borrow();
                    let (locale, hour_cycle) = given.language();
                    Language::new(&[locale, &preferred()], hour_cycle)
                };
                if let Some(language) = language {
                    store.set_language(Rc::new(language));
                }
            }
            Part::Settings => {
                let settings = self.given.borrow_mut().settings(refused);
                store.take(Input::Settings(settings));
            }
            Part::Context => {
                let context = self.given.borrow().context(refused);
                store.take(Input::Context(context));
            }
            Part::Open => {
                let open = self.given.borrow().has("open");
                store.set_open(open);
            }
            Part::Messages => {
                let messages = self.given.borrow_mut().messages(refused);
                if let Some(messages) = messages {
                    store.set_messages(messages);
                }
            }
            Part::Now => {
                let now = self.given.borrow().now(refused);
                if let Some(now) = now {
                    store.set_now(now);
                }
            }
            Part::Callbacks => {
                let fed = self.given.borrow_mut().callbacks();
                if let Some(fed) = fed {
                    store.later(move |store, later| (later.feed)(store, &fed));
                }
            }
            Part::Value => {
                let value = self.given.borrow_mut().value(refused);
                if let Some(value) = value {
                    store.fill(value);
                }
            }
            Part::Backend => store.connect("backend", self.given.borrow().plain("backend")),
            Part::Token => {
                let token = self.given.borrow().plain("token");
                self.given.borrow_mut().forget("token");
                store.connect("token", token);
            }
            Part::Kept => {}
        }
    }
}

/// The language the browser is set to.
fn preferred() -> String {
    web_sys::window()
        .and_then(|window| window.navigator().language())
        .unwrap_or_default()
}
