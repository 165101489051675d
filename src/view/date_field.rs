//! The date as plain text, and a button for those who would rather see the month.

use super::face::Marks;
use super::glyph::{Glyph, glyph};
use crate::behavior::date_field::DateField;
use leptos::prelude::*;

/// The control alone; the calendar is drawn beside it, in the same field.
#[must_use]
pub fn date_field(field: DateField, marks: Marks, button: String) -> AnyView {
    view! { class="cb",
        <div class="control" part="control" data-invalid=move || marks.invalid.get().then_some("")>
            <input
                class="input"
                part="input"
                data-field="date"
                type="text"
                aria-invalid=move || marks.invalid.get().then_some("true")
                readonly=move || marks.readonly.get()
                aria-describedby="date-problem when-reads"
                {..field.input()}
            />
            <button type="button" class="button icon quiet" aria-label={button} {..field.calendar.button()}>
                {glyph(Glyph::Calendar)}
            </button>
        </div>
    }
    .into_any()
}
