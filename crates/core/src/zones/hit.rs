//! The rows of an answer, and what of them was typed.

use super::index::{NOWHERE, Name, NameKind, Place, PlaceKind, ZoneIndex, city};
use super::names::push_plain;
use super::titled::titled;
use chrono_tz::{TZ_VARIANTS, Tz};
use core::ops::Range;

/// How well a zone answers, the best first. Tiers only ever grow in number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// The name, the abbreviation or the offset is what was typed.
    Exact,
    /// The name begins with what was typed.
    Prefix,
    /// Each word typed begins a word of the name, in any order.
    WordPrefix,
    /// The name, or its beginning, with a typing mistake or two; or what was typed is amid a name.
    Near,
    /// Nothing was typed, or it is offered beside what was.
    Offered,
}

/// By what a zone was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matched {
    /// By nothing: it is suggested, or one of all.
    Nothing,
    /// By the offset in force at the instant.
    Offset,
    /// By a name of the zone.
    Name {
        /// The zone's own name or a former one, as the database spells it.
        name: &'static str,
        /// The bytes of it that were typed, in order, none touching another.
        spans: Vec<Range<usize>>,
    },
    /// By an abbreviation in force at the instant (`CEST`), or a name that zones share (`Central`).
    Shared(String),
    /// By a place that lives by its clock.
    Place(Found),
}

/// A place that a zone was found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The place as it is best known: `Munich`, `Germany`, `Texas`.
    pub place: String,
    /// Where it lies, `Texas, United States` or `Germany`; empty for a country.
    pub within: String,
    /// The name that was typed, as it is written: `München`. Often the place's own.
    pub name: String,
    /// The bytes of `name` that were typed, in order, none touching another.
    pub spans: Vec<Range<usize>>,
}

/// A row of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The zone, under its present name.
    pub zone: Tz,
    /// The city in its name: `Buenos Aires`.
    pub city: String,
    /// Seconds east of UTC at the instant asked for (Z2).
    pub offset_secs: i32,
    /// How well it answers.
    pub tier: Tier,
    /// By what.
    pub matched: Matched,
}

impl ZoneIndex {
    /// What was matched, for a row found by a name.
    pub(super) fn matched(&self, name: &Name, typed: &str) -> Matched {
        let Some(place) = self.places.get(usize::from(name.place)) else {
            return Matched::Nothing;
        };
        let zone = TZ_VARIANTS.get(name.source as usize);
        let of_zone = matches!(name.kind, NameKind::Zone | NameKind::Former);
        if let Some(zone) = zone.filter(|_| of_zone) {
            let name = zone.name();
            let spans = spans(name, typed);
            return Matched::Name { name, spans };
        }
        let text = titled(self.source(name));
        if place.kind == PlaceKind::Abbreviation {
            return Matched::Shared(text);
        }
        Matched::Place(Found {
            place: self.label(place),
            within: self.label_within(place),
            spans: spans(&text, typed),
            name: text,
        })
    }

    /// A name as the file writes it.
    fn source(&self, name: &Name) -> &str {
        let first = name.source as usize;
        let range = first..first + usize::from(name.source_len);
        self.file.get(range).unwrap_or_default()
    }

    fn label(&self, place: &Place) -> String {
        if place.kind == PlaceKind::Zone {
            let row = self.zones_of(place).first();
            let row = row.and_then(|row| self.rows.get(usize::from(*row)));
            return row.map(|row| city(row.zone)).unwrap_or_default();
        }
        let name = self.names.get(place.name as usize);
        name.map(|name| titled(self.source(name)))
            .unwrap_or_default()
    }

    fn label_within(&self, place: &Place) -> String {
        let mut within = String::new();
        let mut region = place.within;
        while let Some(place) = self.places.get(usize::from(region)) {
            let comma = if within.is_empty() { "" } else { ", " };
            within = [&within, comma, &self.label(place)].concat();
            // A country lies nowhere, so that this ends; a state lies in a country that came before.
            region = if place.within < region {
                place.within
            } else {
                NOWHERE
            };
        }
        within
    }
}

/// Which bytes of a name were typed: each word at the start of a word of the name, or else anywhere
/// in it; all of it where no word stands in it as it was typed.
fn spans(name: &str, typed: &str) -> Vec<Range<usize>> {
    // The plain form, and for each of its bytes the character of the name it comes from.
    let mut plain = String::new();
    let mut from: Vec<Range<usize>> = Vec::new();
    for (at, c) in name.char_indices() {
        let before = plain.len();
        let end = at + c.len_utf8();
        push_plain(&mut plain, &name[at..end]);
        if plain.len() == before && !(c.is_alphanumeric() || c == '\'' || c == '’') {
            plain.push(' ');
        }
        from.resize(plain.len(), at..end);
    }
    let starts = || (0..plain.len()).filter(|at| *at == 0 || plain.as_bytes()[at - 1] == b' ');
    let find = |word: &str| {
        let at_start = starts().find(|at| plain[*at..].starts_with(word));
        at_start.or_else(|| plain.find(word))
    };
    let mut found: Vec<Range<usize>> = Vec::new();
    // The end first: `york` is the city of America/New_York before any other word.
    let whole = plain.rfind(typed).map(|at| at..at + typed.len());
    match whole.filter(|at| at.start == 0 || plain.as_bytes()[at.start - 1] == b' ') {
        Some(whole) => found.push(whole),
        None => {
            let words = typed.split(' ').filter(|word| !word.is_empty());
            found.extend(words.filter_map(|word| Some(find(word)?..find(word)? + word.len())));
        }
    }
    if typed.is_empty() || found.is_empty() {
        return core::iter::once(0..name.len()).collect();
    }
    found.sort_unstable_by_key(|span| span.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in found {
        let span = from[span.start].start..from[span.end - 1].end;
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}
