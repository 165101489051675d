//! What the agent should know: what this browser does not keep (S1), what was done, what was refused.

use super::face::Face;
use super::glyph::{Glyph, glyph};
use crate::strings::{Text, fault, refusal, unclaimed};
use callback_core::ids::CallbackId;
use callback_core::panel::{Input, Notice};
use leptos::prelude::*;

/// How a notice looks; its words say the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Good,
    Warning,
    Bad,
}

/// What can be pressed in a notice.
pub(super) enum Press {
    Nothing,
    /// A labelled button.
    Button(String, Callback<()>),
    /// A cross of that name.
    Cross(String, Callback<()>),
}

/// All notices, in a region that is read out when one comes.
#[must_use]
pub fn notices(face: Face) -> AnyView {
    let store = face.store();
    let faults = Memo::new(move |_| store.desk(|desk| desk.faults().to_vec()));
    let told = face.slice(|shown| shown.notice.clone());
    let kept = move || {
        let say = |it| {
            bar(
                Tone::Warning,
                face.speak(|speech| fault(speech, it)),
                Press::Nothing,
            )
        };
        faults.get().into_iter().map(say).collect::<Vec<_>>()
    };
    view! { class="cb",
        <div class="notices" part="notices" role="status">{kept}{move || told.get().map(|notice| one(face, notice))}</div>
    }
    .into_any()
}

fn one(face: Face, notice: Notice) -> AnyView {
    let (tone, says) = match &notice {
        Notice::Scheduled(id) => (
            Tone::Good,
            face.say(Text::NoticeScheduled, &[("when", &when(face, id))]),
        ),
        Notice::Changed(id) => (
            Tone::Good,
            face.say(Text::NoticeChanged, &[("when", &when(face, id))]),
        ),
        Notice::Cancelling(id) => (
            Tone::Plain,
            face.say(Text::NoticeCancelling, &[("name", &name(face, id))]),
        ),
        Notice::Unticked(why) => (
            Tone::Warning,
            face.say(
                Text::NoticeUnticked,
                &[("why", &face.text(unclaimed(*why)))],
            ),
        ),
        Notice::Refused(why) => (Tone::Bad, face.speak(|speech| refusal(speech, why))),
        Notice::DraftDropped => (Tone::Warning, face.text(Text::NoticeDraftDropped)),
        Notice::DraftBack => (Tone::Plain, face.text(Text::NoticeDraftBack)),
    };
    let press = match notice {
        Notice::Cancelling(id) => {
            Press::Button(face.text(Text::Undo), sends(face, Input::Undo(id)))
        }
        _ => Press::Cross(face.text(Text::Dismiss), sends(face, Input::NoticeRead)),
    };
    bar(tone, says, press)
}

fn sends(face: Face, input: Input) -> Callback<()> {
    Callback::new(move |()| face.send(input.clone()))
}

/// A notice and what can be pressed in it.
pub(super) fn bar(tone: Tone, says: String, press: Press) -> AnyView {
    let button = match press {
        Press::Nothing => None,
        Press::Button(label, pressed) => Some(
            view! { class="cb", <button type="button" class="button small" on:click=move |_| pressed.run(())>{label}</button> }
                .into_any(),
        ),
        Press::Cross(label, pressed) => Some(
            view! { class="cb",
                <button type="button" class="button icon quiet" aria-label=label on:click=move |_| pressed.run(())>{glyph(Glyph::Close)}</button>
            }
            .into_any(),
        ),
    };
    let sign = if tone == Tone::Good {
        Glyph::Done
    } else {
        Glyph::Warning
    };
    let sign = (tone != Tone::Plain).then(|| glyph(sign));
    view! { class="cb",
        <div
            class="notice"
            part="notice"
            class:success=tone == Tone::Good
            class:warning=tone == Tone::Warning
            class:danger=tone == Tone::Bad
        >
            {sign}
            <span class="says">{says}</span>
            {button}
        </div>
    }
    .into_any()
}

/// Day and time of a callback on the contact's clock, with the offset.
fn when(face: Face, id: &CallbackId) -> String {
    let said = untrack(|| {
        face.store()
            .desk(|desk| desk.get(id).map(|callback| callback.promise.said))
    });
    said.map_or_else(String::new, |said| {
        face.speak(|speech| speech.words.day_and_time(said.local))
    })
}

fn name(face: Face, id: &CallbackId) -> String {
    untrack(|| {
        face.store()
            .desk(|desk| desk.get(id).map(|callback| callback.promise.name.clone()))
    })
    .unwrap_or_default()
}
