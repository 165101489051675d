//! A call or a callback, and where it is in its life.

use super::callable::Windows;
use super::event::{AutoDial, Contact, Routing};
use super::ids::{AgentId, InteractionId, QueueId};
use super::ladder::Retry;
use super::line::Ticket;
use super::reach::Reach;
use super::reason::{Outcome, PassedOver};
use super::settings::Medium;
use super::skills::SkillSet;
use crate::callback::edit_locked;
use crate::claim::Claim;
use crate::time::Timestamp;

/// Where an interaction is in its life (routing.md §1.1). After its end it is forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// A callback before its time.
    Scheduled,
    /// In the queue.
    Waiting,
    /// Offered to an agent, who has until then, that instant excluded.
    Alerting {
        /// To whom.
        agent: AgentId,
        /// The end of the alert.
        until: Timestamp,
    },
    /// A callback that an agent took and has not dialed yet.
    Accepted {
        /// By whom.
        agent: AgentId,
        /// When it is dialed by itself.
        dial_at: Option<Timestamp>,
    },
    /// The customer's phone rings.
    Dialing {
        /// For whom.
        agent: AgentId,
    },
    /// Agent and customer speak.
    Connected {
        /// With whom.
        agent: AgentId,
    },
    /// A callback whose call is over, answered or not; the agent may dial again or end it.
    CallOver {
        /// With whom it is.
        agent: AgentId,
        /// When it is ended by itself.
        end_at: Option<Timestamp>,
    },
    /// After-call work.
    WrapUp {
        /// Whose.
        agent: AgentId,
        /// Its end; `None`: when the agent says done.
        until: Option<Timestamp>,
        /// Whether the agent may end it before.
        forced: bool,
    },
}

/// [`State`] without its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// [`State::Scheduled`]
    Scheduled,
    /// [`State::Waiting`]
    Waiting,
    /// [`State::Alerting`]
    Alerting,
    /// [`State::Accepted`]
    Accepted,
    /// [`State::Dialing`]
    Dialing,
    /// [`State::Connected`]
    Connected,
    /// [`State::CallOver`]
    CallOver,
    /// [`State::WrapUp`]
    WrapUp,
}

/// What only a callback has.
#[derive(Clone, Debug)]
pub(super) struct Callback {
    pub(super) at: Timestamp,
    pub(super) contact: Option<Contact>,
    pub(super) auto_dial: AutoDial,
    pub(super) retry: Retry,
    /// Attempts that the customer did not answer.
    pub(super) attempts: u8,
    pub(super) windows: Option<Windows>,
    /// The end of the window in which it came into the queue.
    pub(super) closes: Option<Timestamp>,
}

/// A call or a callback that has not ended.
#[derive(Clone, Debug)]
pub struct Interaction {
    pub(super) id: InteractionId,
    pub(super) queue: QueueId,
    pub(super) priority: i32,
    pub(super) skills: SkillSet,
    pub(super) routing: Routing,
    pub(super) state: State,
    /// Who may take it, until when, and since when somebody is looked for.
    pub(super) reach: Reach,
    pub(super) reach_until: Option<Timestamp>,
    pub(super) searched_since: Timestamp,
    /// Where it stands in its queue's line; there is one exactly while it waits.
    pub(super) ticket: Option<Ticket>,
    /// When it came into the queue, and as which of all that ever did; kept through missed alerts.
    pub(super) entered: Timestamp,
    pub(super) sequence: u64,
    pub(super) outcome: Outcome,
    pub(super) wrap_up_requested: bool,
    /// The agent it was meant for and did not go to.
    pub(super) passed_over: Option<PassedOver>,
    pub(super) callback: Option<Callback>,
}

impl Interaction {
    /// Its number.
    #[must_use]
    pub const fn id(&self) -> InteractionId {
        self.id
    }

    /// The queue it is for.
    #[must_use]
    pub const fn queue(&self) -> QueueId {
        self.queue
    }

    /// Call or callback.
    #[must_use]
    pub const fn medium(&self) -> Medium {
        if self.callback.is_some() {
            Medium::Callback
        } else {
            Medium::Call
        }
    }

    /// Minutes of head start.
    #[must_use]
    pub const fn priority(&self) -> i32 {
        self.priority
    }

    /// Skills and language asked for.
    #[must_use]
    pub const fn skills(&self) -> SkillSet {
        self.skills
    }

