//! A stretch of time: `2 h`, `1h30`, *an hour and a half*, *3 days*. Not yet counted from anywhere.

use super::cursor::Cursor;
use super::numeral::numerals;
use super::words::{Sense, Stretch};

const HOUR: u32 = 60;
/// In words, fewer minutes than this are said with their unit.
const WORDED_MIN: u32 = 10;

/// Every stretch that begins here, the longest first.
pub(super) fn stretches(from: Cursor<'_>) -> Vec<(Stretch, Cursor<'_>)> {
    let mut found = Vec::new();
    for (first, rest) in pieces(from) {
        found.push((first, rest));
        let Stretch::Minutes(mut total) = first else {
            continue;
        };
        // Hours are followed by minutes, once; after whole hours their unit may be left out: 1h30.
        let next = rest.places().into_iter().flat_map(pieces);
        let mut minutes = next.filter_map(|(next, rest)| match next {
            Stretch::Minutes(minutes) if minutes < HOUR && total >= HOUR => Some((minutes, rest)),
            _ => None,
        });
        let bare = || {
            let mut numbers = rest.places().into_iter().flat_map(numerals);
            let (number, rest) = numbers
                .next()
                .filter(|_| total >= HOUR && total % HOUR == 0)?;
            let said = number.digits > 0 || number.value >= WORDED_MIN;
            (said && number.value < HOUR).then_some((number.value, rest))
        };
        if let Some((minutes, rest)) = minutes.next().or_else(bare) {
            total = total.saturating_add(minutes);
            found.push((Stretch::Minutes(total), rest));
        }
    }
    found.reverse();
    found
}

/// A number with its unit, or a stretch that has a name; hours with a half or a quarter after them.
fn pieces(from: Cursor<'_>) -> Vec<(Stretch, Cursor<'_>)> {
    let mut found = from.phrases(|sense| match sense {
        Sense::Stretch(stretch) => Some(stretch),
        _ => None,
    });
    for (count, rest) in counts(from) {
        let units = |rest| units(rest).into_iter();
        found.extend(units(rest).map(|(unit, rest)| (count.of(unit), rest)));
        // Two and a half hours.
        for (minutes, rest) in parts(rest) {
            let count = Count { minutes, ..count };
            let hours = units(rest).filter(|(unit, _)| *unit == Stretch::Minutes(HOUR));
            found.extend(hours.map(|(unit, rest)| (count.of(unit), rest)));
        }
    }
    let longer: Vec<_> = found
        .iter()
        .filter_map(|(stretch, rest)| match stretch {
            Stretch::Minutes(minutes) if *minutes >= HOUR && minutes % HOUR == 0 => {
                let (more, rest) = parts(*rest).into_iter().next()?;
                Some((Stretch::Minutes(minutes.saturating_add(more)), rest))
            }
            _ => None,
        })
        .collect();
    found.extend(longer);
    found
}

/// Minutes as a part of an hour: *and a half*.
fn parts(from: Cursor<'_>) -> Vec<(u32, Cursor<'_>)> {
    from.phrases(|sense| match sense {
        Sense::And(minutes) => Some(minutes),
        _ => None,
    })
}

/// So many of a unit: whole ones, and tenths of one or minutes of an hour.
#[derive(Clone, Copy)]
struct Count {
    whole: u32,
    tenths: u32,
    minutes: u32,
}

impl Count {
    const fn new(whole: u32) -> Self {
        Self {
            whole,
            tenths: 0,
            minutes: 0,
        }
    }

    fn of(self, unit: Stretch) -> Stretch {
        match unit {
            Stretch::Minutes(unit) => {
                let part = unit.saturating_mul(self.tenths) / 10;
                let part = part.saturating_add(self.minutes);
                Stretch::Minutes(self.whole.saturating_mul(unit).saturating_add(part))
            }
            Stretch::Days(days) => Stretch::Days(self.whole.saturating_mul(days)),
        }
    }
}

fn counts(from: Cursor<'_>) -> Vec<(Count, Cursor<'_>)> {
    let mut found = Vec::new();
    for (number, rest) in numerals(from) {
        let count = Count::new(number.value);
        let tenths = rest.mark(&['.', ',']).and_then(|(_, rest)| rest.number());
        let hours = |rest: Cursor<'_>| rest.phrase(Sense::Unit(Stretch::Minutes(HOUR))).is_some();
        found.extend(
            tenths
                .filter(|(tenths, rest)| tenths.digits == 1 && hours(*rest))
                .map(|(tenths, rest)| {
                    let tenths = tenths.value;
                    (Count { tenths, ..count }, rest)
                }),
        );
        found.push((count, rest));
    }
    let article = from.phrase(Sense::Article);
    found.extend(article.map(|rest| (Count::new(1), rest)));
    found
}

fn units(from: Cursor<'_>) -> Vec<(Stretch, Cursor<'_>)> {
    from.phrases(|sense| match sense {
        Sense::Unit(unit) => Some(unit),
        _ => None,
    })
}
