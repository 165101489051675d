//! The card of the callback that came, and the way back on queue (G1-G3). Nothing typed is covered or lost.

use super::el::{El, button, el};
use super::face::Face;
use super::notices::{Tone, bar};
use super::row::{name, number};
use crate::behavior::alert::AlertCard;
use crate::reactive::*;
use crate::strings::Text;
use callback_core::callback::State;
use callback_core::panel::{Alert, Answer, Input, Panel};
use callback_core::settings::RoutingStatus;
use callback_core::time::SECOND_MS;
use callback_core::zones::city;
use std::cell::Cell;

/// Not Responding, said plainly, with one press back on queue (G3).
pub fn standing(face: Face) -> El {
    let missed = move || face.panel(not_responding);
    let back = move || {
        button("button small", move || face.send(Input::BackOnQueue))
            .child(face.text(Text::BackOnQueue))
    };
    let says = move |missed: &bool| {
        missed.then(|| bar(Tone::Bad, face.text(Text::NotResponding), Some(back())))
    };
    el("div")
        .class("notices")
        .attr("role", "alert")
        .shows_of(missed, says)
}

fn not_responding(panel: &Panel) -> bool {
    let agent = panel.settings().agent.as_ref();
    agent.and_then(|agent| agent.status) == Some(RoutingStatus::NotResponding)
}

/// What the agent can do with it now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Alerting,
    Dialing,
    Connected,
    WrapUp,
}

impl Stage {
    const fn of(state: &State) -> Option<Self> {
        match state {
            State::Alerting { .. } => Some(Self::Alerting),
            State::Dialing { .. } => Some(Self::Dialing),
            State::Connected { .. } => Some(Self::Connected),
            State::WrapUp { .. } => Some(Self::WrapUp),
            State::Scheduled | State::Queued | State::Ended | State::Disconnected(_) => None,
        }
    }

    const fn text(self) -> Text {
        match self {
            Self::Alerting => Text::Due,
            Self::Dialing => Text::Dialing,
            Self::Connected => Text::WithYou,
            Self::WrapUp => Text::AfterCall,
        }
    }

    const fn answers(self) -> &'static [(Text, Answer)] {
        match self {
            Self::Alerting => &[
                (Text::Accept, Answer::Accept),
                (Text::DialNow, Answer::Dial),
                (Text::Decline, Answer::Decline),
            ],
            Self::Dialing => &[(Text::DialNow, Answer::Dial), (Text::End, Answer::End)],
            Self::Connected | Self::WrapUp => &[(Text::End, Answer::End)],
        }
    }
}

/// The card, while there is one. What comes is read out.
pub fn alert(face: Face) -> El {
    let now = Memo::new(move |_| {
        let at = face.now();
        face.panel(|panel| face.desk(|desk| panel.alert(at, desk)))
    });
    // Drawn anew for another callback only; what ticks is followed inside.
    let which = move || now.with(|card| card.as_ref().map(|card| card.row.id.clone()));
    let said = move |card: &Alert| [&face.text(Text::Due), ": ", &name(&card.row)].concat();
    let due = move || now.with(|card| card.as_ref().map_or_else(String::new, said));
    el("div")
        .child(el("div").class("spoken").attr("role", "alert").text_of(due))
        .shows_of(which, move |_| {
            now.with(|first| first.as_ref().map(|first| card(face, now, first)))
        })
}

fn card(face: Face, now: Memo<Option<Alert>>, first: &Alert) -> El {
    let stage = move || now.with(|card| card.as_ref().and_then(|card| Stage::of(&card.row.state)));
    let row = &first.row;
    let kind = move || face.text(stage().map_or(Text::Due, Stage::text));
    let top = el("div")
        .class("top")
        .child(el("span").class("kind").text_of(kind))
        .child(el("span").class("left").text_of(move || left(face, now)));
    let who = el("div")
        .child(el("div").class("name").child(el("bdi").child(name(row))))
        .child(el("span").class("number").child(number(row)));
    let clock = row.agent.unwrap_or(row.contact);
    let when = face.speak(|speech| speech.words.day_and_time(clock.shows.local));
    let promised = [&when, ", ", &city(clock.zone)].concat();
    let promised = face.say(Text::Promised, &[("when", &promised)]);
    let facts = el("div")
        .class("facts")
        .child(el("span").child(promised).text_of(move || late(face, now)))
        .child(el("span").child(row.queue.clone()));
    let note = (!row.note.is_empty()).then(|| {
        el("p")
            .class("note")
            .attr("dir", "auto")
            .child(row.note.clone())
    });
    let behavior = AlertCard::default();
    // No landmark: a page may hold several panels, and landmarks of one name are no help.
    el("div")
        .attr("role", "group")
        .class("alert")
        .part("alert")
        .attr("aria-label", face.text(Text::Due))
        .spread(behavior.card())
        .child(top)
        .child(who)
        .child(facts)
        .child(note)
        .child(runs(face, now))
        .child(el("div").class("answers").shows_of(stage, move |stage| {
            stage.map(|stage| answers(face, behavior, now, stage))
        }))
}

fn left_ms(now: Memo<Option<Alert>>) -> Option<i64> {
    now.with(|card| card.as_ref().and_then(|card| card.left_ms))
}

fn left(face: Face, now: Memo<Option<Alert>>) -> String {
    let said = |ms| {
        face.say(
            Text::Left,
            &[("duration", &face.speak(|speech| speech.duration(ms)))],
        )
    };
    left_ms(now).map_or_else(String::new, said)
}

fn late(face: Face, now: Memo<Option<Alert>>) -> String {
    let late_ms = now.with(|card| card.as_ref().map_or(0, |card| card.late_ms));
    if late_ms < SECOND_MS {
        return String::new();
    }
    let said = face.speak(|speech| speech.duration(late_ms));
    [" · ", &face.say(Text::Late, &[("duration", &said)])].concat()
}

/// How much of the time to answer is left, of what there was when the card was first seen.
fn runs(face: Face, now: Memo<Option<Alert>>) -> El {
    let whole = Cell::new(1);
    let most = move || {
        whole.set(left_ms(now).unwrap_or(0).max(whole.get()));
        Some(whole.get().to_string())
    };
    el("progress")
        .class("runs")
        .attr("aria-label", face.text(Text::TimeLeft))
        .attr_while("hidden", move || left_ms(now).is_none())
        .attr_of("max", most)
        .attr_of("value", move || Some(left_ms(now).unwrap_or(0).to_string()))
}

fn answers(face: Face, behavior: AlertCard, now: Memo<Option<Alert>>, stage: Stage) -> Vec<El> {
    let offered = |&(label, answer): &(Text, Answer)| {
        let answered = move || {
            if let Some(id) =
                now.with_untracked(|card| card.as_ref().map(|card| card.row.id.clone()))
            {
                face.send(Input::Answer { id, answer });
            }
        };
        let class = match answer {
            Answer::Accept => "button primary",
            Answer::Decline => "button quiet",
            Answer::Dial | Answer::End => "button",
        };
        el("button")
            .attr("type", "button")
            .class(class)
            .spread(behavior.answer(answered))
            .child(face.text(label))
    };
    stage.answers().iter().map(offered).collect()
}
