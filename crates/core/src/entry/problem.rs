//! Why a text is no date or no time, with the numbers that say what would be right (V2).

use chrono::Weekday;

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// Nothing was typed.
    Empty,
    /// It does not read as a date.
    NotADate,
    /// There are twelve months.
    NoSuchMonth {
        /// The number in the month's place.
        month: u32,
    },
    /// That month has no such day.
    NoSuchDay {
        /// From 1.
        month: u32,
        /// What was typed.
        day: u32,
        /// The last day of that month, of that year where one was typed.
        day_max: u32,
    },
    /// The date falls on another day of the week than the one typed beside it.
    OtherWeekday {
        /// What was typed.
        typed: Weekday,
        /// What it is.
        is: Weekday,
    },
    /// A whole date with a time: [`read_joined`](super::read_joined) reads it.
    WithTime,
}

/// Why a text is no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeProblem {
    /// Nothing was typed.
    Empty,
    /// It does not read as a time.
    NotATime,
    /// A day has no such hour.
    HourTooLarge {
        /// What was typed.
        hour: u32,
        /// 23, or 12 beside a.m. and p.m.
        hour_max: u32,
    },
    /// An hour has 60 minutes, from 0.
    MinuteTooLarge {
        /// What was typed.
        minute: u32,
    },
    /// A whole date with a time: [`read_joined`](super::read_joined) reads it.
    WithDate,
}
