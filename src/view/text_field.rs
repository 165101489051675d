//! A plain text field in its frame: number, name, note, and what date, time and lists are typed into.

use super::el::{El, el};
use super::face::{Face, Marks};
use crate::behavior::asked::Reads;
use crate::behavior::bundle::{Bundle, hears, hears_text, still, text_of};
use callback_core::panel::Edit;
use callback_core::problem::Field;

/// The frame with the field in it, marked as wrong or read-only.
pub fn control(marks: Marks, input: El, bundle: Bundle) -> El {
    let input = input
        .class("input")
        .part("input")
        .attr("aria-describedby", marks.described_by)
        .attr_of("aria-invalid", move || {
            marks.invalid.get().then(|| "true".to_owned())
        })
        .attr_while("readonly", move || marks.readonly.get())
        .spread(bundle);
    el("div")
        .class("control")
        .part("control")
        .attr_while("data-invalid", move || marks.invalid.get())
        .child(input)
}

/// A plain field of the form.
#[derive(Clone, Copy)]
pub struct Plain {
    /// Which.
    pub field: Field,
    /// Its id.
    pub id: &'static str,
    /// What it shows.
    pub text: Reads<String>,
    /// What typing makes.
    pub edit: fn(String) -> Edit,
}

/// What a plain field does.
#[must_use]
pub fn plain(face: Face, it: Plain) -> Bundle {
    let (typed, left) = (face.edits(it.edit), face.leaves(it.field));
    vec![
        still("id", it.id),
        still("data-field", it.id),
        still("autocomplete", "off"),
        text_of(move || it.text.get()),
        hears_text(move |text| typed.run(text)),
        hears("blur", move |_| left.run(())),
    ]
}
