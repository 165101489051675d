//! Numbers, in digits or in words: `14`, *fourteen*, *vingt-cinq*, 二十四.

use super::cursor::Cursor;
use super::token::Number;
use super::words::{Sense, Stretch};

/// Every number that begins here. In words it has no digits.
pub(super) fn numerals(from: Cursor<'_>) -> Vec<(Number, Cursor<'_>)> {
    if let Some(digits) = from.number() {
        return vec![digits];
    }
    let mut found = Vec::new();
    for (value, rest) in numbers(from) {
        found.push((in_words(value), rest));
        // Tens and ones: thirty-five, treinta y cinco.
        if value >= 20 && value % 10 == 0 {
            let hyphen = rest.mark(&['-']).map(|(_, rest)| rest);
            let places = rest.places().into_iter().take(2).chain(hyphen);
            let ones = places.flat_map(|place| below_ten(place));
            found.extend(ones.map(|(one, rest)| (in_words(value + one), rest)));
        }
        if let Some(rest) = rest.phrase(Sense::Ten).filter(|_| value < 10) {
            found.extend(after_ten(value * 10, rest));
        }
    }
    if let Some(rest) = from.phrase(Sense::Ten) {
        found.extend(after_ten(10, rest));
    }
    found.sort_by_key(|(number, _)| core::cmp::Reverse(number.value));
    found
}

fn after_ten(tens: u32, rest: Cursor<'_>) -> impl Iterator<Item = (Number, Cursor<'_>)> {
    let ones = below_ten(rest).map(move |(one, rest)| (in_words(tens + one), rest));
    ones.chain([(in_words(tens), rest)])
}

fn below_ten(from: Cursor<'_>) -> impl Iterator<Item = (u32, Cursor<'_>)> {
    let ones = numbers(from).into_iter();
    ones.filter(|(value, _)| (1..10).contains(value))
}

fn numbers(from: Cursor<'_>) -> Vec<(u32, Cursor<'_>)> {
    from.phrases(|sense| match sense {
        Sense::Number(value) => Some(value),
        _ => None,
    })
}

const fn in_words(value: u32) -> Number {
    Number {
        value,
        digits: 0,
        leading_zero: false,
    }
}

/// Minutes before or after an hour, with their unit or without.
pub(super) fn minutes(from: Cursor<'_>) -> Vec<(u32, Cursor<'_>)> {
    let counted = numerals(from).into_iter();
    let short = counted.filter(|(number, _)| number.digits <= 2 && (1..60).contains(&number.value));
    let unit = Sense::Unit(Stretch::Minutes(1));
    short
        .map(|(number, rest)| (number.value, rest.phrase(unit).unwrap_or(rest)))
        .collect()
}
