//! The date field's keys and text, and the calendar they may open.

use super::calendar::CalendarDialog;
use crate::state::date_field::{Pressed, pressed};
use chrono::NaiveDate;
use leptos::attr::{Attribute, autocomplete, id, spellcheck};
use leptos::ev::{self, KeyboardEvent, on};
use leptos::prelude::*;
use leptos::tachys::html::property::prop;

/// What a date field is about; all but the calendar belongs to somebody else.
#[derive(Clone, Copy)]
pub struct DateField {
    /// What it shows.
    pub text: Signal<String>,
    /// What that means, if it means one day.
    pub reading: Signal<Option<NaiveDate>>,
    /// Hears every change of the text.
    pub typed: Callback<String>,
    /// Hears the day a key stepped to.
    pub stepped: Callback<NaiveDate>,
    /// Hears that the field was left.
    pub left: Callback<()>,
    /// The calendar beside it.
    pub calendar: CalendarDialog,
}

impl DateField {
    /// For the text field.
    pub fn input(self) -> impl Attribute {
        let key = move |event: KeyboardEvent| {
            let from = self.reading.get_untracked().unwrap_or_default();
            match pressed(from, &event.key(), event.alt_key()) {
                Some(Pressed::Open) => self.calendar.open(),
                Some(Pressed::To(day)) if self.reading.get_untracked().is_some() => {
                    self.stepped.run(day);
                }
                _ => return,
            }
            event.prevent_default();
        };
        (
            (
                id("date"),
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
