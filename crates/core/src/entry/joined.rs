//! A date and a time in one text, in either order.

use super::cursor::Cursor;
use super::lexicon::Lexicon;
use super::token::tokens;
use super::{TimeReading, date, time};
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
    let tokens = tokens(text)?;
    read(Cursor::new(&tokens, lexicon), today)
}

/// A way to take the whole text apart.
struct Split<'a> {
    date: date::Said,
    date_at: [Cursor<'a>; 2],
    time: time::Said,
    time_at: [Cursor<'a>; 2],
}

/// The first way that gives a date and a time. A text that is a date alone is not both.
pub(super) fn read(start: Cursor<'_>, today: NaiveDate) -> Option<Joined> {
    let start = start.skip_fillers();
    let lexicon = start.lexicon;
    let alone = |(said, rest): &(date::Said, Cursor<'_>)| {
        rest.is_done() && said.date(lexicon.order, today).is_ok()
    };
    if date::dates(start).iter().any(alone) {
        return None;
    }
    let mut splits = date_first(start);
    splits.extend(time_first(start));
    splits.into_iter().find_map(|split| {
        Some(Joined {
            date: split.date.date(lexicon.order, today).ok()?,
            time: split.time.reading(lexicon.hours).ok()?,
            date_span: split.date_at[0].span_to(split.date_at[1]),
            time_span: split.time_at[0].span_to(split.time_at[1]),
        })
    })
}

fn date_first(start: Cursor<'_>) -> Vec<Split<'_>> {
    let mut splits = Vec::new();
    for (date, end) in date::dates(start) {
        // The T of 2026-12-24T14:30.
        let from = end.phrase("t").unwrap_or(end).skip_fillers();
        for (time, time_end) in time::times(from) {
            splits.push(Split {
                date: date.clone(),
                date_at: [start, end],
                time,
                time_at: [from, time_end],
            });
        }
    }
    splits.retain(|split| split.time_at[1].is_done());
    splits
}

fn time_first(start: Cursor<'_>) -> Vec<Split<'_>> {
    let mut splits = Vec::new();
    for (time, end) in time::times(start) {
        let from = end.skip_fillers();
        for (date, date_end) in date::dates(from) {
            splits.push(Split {
                date,
                date_at: [from, date_end],
                time,
                time_at: [start, end],
            });
        }
    }
    splits.retain(|split| split.date_at[1].is_done());
    splits
}
