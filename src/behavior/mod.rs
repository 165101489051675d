//! What the panel's widgets do in a page: bundles of attributes and handlers, ready to be spread.
//!
//! Here, and not in the views, are the keyboard, focus and the few signals that belong to a widget alone
//! (a calendar's month, a list's marked row). Nothing here knows what a callback is.
//!
//! There is no listener outside the widget: a popup closes when focus leaves it, which inside a shadow
//! root is told without retargeting, and which a click elsewhere causes as well as a Tab does.

pub mod alert;
pub mod asked;
pub mod bundle;
pub mod calendar;
pub mod combobox;
pub mod date_field;
pub mod time_field;

use wasm_bindgen::JsCast;
use web_sys::FocusEvent;
use web_sys::{Element, HtmlElement, Node};

/// Whether focus leaves the element that listens, and not only one part of it for another.
///
/// A window that loses focus closes nothing: the agent is looking something up elsewhere.
pub(crate) fn leaves(event: &FocusEvent) -> bool {
    let inside = |root: Element| {
        let to = event.related_target();
        to.is_some_and(|to| root.contains(to.dyn_ref::<Node>()))
    };
    let root = event
        .current_target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let looked_away = !crate::reactive::document().has_focus().unwrap_or(true);
    !looked_away && !root.is_some_and(inside)
}

/// Moves focus to the first element inside `root` that fits the selector.
pub(crate) fn focus(root: &Element, selector: &str) {
    let found = root.query_selector(selector).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that was removed meanwhile cannot be focused, and need not be.
        let _ = element.focus();
    }
}
