//! Reads the dates and times that an agent types, in their language's order (T5), and prints them.
//!
//! Pure: the language comes as a [`Lexicon`], today as an argument. A text goes through three steps:
//! `token` takes it apart, `date` and `time` say what its words say, and only then is that held
//! against calendar and clock. Nothing is picked silently: two readings of a time come out as two,
//! a text that is no date says why, and no text whatever makes a reader panic.

mod ahead;
mod calendar;
mod cursor;
mod date;
mod joined;
mod lexicon;
mod print;
mod problem;
mod time;
mod token;
mod words;

use chrono::NaiveDate;
use cursor::Cursor;
use token::tokens;

pub use ahead::read_ahead;
pub use joined::{Joined, read_joined};
pub use lexicon::{DateOrder, HourCycle, Lexicon};
pub use print::{print_date, print_time};
pub use problem::{DateProblem, TimeProblem};
pub use time::{TimeReading, Window};
pub use words::Words;

/// Reads a date: `2026-12-24`, `12/24`, `24.12.`, `Dec 22`, `tomorrow`, `next tue`.
///
/// `today` is the contact's day. A date without a year is the next such one, today included. Where
/// the language's order gives no date and another does, that one is meant.
///
/// ```
/// use callback_core::entry::{DateProblem, Lexicon, read_date};
/// let today = "2026-11-24".parse().expect("a date");
/// let read = |text: &str, lexicon: &Lexicon| {
///     read_date(text, lexicon, today).map(|date| date.to_string())
/// };
/// assert_eq!(read("1/2", &Lexicon::en_us()), Ok("2027-01-02".into()));
/// assert_eq!(read("1/2", &Lexicon::en_gb()), Ok("2027-02-01".into()));
/// assert_eq!(read("tmrw", &Lexicon::en_gb()), Ok("2026-11-25".into()));
/// let problem = DateProblem::NoSuchDay { month: 4, day: 31, day_max: 30 };
/// assert_eq!(read("4/31", &Lexicon::en_us()), Err(problem));
/// ```
///
/// # Errors
/// What is wrong with it. [`DateProblem::WithTime`] where a time stands beside it, so that a time
/// which was typed is never dropped: use [`read_joined`] first.
pub fn read_date(
    text: &str,
    lexicon: &Lexicon,
    today: NaiveDate,
) -> Result<NaiveDate, DateProblem> {
    let tokens = tokens(text).ok_or(DateProblem::NotADate)?;
    if tokens.is_empty() {
        return Err(DateProblem::Empty);
    }
    let start = Cursor::new(&tokens, lexicon);
    let whole = date::dates(start).into_iter().filter(|it| it.1.is_done());
    let mut problem = None;
    for (said, _) in whole {
        match said.date(lexicon.order, today) {
            Ok(date) => return Ok(date),
            Err(found) => problem = problem.or(Some(found)),
        }
    }
    if joined::read(start, today).is_some() {
        return Err(DateProblem::WithTime);
    }
    Err(problem.unwrap_or(DateProblem::NotADate))
}

/// Reads a time of day: `14:30`, `2:30 pm`, `2p`, `1430`, `14h30`, `noon`, `half past 2`.
///
/// ```
/// use callback_core::entry::{Lexicon, TimeReading, read_time};
/// let at = |hour, min| chrono::NaiveTime::from_hms_opt(hour, min, 0).expect("a time");
/// let us = Lexicon::en_us();
/// assert_eq!(read_time("2:30p", &us), Ok(TimeReading::One(at(14, 30))));
/// assert_eq!(read_time("2:30", &us), Ok(TimeReading::Either(vec![at(14, 30), at(2, 30)])));
/// assert_eq!(read_time("2:30", &Lexicon::en_gb()), Ok(TimeReading::One(at(2, 30))));
/// ```
///
/// # Errors
/// What is wrong with it. [`TimeProblem::WithDate`] where a date stands beside it, so that a date
/// which was typed is never dropped: use [`read_joined`] first.
pub fn read_time(text: &str, lexicon: &Lexicon) -> Result<TimeReading, TimeProblem> {
    let tokens = tokens(text).ok_or(TimeProblem::NotATime)?;
    if tokens.is_empty() {
        return Err(TimeProblem::Empty);
    }
    let start = Cursor::new(&tokens, lexicon);
    let whole = time::times(start).into_iter().find(|it| it.1.is_done());
    match whole {
        Some((said, _)) => said.reading(lexicon.hours),
        // Which day does not matter here, only that there is one.
        None if joined::read(start, NaiveDate::default()).is_some() => Err(TimeProblem::WithDate),
        None => Err(TimeProblem::NotATime),
    }
}

#[cfg(test)]
mod tests;
