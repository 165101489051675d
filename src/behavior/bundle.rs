//! A bundle: what one element has, follows and hears, as data.
//!
//! Behaviour hands bundles out and a view spreads them ([`crate::view::el`]). Closures are boxed, so that the code
//! that performs them exists once: types of their own for each element and closure made the wasm twice as large.

use crate::reactive::*;
use std::borrow::Cow;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlInputElement};
use web_sys::{Event, FocusEvent, KeyboardEvent};

/// What behaviour hands out and a view spreads.
pub type Bundle = Vec<Trait>;

/// One thing about an element. Made by the functions of this module.
pub struct Trait(pub(crate) Kind);

pub(crate) enum Kind {
    Still(&'static str, Cow<'static, str>),
    Moving(&'static str, Box<dyn Fn() -> Option<String>>),
    Property(&'static str, Box<dyn Fn() -> JsValue>),
    Hears(&'static str, Box<dyn Fn(Event)>),
    Remembers(Reference),
    Once(Box<dyn FnOnce()>),
}

/// An element to be found again. Copied freely; empty until it is drawn.
#[derive(Clone, Copy)]
pub struct Reference(StoredValue<Option<Element>, LocalStorage>);

impl Default for Reference {
    fn default() -> Self {
        Self(StoredValue::new_local(None))
    }
}

impl Reference {
    /// The element, once it was drawn and while its view is there.
    #[must_use]
    pub fn get(self) -> Option<Element> {
        self.0.try_get_value().flatten()
    }

    pub(crate) fn set(self, element: Element) {
        self.0.set_value(Some(element));
    }
}

/// An attribute that stays as it is.
#[must_use]
pub fn still(name: &'static str, value: impl Into<Cow<'static, str>>) -> Trait {
    Trait(Kind::Still(name, value.into()))
}

/// An attribute that follows what `value` reads; none where that is nothing.
pub fn moving(name: &'static str, value: impl Fn() -> Option<String> + 'static) -> Trait {
    Trait(Kind::Moving(name, Box::new(value)))
}

/// `true` or `false`, for ARIA's states.
pub fn says(name: &'static str, value: impl Fn() -> bool + 'static) -> Trait {
    moving(name, move || {
        Some(if value() { "true" } else { "false" }.to_owned())
    })
}

/// An attribute that is there, empty, while `value` holds.
pub fn while_(name: &'static str, value: impl Fn() -> bool + 'static) -> Trait {
    moving(name, move || value().then(String::new))
}

/// The text of a field, as the property: the attribute is only its default.
pub fn text_of(value: impl Fn() -> String + 'static) -> Trait {
    Trait(Kind::Property("value", Box::new(move || value().into())))
}

/// The tick of a box, as the property.
pub fn tick_of(value: impl Fn() -> bool + 'static) -> Trait {
    Trait(Kind::Property("checked", Box::new(move || value().into())))
}

/// Remembers the element.
#[must_use]
pub fn remembers(reference: Reference) -> Trait {
    Trait(Kind::Remembers(reference))
}

/// Done once, from a microtask, when the element has found its place.
pub fn once(then: impl FnOnce() + 'static) -> Trait {
    Trait(Kind::Once(Box::new(then)))
}

/// Hears an event. Never delegated: delegated events lose their target at a shadow root.
pub fn hears(name: &'static str, handler: impl Fn(Event) + 'static) -> Trait {
    Trait(Kind::Hears(name, Box::new(handler)))
}

/// Hears keys going down.
pub fn hears_keys(handler: impl Fn(&KeyboardEvent) + 'static) -> Trait {
    hears("keydown", move |event| handler(event.unchecked_ref()))
}

/// Hears focus going away from the element or anything in it.
pub fn hears_leaving(handler: impl Fn(&FocusEvent) + 'static) -> Trait {
    hears("focusout", move |event| handler(event.unchecked_ref()))
}

/// Hears typing, with the whole text.
pub fn hears_text(handler: impl Fn(String) + 'static) -> Trait {
    hears("input", move |event| {
        let field = event.target();
        // Text areas have the same property, and nothing else is typed into.
        handler(field.map_or_else(String::new, |field| {
            field.unchecked_into::<HtmlInputElement>().value()
        }));
    })
}
