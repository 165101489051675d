//! What the administrator decided, and who the agent is. Made by parsing: a value that exists is in range.

use crate::ids::{AgentId, QueueId};
use crate::limits::{HORIZON_HOURS_MAX, OWNED_BOOKABLE_HOURS_MAX, OWNED_HELD_HOURS_MAX};
use crate::time::HOUR_MS;
use chrono_tz::Tz;
use core::fmt;

pub use crate::routing::RoutingStatus;

/// A setting outside its range: which, what was given, what would be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange {
    /// The setting as the API spells it.
    pub setting: &'static str,
    /// What was given.
    pub given: u32,
    /// The least allowed.
    pub min: u32,
    /// The most allowed.
    pub max: u32,
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            setting,
            given,
            min,
            max,
        } = self;
        write!(f, "{setting} is {given}; it must be from {min} to {max}")
    }
}

impl core::error::Error for OutOfRange {}

fn within(setting: &'static str, given: u32, max: u16) -> Result<u16, OutOfRange> {
    match u16::try_from(given) {
        Ok(hours) if (1..=max).contains(&hours) => Ok(hours),
        _ => Err(OutOfRange {
            setting,
            given,
            min: 1,
            max: u32::from(max),
        }),
    }
}

/// What happens to an owned callback whose owner did not take it in time (P10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AtExpiry {
    /// Out of the queue and disconnected, reason `timeout`.
    Disconnect,
    /// Handed to the queue, for whoever is next.
    HandToQueue,
}

/// The ownership settings of a queue that allows it (P8-P10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ownership {
    bookable_hours: u16,
    held_hours: u16,
    at_expiry: AtExpiry,
}

impl Ownership {
    /// `bookable_hours` is `maxOwnedCallbackDelayHours`, 1-720; `held_hours` is `maxOwnedCallbackHours`, 1-168 (P9).
    ///
    /// # Errors
    /// The first setting that lies outside its range.
    ///
    /// ```
    /// use callback_core::settings::{AtExpiry, Ownership};
    /// assert!(Ownership::new(720, 168, AtExpiry::Disconnect).is_ok());
    /// let refused = Ownership::new(721, 168, AtExpiry::Disconnect).unwrap_err();
    /// assert_eq!(refused.to_string(), "maxOwnedCallbackDelayHours is 721; it must be from 1 to 720");
    /// ```
    pub fn new(
        bookable_hours: u32,
        held_hours: u32,
        at_expiry: AtExpiry,
    ) -> Result<Self, OutOfRange> {
        Ok(Self {
            bookable_hours: within(
                "maxOwnedCallbackDelayHours",
                bookable_hours,
                OWNED_BOOKABLE_HOURS_MAX,
            )?,
            held_hours: within("maxOwnedCallbackHours", held_hours, OWNED_HELD_HOURS_MAX)?,
            at_expiry,
        })
    }

    /// How far ahead an owned callback may be booked, in hours.
    #[must_use]
    pub const fn bookable_hours(self) -> u16 {
        self.bookable_hours
    }

    /// How long after its time it stays its owner's, in hours.
    #[must_use]
    pub const fn held_hours(self) -> u16 {
        self.held_hours
    }

    /// [`Self::held_hours`] in milliseconds.
    #[must_use]
    pub const fn held_ms(self) -> i64 {
        self.held_hours as i64 * HOUR_MS
    }

    /// What happens then.
    #[must_use]
    pub const fn at_expiry(self) -> AtExpiry {
        self.at_expiry
    }
}

/// How far ahead a callback may lie: 720 h, or less where the administrator lowered it (P2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    hours: u16,
}

impl Horizon {
    /// The full 30 days.
    pub const FULL: Self = Self {
        hours: HORIZON_HOURS_MAX,
    };

    /// A lowered horizon in hours, 1-720.
    ///
    /// # Errors
    /// Where `hours` lies outside that.
    pub fn new(hours: u32) -> Result<Self, OutOfRange> {
        Ok(Self {
            hours: within("maxHoursAhead", hours, HORIZON_HOURS_MAX)?,
        })
    }

    /// A lowered horizon in days of 24 hours, 1-30: the attribute `max-days-ahead`.
    ///
    /// # Errors
    /// Where `days` lies outside that.
    pub fn from_days(days: u32) -> Result<Self, OutOfRange> {
        let days = within("max-days-ahead", days, HORIZON_HOURS_MAX / 24)?;
        Ok(Self { hours: days * 24 })
    }

    /// In hours.
    #[must_use]
    pub const fn hours(self) -> u16 {
        self.hours
    }

    /// In milliseconds.
    #[must_use]
    pub const fn ms(self) -> i64 {
        self.hours as i64 * HOUR_MS
    }
}

/// A queue a callback may go to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// Its id.
    pub id: QueueId,
    /// Its name, as agents know it.
    pub name: String,
    /// Its ownership settings, where agents may own its callbacks.
    pub ownership: Option<Ownership>,
    /// Whether the agent is a member of it.
    pub member: bool,
}

/// The agent who uses the panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Their id.
    pub id: AgentId,
    /// Their name.
    pub name: String,
    /// Their time zone.
    pub zone: Tz,
    /// Their status, where the host tells it.
    pub status: Option<RoutingStatus>,
    /// Sees and changes everyone's callbacks (P14).
    pub supervisor: bool,
}

/// Whether the agent chooses the queue (P6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueChoice {
    /// Any queue handed in.
    Free,
    /// The original queue, read-only.
    Fixed,
}

/// How many callbacks one interaction may have (P12).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerInteraction {
    /// One that has not ended.
    One,
    /// As many as the agent schedules.
    Many,
}

/// What the administrator decided for the whole panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How far ahead a callback may lie.
    pub horizon: Horizon,
    /// Who chooses the queue.
    pub queue_choice: QueueChoice,
    /// How many callbacks one interaction may have.
    pub per_interaction: PerInteraction,
}

impl Policy {
    /// What holds where the host sets nothing: the reference behaviour.
    pub const REFERENCE: Self = Self {
        horizon: Horizon::FULL,
        queue_choice: QueueChoice::Free,
        per_interaction: PerInteraction::One,
    };
}

/// All that [`check`](crate::check::check) needs to know of the business.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The administrator's decisions.
    pub policy: Policy,
    /// The queues to choose from.
    pub queues: Vec<Queue>,
    /// The agent at the panel, once the host has said who.
    pub agent: Option<Agent>,
}

impl Settings {
    /// The queue of that id, where the host handed it in.
    #[must_use]
    pub fn queue(&self, id: &QueueId) -> Option<&Queue> {
        self.queues.iter().find(|queue| queue.id == *id)
    }
}
