//! Schedule, or Save: one press, and the reason where it is off (P12).

use super::el::{El, button, el};
use super::face::Face;
use super::panel::slot;
use crate::behavior::bundle::hears;
use crate::reactive::untrack;
use crate::strings::{Text, refusal};
use callback_core::ids::CallbackId;
use callback_core::panel::{Button, Input};
use callback_core::problem::{Field, Refusal};

/// The button and what stands below it. Off, it can still be reached and says why.
///
/// A pointer takes no focus to it: the field that was left would show its problem, move the button away from under
/// the pointer, and the press would be lost.
pub fn submit(face: Face) -> El {
    let state = face.shown(|shown| shown.button.clone());
    let changing = face.shown(|shown| shown.changing.is_some());
    let label = move || {
        face.text(match (state(), changing()) {
            (Button::Busy, _) => Text::Scheduling,
            (_, true) => Text::Save,
            (_, false) => Text::Schedule,
        })
    };
    let off = move || (state() != Button::Ready).then(|| "true".to_owned());
    // A change begins in the list, so what leads out of it is here by then.
    let back = move |changing: &bool| {
        let later = untrack(|| face.later()).filter(|_| *changing);
        later.map(|later| (later.leave)(face))
    };
    let main = button("button primary", move || face.schedule())
        .part("schedule")
        .spread(vec![hears("mousedown", |event| event.prevent_default())])
        .attr_of("aria-disabled", off)
        .attr("aria-describedby", "submit-why")
        .text_of(label);
    let row = el("div")
        .class("row")
        .child(main)
        .shows_of(changing, back)
        .child(slot("actions"));
    let off_why = move || (state(), face.later().is_some());
    let why =
        el("div")
            .class("status")
            .attr("id", "submit-why")
            .shows_of(off_why, move |(state, _)| {
                let later = untrack(|| face.later());
                later.and_then(|later| (later.why)(face, state))
            });
    el("div").class("submit").child(row).child(why)
}

/// Out of a change, which then is none.
pub(crate) fn leave(face: Face) -> El {
    button("button", move || face.send(Input::LeaveUnchanged)).child(face.text(Text::KeepAsIs))
}

/// Why the button is off, and what can be done about it.
pub(crate) fn why(face: Face, button: &Button) -> Option<Vec<El>> {
    let Button::Off(why) = button else {
        return None;
    };
    let says = el("span").child(face.speak(|speech| refusal(speech, why)));
    Some(match why {
        Refusal::AlreadyScheduled(id) => vec![says, instead(face, id.clone())],
        _ => vec![says],
    })
}

fn instead(face: Face, id: CallbackId) -> El {
    button("button quiet small", move || {
        face.send(Input::Change {
            id: id.clone(),
            first: Field::Date,
        });
    })
    .child(face.text(Text::ChangeThat))
}
