//! From a query to rows, the best first.
//!
//! Every name is looked at for every key pressed: there are some six thousand, and one comparison of
//! letters rules nearly all of them out. A query is read as one name, and, wherever it can be cut in
//! two, as a name and the country or state it lies in.

use super::hit::{Hit, Matched, Tier};
use super::index::{Name, NameKind, PlaceKind, ZoneIndex, city, present};
use super::names::plain;
use super::offset::{Asked, read};
use super::rank::{Rank, Typed};
use crate::fold::fold;
use crate::time::{DAY_MS, Timestamp, is_called, offset_secs_at};
use chrono_tz::Tz;

/// The longest name of a zone has 32 characters; a pasted page is not searched for.
const QUERY_CHARS_MAX: usize = 80;
/// A query of more words is no name with its country.
const WORDS_MAX: usize = 8;
/// `Austin, Texas, USA`: a name in a region in a region.
const REGIONS_MAX: u8 = 2;
/// To the other half of the year, in which clocks are put otherwise.
const HALF_YEAR_MS: i64 = 182 * DAY_MS;
/// Letters of an abbreviation: `ET`, `CHAST`.
const ABBREVIATION_LETTERS: core::ops::RangeInclusive<usize> = 2..=5;
/// Words that say that a time is meant, and not whose.
const FILLERS: [&str; 9] = [
    "time", "timezone", "zone", "standard", "daylight", "summer", "city", "in", "the",
];
/// Words that are written in two ways.
const SPELLINGS: [[&str; 2]; 3] = [["saint", "st"], ["fort", "ft"], ["mount", "mt"]];

/// By what a row is found so far.
#[derive(Clone, Copy)]
struct Best {
    rank: Rank,
    order: Order,
    by: By,
}

impl Best {
    fn is_certain(&self) -> bool {
        self.rank.tier() == Tier::Exact && matches!(self.by, By::Name(_)) && !self.order.second_best
    }
}

/// The order of rows of one rank, the first field first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Order {
    /// By a former name, by a reading of the query that leaves words out, or not on that date.
    second_best: bool,
    /// Not the zone that comes to mind: a country's others come after the first of every country.
    further: bool,
    /// The better known before the less.
    unknown: u8,
    /// The place among the zones of one place.
    step: u16,
}

#[derive(Clone, Copy)]
enum By {
    Nothing,
    Offset,
    Abbreviation,
    /// Its place in the list of names.
    Name(u32),
}

/// The rows found so far, in the order of the index.
struct Rows {
    best: Vec<Option<Best>>,
    /// Is the query read otherwise than as it was typed?
    second_best: bool,
}

impl Rows {
    fn offer(&mut self, row: usize, best: Best) {
        let Some(known) = self.best.get_mut(row) else {
            return;
        };
        let key = |best: &Best| (best.rank, best.order);
        if known.as_ref().is_none_or(|known| key(&best) < key(known)) {
            *known = Some(best);
        }
    }
}

