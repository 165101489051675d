//! The way out: events for the page, and what the loader must know of the panel.
//!
//! Nothing here is called while state is borrowed: a page that hears an event may call straight back in.

use crate::browser::task::spawn;
use callback_core::problem::Field;
use gloo_timers::callback::Timeout;
use js_sys::Function;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, CustomEventInit, Event, EventInit, HtmlElement, ShadowRoot};

/// What the loader is told, beside events. It keeps or shows it; nothing comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// All drafts of the element as text, to be handed in again after a trap (S3).
    Draft,
    /// The value of the element as JSON, for its form.
    Value,
    /// Why the value will not do, or nothing.
    Problem,
    /// Whether the panel is open: the agent closed it.
    Open,
    /// The language whose file is wanted.
    Language,
    /// A token is wanted, and how often one was.
    Token,
    /// `:state(submitting)`
    Submitting,
    /// `:state(invalid)`
    Invalid,
}

impl Topic {
    const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Value => "value",
            Self::Problem => "problem",
            Self::Open => "open",
            Self::Language => "language",
            Self::Token => "token",
            Self::Submitting => "submitting",
            Self::Invalid => "invalid",
        }
    }
}

/// One element of the page.
#[derive(Clone, Debug)]
pub struct Host(Rc<Inner>);

#[derive(Debug)]
struct Inner {
    element: HtmlElement,
    shadow: ShadowRoot,
    tell: Function,
    /// What was told last, by topic.
    told: RefCell<[Option<String>; 8]>,
    /// Where the focus goes next.
    focus: RefCell<Option<Timeout>>,
}

impl Host {
    /// The element, its shadow root, and the loader's ear: a function of a topic and a text.
    #[must_use]
    pub fn new(element: HtmlElement, shadow: ShadowRoot, tell: Function) -> Self {
        Self(Rc::new(Inner {
            element,
            shadow,
            tell,
            told: RefCell::default(),
            focus: RefCell::default(),
        }))
    }

    /// The element's shadow root.
    #[must_use]
    pub fn shadow(&self) -> &ShadowRoot {
        &self.0.shadow
    }

    /// Tells the loader, if it is something new.
    pub fn tell(&self, topic: Topic, text: &str) {
        let before = self.0.told.borrow_mut()[topic as usize].replace(text.to_owned());
        if before.as_deref() != Some(text) {
            // The loader throws nothing that could be mended here.
            let _ = self
                .0
                .tell
                .call2(&JsValue::NULL, &topic.name().into(), &text.into());
        }
    }

    /// Sends an event now and says whether nobody prevented it. For a microtask, when the panel is at rest.
    fn send(&self, name: &str, detail: &JsValue, cancelable: bool) -> bool {
        if super::trapped() {
            // A fresh instance speaks for the element now.
            return false;
        }
        let init = CustomEventInit::new();
        init.set_bubbles(true);
        init.set_composed(true);
        init.set_cancelable(cancelable);
        init.set_detail(detail);
        CustomEvent::new_with_event_init_dict(name, &init)
            .and_then(|event| self.0.element.dispatch_event(&event))
            .unwrap_or(true)
    }

    /// Sends an event from a microtask.
    pub fn fire(&self, name: &'static str, detail: JsValue) {
        let host = self.clone();
        spawn(async move {
            host.send(name, &detail, false);
        });
    }

    /// Asks the page from a microtask by an event that it may prevent, and hands on whether it let it pass.
    pub fn ask(&self, name: &'static str, detail: JsValue, then: impl FnOnce(bool) + 'static) {
        let host = self.clone();
        spawn(async move { then(host.send(name, &detail, true)) });
    }

    /// Sends `input` or `change`, which every form control has, from a microtask.
    pub fn fire_native(&self, name: &'static str) {
        let element = self.0.element.clone();
        spawn(async move {
            let init = EventInit::new();
            init.set_bubbles(true);
            init.set_composed(true);
            if let Ok(event) = Event::new_with_event_init_dict(name, &init) {
                let _ = element.dispatch_event(&event);
            }
        });
    }

    /// Puts the focus into a field once the view has had time to show it.
    pub fn focus(&self, field: Field) {
        self.focus_on(["[data-field=", field_name(field), "]"].concat());
    }

    /// Puts the focus into the first field, or whatever else takes it.
    pub fn focus_first(&self) {
        self.focus_on("[data-field]:enabled, [role=alert] button".to_owned());
    }

    fn focus_on(&self, selector: String) {
        let shadow = self.0.shadow.clone();
        // A second wish takes the place of the first.
        let focus = Timeout::new(0, move || {
            let found = shadow.query_selector(&selector).ok().flatten();
            if let Some(element) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
                let _ = element.focus();
            }
        });
        self.0.focus.replace(Some(focus));
    }
}

/// What a field is called outside: in `callback-invalid`, in `value`, and as `data-field` on its control.
#[must_use]
pub const fn field_name(field: Field) -> &'static str {
    match field {
        Field::Phone => "phone",
        Field::Name => "name",
        Field::Date => "date",
        Field::Time => "time",
        Field::Zone => "zone",
        Field::Queue => "queue",
        Field::Claim => "claim",
        Field::Note => "note",
    }
}
