//! The core's lexicon of a language, from what the browser knows of it.

use super::intl::{DateOrder, LocaleFacts};
use callback_core::entry::{DateOrder as Order, HourCycle, Lexicon};

/// How this locale's dates and times are read and printed.
#[must_use]
pub(crate) fn of(facts: &LocaleFacts) -> Lexicon {
    let mut lexicon = Lexicon::en_us();
    lexicon.order = match facts.order {
        DateOrder::DayMonthYear => Order::DayFirst,
        DateOrder::MonthDayYear => Order::MonthFirst,
        DateOrder::YearMonthDay => Order::YearFirst,
    };
    lexicon.hours = if facts.twelve_hours {
        HourCycle::Twelve
    } else {
        HourCycle::TwentyFour
    };
    lexicon
}
