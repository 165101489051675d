//! Times of day: from tokens to what they say.

use super::cursor::{Cursor, Way};
use super::frame::frames;
use super::numeral::{minutes, numerals};
use super::time::{Form, NOON, Said};
use super::words::{Part, Sense, Stretch};

/// Every time that begins here.
pub(super) fn times(from: Cursor<'_>) -> Vec<Way<'_, Said>> {
    let mut found = Vec::new();
    for start in from.places() {
        for (said, end) in clocks(start) {
            let after = end.places().into_iter();
            let parts = after.flat_map(|at| parts(at, said.hour));
            let parted = parts.map(|(part, end)| (said.in_part(part), end));
            let ways = parted.chain([(said, end)]);
            found.extend(ways.map(|(said, end)| Way { said, start, end }));
        }
    }
    // 午後3時, in the afternoon at 3. After the others: *am* is p.m.'s brother, and *on the* in German.
    for start in from.places() {
        for (part, rest) in parts(start, 0) {
            let ways = rest.places().into_iter().flat_map(clocks);
            found.extend(ways.map(|(said, end)| Way {
                said: said.in_part_before(part),
                start,
                end,
            }));
        }
    }
    found
}

/// Every part of the day that begins here. Beside 12, noon and midnight are parts too. A word that may as well be
/// without weight is a part at the end alone: *um 4 am Freitag* is not 4 a.m.
pub(super) fn parts(from: Cursor<'_>, hour: u32) -> Vec<(Part, Cursor<'_>)> {
    let mut found = from.phrases(|sense| match sense {
        Sense::Part(part) => Some(part),
        Sense::Noon if hour == NOON => Some(Part::Pm),
        Sense::Midnight if hour == NOON => Some(Part::Night),
        _ => None,
    });
    if let Some(filler) = from.phrase(Sense::Filler) {
        found.retain(|(_, end)| !end.is_at(filler) || end.is_done());
    }
    found
}

/// Every time on the clock that begins here, without a part of the day.
fn clocks(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let mut found = Vec::new();
    let past = frames(from, |sense| match sense {
        Sense::Past(shift) => Some(shift),
        _ => None,
    });
    for (shift, filled, rest) in past {
        let hour = filled.hour.map(|hour| hour.shifted(shift, filled.minute));
        found.extend(hour.map(|said| (said, rest)));
    }
    found.extend(named(from));
    found.extend(digits(from));
    found.extend(in_words(from));
    found
}

/// Noon and midnight.
fn named(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    from.phrases(|sense| match sense {
        Sense::Noon => Some(Said::at(NOON, 0, Form::Exact)),
        Sense::Midnight => Some(Said::at(0, 0, Form::Exact)),
        _ => None,
    })
}

/// The hours that minutes are counted from: `2`, `14 h`, *three*, noon.
pub(super) fn hours(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let mut found = named(from);
    for (number, rest) in numerals(from) {
        if number.digits > 2 {
            continue;
        }
        let form = if number.leading_zero {
            Form::Exact
        } else {
            Form::Spoken
        };
        let said = Said::at(number.value, 0, form);
        found.extend(rest.phrase(Sense::Clock).map(|rest| (said, rest)));
        found.push((said, rest));
    }
    found
}

/// Digits: `14:30`, `2.30`, `14h30`, `1430`, `9`.
fn digits(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let Some((first, rest)) = from.number() else {
        return Vec::new();
    };
    let form = |otherwise| {
        if first.leading_zero {
            Form::Exact
        } else {
            otherwise
        }
    };
    match first.digits {
        1 | 2 => {}
        3 | 4 => {
            let said = Said::at(first.value / 100, first.value % 100, form(Form::Bare));
            return after(said, rest);
        }
        _ => return Vec::new(),
    }
    if let Some((mark, rest)) = rest.mark(&[':', '.'])
        && let Some((minute, rest)) = two_digits(rest)
    {
        let seconds = rest.mark(&[mark]).and_then(|(_, rest)| two_digits(rest));
        let rest = seconds.map_or(rest, |(_, rest)| rest);
        return after(Said::at(first.value, minute, form(Form::Plain)), rest);
    }
    let mut found = Vec::new();
    if let Some(rest) = rest.phrase(Sense::Clock) {
        let said = |minute| Said::at(first.value, minute, form(Form::Plain));
        found.extend(to_the_minute(rest).map(|(minute, rest)| (said(minute), rest)));
        found.push((said(0), rest));
    }
    // Two numbers apart: 14 30.
    let apart = two_digits(rest);
    found.extend(
        apart.map(|(minute, rest)| (Said::at(first.value, minute, form(Form::Bare)), rest)),
    );
    found.push((Said::at(first.value, 0, form(Form::Bare)), rest));
    found
}

/// Perhaps with the word for it behind: `14.30 Uhr`.
fn after(said: Said, rest: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let word = rest.phrase(Sense::Clock).map(|rest| (said, rest));
    word.into_iter().chain([(said, rest)]).collect()
}

fn two_digits(from: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (number, rest) = from.number()?;
    (number.digits == 2).then_some((number.value, rest))
}

/// The minutes after the word for the clock: `14h30`, `3時5分`, *14 Uhr dreißig*.
fn to_the_minute(from: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let unit = Sense::Unit(Stretch::Minutes(1));
    if let Some((minute, rest)) = two_digits(from) {
        return Some((minute, rest.phrase(unit).unwrap_or(rest)));
    }
    let with_unit = numerals(from).into_iter().find_map(|(number, rest)| {
        (number.digits < 2).then_some((number.value, rest.phrase(unit)?))
    });
    with_unit.or_else(|| minutes(from).into_iter().find(|_| from.number().is_none()))
}

/// Words: *three*, *drei Uhr dreißig*, *tres treinta*.
fn in_words(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    const MINUTE_MIN: u32 = 10;
    let mut found = Vec::new();
    for (hour, rest) in numerals(from) {
        if hour.digits > 0 || hour.value >= NO_HOUR {
            continue;
        }
        let said = |minute| Said::at(hour.value, minute, Form::Spoken);
        let clock = rest.phrase(Sense::Clock);
        for place in clock.into_iter().chain([rest]) {
            let minutes = minutes(place).into_iter();
            let minutes = minutes.filter(|(minute, _)| *minute >= MINUTE_MIN);
            found.extend(minutes.map(|(minute, rest)| (said(minute), rest)));
            found.push((said(0), place));
        }
    }
    found
}

/// From here on a number in words is no hour.
const NO_HOUR: u32 = 24;
