//! A stretch of time from now: `in 2 h`, `in 90 min`, `in 1 hour 30`.

use super::Spanned;
use super::cursor::Cursor;
use super::frame::frames;
use super::lexicon::Lexicon;
use super::stretch::stretches;
use super::text::Text;
use super::words::{Sense, Stretch};
use crate::time::MINUTE_MS;

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
    Some(read_ahead_at(text, lexicon)?.value)
}

/// The same, and where it stands in the text.
#[must_use]
pub fn read_ahead_at(text: &str, lexicon: &Lexicon) -> Option<Spanned<i64>> {
    let tokens = Text::new(text, lexicon.words())?;
    tokens.start().places().into_iter().find_map(|start| {
        let mut ways = ways(start).into_iter();
        let (minutes, end) = ways.find(|(_, end)| end.is_done())?;
        Some(Spanned {
            value: i64::from(minutes) * MINUTE_MS,
            span: start.span_to(end),
        })
    })
}

fn ways(from: Cursor<'_>) -> Vec<(u32, Cursor<'_>)> {
    let said = frames(from, |sense| (sense == Sense::Ahead).then_some(()));
    let said = said
        .into_iter()
        .filter_map(|((), filled, end)| Some((filled.stretch?, end)));
    let plus = from.mark(&['+']).map(|(_, rest)| stretches(rest));
    let all = said.chain(plus.into_iter().flatten());
    let minutes = all.filter_map(|(stretch, end)| match stretch {
        Stretch::Minutes(minutes) => Some((minutes, end)),
        Stretch::Days(_) => None,
    });
    minutes.collect()
}
