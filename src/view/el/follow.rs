//! What keeps one element up to date: effects that write where something differs, and listeners.

use crate::reactive::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::Event;
use web_sys::{Element, Node};

pub(super) fn put(parent: &Node, child: &Node, before: Option<&Node>) {
    // Refused only where a node would hold itself.
    let _ = parent.insert_before(child, before);
}

pub(super) fn set(element: &Element, name: &str, value: Option<&str>) {
    // Refused only where `name` is no name, and all names are written in this crate.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// All effects of all views are of this one type.
pub(super) fn effect(mut run: Box<dyn FnMut()>) -> RenderEffect<()> {
    RenderEffect::new(move |_| run())
}

pub(super) fn attribute(
    element: Element,
    name: &'static str,
    value: Box<dyn Fn() -> Option<String>>,
) -> RenderEffect<()> {
    let mut before = None;
    effect(Box::new(move || {
        let now = value();
        if now != before {
            set(&element, name, now.as_deref());
            before = now;
        }
    }))
}

pub(super) fn property(
    element: Element,
    name: &'static str,
    value: Box<dyn Fn() -> JsValue>,
) -> RenderEffect<()> {
    let mut before = JsValue::UNDEFINED;
    effect(Box::new(move || {
        let now = value();
        if now != before {
            // Controls of HTML take any text and any tick.
            let _ = js_sys::Reflect::set(&element, &name.into(), &now);
            before = now;
        }
    }))
}

/// A handler, and where it is to be taken off again.
pub(super) struct Listener {
    element: Element,
    name: &'static str,
    handler: Closure<dyn Fn(Event)>,
}

impl Listener {
    pub(super) fn new(element: Element, name: &'static str, handler: Box<dyn Fn(Event)>) -> Self {
        let handler = Closure::wrap(handler);
        // Fails for no name.
        let _ = element.add_event_listener_with_callback(name, handler.as_ref().unchecked_ref());
        Self {
            element,
            name,
            handler,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let handler = self.handler.as_ref().unchecked_ref();
        let _ = self
            .element
            .remove_event_listener_with_callback(self.name, handler);
    }
}
