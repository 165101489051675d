//! What is wrong, as values: a [`Problem`] the agent can mend, a [`Refusal`] by the business, a [`Fault`] of the world.
//!
//! No words here: the language files match on these, so that a new kind without words does not compile.

use crate::claim::Unclaimed;
use crate::entry::{DateProblem, TimeProblem};
use crate::ids::CallbackId;
use crate::phone::PhoneProblem;
use crate::time::{Resolved, Timestamp};

/// The fields of the panel, in the order in which the eye meets them: focus goes to the first one with a problem (V1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The contact's number.
    Phone,
    /// The contact's name.
    Name,
    /// The day.
    Date,
    /// The time of day.
    Time,
    /// The contact's time zone.
    Zone,
    /// The queue.
    Queue,
    /// The two check boxes.
    Claim,
    /// The note.
    Note,
}

impl Field {
    /// All of them, in that order.
    pub const ALL: [Self; 8] = [
        Self::Phone,
        Self::Name,
        Self::Date,
        Self::Time,
        Self::Zone,
        Self::Queue,
        Self::Claim,
        Self::Note,
    ];
}

/// Something at a field that would not do, and all the numbers needed to say what would (V2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it is shown.
    pub field: Field,
    /// What it is.
    pub kind: ProblemKind,
}

impl Problem {
    /// That kind of problem, shown at that field.
    #[must_use]
    pub const fn at(field: Field, kind: ProblemKind) -> Self {
        Self { field, kind }
    }
}

/// The kinds of [`Problem`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// The date cannot be read.
    Date(DateProblem),
    /// The time cannot be read.
    Time(TimeProblem),
    /// The time was typed without a.m. or p.m. and both would do: the agent says which (T5).
    EitherTime(Vec<chrono::NaiveTime>),
    /// It has passed, or is this very instant (P2).
    InPast {
        /// The instant that was asked for.
        at: Timestamp,
    },
    /// Beyond the horizon (P2).
    TooFar {
        /// The last instant that would do.
        latest: Timestamp,
        /// The horizon in hours.
        hours_max: u16,
    },
    /// The clocks skip this time on that day (T2): what can be had with one press instead.
    Skipped {
        /// The time moved back by what is skipped.
        before: Resolved,
        /// The time moved forward by it.
        after: Resolved,
    },
    /// The clocks show this time twice on that day (T2), and nobody said which one is meant.
    Twice {
        /// The first one.
        earlier: Resolved,
        /// The second one.
        later: Resolved,
    },
    /// No zone chosen, and what was typed is none.
    ZoneUnknown {
        /// What was typed.
        typed: String,
    },
    /// Neither the host nor the agent gave a number, or it was withheld (P5).
    PhoneMissing,
    /// Not the shape of a number.
    Phone(PhoneProblem),
    /// The number library says that no such number exists in its country (V1).
    PhoneInvalid,
    /// No queue chosen.
    QueueMissing,
    /// What was typed is no queue.
    QueueUnknown {
        /// What was typed.
        typed: String,
    },
    /// The claim cannot stand in the chosen queue (P8).
    Unclaimed(Unclaimed),
    /// Owned callbacks of this queue cannot be booked that far ahead (P9).
    OwnedTooFar {
        /// The last instant that would do.
        latest: Timestamp,
        /// The queue's limit in hours.
        hours_max: u16,
    },
    /// The host has not said who the agent is, so nothing can be routed to them.
    AgentUnknown,
    /// Longer than what is kept.
    TooLong {
        /// Characters typed.
        chars: usize,
        /// Characters kept.
        chars_max: usize,
    },
}

/// The business says no: the agent can do nothing at a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// This interaction has its callback, and the administrator allows one (P12).
    AlreadyScheduled(CallbackId),
    /// An owned callback in its last 15 minutes cannot be changed (P11).
    EditLocked {
        /// Its time, when the lock becomes moot.
        at: Timestamp,
    },
    /// It is being routed, or has ended: too late for this.
    TooLate,
    /// No such callback here.
    NotFound,
    /// It belongs to somebody else, and the agent is no supervisor (S4).
    NotYours,
    /// The host vetoed it (`callback-before-schedule`).
    Vetoed,
    /// The host made the panel read-only or disabled.
    ReadOnly,
    /// The host has not said during which interaction this is.
    NoConversation,
    /// The page holds as many callbacks as it may.
    Full {
        /// The limit.
        callbacks_max: usize,
    },
}

/// The world failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The browser keeps nothing here: private mode, blocked or partitioned storage (S1).
    NotDurable,
    /// The store refused or lost this one write.
    NotKept,
    /// Rows of the store could not be read; they are left untouched.
    RowsUnreadable {
        /// How many.
        rows: usize,
    },
}
