//! One scheduled callback.

use super::actions::actions;
use super::el::{El, button, el};
use super::face::Face;
use crate::reactive::*;
use crate::state::words::offset;
use crate::strings::{self, Speech, Text};
use callback_core::callback::{DisconnectReason, State};
use callback_core::claim::Claim;
use callback_core::ids::CallbackId;
use callback_core::panel::{Clock, Row};
use callback_core::problem::Refusal;
use callback_core::rules_change::RulesMark;
use callback_core::settings::AtExpiry;
use callback_core::sync::{Choice, Standing};
use callback_core::time::Doubt;

/// The row of that callback. While it is being removed it has nothing to say.
pub fn row(face: Face, all: Memo<Vec<Row>>, id: CallbackId) -> El {
    let row = Memo::new(move |_| all.with(|all| all.iter().find(|row| row.id == id).cloned()));
    let of = move |read: fn(&Speech, &Row) -> String| {
        move || {
            row.with(|row| {
                row.as_ref()
                    .map_or_else(String::new, |row| face.speak(|speech| read(speech, row)))
            })
        }
    };
    let changing = face.shown(|shown| shown.changing.clone());
    let current = move || {
        row.with(|row| {
            row.as_ref()
                .is_some_and(|row| changing().as_ref() == Some(&row.id))
        })
    };
    let badges = move || {
        row.with(|row| {
            row.as_ref()
                .map(|row| face.speak(|speech| badges(speech, row)))
        })
    };
    let top = el("div")
        .class("top")
        .child(
            el("span")
                .class("name")
                .child(el("bdi").text_of(of(|_, row| name(row)))),
        )
        .child(el("span").class("number").text_of(of(|_, row| number(row))));
    let when = el("div")
        .child(
            el("div")
                .class("when")
                .text_of(of(|speech, row| clock(speech, row.contact))),
        )
        .child(el("div").class("second").text_of(of(second)));
    let drawn = |badges: &Option<Vec<Badge>>| {
        let badges = badges.iter().flatten();
        badges.map(badge).collect::<Vec<_>>()
    };
    el("li")
        .class("entry")
        .part("entry")
        .attr_while("data-current", current)
        .child(top)
        .child(when)
        .child(el("div").class("badges").shows_of(badges, drawn))
        .child(el("p").class("said").text_of(of(said)))
        .child(el("p").class("said ruled").text_of(of(ruled)))
        .child(stands(face, row))
        .child(actions(face, row))
}

/// Where it stands between this device and the backend, and what the agent may decide.
fn stands(face: Face, row: Memo<Option<Row>>) -> El {
    let standing = move || {
        row.with(|row| {
            let row = row.as_ref()?;
            let now = untrack(|| face.now());
            let standing = face.outbox(|outbox| outbox.standing(&row.id, now))??;
            let known = face.outbox(|outbox| outbox.remote(&row.id).is_some()) == Some(true);
            Some((
                row.id.clone(),
                row.agent.unwrap_or(row.contact).zone,
                standing,
                known,
            ))
        })
    };
    el("div")
        .class("standing")
        .part("standing")
        .shows_of(standing, move |stands| {
            let Some((id, zone, standing, known)) = stands else {
                return Vec::new();
            };
            let says = face.speak(|speech| strings::standing(speech, standing, *zone));
            let press = |text, choice: Choice| {
                let id = id.clone();
                button("button small", move || face.choose(id.clone(), choice))
                    .child(face.text(text))
            };
            let mut shown = vec![el("p").class("said").child(says)];
            let (mine, theirs) = match standing {
                Standing::Conflict(_) => (true, true),
                Standing::Refused(_) => (false, *known),
                _ => (false, false),
            };
            shown.extend(mine.then(|| press(Text::KeepMine, Choice::Mine)));
            shown.extend(theirs.then(|| press(Text::TakeTheirs, Choice::Theirs)));
            shown
        })
}

/// The contact's name, or their number where they have none.
pub(super) fn name(row: &Row) -> String {
    if row.name.trim().is_empty() {
        row.phone.clone()
    } else {
        row.name.clone()
    }
}

/// The number, where it is not the name already.
pub(super) fn number(row: &Row) -> String {
    if row.name.trim().is_empty() {
        String::new()
    } else {
        row.phone.clone()
    }
}

fn clock(speech: &Speech, clock: Clock) -> String {
    [
        &speech.words.day_and_time(clock.shows.local),
        " · ",
        &offset(clock.shows.offset_secs),
    ]
    .concat()
}

