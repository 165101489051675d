//! One scheduled callback.

use super::face::Face;
use crate::state::words::offset;
use crate::strings::{Speech, Text};
use callback_core::callback::{DisconnectReason, State};
use callback_core::claim::Claim;
use callback_core::ids::CallbackId;
use callback_core::panel::{Clock, Input, Row};
use callback_core::problem::Refusal;
use callback_core::settings::AtExpiry;
use leptos::prelude::*;

/// The row of that callback. While it is being removed it has nothing to say.
#[must_use]
pub fn row(face: Face, all: Memo<Vec<Row>>, id: CallbackId) -> AnyView {
    let row = Memo::new(move |_| all.with(|all| all.iter().find(|row| row.id == id).cloned()));
    let of = move |read: fn(&Speech, &Row) -> String| {
        move || {
            row.with(|row| {
                row.as_ref()
                    .map_or_else(String::new, |row| face.speak(|speech| read(speech, row)))
            })
        }
    };
    let changing = face.slice(|shown| shown.changing.clone());
    let current = move || {
        row.with(|row| {
            row.as_ref()
                .is_some_and(|row| changing.with(|id| id.as_ref() == Some(&row.id)))
        })
    };
    let badges = Memo::new(move |_| {
        row.with(|row| {
            row.as_ref()
                .map(|row| face.speak(|speech| badges(speech, row)))
        })
    });
    view! { class="cb",
        <li
            class="entry"
            part="entry"
            data-current=move || current().then_some("")
        >
            <div class="top">
                <span class="name"><bdi>{of(|_, row| name(row))}</bdi></span>
                <span class="number">{of(|_, row| number(row))}</span>
            </div>
            <div>
                <div class="when">{of(|speech, row| clock(speech, row.contact))}</div>
                <div class="second">{of(second)}</div>
            </div>
            <div class="badges">{move || badges.get().map(|badges| badges.into_iter().map(badge).collect::<Vec<_>>())}</div>
            <p class="said">{of(said)}</p>
            {actions(face, row)}
        </li>
    }
    .into_any()
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

/// A badge: how it looks, and what it says.
type Badge = (&'static str, String);

fn badges(speech: &Speech, row: &Row) -> Vec<Badge> {
    let mut badges = vec![("", row.queue.clone())];
    let other = row.other_agent.as_ref().map(ToString::to_string);
    match (row.claim, other) {
        (Claim::Anyone, _) => {}
        (Claim::ToMe, None) => badges.push(("mine", speech.text(Text::ToYouBadge))),
        (Claim::ToMe, Some(agent)) => {
            badges.push(("", speech.say(Text::ToBadge, &[("agent", &agent)])));
        }
        (Claim::Owned, None) => badges.push(("mine", speech.text(Text::OwnedByYouBadge))),
        (Claim::Owned, Some(agent)) => {
            badges.push(("", speech.say(Text::OwnedByBadge, &[("agent", &agent)])));
        }
    }
    let (look, state) = match &row.state {
        _ if row.cancelling_until.is_some() => ("ended", Text::StateCancelling),
        State::Scheduled => return badges,
        State::Queued => ("alerting", Text::StateWaiting),
        State::Alerting { .. } => ("alerting", Text::StateAlerting),
        State::Dialing { .. } => ("mine", Text::StateDialing),
        State::Connected { .. } => ("mine", Text::StateConnected),
        State::WrapUp { .. } => ("mine", Text::StateWrapUp),
        State::Ended => ("done", Text::StateEnded),
        State::Disconnected(reason) => ("ended", disconnected(*reason)),
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

fn badge((look, says): Badge) -> AnyView {
    view! { class="cb",
        <span
            class="badge"
            class:mine=look == "mine"
            class:alerting=look == "alerting"
            class:done=look == "done"
            class:ended=look == "ended"
        >
            {says}
        </span>
    }
    .into_any()
}

/// Buttons stay where they are while a row changes: Cancel becomes Undo under the same finger.
fn actions(face: Face, row: Memo<Option<Row>>) -> AnyView {
    let may = move |which: fn(&Row) -> bool| {
        Signal::derive(move || row.with(|row| row.as_ref().is_some_and(which)))
    };
    let cancelling = may(|row| row.cancelling_until.is_some());
    let cancel = move || {
        if cancelling.get() {
            (Text::Undo, Text::UndoOf)
        } else {
            (Text::Cancel, Text::CancelOf)
        }
    };
    let editable = may(|row| row.change.is_ok());
    let callable = may(|row| row.cancel.is_ok());
    view! { class="cb",
        <div class="actions">
            {action(face, row, Signal::derive(|| (Text::Change, Text::ChangeOf)), editable, Input::Change)}
            {action(face, row, Signal::derive(|| (Text::CallNow, Text::CallNowOf)), callable, Input::CallNow)}
            {action(face, row, Signal::derive(cancel), may(|row| row.cancel.is_ok() || (row.cancelling_until.is_some() && !row.state.over())), move |id| {
                if cancelling.get_untracked() { Input::Undo(id) } else { Input::Cancel(id) }
            })}
        </div>
    }
    .into_any()
}

fn action(
    face: Face,
    row: Memo<Option<Row>>,
    texts: Signal<(Text, Text)>,
    offered: Signal<bool>,
    input: impl Fn(CallbackId) -> Input + 'static,
) -> AnyView {
    let pressed = move |_| {
        if let Some(id) = row.with_untracked(|row| row.as_ref().map(|row| row.id.clone())) {
            face.send(input(id));
        }
    };
    let whom = move || row.with(|row| row.as_ref().map(name)).unwrap_or_default();
    let spoken = move || face.say(texts.get().1, &[("name", &whom())]);
    view! { class="cb",
        <button
            type="button"
            class="button quiet small"
            class:danger=move || texts.get().0 == Text::Cancel
            hidden=move || !offered.get()
            aria-label=spoken
            on:click=pressed
        >
            {move || face.text(texts.get().0)}
        </button>
    }
    .into_any()
}
