//! The form, in the order in which a promise is made on the phone: whom, when, where they are, who calls.

use super::claim::claim;
use super::clocks::clocks;
use super::face::Face;
use super::pick::{queue, zone};
use super::problems::problems;
use super::submit::submit;
use super::when::{date, time};
use crate::strings::{Text, field};
use callback_core::panel::Edit;
use callback_core::problem::Field;
use leptos::prelude::*;

/// All fields. No `<form>`: Enter in a field shall not promise anything.
#[must_use]
pub fn form(face: Face) -> AnyView {
    view! { class="cb",
        <section class="form" part="form" aria-label=face.text(Text::Title)>
            <div class="pair">
                {labelled(face, Field::Phone, "phone", line(face, Field::Phone))}
                {labelled(face, Field::Name, "name", line(face, Field::Name))}
                {problems(face, Field::Phone)}
                {problems(face, Field::Name)}
            </div>
            <div class="pair">
                {date(face)}
                {time(face)}
                {problems(face, Field::Date)}
                {problems(face, Field::Time)}
            </div>
            {zone(face)}
            {clocks(face)}
            {queue(face)}
            {claim(face)}
            <div class="block">
                {labelled(face, Field::Note, "note", note(face))}
                {problems(face, Field::Note)}
            </div>
            {submit(face)}
        </section>
    }
    .into_any()
}

/// A control under its label.
pub(super) fn labelled(face: Face, which: Field, id: &'static str, control: AnyView) -> AnyView {
    view! { class="cb",
        <div class="field" part="field">
            <label class="label" for=id>{face.text(field(which))}</label>
            {control}
        </div>
    }
    .into_any()
}

/// A plain line of text: the number, the name.
fn line(face: Face, which: Field) -> AnyView {
    let (id, kind, edit): (&'static str, &'static str, fn(String) -> Edit) = match which {
        Field::Phone => ("phone", "tel", Edit::Phone),
        _ => ("name", "text", Edit::Name),
    };
    let value = face.shown(move |shown| match which {
        Field::Phone => shown.phone.clone(),
        _ => shown.name.clone(),
    });
    let marks = face.marks(which);
    let (typed, left) = (face.edits(edit), face.leaves(which));
    view! { class="cb",
        <div class="control" part="control" data-invalid=move || marks.invalid.get().then_some("")>
            <input
                class="input"
                part="input"
                id=id
                data-field=id
                type=kind
                dir=if which == Field::Name { "auto" } else { "ltr" }
                autocomplete="off"
                aria-invalid=move || marks.invalid.get().then_some("true")
                readonly=move || marks.readonly.get()
                aria-describedby=[id, "-problem"].concat()
                prop:value=move || value.get()
                on:input=move |event| typed.run(event_target_value(&event))
                on:blur=move |_| left.run(())
            />
        </div>
    }
    .into_any()
}

fn note(face: Face) -> AnyView {
    let value = face.shown(|shown| shown.note.clone());
    let marks = face.marks(Field::Note);
    let (typed, left) = (face.edits(Edit::Note), face.leaves(Field::Note));
    view! { class="cb",
        <div class="control" part="control" data-invalid=move || marks.invalid.get().then_some("")>
            <textarea
                class="input"
                part="input"
                id="note"
                data-field="note"
                rows="2"
                dir="auto"
                aria-invalid=move || marks.invalid.get().then_some("true")
                readonly=move || marks.readonly.get()
                aria-describedby="note-problem"
                prop:value=move || value.get()
                on:input=move |event| typed.run(event_target_value(&event))
                on:blur=move |_| left.run(())
            ></textarea>
        </div>
    }
    .into_any()
}
