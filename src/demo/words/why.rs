//! The router's reasons in words, an exhaustive match for each kind.

use super::{agent, clock, queue};
use crate::center::Center;
use crate::center::scenario::YOU;
use callback_core::routing::{
    Absence, AgentId, AlertEnd, AlertedBecause, DisconnectReason, InteractionId, LeftBecause,
    LimitedSetting, PassedOver, QueuedBecause, Reach, Refusal, Ring, RoutingStatus, Stage,
    StatusBecause, TransferTo, UncallableBy, WaitsBecause, WrapUpBecause,
};
use callback_core::time::Timestamp;
use clock::{moment, span, time};

/// Why it is in the queue.
pub(super) fn queued(why: QueuedBecause) -> String {
    match why {
        QueuedBecause::Arrived => "The call came in".to_owned(),
        QueuedBecause::Due => "Its time has come".to_owned(),
        QueuedBecause::CalledNow => "Call now was pressed".to_owned(),
        QueuedBecause::AlertMissed(by) => {
            format!("Not answered in time by {}; it keeps its place", agent(by))
        }
        QueuedBecause::AlertDeclined(by) => {
            format!("Declined by {}; it keeps its place", agent(by))
        }
        QueuedBecause::AgentLeft(by) => format!(
            "{} went off the queue; it keeps its place",
            capital(agent(by))
        ),
        QueuedBecause::OwnershipExpired { owner } => {
            format!(
                "The ownership of {} has ended; anyone may take it",
                agent(owner)
            )
        }
        QueuedBecause::Released { owner } => {
            format!("Released by {}; anyone may take it", agent(owner))
        }
        QueuedBecause::Reassigned => "Reassigned while it waited".to_owned(),
        QueuedBecause::Transferred { .. } => "Transferred".to_owned(),
        QueuedBecause::QueueRemoved(from) => {
            format!("{} was removed; it keeps its place", queue(from))
        }
        QueuedBecause::Reaches(reach) => format!("It has waited so long: {}", reaches(reach)),
    }
}

/// Who may take it from now on.
fn reaches(reach: Reach) -> String {
    match reach {
        Reach::Owner => "its owner alone may take it".to_owned(),
        Reach::Preferred { score_min, .. } => {
            format!("preferred agents with a score of {score_min} or more may take it")
        }
        Reach::Ring(ring) => format!("rings 1 to {} may take it", ring.number()),
        Reach::Queue => "anyone in the queue may take it".to_owned(),
    }
}

/// Why nobody is alerted yet.
pub(super) fn waits(why: WaitsBecause, at: Timestamp) -> String {
    match why {
        WaitsBecause::NobodyOnQueue => "Nobody is on this queue".to_owned(),
        WaitsBecause::NobodyFree { on_queue: 1 } => {
            "The one agent on this queue is not free".to_owned()
        }
        WaitsBecause::NobodyFree { on_queue } => {
            format!("None of the {on_queue} agents on this queue is free")
        }
        WaitsBecause::NobodyWithSkills { free: 1 } => {
            "The one agent who is free lacks a skill".to_owned()
        }
        WaitsBecause::NobodyWithSkills { free } => {
            format!("None of the {free} agents who are free has the skills")
        }
        WaitsBecause::NobodyInRing { ring, .. } if ring == Ring::FIRST => {
            "Nobody in the first ring is free with the skills".to_owned()
        }
        WaitsBecause::NobodyInRing { ring, .. } => format!(
            "Nobody in rings 1 to {} is free with the skills",
            ring.number()
        ),
        WaitsBecause::NobodyPreferred { score_min, .. } => {
            format!("No preferred agent with a score of {score_min} or more is available")
        }
        WaitsBecause::OwnerNotAvailable { owner, why, until } => format!(
            "Its owner alone may take it until {}: {} ({})",
            moment(until, at),
            agent(owner),
            absent(why)
        ),
    }
}

