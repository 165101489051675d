//! What the agent should know: what this browser does not keep (S1), what was done, what was refused.

use super::el::{El, button, el};
use super::face::Face;
use super::glyph::{Glyph, glyph};
use crate::reactive::*;
use crate::strings::{self, Text, fault, refusal, unclaimed};
use callback_core::ids::CallbackId;
use callback_core::panel::{Input, Notice};
use callback_core::problem::Fault;
use callback_core::sync::Level;
use callback_core::zones::city;

/// How a notice looks; its words say the same.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Good,
    Warning,
    Bad,
}

/// All notices, in a region that is read out when one comes.
pub fn notices(face: Face) -> El {
    let faults = move || face.desk(|desk| desk.faults().to_vec());
    let told = face.shown(|shown| shown.notice.clone());
    let levels = move || face.outbox(|outbox| outbox.level().clone());
    let say = move |&it: &Fault| bar(Tone::Warning, face.speak(|speech| fault(speech, it)), None);
    let region = el("div")
        .class("notices")
        .part("notices")
        .attr("role", "status");
    region
        .shows_of(faults, move |faults| {
            faults.iter().map(say).collect::<Vec<_>>()
        })
        .shows_of(levels, move |level| waiting(face, level.as_ref()))
        .shows_of(told, move |told| {
            told.clone().map(|notice| one(face, notice))
        })
}

/// What waits for the backend: levels, and an alarm for what is due and only here (sync 8).
fn waiting(face: Face, level: Option<&Level>) -> Vec<El> {
    let Some(level) = level else {
        return Vec::new();
    };
    let says = face.speak(|speech| strings::level(speech, level));
    let mut bars = Vec::new();
    if !says.is_empty() {
        bars.push(bar(Tone::Warning, says.join(" "), None));
    }
    if let Some(id) = &level.alarm {
        let alarm = face.say(Text::SyncAlarm, &[("name", &name(face, id))]);
        bars.push(bar(Tone::Bad, alarm, None));
    }
    bars
}

fn one(face: Face, notice: Notice) -> El {
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
            button("button small", move || face.send(Input::Undo(id.clone())))
                .child(face.text(Text::Undo))
        }
        _ => button("button icon quiet", move || face.send(Input::NoticeRead))
            .attr("aria-label", face.text(Text::Dismiss))
            .child(glyph(Glyph::Close)),
    };
    bar(tone, says, Some(press))
}

/// A notice, and what can be pressed in it.
pub(super) fn bar(tone: Tone, says: String, press: Option<El>) -> El {
    let (class, sign) = match tone {
        Tone::Plain => ("notice", None),
        Tone::Good => ("notice success", Some(Glyph::Done)),
        Tone::Warning => ("notice warning", Some(Glyph::Warning)),
        Tone::Bad => ("notice danger", Some(Glyph::Warning)),
    };
    let notice = el("div").class(class).part("notice").child(sign.map(glyph));
    notice
        .child(el("span").class("says").child(says))
        .child(press)
}

/// Day and time of a callback on the contact's clock, with the offset.
fn when(face: Face, id: &CallbackId) -> String {
    let said = untrack(|| face.desk(|desk| desk.get(id).map(|callback| callback.promise.said)));
    said.map_or_else(String::new, |said| {
        let when = face.speak(|speech| speech.words.day_and_time(said.local));
        [&when, ", ", &city(said.zone)].concat()
    })
}

fn name(face: Face, id: &CallbackId) -> String {
    untrack(|| face.desk(|desk| desk.get(id).map(|callback| callback.promise.name.clone())))
        .unwrap_or_default()
}
