//! Reads `places.txt`, what zones are found by besides their own names. `cargo xtask zones update` writes it.
//!
//! The file is fetched when the field is first entered, so that it may be cut off, stale or not the
//! file at all: whatever it holds, reading gives an index or [`BadPlaces`], never a panic.
//!
//! # Format
//!
//! UTF-8 in lines. The first is `callback-places`, the version of the format, the release of the time
//! zone database, by a space each, and whom the data is owed to; zones are numbered as that release
//! names those that can be chosen. Then, by their first byte:
//!
//! - `=US united states=USA`: a country: its code, if it is not how the name begins, then names by
//!   `=`. Names are in small letters where `titled` gives them their capitals back.
//! - `-TX texas`: a state of the country above.
//! - `~139162 central,CT=CST`: what zones share: the numbers of zones in three digits each, the best
//!   known first, a space, long names by `=` and, after a `,`, abbreviations by `=`.
//! - Anything else, `2Kdallas,austin;laredo`: cities of the region above that live by one zone's
//!   clock. The number says how many zones further than that of the line before; the first line of a
//!   country counts from the first zone that no line has had yet, that of a state from the country's
//!   first. No number is a 0; `#139` is a zone by its own number. The letter says how many people
//!   the first cities have: `A` is a thousand, each letter after it twice as many. A `,` is followed
//!   by a city of the same size, each `;` goes one letter down. `=` leads to another name of the same
//!   city. An empty name is the city in the zone's own name. A line without a letter has no cities:
//!   the zone is the region's all the same.

use super::index::{NOWHERE, NameKind, Place, PlaceKind, ZoneIndex};
use chrono_tz::IANA_TZDB_VERSION;
use core::fmt;
use core::ops::Range;

/// No file is larger, in bytes; the real one has about 45 000.
const FILE_BYTES_MAX: usize = 500_000;
/// What the first line begins with.
const HEAD: &str = "callback-places 1 ";
/// The letter of the smallest places.
const SMALLEST: u8 = b'A';

/// A file of places that cannot be used; the index works without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadPlaces {
    /// It is too long, or no text in UTF-8.
    NoText,
    /// It is of another format, or belongs to another release of the time zone database.
    OtherVersion,
    /// A line is not as the format has it; the first one is 1.
    Line(usize),
}

impl fmt::Display for BadPlaces {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoText => f.write_str("the file of places is no text"),
            Self::OtherVersion => f.write_str("the file of places is of another version"),
            Self::Line(line) => write!(f, "line {line} of the file of places is damaged"),
        }
    }
}

impl core::error::Error for BadPlaces {}

/// Adds what the file holds.
pub(super) fn read(index: &mut ZoneIndex, file: &[u8]) -> Result<(), BadPlaces> {
    let text = core::str::from_utf8(file).map_err(|_| BadPlaces::NoText)?;
    if text.len() > FILE_BYTES_MAX {
        return Err(BadPlaces::NoText);
    }
    let (head, lines) = text.split_once('\n').ok_or(BadPlaces::OtherVersion)?;
    let release = head
        .strip_prefix(HEAD)
        .and_then(|head| head.split(' ').next());
    if release != Some(IANA_TZDB_VERSION) {
        return Err(BadPlaces::OtherVersion);
    }
    index.file = text.to_owned();
    index.names.reserve(8_000);
    // From here on a zone weighs as much as the city it is named after.
    for place in &mut index.places {
        place.weight = 0;
    }
    let mut reader = Reader {
        index,
        country: None,
        state: None,
        named: 0,
        last: 0,
        first: 0,
    };
    let mut at = head.len() + 1;
    for (place, line) in lines.split_terminator('\n').enumerate() {
        let read = reader.line(at..at + line.len());
        read.ok_or(BadPlaces::Line(place + 2))?;
        at += line.len() + 1;
    }
    reader.settle();
    Ok(())
}

/// The lines so far.
struct Reader<'a> {
    index: &'a mut ZoneIndex,
    country: Option<Region>,
    state: Option<Region>,
    /// The first row that no line has had yet.
    named: usize,
    /// The row of the line before, or of the country's first one.
    last: usize,
    /// The row of the country's first line.
    first: usize,
}

/// The region whose cities are being read.
struct Region {
    place: usize,
    /// Rows by the people in them, and how many those are by their weight.
    zones: Vec<(u64, u16)>,
}

