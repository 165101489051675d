//! The two check boxes: whose the callback will be, and what that means (P7-P11).
//!
//! A box that cannot be changed stays in the tab order and says why: `aria-disabled`, not `disabled`.

use super::face::Face;
use super::problems::problems;
use crate::strings::{Text, unclaimed};
use callback_core::claim::Claim;
use callback_core::panel::{Edit, OwnedPreview};
use callback_core::problem::Field;
use callback_core::settings::AtExpiry;
use leptos::prelude::*;

/// Both boxes.
#[must_use]
pub fn claim(face: Face) -> AnyView {
    let readonly = face.readonly();
    let claimed = face.slice(|shown| shown.claim);
    let owns = face.slice(|shown| shown.preview.and_then(|preview| preview.owned));
    let store = face.store();
    let queue = face.slice(|shown| shown.queue.chosen().cloned());
    let offered = Memo::new(move |_| {
        let id = queue.get();
        store.panel(|panel| {
            let found = id.and_then(|id| panel.settings().queue(&id));
            found.is_some_and(|queue| queue.ownership.is_some())
        })
    });
    let to_me = Tick {
        id: "to-me",
        label: Text::ToMe,
        ticked: Signal::derive(move || claimed.get().claim >= Claim::ToMe),
        fixed: Signal::derive(move || {
            readonly.get() || claimed.get().to_me.is_err() || claimed.get().claim == Claim::Owned
        }),
        hint: Signal::derive(move || match claimed.get() {
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
        ticked: Signal::derive(move || claimed.get().claim == Claim::Owned),
        fixed: Signal::derive(move || readonly.get() || claimed.get().owned.is_err()),
        hint: Signal::derive(move || {
            owns.get()
                .map_or_else(String::new, |owns| terms(face, owns, claimed.get().claim))
        }),
        edit: Edit::Owned,
    };
    view! { class="cb",
        <div class="block">
            <div class="checks" role="group" aria-label=face.text(Text::FieldClaim)>
                {check(face, to_me)}
                {move || offered.get().then(|| check(face, owned))}
            </div>
            {problems(face, Field::Claim)}
        </div>
    }
    .into_any()
}

/// One check box.
#[derive(Clone, Copy)]
struct Tick {
    id: &'static str,
    label: Text,
    ticked: Signal<bool>,
    fixed: Signal<bool>,
    hint: Signal<String>,
    edit: fn(bool) -> Edit,
}

/// The limit that binds, when ownership ends, and the edit lock where it holds from the start (P9-P11).
fn terms(face: Face, owns: OwnedPreview, claim: Claim) -> String {
    face.speak(|speech| {
        let text = match owns.at_expiry {
            AtExpiry::Disconnect => Text::OwnedDropped,
            AtExpiry::HandToQueue => Text::OwnedHanded,
        };
        let (bookable, held) = (owns.ownership.bookable_hours(), owns.ownership.held_hours());
        let until = speech.words.day_and_time(owns.held_until.shows.local);
        let (bookable, held) = (speech.hours(bookable), speech.hours(held));
        let said = speech.say(
            text,
            &[("bookable", &bookable), ("held", &held), ("until", &until)],
        );
        if owns.locked_from_start && claim == Claim::Owned {
            [&said, " ", &speech.text(Text::LockedFromStart)].concat()
        } else {
            said
        }
    })
}

fn check(face: Face, it: Tick) -> AnyView {
    let hint_id = [it.id, "-hint"].concat();
    let described = [&hint_id, " claim-problem"].concat();
    let clicked = move |event: leptos::ev::MouseEvent| {
        if it.fixed.get_untracked() {
            event.prevent_default();
        } else {
            face.edit((it.edit)(!it.ticked.get_untracked()));
        }
    };
    view! { class="cb",
        <div class="check">
            <input
                type="checkbox"
                id=it.id
                data-field="claim"
                aria-disabled=move || it.fixed.get().then_some("true")
                aria-describedby=described
                prop:checked=move || it.ticked.get()
                on:click=clicked
                on:blur=move |_| face.send(callback_core::panel::Input::Left(Field::Claim))
            />
            <label for=it.id>{face.text(it.label)}</label>
            <p class="hint" id=hint_id>{move || it.hint.get()}</p>
        </div>
    }
    .into_any()
}
