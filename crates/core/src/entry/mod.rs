//! Reads the dates and times that an agent types, in their language's order (T5), and prints them.
//!
//! Pure: the language comes as a [`Lexicon`], today as an argument. A text goes through three steps: `token` takes it
//! apart, `named`, `date`, `clock` and `stretch` say what its words say, each in every way there is, and only then is
//! that held against calendar and clock: the way that leaves nothing over and exists is meant. Nothing is picked
//! silently: two readings of a time come out as two, a text that is no date says why, and no text whatever, in no
//! language whatever, makes a reader panic.
//!
//! No word of any language stands in these files: they are in `crates/core/lang`, in the form told in `language`.

mod ahead;
mod calendar;
mod clock;
mod cursor;
mod date;
mod frame;
mod joined;
mod language;
mod lexicon;
mod named;
mod numeral;
mod phrase;
mod print;
mod problem;
mod stretch;
mod text;
mod time;
mod token;
mod words;

use chrono::NaiveDate;
use core::ops::Range;
use text::Text;

pub use ahead::{read_ahead, read_ahead_at};
pub use joined::{Joined, read_joined};
pub use language::{LANGUAGE_BYTES_MAX, NotALanguage};
pub use lexicon::{DateOrder, ENGLISH, HourCycle, Lexicon};
pub use print::{print_date, print_time};
pub use problem::{DateProblem, TimeProblem};
pub use time::{TimeReading, Window};

/// A reading, and where in the text it stands, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// What was read.
    pub value: T,
    /// From its first character up to but not including what follows it.
    pub span: Range<usize>,
}

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
    Ok(read_date_at(text, lexicon, today)?.value)
}

/// The same, and where it stands in the text.
///
/// # Errors
/// Those of [`read_date`].
pub fn read_date_at(
    text: &str,
    lexicon: &Lexicon,
    today: NaiveDate,
) -> Result<Spanned<NaiveDate>, DateProblem> {
    let tokens = Text::new(text, lexicon.words()).ok_or(DateProblem::NotADate)?;
    if tokens.is_empty() {
        return Err(DateProblem::Empty);
    }
    let start = tokens.start();
    let dates = date::dates(start).into_iter();
    let mut problem = None;
    for way in dates.filter(|way| way.end.is_done()) {
        match way.said.date(lexicon.order(), today) {
            Ok(value) => {
                let span = way.span();
                return Ok(Spanned { value, span });
            }
            Err(found) => problem = problem.or(Some(found)),
        }
    }
    if joined::read(start, lexicon, today).is_some() {
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
    Ok(read_time_at(text, lexicon)?.value)
}

/// The same, and where it stands in the text.
///
/// # Errors
/// Those of [`read_time`].
pub fn read_time_at(text: &str, lexicon: &Lexicon) -> Result<Spanned<TimeReading>, TimeProblem> {
    let tokens = Text::new(text, lexicon.words()).ok_or(TimeProblem::NotATime)?;
    if tokens.is_empty() {
        return Err(TimeProblem::Empty);
    }
    let start = tokens.start();
    let times = clock::times(start).into_iter();
    let mut problem = None;
    for way in times.filter(|way| way.end.is_done()) {
        match way.said.reading(lexicon.hours()) {
            Ok(value) => {
                let span = way.span();
                return Ok(Spanned { value, span });
            }
            Err(found) => problem = problem.or(Some(found)),
        }
    }
    // Which day does not matter here, only that there is one.
    if joined::read(start, lexicon, NaiveDate::default()).is_some() {
        return Err(TimeProblem::WithDate);
    }
    Err(problem.unwrap_or(TimeProblem::NotATime))
}

#[cfg(test)]
mod tests;
