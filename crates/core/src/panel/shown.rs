//! All that a panel shows, as one value: derived, compared, and never kept beside what it is derived from.

use crate::callback::edit_locked;
use crate::check::owned_latest;
use crate::claim::{Claim, Unclaimed};
use crate::desk::Desk;
use crate::draft::{Draft, Pick, When};
use crate::entry;
use crate::facts::Facts;
use crate::ids::{CallbackId, QueueId};
use crate::problem::{Problem, Refusal};
use crate::settings::{AtExpiry, Ownership, Queue, QueueChoice};
use crate::time::{Resolved, Said, Timestamp, default_instant, shown_at, to_local};
use crate::when::Understood;
use chrono::NaiveDateTime;
use chrono_tz::Tz;

/// The form and everything around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The number field.
    pub phone: String,
    /// The name field.
    pub name: String,
    /// The date field: what was typed, or the default of this moment (P3).
    pub date: String,
    /// The time field, likewise.
    pub time: String,
    /// The zone field.
    pub zone: Pick<Tz>,
    /// The queue field.
    pub queue: Pick<QueueId>,
    /// Whether the queue may be chosen (P6).
    pub queue_choice: QueueChoice,
    /// The two check boxes.
    pub claim: ClaimShown,
    /// The note.
    pub note: String,
    /// The problems of fields that were left, or all after a press (V1).
    pub problems: Vec<Problem>,
    /// What the fields mean, once they mean one thing.
    pub preview: Option<Preview>,
    /// The callback that is being changed; none while a new one is made.
    pub changing: Option<CallbackId>,
    /// Whether Schedule can be pressed.
    pub button: Button,
    /// What was last told.
    pub notice: Option<Notice>,
    /// Whether anything was typed.
    pub pristine: bool,
}

/// The check boxes (P7, P8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClaimShown {
    /// What they say now.
    pub claim: Claim,
    /// Why *Route callback to me* cannot be ticked, if so.
    pub to_me: Result<(), Unclaimed>,
    /// Why *Take ownership* cannot be ticked, if so.
    pub owned: Result<(), Unclaimed>,
}

/// The Schedule button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Button {
    /// Can be pressed.
    Ready,
    /// Pressed, and waiting for host or store.
    Busy,
    /// Off, and why (P12).
    Off(Refusal),
}

/// Something the agent should know and need not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Booked.
    Scheduled(CallbackId),
    /// A change was saved.
    Changed(CallbackId),
    /// Cancelled; can be had back for some seconds.
    Cancelling(CallbackId),
    /// The change of queue took a tick away (P8).
    Unticked(Unclaimed),
    /// The business said no.
    Refused(Refusal),
    /// So many drafts were put aside that the oldest was dropped.
    DraftDropped,
    /// What was typed before the panel broke is back (S3).
    DraftBack,
}

/// One clock at the time of the callback (T3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Where it hangs.
    pub zone: Tz,
    /// What it shows then, with the offset on that date.
    pub shows: Resolved,
}

/// What the fields mean, in full (T3, T5, P9-P11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The instant.
    pub at: Timestamp,
    /// The contact's clock then.
    pub contact: Clock,
    /// The agent's clock then.
    pub agent: Option<Clock>,
    /// The queue's ownership limits, where it has any.
    pub owned: Option<OwnedPreview>,
}

/// What taking ownership would mean for this time and queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnedPreview {
    /// The limit that binds: the last instant that could be owned (P9).
    pub bookable_until: Timestamp,
    /// When ownership ends, on the agent's clock (P10).
    pub held_until: Clock,
    /// The settings.
    pub ownership: Ownership,
    /// What happens then.
    pub at_expiry: AtExpiry,
    /// Less than 15 minutes ahead: it cannot be changed once booked (P11).
    pub locked_from_start: bool,
}

/// A clock of that zone at that instant.
#[must_use]
pub fn clock(zone: Tz, at: Timestamp) -> Clock {
    Clock {
        zone,
        shows: shown_at(at, zone),
    }
}

/// The texts of the date and time fields: as typed, or the default's. While the zone field holds no zone, the default is
/// shown on the clock that a new draft would start with.
pub(super) fn when_texts(draft: &Draft, facts: &Facts<'_>) -> (String, String) {
    match &draft.when {
        When::Typed { date, time, .. } => (date.clone(), time.clone()),
        When::Said(said) => printed(said.local, facts),
        When::Default => {
            let zone = draft.zone.chosen().copied();
            let zone = zone.or_else(|| facts.context.zone_for(facts.settings));
            let at = default_instant(facts.now);
            zone.map_or_else(Default::default, |zone| printed(to_local(at, zone), facts))
        }
    }
}

/// A local date and time as the fields print them.
pub(super) fn printed(local: NaiveDateTime, facts: &Facts<'_>) -> (String, String) {
    (
        entry::print_date(local.date(), facts.lexicon),
        entry::print_time(local.time(), facts.lexicon),
    )
}

/// The fields' texts for the instant `at` in `zone`, and the choice at a repeated hour.
pub(super) fn typed_for(at: Timestamp, zone: Tz, facts: &Facts<'_>) -> When {
    let said = Said::of(at, zone);
    let (date, time) = printed(said.local, facts);
    When::Typed {
        date,
        time,
        fold: said.fold,
    }
}

pub(super) fn claim_shown(draft: &Draft, queue: Option<&Queue>) -> ClaimShown {
    let may = |claim: Claim| queue.map_or(Ok(()), |queue| claim.allowed_in(queue));
    ClaimShown {
        claim: draft.claim,
        to_me: may(Claim::ToMe),
        owned: may(Claim::Owned),
    }
}

pub(super) fn preview(
    understood: &Understood,
    facts: &Facts<'_>,
    queue: Option<&Queue>,
) -> Preview {
    let agent_zone = facts.context.agent_zone(facts.settings);
    let owned = queue.and_then(|queue| queue.ownership).map(|ownership| {
        let held_until = understood.moment.at + ownership.held_ms();
        OwnedPreview {
            bookable_until: owned_latest(ownership, facts.now),
            held_until: clock(agent_zone.unwrap_or(understood.said.zone), held_until),
            ownership,
            at_expiry: ownership.at_expiry(),
            locked_from_start: edit_locked(Claim::Owned, understood.moment.at, facts.now),
        }
    });
    Preview {
        at: understood.moment.at,
        contact: Clock {
            zone: understood.said.zone,
            shows: understood.moment,
        },
        agent: agent_zone.map(|zone| clock(zone, understood.moment.at)),
        owned,
    }
}

pub(super) fn button(
    facts: &Facts<'_>,
    desk: &Desk,
    changing: Option<&CallbackId>,
    busy: bool,
) -> Button {
    if busy {
        return Button::Busy;
    }
    if facts.context.readonly {
        return Button::Off(Refusal::ReadOnly);
    }
    if let Some(id) = changing {
        let agent = facts.settings.agent.as_ref();
        return match desk.may_edit(facts.now, id, agent) {
            Ok(_) => Button::Ready,
            Err(refusal) => Button::Off(refusal),
        };
    }
    let Some(conversation) = &facts.context.conversation else {
        return Button::Off(Refusal::NoConversation);
    };
    match desk.standing(conversation, &facts.settings.policy) {
        Some(standing) => Button::Off(Refusal::AlreadyScheduled(standing.id.clone())),
        None => Button::Ready,
    }
}
