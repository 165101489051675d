//! A scheduled callback and its life (P7-P14). Knows what may be done to it when; does nothing by itself.

use crate::claim::Claim;
use crate::command::{Command, Promise};
use crate::ids::{AgentId, CallbackId, ConversationId, Key, ParticipantId};
use crate::limits::EDIT_LOCK_MS;
use crate::problem::Refusal;
use crate::rules_change::RulesChange;
use crate::time::Timestamp;

/// Why a callback was disconnected; the names are the public API's `disconnectType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DisconnectReason {
    /// Cancelled or ended by an agent.
    Client,
    /// The contact's side hung up.
    Endpoint,
    /// The system ended it.
    System,
    /// Ownership ran out (P10).
    Timeout,
    /// The contact may not be called (P13).
    Uncallable,
    /// Handed to another queue or agent, which goes on with it.
    Transfer,
}

/// Where a callback is in its life (routing §1.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Waits for its time.
    Scheduled,
    /// Its time has come; it waits for an agent.
    Queued,
    /// An agent is being alerted.
    Alerting {
        /// Who.
        agent: AgentId,
        /// Until when, where the host tells it.
        until: Option<Timestamp>,
    },
    /// The customer is being dialled.
    Dialing {
        /// By whom.
        agent: AgentId,
    },
    /// The agent has it.
    Connected {
        /// Who.
        agent: AgentId,
    },
    /// The agent finishes it.
    WrapUp {
        /// Who.
        agent: AgentId,
    },
    /// Kept.
    Ended,
    /// Not kept, and why.
    Disconnected(DisconnectReason),
}

impl State {
    /// Whether nothing comes after it.
    #[must_use]
    pub const fn over(&self) -> bool {
        matches!(self, Self::Ended | Self::Disconnected(_))
    }

    /// The agent who has it, where one does.
    #[must_use]
    pub const fn agent(&self) -> Option<&AgentId> {
        match self {
            Self::Alerting { agent, .. }
            | Self::Dialing { agent }
            | Self::Connected { agent }
            | Self::WrapUp { agent } => Some(agent),
            Self::Scheduled | Self::Queued | Self::Ended | Self::Disconnected(_) => None,
        }
    }
}

/// One scheduled callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback {
    /// Its name on this page and in its store.
    pub id: CallbackId,
    /// The key of the press that made it.
    pub key: Key,
    /// When that was.
    pub booked_at: Timestamp,
    /// Who pressed, where the host said who the agent is.
    pub booked_by: Option<AgentId>,
    /// During which conversation.
    pub conversation: Option<ConversationId>,
    /// The customer's part in it.
    pub participant: Option<ParticipantId>,
    /// What is promised.
    pub promise: Promise,
    /// Counts its changes, from 1.
    pub version: u32,
    /// Where it is in its life.
    pub state: State,
    /// Cancelled, and until when the agent can have it back (P14).
    pub cancelling_until: Option<Timestamp>,
    /// What new rules of its zone have done to it, the oldest first (T1).
    pub rules_changes: Vec<RulesChange>,
}

impl Callback {
    /// The callback that `command` asks for.
    #[must_use]
    pub fn booked(id: CallbackId, command: &Command, by: Option<AgentId>) -> Self {
        Self {
            id,
            key: command.key().clone(),
            booked_at: command.pressed_at(),
            booked_by: by,
            conversation: command.conversation().cloned(),
            participant: command.participant().cloned(),
            promise: command.promise().clone(),
            version: 1,
            state: State::Scheduled,
            cancelling_until: None,
            rules_changes: Vec::new(),
        }
    }

    /// Whether it may be edited, rescheduled, reassigned or released at `now` (P11).
    ///
    /// # Errors
    /// [`Refusal::TooLate`] once it is being routed or was cancelled, [`Refusal::EditLocked`] in the last 15 minutes
    /// of an owned one.
    pub fn editable(&self, now: Timestamp) -> Result<(), Refusal> {
        self.cancellable()?;
        if edit_locked(self.promise.route.claim(), self.promise.at, now) {
            return Err(Refusal::EditLocked {
                at: self.promise.at,
            });
        }
        Ok(())
    }

    /// Whether it may be cancelled, or called at once, which the edit lock leaves open (P11).
    ///
    /// # Errors
    /// [`Refusal::TooLate`] once it is with an agent, has ended, or is being cancelled.
    pub const fn cancellable(&self) -> Result<(), Refusal> {
        match self.state {
            State::Scheduled | State::Queued if self.cancelling_until.is_none() => Ok(()),
            _ => Err(Refusal::TooLate),
        }
    }

    /// Whether `agent` may change it: theirs, booked by them, or they are a supervisor (S4).
    #[must_use]
    pub fn belongs_to(&self, agent: &AgentId) -> bool {
        self.booked_by.as_ref() == Some(agent) || self.promise.route.agent() == Some(agent)
    }
}

/// Whether a callback of that claim and time is locked at `now`: owned, and within its last 15 minutes.
/// One booked later than that is locked from the start (P11).
///
/// ```
/// use callback_core::callback::edit_locked;
/// use callback_core::claim::Claim;
/// use callback_core::time::{MINUTE_MS, Timestamp};
/// let at = Timestamp::from_ms(1_000_000_000);
/// assert!(!edit_locked(Claim::Owned, at, at - 15 * MINUTE_MS - 1));
/// assert!(edit_locked(Claim::Owned, at, at - 15 * MINUTE_MS));
/// assert!(!edit_locked(Claim::ToMe, at, at - 1));
/// ```
#[must_use]
pub fn edit_locked(claim: Claim, at: Timestamp, now: Timestamp) -> bool {
    claim == Claim::Owned && at - now <= EDIT_LOCK_MS
}