/// Why this agent.
pub(super) fn alerted(why: AlertedBecause) -> String {
    match why {
        AlertedBecause::Owner => "Owns this callback".to_owned(),
        AlertedBecause::RequestedAgent => "Booked “to me if possible”, and available".to_owned(),
        AlertedBecause::Preferred { score, .. } => {
            format!("Of the preferred agents available, the highest score: {score}")
        }
        AlertedBecause::LongestIdle { idle_ms } => {
            format!(
                "Of those free with the skills, idle the longest: {}",
                span(idle_ms)
            )
        }
        AlertedBecause::BestSkills {
            stars,
            skills,
            idle_ms,
        } => {
            let tenths = stars * 10 / skills.max(1);
            format!(
                "Of those free, the best skills: {}.{} of 5 stars; idle {}",
                tenths / 10,
                tenths % 10,
                span(idle_ms)
            )
        }
        AlertedBecause::FirstInLine { waited_ms } => {
            format!(
                "Became free, and this was first in line, after {}",
                span(waited_ms)
            )
        }
    }
}

/// Who was meant to have it, and why not; empty where nobody was.
pub(super) fn instead_of(passed: Option<PassedOver>) -> String {
    passed.map_or_else(String::new, |passed| {
        format!(
            "; instead of {} ({})",
            agent(passed.agent),
            absent(passed.why)
        )
    })
}

/// Why not the agent who was meant to have it.
pub(super) const fn absent(why: Absence) -> &'static str {
    match why {
        Absence::NotAvailable(RoutingStatus::OffQueue) => "off queue",
        Absence::NotAvailable(RoutingStatus::Idle) => "busy with an alert",
        Absence::NotAvailable(RoutingStatus::Interacting) => "in a conversation",
        Absence::NotAvailable(RoutingStatus::NotResponding) => "not responding",
        Absence::NotAvailable(RoutingStatus::Communicating) => {
            "in a conversation outside the queues"
        }
        Absence::NotMember => "no member of this queue",
        Absence::Removed => "no longer an agent",
        Absence::Missed => "did not answer in time",
        Absence::Declined => "declined",
        Absence::Left => "went off queue during the alert",
        Absence::TooLate => "came back too late",
    }
}

/// Why an alert ended.
pub(super) fn alert_ended(why: AlertEnd, center: &Center) -> String {
    match why {
        AlertEnd::Missed => "Not answered in time".to_owned(),
        AlertEnd::Declined => "Declined".to_owned(),
        AlertEnd::AgentLeft => "Went off the queue".to_owned(),
        AlertEnd::WindowClosed => "The customer may not be called any more for now".to_owned(),
        AlertEnd::Disconnected(why) => disconnected(why, center),
    }
}

/// Why it ended without an agent.
pub(super) fn disconnected(why: DisconnectReason, center: &Center) -> String {
    match why {
        DisconnectReason::Client => "The customer gave up waiting".to_owned(),
        DisconnectReason::Cancelled => "It was cancelled".to_owned(),
        DisconnectReason::Timeout { owner, until, why } => format!(
            "timeout: {} ended at {} ({})",
            ownership(owner),
            time(until),
            absent(why)
        ),
        DisconnectReason::Uncallable { contact, by } => {
            let contact = center.contact(contact).unwrap_or("The contact");
            format!("uncallable: {contact} is marked, and {}", uncallable_by(by))
        }
        DisconnectReason::NoAnswer { attempts } => {
            format!("The customer did not answer, {attempts} times")
        }
        DisconnectReason::OutsideWindows => {
            "There is no time left at which the customer may be called".to_owned()
        }
        DisconnectReason::QueueRemoved(from) => format!("{} was removed", queue(from)),
    }
}

/// A reason in a word or two.
pub(super) const fn reason_name(why: DisconnectReason) -> &'static str {
    match why {
        DisconnectReason::Client => "the customer gave up",
        DisconnectReason::Cancelled => "cancelled",
        DisconnectReason::Timeout { .. } => "timeout",
        DisconnectReason::Uncallable { .. } => "uncallable",
        DisconnectReason::NoAnswer { .. } => "no answer",
        DisconnectReason::OutsideWindows => "no callable time left",
        DisconnectReason::QueueRemoved(_) => "the queue was removed",
    }
}

/// To whom it is transferred.
pub(super) fn transfer_to(to: TransferTo) -> &'static str {
    match to {
        TransferTo::Queue(to) => queue(to),
        TransferTo::Agent(to) => agent(to),
    }
}

/// Why there is after-call work.
pub(super) const fn wrap_up(why: WrapUpBecause) -> &'static str {
    match why {
        WrapUpBecause::AgentEnded => "The agent ended it",
        WrapUpBecause::CustomerLeft => "The customer hung up",
        WrapUpBecause::AutoEnd => "The queue’s time for it is up",
        WrapUpBecause::Transferred => "The agent transferred it",
    }
}

