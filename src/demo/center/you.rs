//! Your conversations: the one in hand and the last ones before it, so that a draft can be seen to stay with its
//! own.

use super::scenario::Customer;
use callback_core::routing::{InteractionId, QueueId};
use callback_core::time::Timestamp;

/// Where a conversation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// It comes in.
    Ringing,
    /// You speak.
    Talking { since: Timestamp },
    /// You work on it; until then at most.
    Work { until: Option<Timestamp> },
    /// It is over.
    Over,
}

/// One of your calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Conversation {
    pub(crate) call: InteractionId,
    pub(crate) customer: &'static Customer,
    pub(crate) queue: QueueId,
    pub(crate) phase: Phase,
}

/// Conversations that can be looked at again.
const KEPT: usize = 4;

/// The last conversations, the newest last.
#[derive(Clone, Debug, Default)]
pub(crate) struct Conversations(Vec<Conversation>);

impl Conversations {
    pub(crate) fn begin(&mut self, conversation: Conversation) {
        if self.0.len() == KEPT {
            self.0.remove(0);
        }
        self.0.push(conversation);
    }

    /// Sets where one is; the others stay.
    pub(crate) fn set(&mut self, call: InteractionId, phase: Phase) {
        if let Some(found) = self.0.iter_mut().find(|one| one.call == call) {
            found.phase = phase;
        }
    }

    pub(crate) fn all(&self) -> &[Conversation] {
        &self.0
    }

    /// The one that is not over.
    pub(crate) fn in_hand(&self) -> Option<&Conversation> {
        self.0.iter().rev().find(|one| one.phase != Phase::Over)
    }
}