    /// Where it is in its life.
    #[must_use]
    pub const fn state(&self) -> State {
        self.state
    }

    /// When it came into the queue; before that, a callback's scheduled time.
    #[must_use]
    pub const fn entered(&self) -> Timestamp {
        self.entered
    }

    /// The agent who is alerted or has it.
    #[must_use]
    pub const fn agent(&self) -> Option<AgentId> {
        self.state.agent()
    }

    /// A callback's scheduled time.
    #[must_use]
    pub fn scheduled_at(&self) -> Option<Timestamp> {
        self.callback.as_ref().map(|callback| callback.at)
    }

    /// For whom it is meant.
    #[must_use]
    pub const fn routing(&self) -> &Routing {
        &self.routing
    }

    /// Who may take it, as it stands in the queue.
    #[must_use]
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// A callback's attempts that the customer did not answer.
    #[must_use]
    pub fn attempts(&self) -> u8 {
        self.callback
            .as_ref()
            .map_or(0, |callback| callback.attempts)
    }

    /// The contact a callback is for, where a contact list knows them (P13).
    #[must_use]
    pub fn contact(&self) -> Option<Contact> {
        self.callback.as_ref()?.contact
    }

    /// The agent it was meant for and did not go to, and why not.
    #[must_use]
    pub const fn passed_over(&self) -> Option<PassedOver> {
        self.passed_over
    }

    /// Who owns the callback, and until when, that instant excluded (P10).
    #[must_use]
    pub fn ownership(&self) -> Option<(AgentId, Timestamp)> {
        let at = self.scheduled_at()?;
        match self.routing {
            Routing::Owned {
                agent,
                owned_for_ms,
            } => Some((agent, at + owned_for_ms.max(0))),
            Routing::Standard | Routing::ToMe(_) | Routing::Preferred(_) => None,
        }
    }

    /// Whether the edit lock holds at `now` (P11). The rule is [`edit_locked`], the desk's own, so
    /// that nothing the desk refuses is allowed here, or the other way round.
    #[must_use]
    pub fn locked(&self, now: Timestamp) -> bool {
        let claim = match self.routing {
            Routing::Owned { .. } => Claim::Owned,
            Routing::ToMe(_) => Claim::ToMe,
            Routing::Standard | Routing::Preferred(_) => Claim::Anyone,
        };
        self.scheduled_at()
            .is_some_and(|at| edit_locked(claim, at, now))
    }

    /// Whether its ownership has run out.
    pub(super) fn expired(&self, now: Timestamp) -> bool {
        self.ownership().is_some_and(|(_, until)| now >= until)
    }

    /// Sets the scheduled time of a callback.
    pub(super) fn plan_for(&mut self, at: Timestamp) {
        self.entered = at;
        if let Some(callback) = &mut self.callback {
            callback.at = at;
        }
    }

    /// As if it had never been in the queue. Attempts stay counted.
    pub(super) fn begin_anew(&mut self) {
        self.state = State::Scheduled;
        self.ticket = None;
        self.reach_until = None;
        self.outcome = Outcome::NotDialed;
        self.wrap_up_requested = false;
        self.passed_over = None;
        if let Some(callback) = &mut self.callback {
            callback.closes = None;
        }
    }
}

impl State {
    /// The agent who is alerted or has it.
    #[must_use]
    pub const fn agent(self) -> Option<AgentId> {
        match self {
            Self::Scheduled | Self::Waiting => None,
            Self::Alerting { agent, .. }
            | Self::Accepted { agent, .. }
            | Self::Dialing { agent }
            | Self::Connected { agent }
            | Self::CallOver { agent, .. }
            | Self::WrapUp { agent, .. } => Some(agent),
        }
    }

    /// The state without its data.
    #[must_use]
    pub const fn stage(self) -> Stage {
        match self {
            Self::Scheduled => Stage::Scheduled,
            Self::Waiting => Stage::Waiting,
            Self::Alerting { .. } => Stage::Alerting,
            Self::Accepted { .. } => Stage::Accepted,
            Self::Dialing { .. } => Stage::Dialing,
            Self::Connected { .. } => Stage::Connected,
            Self::CallOver { .. } => Stage::CallOver,
            Self::WrapUp { .. } => Stage::WrapUp,
        }
    }
}
