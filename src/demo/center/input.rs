//! What a person at the page does. With the scenario and its seed, these are the whole history: a run is run again
//! from them.
//!
//! What the panel tells is read here, once, into the few facts that the center needs.

use super::bookings::Wish;
use super::scenario::{self, AGENTS, OPENS, QUEUES};
use callback_core::routing::{AgentId, QueueId, Routing};
use callback_core::time::Timestamp;
use callback_core::wire::host::{AGENT_OWNED, CallbackValue};
use serde::{Deserialize, Serialize};

/// One thing that was done by hand. Agents by their number in the scenario, callbacks by theirs in the center.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Input {
    /// The panel has scheduled a callback.
    Booked(Promise),
    /// The panel has changed one.
    Edited(u64, Promise),
    /// The panel has cancelled one.
    Cancelled(u64),
    /// *Call now* was pressed in the panel.
    CallNow(u64),
    /// An alert was answered, or what followed it.
    Answered(u64, Answer),
    /// An agent was put on queue (`true`) or off.
    OnQueue(u32, bool),
    /// You ask for the next call.
    NextCall,
    /// You end your call.
    EndCall,
    /// You have done your after-call work.
    WorkDone,
    /// A callback's contact is marked uncallable (`true`), or the mark is taken back.
    Uncallable(u64, bool),
    /// The contact list was changed.
    ListChanged,
    /// The campaign was reset.
    CampaignReset,
    /// The campaign was recycled.
    CampaignRecycled,
}

/// Something that was done by hand, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Done {
    /// In ms after the page opens.
    pub(crate) after_ms: i64,
    pub(crate) input: Input,
}

impl Done {
    pub(crate) fn at(&self) -> Timestamp {
        OPENS + self.after_ms
    }
}

/// An answer to an alert (G2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Answer {
    /// Take it.
    Accept,
    /// Refuse it.
    Decline,
    /// Dial it, taking it first where need be.
    Dial,
    /// End it; after that, end the after-call work.
    End,
}

/// What was promised to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Promise {
    /// Its id at the panel of the page where it was booked.
    pub(crate) key: Option<String>,
    pub(crate) name: String,
    pub(crate) number: String,
    pub(crate) note: String,
    /// Its time, in ms after the page opens.
    pub(crate) after_ms: i64,
    pub(crate) queue: u32,
    pub(crate) claim: Claim,
}

/// For whom it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Claim {
    Anyone,
    /// This agent if possible (P7).
    ToMe(u32),
    /// This agent alone, so many ms past its time (P8).
    Owned(u32, i64),
}

impl Promise {
    /// Reads what the panel booked; `None` where its queue, agent or time is none of ours.
    pub(crate) fn read(value: CallbackValue) -> Option<Self> {
        let at = value.at().ok()?;
        let until = value.owned_until().ok()?;
        let routing = value.routing_data;
        let queue = scenario::queue_called(&routing.queue_id)?;
        let owned = routing.routing_flags.iter().any(|flag| flag == AGENT_OWNED);
        let claim = match routing.scored_agents.first() {
            None => Claim::Anyone,
            Some(asked) => {
                let agent = scenario::agent_called(&asked.agent.id)?.0;
                if owned {
                    Claim::Owned(agent, until? - at)
                } else {
                    Claim::ToMe(agent)
                }
            }
        };
        let mut data = value.data;
        Some(Self {
            key: value.id,
            name: value.callback_user_name,
            number: value
                .callback_numbers
                .into_iter()
                .next()
                .unwrap_or_default(),
            note: data.remove("notes").unwrap_or_default(),
            after_ms: at - OPENS,
            queue: queue.0,
            claim,
        })
    }

    /// What it asks of the router.
    pub(super) fn wish(&self) -> Wish {
        Wish {
            at: OPENS + self.after_ms,
            queue: QueueId(self.queue),
            routing: match self.claim {
                Claim::Anyone => Routing::Standard,
                Claim::ToMe(agent) => Routing::ToMe(AgentId(agent)),
                Claim::Owned(agent, owned_for_ms) => Routing::Owned {
                    agent: AgentId(agent),
                    owned_for_ms,
                },
            },
        }
    }

    /// Whether queue and agent are of this center.
    pub(super) fn is_ours(&self) -> bool {
        let agent = match self.claim {
            Claim::Anyone => 0,
            Claim::ToMe(agent) | Claim::Owned(agent, _) => agent,
        };
        (self.queue as usize) < QUEUES.len() && (agent as usize) < AGENTS.len()
    }
}

impl Input {
    /// Whether all that it names is of this center; callbacks aside, of which only a run knows.
    pub(crate) fn is_ours(&self) -> bool {
        match self {
            Self::Booked(promise) | Self::Edited(_, promise) => promise.is_ours(),
            Self::OnQueue(agent, _) => (*agent as usize) < AGENTS.len(),
            _ => true,
        }
    }

    /// What was promised by it.
    pub(crate) const fn promise(&mut self) -> Option<&mut Promise> {
        match self {
            Self::Booked(promise) | Self::Edited(_, promise) => Some(promise),
            _ => None,
        }
    }
}
