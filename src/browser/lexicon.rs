//! The core's lexicon of a language, from what the browser knows of it.

use super::intl::{DateOrder, LocaleFacts};
use callback_core::entry::{DateOrder as Order, HourCycle, Lexicon};

/// How this locale's dates and times are read and printed.
#[must_use]
pub(crate) fn of(facts: &LocaleFacts) -> Lexicon {
    let mut lexicon = Lexicon::en_us();
    lexicon.order = match facts.order {
        DateOrder::DayMonthYear => Order::DayMonthYear,
        DateOrder::MonthDayYear => Order::MonthDayYear,
        DateOrder::YearMonthDay => Order::YearMonthDay,
    };
    lexicon.hours = if facts.twelve_hours {
        HourCycle::H12
    } else {
        HourCycle::H23
    };
    lexicon
}
