//! The card of the callback that came, and the way back on queue (G1-G3). Nothing typed is covered or lost.

use super::face::Face;
use super::notices::{Press, Tone, bar};
use super::row::{name, number};
use crate::behavior::alert::AlertCard;
use crate::strings::Text;
use callback_core::callback::State;
use callback_core::panel::{Alert, Answer, Input, Panel};
use callback_core::settings::RoutingStatus;
use leptos::prelude::*;

/// Not Responding, said plainly, with one press back on queue (G3).
#[must_use]
pub fn standing(face: Face) -> AnyView {
    let store = face.store();
    let missed = Memo::new(move |_| store.panel(not_responding));
    let back = Callback::new(move |()| face.send(Input::BackOnQueue));
    let says = move || {
        let press = Press::Button(face.text(Text::BackOnQueue), back);
        missed
            .get()
            .then(|| bar(Tone::Bad, face.text(Text::NotResponding), press))
    };
    view! { class="cb", <div class="notices" role="alert">{says}</div> }.into_any()
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
}

/// The card, while there is one.
#[must_use]
pub fn alert(face: Face) -> AnyView {
    let store = face.store();
    let now = Memo::new(move |_| {
        let at = store.now();
        store.panel(|panel| store.desk(|desk| panel.alert(at, desk)))
    });
    // Drawn anew for another callback only; what ticks is followed inside.
    let which = Memo::new(move |_| now.with(|card| card.as_ref().map(|card| card.row.id.clone())));
    let drawn = move || {
        which
            .get()
            .and_then(|_| now.get_untracked())
            .map(|first| card(face, now, &first))
    };
    let due = move || {
        which
            .get()
            .and_then(|_| now.get_untracked())
            .map(|card| [&face.text(Text::Due), ": ", &name(&card.row)].concat())
    };
    view! { class="cb", <div class="spoken" role="alert">{due}</div> {drawn} }.into_any()
}

fn card(face: Face, now: Memo<Option<Alert>>, first: &Alert) -> AnyView {
    let stage = Memo::new(move |_| {
        now.with(|card| card.as_ref().and_then(|card| Stage::of(&card.row.state)))
    });
    let kind = move || {
        face.text(match stage.get() {
            None | Some(Stage::Alerting) => Text::Due,
            Some(Stage::Dialing) => Text::Dialing,
            Some(Stage::Connected) => Text::WithYou,
            Some(Stage::WrapUp) => Text::AfterCall,
        })
    };
    let promised = face.say(
        Text::Promised,
        &[(
            "when",
            &face.speak(|speech| {
                speech
                    .words
                    .day_and_time(first.row.agent.unwrap_or(first.row.contact).shows.local)
            }),
        )],
    );
    let late = Memo::new(move |_| {
        let late_ms = now
            .with(|card| card.as_ref().map(|card| card.late_ms))
            .filter(|ms| *ms >= 1_000)?;
        Some(face.say(
            Text::Late,
            &[("duration", &face.speak(|speech| speech.duration(late_ms)))],
        ))
    });
    let behavior = AlertCard::default();
    let note = (!first.row.note.is_empty())
        .then(|| view! { class="cb", <p class="note" dir="auto">{first.row.note.clone()}</p> });
    view! { class="cb",
        <section class="alert" part="alert" aria-label=face.text(Text::Due) {..behavior.card()}>
            <div class="top"><span class="kind">{kind}</span>{countdown(face, now)}</div>
            <div>
                <div class="name"><bdi>{name(&first.row)}</bdi></div>
                <span class="number">{number(&first.row)}</span>
            </div>
            <div class="facts">
                <span>{promised}{move || late.get().map(|late| [" · ", &late].concat())}</span>
                <span>{first.row.queue.clone()}</span>
            </div>
            {note}
            {bar_left(face, now)}
            <div class="answers">{move || stage.get().map(|stage| answers(face, behavior, now, stage))}</div>
        </section>
    }
    .into_any()
}

fn left_ms(now: Memo<Option<Alert>>) -> Option<i64> {
    now.with(|card| card.as_ref().and_then(|card| card.left_ms))
}

fn countdown(face: Face, now: Memo<Option<Alert>>) -> AnyView {
    let left = move || {
        left_ms(now).map(|ms| {
            face.say(
                Text::Left,
                &[("duration", &face.speak(|speech| speech.duration(ms)))],
            )
        })
    };
    view! { class="cb", <span class="left">{left}</span> }.into_any()
}

/// How much of the time to answer is left, of what there was when the card was first seen.
fn bar_left(face: Face, now: Memo<Option<Alert>>) -> AnyView {
    let whole = Memo::new(move |before: Option<&i64>| {
        left_ms(now).unwrap_or(0).max(before.copied().unwrap_or(1))
    });
    let ticking = Memo::new(move |_| left_ms(now).is_some());
    let bar = move || {
        ticking.get().then(|| {
            let (max, value) = (move || whole.get().to_string(), move || left_ms(now).unwrap_or(0).to_string());
            view! { class="cb", <progress class="runs" aria-label=face.text(Text::TimeLeft) max=max value=value></progress> }
        })
    };
    view! { class="cb", {bar} }.into_any()
}

fn answers(
    face: Face,
    behavior: AlertCard,
    now: Memo<Option<Alert>>,
    stage: Stage,
) -> Vec<AnyView> {
    let offered: &[(Text, Answer)] = match stage {
        Stage::Alerting => &[
            (Text::Accept, Answer::Accept),
            (Text::DialNow, Answer::Dial),
            (Text::Decline, Answer::Decline),
        ],
        Stage::Dialing => &[(Text::DialNow, Answer::Dial), (Text::End, Answer::End)],
        Stage::Connected | Stage::WrapUp => &[(Text::End, Answer::End)],
    };
    let button = |&(label, answer): &(Text, Answer)| {
        let pressed = Callback::new(move |()| {
            if let Some(id) =
                now.with_untracked(|card| card.as_ref().map(|card| card.row.id.clone()))
            {
                face.send(Input::Answer { id, answer });
            }
        });
        let main = answer == Answer::Accept;
        let quiet = answer == Answer::Decline;
        view! { class="cb",
            <button type="button" class="button" class:primary=main class:quiet={quiet} {..behavior.answer(pressed)}>{face.text(label)}</button>
        }
        .into_any()
    };
    offered.iter().map(button).collect()
}
