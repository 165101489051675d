//! What is wrong at a field, below it, with the presses that put it right.

use super::el::{El, button, el};
use super::face::Face;
use super::glyph::{Glyph, glyph};
use crate::reactive::*;
use crate::state::fixes::{Fix, edit, fixes};
use crate::strings::{fix, problem};
use callback_core::problem::{Field, ProblemKind};

/// The problems of one field. The place is always there, so that the field can name it as its description.
pub fn problems(face: Face, field: Field) -> El {
    let kinds = face.shown(move |shown| {
        let here = shown
            .problems
            .iter()
            .filter(|problem| problem.field == field);
        here.map(|problem| problem.kind.clone()).collect::<Vec<_>>()
    });
    // That something is wrong shows at the field at once; the words come with what comes later.
    let kinds = move || face.later().map_or_else(Vec::new, |_| kinds());
    let drawn = move |kinds: &Vec<ProblemKind>| {
        let later = untrack(|| face.later());
        later.map(|later| (later.problems)(face, field, kinds))
    };
    el("div")
        .class("problems")
        .attr("id", place(field))
        .attr("aria-live", "polite")
        .shows_of(kinds, drawn)
}

/// The id of the place, for `aria-describedby`.
#[must_use]
pub const fn place(field: Field) -> &'static str {
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

/// What is wrong, each with its presses.
pub(crate) fn said(face: Face, field: Field, kinds: &[ProblemKind]) -> Vec<El> {
    kinds.iter().map(|kind| one(face, field, kind)).collect()
}

fn one(face: Face, field: Field, kind: &ProblemKind) -> El {
    let around = untrack(|| face.around());
    let says = face.speak(|speech| problem(speech, kind, around));
    let offered: Vec<El> = fixes(kind, around.now)
        .into_iter()
        .map(|fix| press(face, field, fix))
        .collect();
    let offered = (!offered.is_empty()).then(|| el("span").class("fixes").child(offered));
    let problem = el("div")
        .class("problem")
        .part("problem")
        .child(glyph(Glyph::Warning));
    problem
        .child(el("span").class("says").child(says))
        .child(offered)
}

/// The button goes away with the problem: the focus goes to the field, so that it is not lost.
fn press(face: Face, field: Field, offered: Fix) -> El {
    let around = untrack(|| face.around());
    let label = face.speak(|speech| fix(speech, offered, around));
    let pressed = move || {
        let made = face.panel(|panel| edit(offered, |time| panel.time_text(time)));
        face.edit(made);
        face.focus(field);
    };
    button("button small", pressed).part("fix").child(label)
}
