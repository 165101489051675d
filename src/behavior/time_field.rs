//! The time field's keys and text. Leaving it is told, so that its problems may show.

use crate::state::time_field::stepped;
use chrono::NaiveTime;
use leptos::attr::{Attribute, autocomplete, id, spellcheck};
use leptos::ev::{self, KeyboardEvent, on};
use leptos::prelude::*;
use leptos::tachys::html::property::prop;

/// What a time field is about; all of it belongs to somebody else.
#[derive(Clone, Copy)]
pub struct TimeField {
    /// What it shows.
    pub text: Signal<String>,
    /// What that means, if it means one thing.
    pub reading: Signal<Option<NaiveTime>>,
    /// Hears every change of the text.
    pub typed: Callback<String>,
    /// Hears the time a key stepped to.
    pub stepped: Callback<NaiveTime>,
    /// Hears that the field was left.
    pub left: Callback<()>,
}

impl TimeField {
    /// For the text field.
    pub fn input(self) -> impl Attribute {
        let key = move |event: KeyboardEvent| {
            let to = self
                .reading
                .get_untracked()
                .and_then(|from| stepped(from, &event.key()));
            if let Some(to) = to {
                event.prevent_default();
                self.stepped.run(to);
            }
        };
        (
            (
                id("time"),
                autocomplete("off"),
                spellcheck("false"),
                prop("value", move || self.text.get()),
            ),
            (
                on(ev::input, move |event| {
                    self.typed.run(event_target_value(&event));
                }),
                on(ev::keydown, key),
            ),
            on(ev::blur, move |_| self.left.run(())),
        )
    }
}