impl ZoneIndex {
    /// The zones that answer `query`, at most `limit`, the best first: by tier, then what is
    /// suggested, then the better known by how many people live there.
    ///
    /// `at` is the chosen date: offsets and abbreviations are those in force then. `suggested` holds
    /// the number's region, the agent's zone, the last used, in that order (Z2). An empty query gives
    /// those, then zones with the offset of the first of them, then all by name; with nothing
    /// suggested, the best known first. A query longer than any name finds nothing.
    ///
    /// ```
    /// use callback_core::time::Timestamp;
    /// use callback_core::zones::ZoneIndex;
    /// let index = ZoneIndex::new();
    /// let december = Timestamp::from_ms(1_796_083_200_000);
    /// let first = |query| index.search(query, december, &[], 5)[0].zone.name();
    /// assert_eq!(first("são pau"), "America/Sao_Paulo");
    /// assert_eq!(first("york new"), "America/New_York");
    /// assert_eq!(first("berln"), "Europe/Berlin");
    /// assert_eq!(first("calcutta"), "Asia/Kolkata");
    /// assert_eq!(first("+5:30"), "Asia/Kolkata");
    /// ```
    #[must_use]
    pub fn search(&self, query: &str, at: Timestamp, suggested: &[Tz], limit: usize) -> Vec<Hit> {
        if query.chars().count() > QUERY_CHARS_MAX {
            return Vec::new();
        }
        let suggested: Vec<Tz> = suggested.iter().map(|zone| present(*zone)).collect();
        let typed = plain(query);
        let asked = read(&fold(query));
        let mut rows = Rows {
            best: vec![None; self.rows.len()],
            second_best: false,
        };
        let nothing = typed.is_empty() && asked.is_none();
        if nothing {
            self.offer_all(&mut rows);
        }
        if !matches!(asked, Some(Asked::East(_))) {
            for (reading, second_best) in readings(&typed) {
                rows.second_best = second_best;
                self.answer(&reading, None, &mut rows);
            }
            self.by_abbreviation(&typed, at, &mut rows);
            if rows.best.iter().all(Option::is_none) {
                self.by_a_part(&typed, &mut rows);
            }
        }
        self.by_offset(asked, at, &mut rows);

        let offered = suggested.first().filter(|_| nothing);
        let offered = offered.map(|zone| offset_secs_at(at, *zone));
        let found = rows.best.iter().zip(&self.rows);
        let mut found: Vec<_> = found
            .filter_map(|(best, row)| Some((best.as_ref()?, row.zone)))
            .collect();
        // Once a name stands there in full, what is merely like it was not meant.
        if found.iter().any(|(best, _)| best.is_certain()) {
            found
                .retain(|(best, _)| best.rank.tier() < Tier::Near || matches!(best.by, By::Offset));
        }
        found.sort_by_cached_key(|(best, zone)| {
            let place = suggested.iter().position(|it| it == zone);
            let place = place.unwrap_or(suggested.len());
            let far = offered.is_some_and(|wanted| wanted != offset_secs_at(at, *zone));
            // Far off, what is better known here says little: those go by name.
            let order = (!far).then_some(best.order);
            (best.rank, place, far, order, *zone)
        });
        let hit = |(best, zone): (&Best, Tz)| Hit {
            zone,
            city: city(zone),
            offset_secs: offset_secs_at(at, zone),
            tier: best.rank.tier(),
            matched: match best.by {
                By::Nothing => Matched::Nothing,
                By::Offset => Matched::Offset,
                By::Abbreviation => Matched::Shared(typed.to_ascii_uppercase()),
                By::Name(name) => match self.names.get(name as usize) {
                    Some(name) => self.matched(name, &typed),
                    None => Matched::Nothing,
                },
            },
        };
        found.into_iter().take(limit).map(hit).collect()
    }

    fn offer_all(&self, rows: &mut Rows) {
        for row in 0..self.rows.len() {
            self.offer(row, Rank::Offered, false, By::Nothing, rows);
        }
    }

    fn offer(&self, row: usize, rank: Rank, second_best: bool, by: By, rows: &mut Rows) {
        let weight = self.rows.get(row).map_or(0, |row| row.weight);
        let order = Order {
            second_best,
            further: false,
            unknown: u8::MAX - weight,
            step: 0,
        };
        rows.offer(row, Best { rank, order, by });
    }

    /// What is called so at the instant, after what the file knows to be called so; then what is
    /// called so half a year from it, since people say `EST` in summer.
    fn by_abbreviation(&self, typed: &str, at: Timestamp, rows: &mut Rows) {
        let letters = typed.bytes().all(|byte| byte.is_ascii_lowercase());
        if !letters || !ABBREVIATION_LETTERS.contains(&typed.len()) {
            return;
        }
        for (number, row) in self.rows.iter().enumerate() {
            let now = is_called(at, row.zone, typed);
            if now || is_called(at + HALF_YEAR_MS, row.zone, typed) {
                let by = By::Abbreviation;
                self.offer(number, Rank::Called, !now, by, rows);
            }
        }
    }

    /// `z` may be the first letter of Zurich: by that name UTC alone is exact, and other zones
    /// without an offset come after all others.
    fn by_offset(&self, asked: Option<Asked>, at: Timestamp, rows: &mut Rows) {
        let Some(asked) = asked else {
            return;
        };
        for row in 0..self.rows.len() {
            let zone = self.rows[row].zone;
            let rank = match asked {
                Asked::Utc if zone == Tz::UTC => Rank::Exact,
                Asked::Utc if offset_secs_at(at, zone) == 0 => Rank::Offered,
                Asked::East(wanted) if wanted == offset_secs_at(at, zone) => Rank::Exact,
                Asked::Utc | Asked::East(_) => continue,
            };
            self.offer(row, rank, false, By::Offset, rows);
        }
    }

    /// The longest part of the text, at its beginning or else at its end, that is a name: `munich
    /// bavaria` has a word that nothing here knows.
    fn by_a_part(&self, text: &str, rows: &mut Rows) {
        let spaces = || text.match_indices(' ').map(|(space, _)| space);
        let heads = spaces().rev().map(|space| &text[..space]);
        let tails = spaces().map(|space| &text[space + 1..]);
        for part in heads.chain(tails) {
            let names = self.names.iter().enumerate();
            let long = |name: &Name| !matches!(name.kind, NameKind::Code);
            let called = names.filter(|(_, name)| long(name) && self.plain_of(name) == part);
            let mut any = false;
            for (number, name) in called {
                self.offer_place(Some(number), name.place, Rank::Offered, rows);
                any = true;
            }
            if any {
                return;
            }
        }
    }

