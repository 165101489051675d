//! The time as plain text: fastest for an agent who types while listening.

use crate::behavior::time_field::TimeField;
use leptos::prelude::*;

/// The control alone.
#[must_use]
pub fn time_field(field: TimeField, invalid: Signal<bool>) -> AnyView {
    view! { class="cb",
        <div class="control" part="control" data-invalid=move || invalid.get().then_some("")>
            <input
                class="input"
                part="input"
                type="text"
                aria-invalid=move || invalid.get().then_some("true")
                aria-describedby="time-problem when-reads"
                {..field.input()}
            />
        </div>
    }
    .into_any()
}
