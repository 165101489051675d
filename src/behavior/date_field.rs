//! The date field's keys and text, and the calendar they may open.

use super::asked::{Reads, Tells};
use super::bundle::{Bundle, hears, hears_keys, hears_text, still, text_of};
use super::calendar::CalendarDialog;
use crate::state::date_field::{Pressed, pressed};
use chrono::NaiveDate;
use web_sys::KeyboardEvent;

/// What a date field is about; all but the calendar belongs to somebody else.
#[derive(Clone, Copy)]
pub struct DateField {
    /// What it shows.
    pub text: Reads<String>,
    /// What that means, if it means one day.
    pub reading: Reads<Option<NaiveDate>>,
    /// Hears every change of the text.
    pub typed: Tells<String>,
    /// Hears the day a key stepped to.
    pub stepped: Tells<NaiveDate>,
    /// Hears that the field was left.
    pub left: Tells<()>,
    /// The calendar beside it.
    pub calendar: CalendarDialog,
}

impl DateField {
    /// For the text field.
    pub fn input(self) -> Bundle {
        let key = move |event: &KeyboardEvent| {
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
        vec![
            still("id", "date"),
            still("data-field", "date"),
            still("autocomplete", "off"),
            still("spellcheck", "false"),
            text_of(move || self.text.get()),
            hears_text(move |text| self.typed.run(text)),
            hears_keys(key),
            hears("blur", move |_| self.left.run(())),
        ]
    }
}