/// The agent's clock, where it shows something else.
fn second(speech: &Speech, row: &Row) -> String {
    let other = row
        .agent
        .filter(|mine| mine.shows.local != row.contact.shows.local);
    let reads = |mine: Clock| {
        if mine.shows.local.date() == row.contact.shows.local.date() {
            [
                &speech.words.time(mine.shows.local.time()),
                " · ",
                &offset(mine.shows.offset_secs),
            ]
            .concat()
        } else {
            clock(speech, mine)
        }
    };
    other.map_or_else(String::new, |mine| {
        speech.say(Text::YourClock, &[("clock", &reads(mine))])
    })
}

/// When ownership ends, or why nothing can be changed.
fn said(speech: &Speech, row: &Row) -> String {
    if matches!(row.change, Err(Refusal::EditLocked { .. })) {
        return speech.text(Text::EditLocked);
    }
    let Some((until, at_expiry)) = row.owned_until.filter(|_| !row.state.over()) else {
        return String::new();
    };
    let text = match (at_expiry, row.mine) {
        (AtExpiry::Disconnect, true) => Text::DroppedYou,
        (AtExpiry::Disconnect, false) => Text::Dropped,
        (AtExpiry::HandToQueue, _) => Text::Handed,
    };
    speech.say(
        text,
        &[("until", &speech.words.day_and_time(until.shows.local))],
    )
}

/// What new rules of the contact's zone have done to it (T1).
fn ruled(speech: &Speech, row: &Row) -> String {
    let said = || speech.words.day_and_time(row.said);
    match row.rules {
        None => String::new(),
        Some(RulesMark::Moved(change)) => {
            let mine = row.agent.unwrap_or(row.contact).zone;
            let release = change.to.to_string();
            let was = speech.at(change.was, mine);
            speech.say(Text::RulesMoved, &[("release", &release), ("when", &was)])
        }
        Some(RulesMark::Doubtful(Doubt::Skipped)) => {
            speech.say(Text::RulesSkipped, &[("when", &said())])
        }
        Some(RulesMark::Doubtful(Doubt::Twice)) => {
            speech.say(Text::RulesTwice, &[("when", &said())])
        }
    }
}

/// A badge: its classes, and what it says.
type Badge = (&'static str, String);

fn badges(speech: &Speech, row: &Row) -> Vec<Badge> {
    let mut badges = vec![("badge", row.queue.clone())];
    let other = row.other_agent.as_ref().map(ToString::to_string);
    match (row.claim, other) {
        (Claim::Anyone, _) => {}
        (Claim::ToMe, None) => badges.push(("badge mine", speech.text(Text::ToYouBadge))),
        (Claim::ToMe, Some(agent)) => {
            badges.push(("badge", speech.say(Text::ToBadge, &[("agent", &agent)])));
        }
        (Claim::Owned, None) => badges.push(("badge mine", speech.text(Text::OwnedByYouBadge))),
        (Claim::Owned, Some(agent)) => {
            badges.push((
                "badge",
                speech.say(Text::OwnedByBadge, &[("agent", &agent)]),
            ));
        }
    }
    let (look, state) = match &row.state {
        _ if row.cancelling_until.is_some() => ("badge ended", Text::StateCancelling),
        State::Scheduled => return badges,
        State::Queued => ("badge alerting", Text::StateWaiting),
        State::Alerting { .. } => ("badge alerting", Text::StateAlerting),
        State::Dialing { .. } => ("badge mine", Text::StateDialing),
        State::Connected { .. } => ("badge mine", Text::StateConnected),
        State::WrapUp { .. } => ("badge mine", Text::StateWrapUp),
        State::Ended => ("badge done", Text::StateEnded),
        State::Disconnected(reason) => ("badge ended", disconnected(*reason)),
    };
    badges.push((look, speech.text(state)));
    badges
}

const fn disconnected(reason: DisconnectReason) -> Text {
    match reason {
        DisconnectReason::Client => Text::EndedClient,
        DisconnectReason::Endpoint => Text::EndedEndpoint,
        DisconnectReason::System => Text::EndedSystem,
        DisconnectReason::Timeout => Text::EndedTimeout,
        DisconnectReason::Uncallable => Text::EndedUncallable,
        DisconnectReason::Transfer => Text::EndedTransfer,
    }
}

fn badge((look, says): &Badge) -> El {
    el("span").class(look).child(says.as_str())
}
