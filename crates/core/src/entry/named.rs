//! Dates with a month or a mark in them: `24/12`, *24 December 2026*, `2026年12月24日`, *the 24th*.

use super::cursor::Cursor;
use super::date::{Day, Mark, Said};
use super::numeral::numerals;
use super::words::Sense;

/// Years beside a month's name, so that `Dec 22 1430` is a time. Elsewhere any four digits are one.
const YEARS: core::ops::RangeInclusive<u32> = 1900..=2199;
/// From here on a number alone is no hour.
const NO_HOUR: u32 = 24;

/// Every month that begins here, by its name or as a number with a sign: *December*, `12月`.
fn months(from: Cursor<'_>) -> Vec<(u32, Cursor<'_>)> {
    let mut found = from.phrases(|sense| match sense {
        Sense::Month(month) => Some(month),
        _ => None,
    });
    let counted = numerals(from).into_iter();
    found.extend(counted.filter_map(|(number, rest)| {
        let rest = rest.phrase(Sense::MonthSign)?;
        (number.digits <= 2).then_some((number.value, rest))
    }));
    found
}

/// Every day's number that begins here, and whether it is marked as one.
fn day_numbers(from: Cursor<'_>) -> Vec<(u32, Mark, Cursor<'_>)> {
    let counted = numerals(from).into_iter();
    let short = counted.filter(|(number, _)| number.digits <= 2);
    let mut found = Vec::new();
    for (number, rest) in short {
        let sign = rest.skip_stop().phrase(Sense::Ordinal);
        found.extend(sign.map(|rest| (number.value, Mark::Ordinal, rest)));
        found.extend(rest.stop().map(|rest| (number.value, Mark::Ordinal, rest)));
        found.push((number.value, Mark::Bare, rest));
    }
    let first = from.phrase(Sense::First);
    found.extend(first.map(|rest| (1, Mark::Ordinal, rest)));
    found
}

/// Dates with a month in them: `24/12`, `2026-12-24`, `Dec 24`, `24 December 2026`, `2026年12月24日`.
pub(super) fn with_month(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let mut found = Vec::new();
    for (day, _, rest) in day_numbers(from) {
        for (month, rest) in rest.places().into_iter().flat_map(months) {
            found.extend(named(None, month, day, rest));
        }
    }
    found.extend(month_day(from, None));
    for (year, rest) in counted_years(from) {
        let places = rest.places().into_iter();
        found.extend(places.flat_map(|place| month_day(place, Some(year))));
    }
    numeric(from, &mut found);
    found
}

fn month_day(from: Cursor<'_>, year: Option<i32>) -> Vec<(Said, Cursor<'_>)> {
    let mut found = Vec::new();
    for (month, rest) in months(from) {
        for (day, _, rest) in rest.places().into_iter().flat_map(day_numbers) {
            found.extend(named(year, month, day, rest));
        }
    }
    found
}

/// A day and month, and the year before or after them, if there is one.
fn named(
    year: Option<i32>,
    month: u32,
    day: u32,
    rest: Cursor<'_>,
) -> impl Iterator<Item = (Said, Cursor<'_>)> {
    let after = if year.is_none() {
        rest.places().into_iter().flat_map(counted_years).collect()
    } else {
        Vec::new()
    };
    let years = after.into_iter().map(|(year, rest)| (Some(year), rest));
    let said = move |year| Day::Named { year, month, day }.into();
    years
        .chain([(year, rest)])
        .map(move |(year, rest)| (said(year), rest))
}

/// A year of four digits, or with a sign of its own: `2026年`, 令和8年.
fn counted_years(from: Cursor<'_>) -> Vec<(i32, Cursor<'_>)> {
    let eras = from.phrases(|sense| match sense {
        Sense::Era(before) => Some(before),
        _ => None,
    });
    let mut found = signed_years(0, from);
    for (before, rest) in eras {
        found.extend(signed_years(before, rest));
    }
    let alone = from.number();
    found.extend(alone.and_then(|(number, rest)| {
        let year = i32::try_from(number.value).ok()?;
        YEARS.contains(&number.value).then_some((year, rest))
    }));
    found
}

fn signed_years(before: u32, from: Cursor<'_>) -> Vec<(i32, Cursor<'_>)> {
    let counted = numerals(from).into_iter();
    let signed = counted.filter_map(|(number, rest)| {
        let year = i32::try_from(number.value.checked_add(before)?).ok()?;
        Some((year, rest.phrase(Sense::Year)?))
    });
    signed.collect()
}

/// A day's number with a mark of its own, or one that cannot be an hour.
pub(super) fn of_this_month(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let numbers = day_numbers(from).into_iter();
    let days = numbers.filter(|(day, mark, _)| *mark == Mark::Ordinal || *day >= NO_HOUR);
    days.map(|(day, _, rest)| (Day::OfMonth(day, Mark::Ordinal).into(), rest))
        .collect()
}

/// Two or three numbers with one kind of mark between them; a full stop may follow the second.
fn numeric<'a>(from: Cursor<'a>, found: &mut Vec<(Said, Cursor<'a>)>) {
    let Some((first, rest)) = from.number() else {
        return;
    };
    let Some((mark, rest)) = rest.mark(&['/', '.', '-']) else {
        return;
    };
    let Some((second, rest)) = rest.number() else {
        return;
    };
    let third = rest.mark(&[mark]).and_then(|(_, rest)| rest.number());
    if let Some((third, rest)) = third {
        let numbers = vec![first, second, third];
        found.push((Day::Numeric(numbers).into(), rest));
    }
    let rest = if mark == '.' { rest.skip_stop() } else { rest };
    found.push((Day::Numeric(vec![first, second]).into(), rest));
}
