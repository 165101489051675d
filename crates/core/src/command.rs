//! What the press of Schedule asks for, complete and in range. Only [`check`](crate::check::check) makes one.

use crate::claim::Claim;
use crate::ids::{AgentId, ConversationId, Key, ParticipantId, QueueId};
use crate::phone::PhoneNumber;
use crate::settings::AtExpiry;
use crate::time::{Release, Said, Timestamp};

/// Whose it will be, with what that needs to be kept (P7-P10).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// Whoever of the queue is next.
    Queue,
    /// That agent first, else whoever is next.
    ToMe(AgentId),
    /// That agent alone, until `until`.
    Owned {
        /// The owner.
        agent: AgentId,
        /// The end of ownership.
        until: Timestamp,
        /// What happens then.
        at_expiry: AtExpiry,
    },
}

impl Route {
    /// The claim that it grants.
    #[must_use]
    pub const fn claim(&self) -> Claim {
        match self {
            Self::Queue => Claim::Anyone,
            Self::ToMe(_) => Claim::ToMe,
            Self::Owned { .. } => Claim::Owned,
        }
    }

    /// The agent it names.
    #[must_use]
    pub const fn agent(&self) -> Option<&AgentId> {
        match self {
            Self::Queue => None,
            Self::ToMe(agent) | Self::Owned { agent, .. } => Some(agent),
        }
    }
}

/// The content of a promise: what is kept, routed and shown. Made by `check`, or read back from a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What was said: local time, zone, and the choice at a repeated hour (T1).
    pub said: Said,
    /// The instant that follows from it (T1).
    pub at: Timestamp,
    /// The rules by which it follows (T1).
    pub tzdb: Release,
    /// The numbers, in order (P5). Never empty.
    pub phones: Vec<PhoneNumber>,
    /// The contact's name, to the letter (P15).
    pub name: String,
    /// The queue.
    pub queue: QueueId,
    /// Whose it will be.
    pub route: Route,
    /// The note, to the letter (P15).
    pub note: String,
}

/// One press of Schedule or Save.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    key: Key,
    pressed_at: Timestamp,
    conversation: Option<ConversationId>,
    participant: Option<ParticipantId>,
    promise: Promise,
}

impl Command {
    pub(crate) const fn new(
        key: Key,
        pressed_at: Timestamp,
        conversation: Option<ConversationId>,
        participant: Option<ParticipantId>,
        promise: Promise,
    ) -> Self {
        Self {
            key,
            pressed_at,
            conversation,
            participant,
            promise,
        }
    }

    /// The idempotency key of this intent: the same key is the same callback (P12).
    #[must_use]
    pub const fn key(&self) -> &Key {
        &self.key
    }

    /// When Schedule was pressed; limits are counted from here, however late it arrives (P2).
    #[must_use]
    pub const fn pressed_at(&self) -> Timestamp {
        self.pressed_at
    }

    /// The conversation it was promised in.
    #[must_use]
    pub const fn conversation(&self) -> Option<&ConversationId> {
        self.conversation.as_ref()
    }

    /// The customer's part in it.
    #[must_use]
    pub const fn participant(&self) -> Option<&ParticipantId> {
        self.participant.as_ref()
    }

    /// What is promised.
    #[must_use]
    pub const fn promise(&self) -> &Promise {
        &self.promise
    }
}
