//! The two check boxes: whose the callback will be, and what that means (P7-P11).
//!
//! A box that cannot be changed stays in the tab order and says why: `aria-disabled`, not `disabled`.

use super::el::{El, el};
use super::face::Face;
use super::problems::problems;
use crate::behavior::asked::Reads;
use crate::behavior::bundle::{hears, moving, still, tick_of};
use crate::strings::{Text, unclaimed};
use callback_core::claim::Claim;
use callback_core::panel::{Edit, Input, OwnedPreview};
use callback_core::problem::Field;
use callback_core::settings::AtExpiry;
use web_sys::Event;

/// Both boxes.
pub fn claim(face: Face) -> El {
    let claimed = face.shown(|shown| shown.claim);
    let owns = face.shown(|shown| shown.preview.and_then(|preview| preview.owned));
    let queue = face.shown(|shown| shown.queue.chosen().cloned());
    let offered = move || {
        let id = queue();
        face.panel(|panel| {
            let found = id.and_then(|id| panel.settings().queue(&id));
            found.is_some_and(|queue| queue.ownership.is_some())
        })
    };
    let to_me = Tick {
        id: "to-me",
        label: Text::ToMe,
        ticked: Reads::new(move || claimed().claim >= Claim::ToMe),
        fixed: Reads::new(move || {
            face.readonly() || claimed().to_me.is_err() || claimed().claim == Claim::Owned
        }),
        hint: Reads::new(move || match claimed() {
            shown if shown.claim == Claim::Owned => face.text(Text::ToMeIncluded),
            shown => shown
                .to_me
                .err()
                .map_or_else(String::new, |why| face.text(unclaimed(why))),
        }),
        edit: Edit::ToMe,
    };
    let owned = Tick {
        id: "owned",
        label: Text::Owned,
        ticked: Reads::new(move || claimed().claim == Claim::Owned),
        fixed: Reads::new(move || face.readonly() || claimed().owned.is_err()),
        hint: Reads::new(move || {
            let terms = owns().zip(face.later());
            terms.map_or_else(String::new, |(owns, later)| (later.terms)(face, owns))
        }),
        edit: Edit::Owned,
    };
    let boxes = el("div")
        .class("checks")
        .attr("role", "group")
        .attr("aria-label", face.text(Text::FieldClaim));
    let locked = move || {
        let owned = claimed().claim == Claim::Owned;
        owned && owns().is_some_and(|owns| owns.locked_from_start)
    };
    let boxes = boxes
        .child(check(face, to_me))
        .shows_of(offered, move |offered| offered.then(|| check(face, owned)));
    let warning = el("p")
        .class("hint warns")
        .attr("id", "owned-locked")
        .text_of(move || {
            if locked() && face.later().is_some() {
                face.text(Text::LockedFromStart)
            } else {
                String::new()
            }
        });
    el("div")
        .class("block")
        .child(boxes)
        .child(warning)
        .child(problems(face, Field::Claim))
}

/// One check box.
#[derive(Clone, Copy)]
struct Tick {
    id: &'static str,
    label: Text,
    ticked: Reads<bool>,
    fixed: Reads<bool>,
    hint: Reads<String>,
    edit: fn(bool) -> Edit,
}

/// The limit that binds, and when ownership ends (P9, P10).
pub(crate) fn terms(face: Face, owns: OwnedPreview) -> String {
    face.speak(|speech| {
        let text = match owns.at_expiry {
            AtExpiry::Disconnect => Text::OwnedDropped,
            AtExpiry::HandToQueue => Text::OwnedHanded,
        };
        let (bookable, held) = (owns.ownership.bookable_hours(), owns.ownership.held_hours());
        let until = speech.words.day_and_time(owns.held_until.shows.local);
        let (bookable, held) = (speech.hours(bookable), speech.hours(held));
        speech.say(
            text,
            &[("bookable", &bookable), ("held", &held), ("until", &until)],
        )
    })
}

fn check(face: Face, it: Tick) -> El {
    let hint_id = [it.id, "-hint"].concat();
    let clicked = move |event: Event| {
        if it.fixed.get_untracked() {
            event.prevent_default();
        } else {
            face.edit((it.edit)(!it.ticked.get_untracked()));
        }
    };
    let bundle = vec![
        moving("aria-disabled", move || {
            it.fixed.get().then(|| "true".to_owned())
        }),
        still(
            "aria-describedby",
            [&hint_id, " owned-locked claim-problem"].concat(),
        ),
        tick_of(move || it.ticked.get()),
        hears("click", clicked),
        hears("blur", move |_| face.send(Input::Left(Field::Claim))),
    ];
    let input = el("input")
        .attr("type", "checkbox")
        .attr("id", it.id)
        .attr("data-field", "claim");
    el("div")
        .class("check")
        .child(input.spread(bundle))
        .child(el("label").attr("for", it.id).child(face.text(it.label)))
        .child(
            el("p")
                .class("hint")
                .attr("id", hint_id)
                .text_of(move || it.hint.get()),
        )
}
