//! A date and a time in one text, in either order.

use super::cursor::{Cursor, Way};
use super::lexicon::Lexicon;
use super::text::Text;
use super::words::Part;
use super::{TimeReading, clock, date, time};
use chrono::NaiveDate;
use core::ops::Range;

/// A date and a time that stood in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The day.
    pub date: NaiveDate,
    /// The time of day, with both readings where nothing decides.
    pub time: TimeReading,
    /// Where the date stands in the text, in bytes.
    pub date_span: Range<usize>,
    /// Where the time stands in the text, in bytes.
    pub time_span: Range<usize>,
}

/// Reads a date and a time from one text, as typed at once or pasted: `22/12 15:00`,
/// `2026-12-24T14:30`, `tomorrow 9`, `3pm next tue`. `None` where it is not both.
///
/// A text with an offset or zone after it (`…Z`, `…+01:00`) is refused: it names an instant, and a
/// field has the contact's zone.
///
/// ```
/// use callback_core::entry::{Lexicon, TimeReading, read_joined};
/// let today = "2026-11-24".parse().expect("a date");
/// let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
/// let read = |text| read_joined(text, &Lexicon::en_us(), today).map(|joined| joined.time);
/// assert_eq!(read("tmrw 2p"), Some(TimeReading::One(at(14))));
/// assert_eq!(read("tmrw 2"), Some(TimeReading::Either(vec![at(14), at(2)])));
/// assert_eq!(read("tmrw"), None);
/// ```
#[must_use]
pub fn read_joined(text: &str, lexicon: &Lexicon, today: NaiveDate) -> Option<Joined> {
    let tokens = Text::new(text, lexicon.words())?;
    read(tokens.start(), lexicon, today)
}

/// A way to take the whole text apart.
type Split<'a> = (Way<'a, date::Said>, Way<'a, time::Said>);

/// The first way that gives a date and a time. A text that is a date alone, or a time, is not both.
pub(super) fn read(start: Cursor<'_>, lexicon: &Lexicon, today: NaiveDate) -> Option<Joined> {
    let dates = date::dates(start);
    let alone = |way: &Way<'_, date::Said>| {
        way.end.is_done() && way.said.date(lexicon.order(), today).is_ok()
    };
    let times = clock::times(start);
    let alone_too =
        |way: &Way<'_, time::Said>| way.end.is_done() && way.said.reading(lexicon.hours()).is_ok();
    if dates.iter().any(alone) || times.iter().any(alone_too) {
        return None;
    }
    let splits = date_first(dates).into_iter().chain(time_first(times));
    let mut both = splits.filter(|(date, time)| !(date.said.is_bare() && time.said.is_bare()));
    both.find_map(|(date, time)| {
        Some(Joined {
            date: date.said.date(lexicon.order(), today).ok()?,
            time: time.said.reading(lexicon.hours()).ok()?,
            date_span: date.span(),
            time_span: time.span(),
        })
    })
}

/// `22/12 15:00`, *tomorrow at 3 p.m.*, *tonight at 8*.
fn date_first<'a>(dates: Vec<Way<'a, date::Said>>) -> Vec<Split<'a>> {
    let mut splits = Vec::new();
    for date in dates {
        // The T of 2026-12-24T14:30.
        let from = date.end.letter("t").unwrap_or(date.end);
        let whole = clock::times(from)
            .into_iter()
            .filter(|time| time.end.is_done());
        splits.extend(whole.map(|time| with_part(date.clone(), time, date.said.part)));
    }
    splits
}

/// `15:00 22/12`, *3 p.m. on Tuesday*, *8 tonight*, *9 tomorrow morning*.
fn time_first<'a>(times: Vec<Way<'a, time::Said>>) -> Vec<Split<'a>> {
    let mut splits = Vec::new();
    for time in times {
        for date in date::dates(time.end) {
            let part = date.said.part;
            if date.end.is_done() {
                splits.push(with_part(date, time, part));
                continue;
            }
            let after = date.end.places().into_iter();
            let parts = after.flat_map(|at| clock::parts(at, 0));
            let whole = parts.filter(|(_, end)| end.is_done()).collect::<Vec<_>>();
            let split = |(part, _)| with_part(date.clone(), time, Some(part));
            splits.extend(whole.into_iter().map(split));
        }
    }
    splits
}

/// The part of the day that came with the date says which half of the clock is meant, unless the time says so itself.
fn with_part<'a>(
    date: Way<'a, date::Said>,
    time: Way<'a, time::Said>,
    part: Option<Part>,
) -> Split<'a> {
    let said = match (time.said.part, part) {
        (None, Some(part)) => time.said.in_part(part),
        _ => time.said,
    };
    (date, Way { said, ..time })
}
