//! A stretch of time: `2 h`, `1h30`, *an hour and a half*, *3 days*. Not yet counted from anywhere.

use super::cursor::Cursor;
use super::numeral::numerals;
use super::token::Number;
use super::words::{Sense, Stretch};

const HOUR: u32 = 60;
const HALF_HOUR: u32 = 30;
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

/// A number with its unit, or a stretch that has a name; hours with a half after them.
fn pieces(from: Cursor<'_>) -> Vec<(Stretch, Cursor<'_>)> {
    let mut found = from.phrases(|sense| match sense {
        Sense::Stretch(stretch) => Some(stretch),
        _ => None,
    });
    for (number, rest) in counts(from) {
        let half = rest.phrase(Sense::AndHalf);
        found.extend(
            units(rest)
                .into_iter()
                .map(|(unit, rest)| (number.of(unit), rest)),
        );
        found.extend(half.into_iter().flat_map(units).filter_map(|(unit, rest)| {
            let half = Count {
                halves: true,
                ..number
            };
            (unit == Stretch::Minutes(HOUR)).then_some((half.of(unit), rest))
        }));
    }
    let with_half = found.iter().filter_map(|(stretch, rest)| match stretch {
        Stretch::Minutes(minutes) if *minutes >= HOUR && minutes % HOUR == 0 => {
            let half = Stretch::Minutes(minutes.saturating_add(HALF_HOUR));
            Some((half, rest.phrase(Sense::AndHalf)?))
        }
        _ => None,
    });
    let with_half: Vec<_> = with_half.collect();
    found.extend(with_half);
    found
}

/// So many of a unit: whole ones, tenths of one, and perhaps half a one.
#[derive(Clone, Copy)]
struct Count {
    whole: u32,
    tenths: u32,
    halves: bool,
}

impl Count {
    fn of(self, unit: Stretch) -> Stretch {
        let scaled = |unit: u32| {
            let half = if self.halves { unit / 2 } else { 0 };
            let part = half + unit * self.tenths / 10;
            self.whole.saturating_mul(unit).saturating_add(part)
        };
        match unit {
            Stretch::Minutes(minutes) => Stretch::Minutes(scaled(minutes)),
            Stretch::Days(days) => Stretch::Days(scaled(days)),
        }
    }
}

fn counts(from: Cursor<'_>) -> Vec<(Count, Cursor<'_>)> {
    let count = |number: Number| Count {
        whole: number.value,
        tenths: 0,
        halves: false,
    };
    let mut found = Vec::new();
    for (number, rest) in numerals(from) {
        let tenths = rest.mark(&['.', ',']).and_then(|(_, rest)| rest.number());
        let hours = |rest: &Cursor<'_>| rest.phrase(Sense::Unit(Stretch::Minutes(HOUR))).is_some();
        if let Some((tenths, rest)) =
            tenths.filter(|(tenths, rest)| tenths.digits == 1 && hours(rest))
        {
            let tenths = tenths.value;
            found.push((
                Count {
                    tenths,
                    ..count(number)
                },
                rest,
            ));
        }
        found.push((count(number), rest));
    }
    let article = from.phrase(Sense::Article);
    found.extend(article.map(|rest| {
        let one = Count {
            whole: 1,
            tenths: 0,
            halves: false,
        };
        (one, rest)
    }));
    found
}

fn units(from: Cursor<'_>) -> Vec<(Stretch, Cursor<'_>)> {
    from.phrases(|sense| match sense {
        Sense::Unit(unit) => Some(unit),
        _ => None,
    })
}
