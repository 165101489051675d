//! A text field with the list of what fits it. Zones and queues look alike, so that one is learnt with the other.

use super::face::Marks;
use super::glyph::{Glyph, glyph};
use crate::behavior::combobox::ComboboxField;
use crate::state::combobox::Choice;
use leptos::prelude::*;

/// The control alone: label, hint and problems stand around it in the form.
#[component]
pub fn Combobox(
    /// What keys and presses do.
    field: ComboboxField,
    /// The name of list and button.
    label: String,
    /// Says how many rows there are, or that there is none.
    counted: Callback<usize, String>,
    /// Whether something is wrong with it, or it may not be changed.
    marks: Marks,
    /// The ids of what describes it.
    described_by: &'static str,
) -> impl IntoView {
    let name = field.name();
    let said = move || field.count().map(|count| counted.run(count));
    let listed = label.clone();
    let list = move || {
        let rows = field.rows();
        let nothing = rows.is_empty().then(|| counted.run(0));
        let rows: Vec<AnyView> = rows
            .into_iter()
            .enumerate()
            .map(|(row, choice)| option(field, row, choice))
            .collect();
        view! { class="cb",
            <ul class="options" part="options" aria-label=listed.clone() hidden=nothing.is_some() {..field.list()}>{rows}</ul>
            {nothing.map(|text| view! { class="cb", <p class="options nothing">{text}</p> })}
        }
        .into_any()
    };
    view! { class="cb",
        <div class="control" part="control" data-invalid=move || marks.invalid.get().then_some("") {..field.field()}>
            <input
                class="input"
                part="input"
                data-field=name
                type="text"
                aria-invalid=move || marks.invalid.get().then_some("true")
                readonly=move || marks.readonly.get()
                aria-describedby={described_by}
                {..field.input()}
            />
            <button type="button" class="button icon quiet" aria-label={label} {..field.button()}>{glyph(Glyph::Down)}</button>
            {move || field.is_open().then(&list)}
            <span class="spoken" role="status">{said}</span>
        </div>
    }
}

fn option(field: ComboboxField, row: usize, choice: Choice) -> AnyView {
    let detail = (!choice.detail.is_empty())
        .then(|| view! { class="cb", <span class="detail">{choice.detail}</span> });
    view! { class="cb",
        <li class="option" {..field.row(row, choice.key)}>
            <span class="name">{choice.name}</span>
            <span class="end">{choice.end}</span>
            {detail}
        </li>
    }
    .into_any()
}
