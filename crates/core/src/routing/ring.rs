//! Bullseye: rings of agents around an interaction, and what it gives up on the way outward
//! (routing.md §1.4). Data only; `reach.rs` says which ring holds when.

use super::skills::SkillSet;
use crate::time::SECOND_MS;

/// A member's place in a queue: 1, the center, to 6. It counts where the queue has rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ring(u8);

/// Rings of a queue at most.
pub const RINGS_MAX: usize = 6;
/// The longest stay in one ring.
pub const RING_MS_MAX: i64 = 259_200 * SECOND_MS;

impl Ring {
    /// The center: asked first.
    pub const FIRST: Self = Self(1);
    /// The outermost: asked last, and everybody is within it.
    pub const LAST: Self = Self(6);

    /// The ring of that number, or `None` where it is not from 1 to 6.
    #[must_use]
    pub const fn new(number: u8) -> Option<Self> {
        if Self::FIRST.0 <= number && number <= Self::LAST.0 {
            Some(Self(number))
        } else {
            None
        }
    }

    /// From 1.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// From 0.
    pub(super) const fn index(self) -> usize {
        self.0 as usize - 1
    }

    /// The next one outward.
    pub(super) const fn next(self) -> Self {
        if self.0 < Self::LAST.0 {
            Self(self.0 + 1)
        } else {
            Self::LAST
        }
    }
}

/// How a ring is left. The members of the next one are asked as well from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RingExit {
    /// How long only this ring and those within it are asked, in ms: 0 to 259 200 s.
    pub after_ms: i64,
    /// Skills no longer asked for once it is left (`skillsToRemove`).
    pub skills_to_remove: SkillSet,
}
