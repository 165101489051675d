//! Whose the callback will be: the two check boxes of the panel as one value, because one includes the other (P7, P8).

use crate::settings::Queue;

/// What the agent asked for. *Take ownership* includes *Route callback to me if possible*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Claim {
    /// Whoever of the queue is next.
    Anyone,
    /// Offered to this agent first; missed or not available, at once to the next (P7).
    ToMe,
    /// Waits for this agent for the configured time (P8).
    Owned,
}

/// Why a claim cannot stand in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unclaimed {
    /// The queue does not let agents own callbacks.
    OwnershipOff,
    /// The agent is no member of the queue, so it would never be offered to them.
    NotAMember,
}

impl Claim {
    /// Whether this claim can stand in `queue`, else why not (P8).
    ///
    /// # Errors
    /// The reason that the agent is told.
    pub fn allowed_in(self, queue: &Queue) -> Result<(), Unclaimed> {
        match self {
            Self::Anyone => Ok(()),
            Self::ToMe | Self::Owned if !queue.member => Err(Unclaimed::NotAMember),
            Self::Owned if queue.ownership.is_none() => Err(Unclaimed::OwnershipOff),
            Self::ToMe | Self::Owned => Ok(()),
        }
    }

    /// The most of this claim that `queue` allows, and why if it is less: a change of queue re-decides both boxes (P8).
    #[must_use]
    pub fn redecided(self, queue: &Queue) -> (Self, Option<Unclaimed>) {
        match self.allowed_in(queue) {
            Ok(()) => (self, None),
            Err(why @ Unclaimed::NotAMember) => (Self::Anyone, Some(why)),
            Err(why @ Unclaimed::OwnershipOff) => (Self::ToMe, Some(why)),
        }
    }
}