/// Why an agent has no more to do with it.
pub(super) const fn left(why: LeftBecause) -> &'static str {
    match why {
        LeftBecause::NextAttempt => "It is tried again",
        LeftBecause::LastAttempt => "That was the last attempt",
        LeftBecause::WindowClosed => "The customer may not be called any more for now",
    }
}

const fn uncallable_by(by: UncallableBy) -> &'static str {
    match by {
        UncallableBy::ListChanged(_) => "the contact list changed",
        UncallableBy::CampaignReset(_) => "the campaign was reset",
        UncallableBy::CampaignRecycled(_) => "the campaign was recycled",
    }
}

/// Why an agent's status changed.
pub(super) fn status(why: StatusBecause, center: &Center) -> String {
    let with = |id: InteractionId| {
        let party = center.with(id);
        party.map_or_else(String::new, |party| {
            format!(": {}", super::subject(Some(&party)))
        })
    };
    match why {
        StatusBecause::Presence => "Set by hand".to_owned(),
        StatusBecause::Missed(id) => format!("Missed an alert{}", with(id)),
        StatusBecause::Declined(id) => format!("Declined an alert{}", with(id)),
        StatusBecause::Accepted(id) => format!("Accepted{}", with(id)),
        StatusBecause::Ended(_) => "Has finished".to_owned(),
        StatusBecause::Left(id) => format!("Has no more to do with it{}", with(id)),
        StatusBecause::Communication => "A conversation outside the queues".to_owned(),
    }
}

/// Why the router did nothing.
pub(super) fn refused(why: Refusal) -> String {
    match why {
        Refusal::UnknownInteraction(_) => "It has ended already".to_owned(),
        Refusal::UnknownAgent(_) => "There is no such agent".to_owned(),
        Refusal::UnknownQueue(_) => "There is no such queue".to_owned(),
        Refusal::KnownInteraction(_) => "It is known already".to_owned(),
        Refusal::TooManyAgents(_) => "There are too many agents".to_owned(),
        Refusal::TooManyQueues(_) => "There are too many queues".to_owned(),
        Refusal::OutOfLimits(id, setting) => {
            format!(
                "{}: {} is outside its limits",
                queue(id),
                setting_name(setting)
            )
        }
        Refusal::WrongStage(_, stage) => format!("That does not fit now: it {}", stage_name(stage)),
        Refusal::NotACallback(_) => "That is for callbacks only".to_owned(),
        Refusal::NotOwned(_) => "Nobody owns it".to_owned(),
        Refusal::NotTheirs(_, by) => format!("It is not with {}", agent(by)),
        Refusal::AlertOver(_, by) => format!("It does not alert {} any more", agent(by)),
        Refusal::Locked { at, .. } => {
            format!(
                "Edit lock: it is owned, and its time, {}, is less than 15 minutes away",
                time(at)
            )
        }
        Refusal::InHand(_, by) => format!("It is still with {}", agent(by)),
        Refusal::OutsideWindows(_) => "The customer may not be called now".to_owned(),
        Refusal::AfterCallWorkForced { until, .. } => {
            format!("After-call work of this queue lasts until {}", time(until))
        }
        Refusal::StaleTimer(_) => "Its reason went away at the same moment".to_owned(),
    }
}

const fn setting_name(setting: LimitedSetting) -> &'static str {
    match setting {
        LimitedSetting::CallAlert => "the alert of calls",
        LimitedSetting::CallbackAlert => "the alert of callbacks",
        LimitedSetting::AutoDial => "the automatic dialing",
        LimitedSetting::AutoEnd => "the automatic end",
        LimitedSetting::AfterCallWork => "the after-call work",
        LimitedSetting::Rules => "the rules for preferred agents",
        LimitedSetting::Rings => "the rings",
    }
}

const fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Scheduled => "is scheduled",
        Stage::Waiting => "waits in the queue",
        Stage::Alerting => "alerts an agent",
        Stage::Accepted => "was accepted",
        Stage::Dialing => "is being dialed",
        Stage::Connected => "is in conversation",
        Stage::CallOver => "has been talked over",
        Stage::WrapUp => "is in after-call work",
    }
}

/// *your ownership*, *the ownership of Kim*.
pub(super) fn ownership(owner: AgentId) -> String {
    if owner == YOU {
        "your ownership".to_owned()
    } else {
        format!("the ownership of {}", agent(owner))
    }
}

pub(super) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
