//! What is wrong at a field, below it, with the presses that put it right.

use super::face::Face;
use super::glyph::{Glyph, glyph};
use crate::state::fixes::{Fix, edit, fixes};
use crate::strings::{fix, problem};
use callback_core::problem::{Field, ProblemKind};
use leptos::prelude::*;

/// The problems of one field. The place is always there, so that the field can name it as its description.
#[must_use]
pub fn problems(face: Face, field: Field) -> AnyView {
    let kinds = face.slice(move |shown| {
        let here = shown
            .problems
            .iter()
            .filter(|problem| problem.field == field);
        here.map(|problem| problem.kind.clone()).collect::<Vec<_>>()
    });
    let drawn = move || {
        kinds
            .get()
            .into_iter()
            .map(|kind| one(face, &kind))
            .collect::<Vec<_>>()
    };
    view! { class="cb", <div class="problems" id=place(field) aria-live="polite">{drawn}</div> }
        .into_any()
}

/// The id of the place.
const fn place(field: Field) -> &'static str {
    match field {
        Field::Phone => "phone-problem",
        Field::Name => "name-problem",
        Field::Date => "date-problem",
        Field::Time => "time-problem",
        Field::Zone => "zone-problem",
        Field::Queue => "queue-problem",
        Field::Claim => "claim-problem",
        Field::Note => "note-problem",
    }
}

fn one(face: Face, kind: &ProblemKind) -> AnyView {
    let around = untrack(|| face.around());
    let says = face.speak(|speech| problem(speech, kind, around));
    let offered: Vec<AnyView> = fixes(kind, around.now)
        .into_iter()
        .map(|fix| press(face, fix))
        .collect();
    let offered =
        (!offered.is_empty()).then(|| view! { class="cb", <span class="fixes">{offered}</span> });
    view! { class="cb",
        <div class="problem" part="problem">{glyph(Glyph::Warning)}<span class="says">{says}</span>{offered}</div>
    }
    .into_any()
}

fn press(face: Face, offered: Fix) -> AnyView {
    let around = untrack(|| face.around());
    let label = face.speak(|speech| fix(speech, offered, around));
    let pressed = move |_| {
        let made = face
            .store()
            .panel(|panel| edit(offered, |time| panel.time_text(time)));
        face.edit(made);
    };
    view! { class="cb", <button type="button" class="button small" part="fix" on:click=pressed>{label}</button> }
        .into_any()
}