    /// Reads the text as one name.
    fn answer(&self, text: &str, within: Option<&Within<'_>>, rows: &mut Rows) {
        let typed = Typed::new(text);
        if typed.is_empty() {
            return;
        }
        let floor = within.map_or(Rank::Exact, |within| within.rank);
        for (number, name) in self.names.iter().enumerate() {
            let elsewhere = |within: &&Within<'_>| !self.lies_in(name.place, within.regions);
            if within.filter(elsewhere).is_some() {
                continue;
            }
            if let Some(rank) = typed.rank(name, || self.plain_of(name)) {
                self.offer_place(Some(number), name.place, rank.max(floor), rows);
            }
        }
        let depth = within.map_or(0, |within| within.depth);
        if depth < REGIONS_MAX {
            self.answer_in_regions(text, within, depth + 1, rows);
        }
    }

    /// Reads the text as a name and a region, in either order: `paris france`, `usa austin texas`.
    fn answer_in_regions(
        &self,
        text: &str,
        outer: Option<&Within<'_>>,
        depth: u8,
        rows: &mut Rows,
    ) {
        if text.split(' ').count() > WORDS_MAX {
            return;
        }
        for (space, _) in text.match_indices(' ') {
            let (head, tail) = (&text[..space], &text[space + 1..]);
            for (name, region) in [(head, tail), (tail, head)] {
                let (rank, regions) = self.regions(region, outer);
                if regions.is_empty() {
                    continue;
                }
                let within = Within {
                    regions: &regions,
                    rank: outer.map_or(rank, |outer| outer.rank.max(rank)),
                    depth,
                };
                self.answer(name, Some(&within), rows);
                // A town too small to be known has at least a region.
                for region in &regions {
                    self.offer_place(None, *region, Rank::Offered, rows);
                }
            }
        }
    }

    /// The regions that a text means best, and how well.
    fn regions(&self, text: &str, outer: Option<&Within<'_>>) -> (Rank, Vec<u16>) {
        let typed = Typed::new(text);
        let mut best = Rank::Mistyped;
        let mut regions = Vec::new();
        for number in &self.regions {
            let Some(name) = self.names.get(*number as usize) else {
                continue;
            };
            let rank = typed.rank(name, || self.plain_of(name));
            // Inside a longer text, a code is as good a name as any.
            let rank = rank.map(|rank| {
                if rank == Rank::Code {
                    Rank::Exact
                } else {
                    rank
                }
            });
            let Some(rank) = rank.filter(|rank| *rank <= best) else {
                continue;
            };
            if outer.is_some_and(|outer| !self.lies_in(name.place, outer.regions)) {
                continue;
            }
            if rank < best {
                regions.clear();
                best = rank;
            }
            regions.push(name.place);
        }
        (best, regions)
    }

    fn offer_place(&self, number: Option<usize>, place: u16, rank: Rank, rows: &mut Rows) {
        let Some(place) = self.places.get(usize::from(place)) else {
            return;
        };
        let number = number.unwrap_or(place.name as usize);
        let name = self.names.get(number);
        let former = name.is_some_and(|name| name.kind == NameKind::Former);
        let second_best = rows.second_best || former;
        // `Indochina` is what people mean once it is typed, and not by `Indo`.
        let shared = place.kind == PlaceKind::Abbreviation && rank > Rank::Exact;
        for (step, row) in self.zones_of(place).iter().enumerate() {
            let order = Order {
                second_best,
                further: shared || step > 0,
                unknown: u8::MAX - place.weight,
                step: step as u16,
            };
            let by = By::Name(number as u32);
            rows.offer(usize::from(*row), Best { rank, order, by });
        }
    }
}

/// The regions that what is typed must lie in.
struct Within<'a> {
    regions: &'a [u16],
    /// How well they were named.
    rank: Rank,
    depth: u8,
}

/// The text, and what else it may have been meant to be; the flag says that it is not as typed.
fn readings(typed: &str) -> Vec<(String, bool)> {
    let mut all = vec![(typed.to_owned(), false)];
    let words: Vec<&str> = typed.split(' ').collect();
    for [one, other] in SPELLINGS {
        for (from, to) in [(one, other), (other, one)] {
            if words.len() > 1 && words.contains(&from) {
                let words = words.iter().copied();
                let swapped = words.map(|word| if word == from { to } else { word });
                let swapped: Vec<&str> = swapped.collect();
                all.push((swapped.join(" "), true));
            }
        }
    }
    let mut less = words.clone();
    less.retain(|word| !FILLERS.contains(word));
    // `Eastern ti`: the last word is still being typed.
    let begins = |word: &&str| FILLERS.iter().any(|filler| filler.starts_with(*word));
    if less.len() == words.len() && less.last().is_some_and(begins) {
        less.pop();
    }
    if !less.is_empty() && less.len() < words.len() {
        all.push((less.join(" "), true));
    }
    all
}
