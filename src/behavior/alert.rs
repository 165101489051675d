//! The alert card's focus: an answer changes its buttons, so focus goes to the card itself first.

use super::bundle::{Bundle, Reference, hears, remembers, still};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A card whose buttons come and go.
#[derive(Clone, Copy, Default)]
pub struct AlertCard(Reference);

impl AlertCard {
    /// For the card.
    pub fn card(self) -> Bundle {
        vec![still("tabindex", "-1"), remembers(self.0)]
    }

    /// For an answer.
    pub fn answer(self, answered: impl Fn() + 'static) -> Bundle {
        let pressed = move |_| {
            // A card that is going away needs no focus.
            if let Some(card) = self
                .0
                .get()
                .and_then(|card| card.dyn_into::<HtmlElement>().ok())
            {
                let _ = card.focus();
            }
            answered();
        };
        vec![hears("click", pressed)]
    }
}
