//! A stretch of time from now: `in 2 h`, `in 90 min`, `in 1 hour 30`.

use super::cursor::Cursor;
use super::lexicon::Lexicon;
use super::token::tokens;
use crate::time::{HOUR_MS, MINUTE_MS};

/// How far ahead of now the text says, in milliseconds; `None` where it says no such thing.
///
/// It is no date and no time of day: it counts real hours, over changes of the clock, so that it is
/// added to the instant and not to what a clock shows.
///
/// ```
/// use callback_core::entry::{Lexicon, read_ahead};
/// use callback_core::time::MINUTE_MS;
/// assert_eq!(read_ahead("in 2 h", &Lexicon::en_us()), Some(120 * MINUTE_MS));
/// assert_eq!(read_ahead("in 1 hr 30", &Lexicon::en_us()), Some(90 * MINUTE_MS));
/// assert_eq!(read_ahead("2 h", &Lexicon::en_us()), None);
/// ```
#[must_use]
pub fn read_ahead(text: &str, lexicon: &Lexicon) -> Option<i64> {
    let tokens = tokens(text)?;
    let cursor = Cursor::new(&tokens, lexicon);
    let (hours, rest) = hours(cursor.one_of(&lexicon.words.ahead)?);
    let (minutes, rest) = minutes(rest, hours.is_some());
    let total = match (hours, minutes) {
        (None, None) => return None,
        (hours, minutes) => hours.unwrap_or(0) * HOUR_MS + minutes.unwrap_or(0) * MINUTE_MS,
    };
    rest.is_done().then_some(total)
}

fn hours(from: Cursor<'_>) -> (Option<i64>, Cursor<'_>) {
    let found = from.number().and_then(|(number, rest)| {
        let rest = rest.one_of(&from.lexicon.words.hour_units)?;
        Some((i64::from(number.value), rest))
    });
    found.map_or((None, from), |(hours, rest)| (Some(hours), rest))
}

/// After hours the unit may be left out.
fn minutes(from: Cursor<'_>, after_hours: bool) -> (Option<i64>, Cursor<'_>) {
    let found = from.number().and_then(|(number, rest)| {
        let unit = rest.one_of(&from.lexicon.words.minute_units);
        let rest = unit.or(after_hours.then_some(rest))?;
        Some((i64::from(number.value), rest))
    });
    found.map_or((None, from), |(minutes, rest)| (Some(minutes), rest))
}
