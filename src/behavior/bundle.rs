//! A bundle: attributes, properties and handlers of one element, all of the same few types.
//!
//! `view!` and typed attributes give each element and each closure a type of its own, which the compiler
//! writes out in full: that panel was 120 KB of compressed wasm on its own. Here an attribute either
//! stays or follows a signal, and a handler is boxed, so that the code for them exists once.

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::attr::custom::custom_attribute;
use leptos::ev::{self, Event, FocusEvent, KeyboardEvent, on};
use leptos::html::Custom;
use leptos::prelude::*;
use leptos::tachys::html::node_ref::node_ref;
use leptos::tachys::html::property::prop;
use leptos::wasm_bindgen::JsCast;
use std::borrow::Cow;

/// What behaviour hands out and a view spreads.
pub type Bundle = Vec<AnyAttribute>;

/// A reference to an element of any tag.
pub type Reference = NodeRef<Custom<&'static str>>;

type Handler = Box<dyn FnMut(Event)>;

/// An attribute that stays as it is.
#[must_use]
pub fn still(name: &'static str, value: impl Into<Cow<'static, str>>) -> AnyAttribute {
    still_text(name, value.into())
}

#[inline(never)]
fn still_text(name: &'static str, value: Cow<'static, str>) -> AnyAttribute {
    custom_attribute(name, value).into_any_attr()
}

/// An attribute that follows what `value` reads; none where that is nothing.
pub fn moving(
    name: &'static str,
    value: impl Fn() -> Option<String> + Send + Sync + 'static,
) -> AnyAttribute {
    followed(name, Signal::derive(value))
}

#[inline(never)]
fn followed(name: &'static str, value: Signal<Option<String>>) -> AnyAttribute {
    custom_attribute(name, value).into_any_attr()
}

/// `true` or `false`, for ARIA's states.
pub fn says(name: &'static str, value: impl Fn() -> bool + Send + Sync + 'static) -> AnyAttribute {
    moving(name, move || {
        Some(if value() { "true" } else { "false" }.to_owned())
    })
}

/// An attribute that is there, empty, while `value` holds.
pub fn while_(
    name: &'static str,
    value: impl Fn() -> bool + Send + Sync + 'static,
) -> AnyAttribute {
    moving(name, move || value().then(String::new))
}

/// The text of a field, as the property: the attribute is only its default.
#[must_use]
#[inline(never)]
pub fn text_of(value: Signal<String>) -> AnyAttribute {
    prop("value", value).into_any_attr()
}

/// The tick of a box, as the property.
#[must_use]
#[inline(never)]
pub fn tick_of(value: Signal<bool>) -> AnyAttribute {
    prop("checked", value).into_any_attr()
}

/// Remembers the element.
#[must_use]
#[inline(never)]
pub fn remembers(reference: Reference) -> AnyAttribute {
    node_ref::<Custom<&'static str>, _>(reference).into_any_attr()
}

/// Hears an event. Never delegated: delegated events lose their target at a shadow root.
pub fn hears(name: &'static str, handler: impl FnMut(Event) + 'static) -> AnyAttribute {
    boxed(name, Box::new(handler))
}

#[inline(never)]
fn boxed(name: &'static str, handler: Handler) -> AnyAttribute {
    on(ev::Custom::<Event>::new(name), handler).into_any_attr()
}

/// Hears keys going down.
pub fn hears_keys(handler: impl Fn(&KeyboardEvent) + 'static) -> AnyAttribute {
    hears("keydown", move |event| handler(event.unchecked_ref()))
}

/// Hears focus going away from the element or anything in it.
pub fn hears_leaving(handler: impl Fn(&FocusEvent) + 'static) -> AnyAttribute {
    hears("focusout", move |event| handler(event.unchecked_ref()))
}

/// Hears typing, with the whole text.
pub fn hears_text(handler: impl Fn(String) + 'static) -> AnyAttribute {
    hears("input", move |event| handler(event_target_value(&event)))
}
