//! The timeline in words: one sentence for what was decided, one for why.
//!
//! Made from the router's values by exhaustive matches, so that a reason without words does not compile. Nothing
//! is decided here and nothing is kept.

mod clock;
mod decided;
mod run;
#[cfg(test)]
mod tests;
mod why;

pub(crate) use clock::{day, elapsed, moment, span, time};
pub(crate) use run::{deeds, notice};

use crate::center::scenario::{self, YOU};
use crate::center::{Booked, Center, Deed, Finish, Line, Party, What};
use callback_core::routing::{
    AgentId, Interaction, Medium, QueueId, Ring, RoutingStatus, SkillId, State,
};
use callback_core::time::Timestamp;

/// A line of the timeline in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// What was decided, about whom.
    pub(crate) what: String,
    /// Why; empty where the sentence says it all.
    pub(crate) why: String,
}

impl Said {
    fn new(what: String, why: impl Into<String>) -> Self {
        let why = why.into();
        Self { what, why }
    }
}

/// An agent's name; you are *you*.
pub(crate) fn agent(id: AgentId) -> &'static str {
    if id == YOU {
        return "you";
    }
    scenario::agent(id).map_or("an unknown agent", |agent| agent.name)
}

/// A queue's name.
pub(crate) fn queue(id: QueueId) -> &'static str {
    scenario::queue(id).map_or("an unknown queue", |queue| queue.name)
}

/// A queue's name, with the ring where it is not the first.
pub(crate) fn membership(id: QueueId, ring: Ring) -> String {
    match ring {
        Ring::FIRST => queue(id).to_owned(),
        _ => format!("{} (ring {})", queue(id), ring.number()),
    }
}

/// A skill's name.
pub(crate) fn skill(id: SkillId) -> &'static str {
    let known = scenario::SKILLS.iter().find(|skill| skill.id == id);
    known.map_or("an unknown skill", |skill| skill.name)
}

/// Where a callback is.
pub(crate) fn whereabouts(booked: &Booked, one: Option<&Interaction>, now: Timestamp) -> String {
    let with = |state: &str, who: AgentId| format!("{state} {}", agent(who));
    match (booked.finish, one.map(Interaction::state)) {
        (Some(Finish::Ended), _) | (None, None) => "Ended".to_owned(),
        (Some(Finish::Disconnected(why)), _) => format!("Disconnected: {}", why::reason_name(why)),
        (None, Some(State::Scheduled)) => format!("Due in {}", span((booked.at - now).max(0))),
        (None, Some(State::Waiting)) => match one.and_then(Interaction::ownership) {
            Some((owner, until)) => {
                format!("Waits for {} until {}", agent(owner), moment(until, now))
            }
            None => "Waits for an agent".to_owned(),
        },
        (None, Some(State::Alerting { agent, .. })) => with("Alerts", agent),
        (None, Some(State::Accepted { agent, .. })) => with("Accepted by", agent),
        (None, Some(State::Dialing { agent })) => with("Dialed for", agent),
        (None, Some(State::Connected { agent })) => with("Talking with", agent),
        (None, Some(State::CallOver { agent, .. })) => with("Call over, still with", agent),
        (None, Some(State::WrapUp { agent, .. })) => with("After-call work,", agent),
    }
}

/// A routing status.
pub(crate) const fn status(status: RoutingStatus) -> &'static str {
    match status {
        RoutingStatus::OffQueue => "Off queue",
        RoutingStatus::Idle => "Idle",
        RoutingStatus::Interacting => "Interacting",
        RoutingStatus::NotResponding => "Not responding",
        RoutingStatus::Communicating => "Communicating",
    }
}

/// A routing status as the public API spells it.
pub(crate) const fn status_key(status: RoutingStatus) -> &'static str {
    match status {
        RoutingStatus::OffQueue => "OFF_QUEUE",
        RoutingStatus::Idle => "IDLE",
        RoutingStatus::Interacting => "INTERACTING",
        RoutingStatus::NotResponding => "NOT_RESPONDING",
        RoutingStatus::Communicating => "COMMUNICATING",
    }
}

/// The words for a line.
pub(crate) fn line(line: &Line, center: &Center) -> Said {
    let party = subject(line.party.as_deref());
    match &line.what {
        What::Decided(action) => decided::decided(action, &party, line.at, center),
        What::Done(deed) => done(*deed, &party),
    }
}

/// A call or a callback, by the customer's name.
pub(crate) fn subject(party: Option<&Party>) -> String {
    let Some(party) = party else {
        return String::new();
    };
    let kind = match party.medium {
        Medium::Call => "Call from",
        Medium::Callback => "Callback for",
    };
    let name = if party.name.trim().is_empty() {
        &party.number
    } else {
        &party.name
    };
    format!("{kind} {name}")
}

fn done(deed: Deed, party: &str) -> Said {
    let hit = |count: usize| match count {
        0 => "No callback of a marked contact is scheduled".to_owned(),
        1 => "Disconnects 1 callback of a marked contact".to_owned(),
        count => format!("Disconnects {count} callbacks of marked contacts"),
    };
    match deed {
        Deed::Marked => Said::new(
            format!("{party}: contact marked uncallable"),
            "What is scheduled stays until the contact list changes, or the campaign is reset or recycled",
        ),
        Deed::Unmarked => Said::new(
            format!("{party}: contact callable again"),
            "The mark was taken back",
        ),
        Deed::ListChanged(count) => Said::new("The contact list changed".to_owned(), hit(count)),
        Deed::CampaignReset(count) => Said::new("The campaign was reset".to_owned(), hit(count)),
        Deed::CampaignRecycled(count) => {
            Said::new("The campaign was recycled".to_owned(), hit(count))
        }
        Deed::PickedUp(with) => Said::new(
            format!("{party}: speaks with {}", agent(with)),
            "The customer answered",
        ),
        Deed::RangOut(with) => Said::new(
            format!("{party}: no answer for {}", agent(with)),
            "The customer did not pick up",
        ),
    }
}
