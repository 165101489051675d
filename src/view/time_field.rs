//! The time as plain text: fastest for an agent who types while listening.

use super::face::Marks;
use crate::behavior::time_field::TimeField;
use leptos::prelude::*;

/// The control alone.
#[must_use]
pub fn time_field(field: TimeField, marks: Marks) -> AnyView {
    view! { class="cb",
        <div class="control" part="control" data-invalid=move || marks.invalid.get().then_some("")>
            <input
                class="input"
                part="input"
                data-field="time"
                type="text"
                aria-invalid=move || marks.invalid.get().then_some("true")
                readonly=move || marks.readonly.get()
                aria-describedby="time-problem when-reads"
                {..field.input()}
            />
        </div>
    }
    .into_any()
}
