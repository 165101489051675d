//! How dates and times are written in one language, as data. The browser side fills one for its
//! language; English is built in.

use super::words::Words;

/// The order of day, month and year in a numeric date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 24/12/2026
    DayMonthYear,
    /// 12/24/2026
    MonthDayYear,
    /// 2026-12-24
    YearMonthDay,
}

/// How hours are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourCycle {
    /// 1 to 12, twice: a bare `9` has two readings.
    H12,
    /// 0 to 23: a bare `9` is nine in the morning.
    H23,
}

/// How dates and times are written in the agent's language (T5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexicon {
    /// The order of a numeric date.
    pub order: DateOrder,
    /// What stands between the numbers of a printed date: `/`, `.` or `-`. All three are read.
    pub separator: char,
    /// How hours are counted.
    pub hours: HourCycle,
    /// What things are called.
    pub words: Box<Words>,
}

impl Lexicon {
    /// English as in the United States: `12/24/2026`, `2:30 PM`.
    #[must_use]
    pub fn en_us() -> Self {
        Self {
            order: DateOrder::MonthDayYear,
            separator: '/',
            hours: HourCycle::H12,
            words: Box::new(Words::english()),
        }
    }

    /// English as in Britain: `24/12/2026`, `14:30`.
    #[must_use]
    pub fn en_gb() -> Self {
        Self {
            order: DateOrder::DayMonthYear,
            hours: HourCycle::H23,
            ..Self::en_us()
        }
    }
}
