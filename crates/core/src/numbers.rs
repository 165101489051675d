//! From which country and zones a telephone number may come: by its calling code and area (Z4).
//!
//! The data is a file of its own, `data/numbers.txt`, which is loaded when it is first wanted. It has four parts with an
//! empty line between them:
//!
//! 1. where it comes from;
//! 2. a country on each line: its letters, its calling code, what is dialled before a national number;
//! 3. a place on each line: its country or `-`, and its zones, the likeliest first;
//! 4. a prefix on each line: how many digits it shares with the one before, its other digits, the number of its place.
//!
//! A mobile telephone may be anywhere, so this suggests and warns; it never decides.

use crate::phone::PhoneNumber;
use chrono_tz::Tz;

/// The longest prefix, in digits.
const PREFIX_DIGITS_MAX: u32 = 9;
/// Lines read of each part. There are some 3 200 prefixes.
const LINES_MAX: usize = 20_000;

/// Where a number may come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// ISO 3166 code of the country, where it is one.
    pub country: Option<String>,
    /// Its zones, the likeliest first. Never empty.
    pub zones: Vec<Tz>,
}

/// A country's way of dialling.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Dialling {
    country: String,
    code: String,
    trunk: String,
}

/// A prefix: its digits filled up with zeros, and how many they are.
type Prefix = (u32, u32);

/// The map of numbers to places, as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberPlaces {
    dialling: Vec<Dialling>,
    places: Vec<Place>,
    /// In order, for searching.
    prefixes: Vec<(Prefix, usize)>,
}

impl NumberPlaces {
    /// Reads the file. What cannot be read is left out: a suggestion less is no fault.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut parts = text.split("\n\n").skip(1);
        let mut part = || parts.next().unwrap_or_default().lines().take(LINES_MAX);
        let dialling = part().filter_map(dialling).collect();
        let places: Vec<Place> = part().map(place).collect();
        let mut digits = String::new();
        let mut prefixes: Vec<(Prefix, usize)> = part()
            .filter_map(|line| {
                let (shared, rest) = line.split_at_checked(1)?;
                let (own, at) = rest.split_once(' ')?;
                digits.truncate(shared.parse().ok()?);
                digits.push_str(own);
                let at = at.parse().ok();
                Some((prefix(&digits)?, at.filter(|at| *at < places.len())?))
            })
            .collect();
        prefixes.sort_unstable();
        Self {
            dialling,
            places,
            prefixes,
        }
    }

    /// Where a number may come from; nothing where it does not begin with any known code, or is national and nobody
    /// said of which country.
    ///
    /// ```
    /// use callback_core::numbers::NumberPlaces;
    /// use callback_core::phone::PhoneNumber;
    /// let text = "of 2026\n\nUS 1 1\n\n- America/New_York America/Chicago\nUS America/Chicago\n\n01 0\n1312 1\n";
    /// let places = NumberPlaces::read(text);
    /// let zone = |number, country| {
    ///     let number = PhoneNumber::read(number, country).ok()?;
    ///     Some(places.of(&number)?.zones[0].name())
    /// };
    /// assert_eq!(zone("+1 312 555 0123", ""), Some("America/Chicago"));
    /// assert_eq!(zone("(312) 555-0123", "US"), Some("America/Chicago"));
    /// assert_eq!(zone("+1 800 555 0123", ""), Some("America/New_York"));
    /// assert_eq!(zone("(312) 555-0123", ""), None);
    /// ```
    #[must_use]
    pub fn of(&self, number: &PhoneNumber) -> Option<&Place> {
        let digits = self.international(number)?;
        (1..=PREFIX_DIGITS_MAX).rev().find_map(|length| {
            let wanted = prefix(digits.get(..length as usize)?)?;
            let at = self.prefixes.binary_search_by_key(&wanted, |(it, _)| *it);
            let (_, place) = self.prefixes.get(at.ok()?)?;
            self.places.get(*place).filter(|it| !it.zones.is_empty())
        })
    }

    /// The digits from the calling code on.
    fn international(&self, number: &PhoneNumber) -> Option<String> {
        let dialed = number.dialed();
        if let Some(digits) = dialed.strip_prefix('+').or(dialed.strip_prefix("00")) {
            return Some(digits.to_owned());
        }
        let country = number.country()?;
        let own = self.dialling.iter().find(|it| it.country == country)?;
        let national = dialed.strip_prefix(own.trunk.as_str()).unwrap_or(dialed);
        Some([own.code.as_str(), national].concat())
    }
}

fn dialling(line: &str) -> Option<Dialling> {
    let mut words = line.split(' ').map(str::to_owned);
    Some(Dialling {
        country: words.next()?,
        code: words.next()?,
        trunk: words.next().unwrap_or_default(),
    })
}

/// A zone that this program's data lacks is left out; the place stays, because the prefixes count them.
fn place(line: &str) -> Place {
    let mut words = line.split(' ');
    let country = words.next().filter(|it| *it != "-").map(str::to_owned);
    let zones = words.filter_map(|name| name.parse().ok()).collect();
    Place { country, zones }
}

fn prefix(digits: &str) -> Option<Prefix> {
    let length = u32::try_from(digits.len()).ok()?;
    let fill = PREFIX_DIGITS_MAX.checked_sub(length)?;
    let plain = length > 0 && digits.bytes().all(|c| c.is_ascii_digit());
    let value: u32 = plain.then(|| digits.parse().ok()).flatten()?;
    Some((value * 10u32.pow(fill), length))
}

#[cfg(test)]
mod tests;
