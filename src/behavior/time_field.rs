//! The time field's keys and text. Leaving it is told, so that its problems may show.

use super::asked::{Reads, Tells};
use super::bundle::{Bundle, hears, hears_keys, hears_text, still, text_of};
use crate::state::time_field::pressed;
use callback_core::when::Step;
use web_sys::KeyboardEvent;

/// What a time field is about; all of it belongs to somebody else.
#[derive(Clone, Copy)]
pub struct TimeField {
    /// What it shows.
    pub text: Reads<String>,
    /// Hears every change of the text.
    pub typed: Tells<String>,
    /// Hears the step that a key asks for.
    pub stepped: Tells<Step>,
    /// Hears that the field was left.
    pub left: Tells<()>,
}

impl TimeField {
    /// For the text field.
    pub fn input(self) -> Bundle {
        let key = move |event: &KeyboardEvent| {
            if let Some(step) = pressed(&event.key()) {
                event.prevent_default();
                self.stepped.run(step);
            }
        };
        vec![
            still("id", "time"),
            still("data-field", "time"),
            still("autocomplete", "off"),
            still("spellcheck", "false"),
            text_of(move || self.text.get()),
            hears_text(move |text| self.typed.run(text)),
            hears_keys(key),
            hears("blur", move |_| self.left.run(())),
        ]
    }
}