impl Reader<'_> {
    /// `None` where the line is damaged.
    fn line(&mut self, line: Range<usize>) -> Option<()> {
        let first = self.index.file.as_bytes().get(line.start);
        // Places are numbered in two bytes, and a city takes one byte at least.
        let rest = line.start + 1..line.end;
        match first.filter(|_| !line.is_empty()) {
            Some(b'=') => {
                self.settle();
                self.skip_named();
                (self.first, self.last) = (self.named, self.named);
                self.country = Some(self.region(rest, NOWHERE)?);
            }
            Some(b'-') => {
                self.settle_state();
                self.last = self.first;
                let country = self.country.as_ref()?.place;
                self.state = Some(self.region(rest, country as u16)?);
            }
            Some(b'~') => self.shared(rest)?,
            _ => self.cities(line)?,
        }
        (self.index.places.len() < usize::from(NOWHERE)).then_some(())
    }

    /// `US united states=USA`
    fn region(&mut self, line: Range<usize>, within: u16) -> Option<Region> {
        let text = self.index.file.get(line.clone())?;
        let capital = |byte: &u8| byte.is_ascii_uppercase();
        let letters = text.bytes().take_while(|byte| capital(byte)).count();
        let given = letters >= 2 && text.as_bytes().get(letters) == Some(&b' ');
        let (code, names) = match given {
            true => (letters, letters + 1),
            false => (2, 0),
        };
        text.get(..code)?;
        let place = self.index.push_place(PlaceKind::Region, [], within, 0);
        for name in split(&self.index.file, line.start + names..line.end, b'=') {
            self.index.push_given(NameKind::Given, place, name);
        }
        let code = line.start..line.start + code;
        self.index.push_given(NameKind::Code, place, code);
        Some(Region {
            place,
            zones: Vec::new(),
        })
    }

    /// `2Kdallas,austin`
    fn cities(&mut self, line: Range<usize>) -> Option<()> {
        let (row, mut at) = self.steps(line.clone())?;
        let within = self.state.as_ref().or(self.country.as_ref())?.place as u16;
        let mut people = 0;
        if at < line.end {
            let mut letter = *self.index.file.as_bytes().get(at)?;
            at += 1;
            self.index.file.get(at..line.end)?;
            for item in split(&self.index.file, at..line.end, b',') {
                for (steps, city) in split(&self.index.file, item, b';').into_iter().enumerate() {
                    letter = letter.checked_sub(u8::from(steps > 0))?;
                    if steps > 0 && city.is_empty() {
                        continue;
                    }
                    let weight = letter.checked_sub(SMALLEST)?;
                    people += people_of(weight);
                    self.city(city, row, within, weight);
                }
            }
        }
        let zone = self.index.places.get_mut(usize::from(row))?;
        if zone.within == NOWHERE {
            zone.within = within;
        }
        for region in [&mut self.state, &mut self.country].into_iter().flatten() {
            match region.zones.iter_mut().find(|(_, known)| *known == row) {
                Some((known, _)) => *known += people,
                None => region.zones.push((people, row)),
            }
        }
        Some(())
    }

    /// `dallas=Big D`; an empty name is the zone's own city.
    fn city(&mut self, city: Range<usize>, row: u16, within: u16, weight: u8) {
        let names = split(&self.index.file, city, b'=');
        let own = names.first().is_some_and(|name| name.is_empty());
        let place = if own {
            let place = &mut self.index.places[usize::from(row)];
            place.within = within;
            place.weight = weight;
            usize::from(row)
        } else {
            let kind = PlaceKind::City;
            self.index.push_place(kind, [row], within, weight)
        };
        for name in names {
            self.index.push_given(NameKind::Given, place, name);
        }
    }

    /// `139 central,CT=CST`
    fn shared(&mut self, line: Range<usize>) -> Option<()> {
        let text = self.index.file.get(line.clone())?;
        let space = line.start + text.find(' ')?;
        let zones = (line.start..space).step_by(3).map(|at| self.zone(at));
        let zones: Vec<u16> = zones.collect::<Option<_>>()?;
        let weight = u8::MAX;
        let kind = PlaceKind::Abbreviation;
        let place = self.index.push_place(kind, zones, NOWHERE, weight);
        let parts = split(&self.index.file, space + 1..line.end, b',');
        let kinds = [NameKind::Given, NameKind::Abbreviation];
        for (part, kind) in parts.into_iter().zip(kinds) {
            for name in split(&self.index.file, part, b'=') {
                self.index.push_given(kind, place, name);
            }
        }
        Some(())
    }

    /// The row that a line of cities is about, and where its letter stands.
    fn steps(&mut self, line: Range<usize>) -> Option<(u16, usize)> {
        let text = self.index.file.get(line.clone())?;
        if text.starts_with('#') {
            return Some((self.zone(line.start + 1)?, line.start + 4));
        }
        let digits = text.bytes().take_while(u8::is_ascii_digit).count().min(3);
        let steps: usize = match text.get(..digits)? {
            "" => 0,
            digits => digits.parse().ok()?,
        };
        self.last += steps;
        let place = self.index.places.get_mut(self.last)?;
        (place.kind == PlaceKind::Zone).then_some(())?;
        Some((u16::try_from(self.last).ok()?, line.start + digits))
    }

    /// Countries are in the order of their first zones.
    fn skip_named(&mut self) {
        let named = |place: &Place| place.kind == PlaceKind::Zone && place.within != NOWHERE;
        while self.index.places.get(self.named).is_some_and(named) {
            self.named += 1;
        }
    }

    /// The row whose three digits stand here.
    fn zone(&self, at: usize) -> Option<u16> {
        let digits = self.index.file.get(at..at + 3)?;
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        let row: u16 = plain.then(|| digits.parse().ok())??;
        (usize::from(row) < self.index.rows.len()).then_some(row)
    }

    fn settle(&mut self) {
        self.settle_state();
        let country = self.country.take();
        self.give_zones(country);
    }

    fn settle_state(&mut self) {
        let state = self.state.take();
        self.give_zones(state);
    }

    /// A region has the zones and the people of its cities.
    fn give_zones(&mut self, region: Option<Region>) {
        let Some(Region { place, mut zones }) = region else {
            return;
        };
        zones.sort_by_key(|(people, row)| (core::cmp::Reverse(*people), *row));
        let people = zones.iter().map(|(people, _)| people).sum();
        let first = self.index.zones.len();
        self.index.zones.extend(zones.iter().map(|(_, row)| row));
        let region = &mut self.index.places[place];
        region.zones = (first as u32, zones.len() as u16);
        region.weight = weight_of(people);
    }
}

/// The parts of a range of the file between marks.
fn split(file: &str, range: Range<usize>, mark: u8) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if file.as_bytes().get(at) == Some(&mark) {
            parts.push(start..at);
            start = at + 1;
        }
    }
    parts.push(start..range.end);
    parts
}

/// Thousands of people: twice as many for each step.
fn people_of(weight: u8) -> u64 {
    1 << weight.min(40)
}

/// The weight of so many.
fn weight_of(people: u64) -> u8 {
    people.checked_ilog2().unwrap_or(0) as u8
}
