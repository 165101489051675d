//! Reads a text as a name, or as a name and the country or state it lies in.

use super::index::{Name, NameKind, PlaceKind, ZoneIndex};
use super::rank::{Rank, Typed};
use super::rows::{Best, By, Order, Rows};

/// A query of more words is no name with its country.
const WORDS_MAX: usize = 8;
/// `Austin, Texas, USA`: a name in a region in a region.
const REGIONS_MAX: u8 = 2;

/// The regions that what is typed must lie in.
pub(super) struct Within<'a> {
    regions: &'a [u16],
    /// How well they were named.
    rank: Rank,
    depth: u8,
}

impl ZoneIndex {
    /// The longest part of the text, at its beginning or else at its end, that is a name: `munich
    /// bavaria` has a word that nothing here knows.
    pub(super) fn by_a_part(&self, text: &str, rows: &mut Rows) {
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
    pub(super) fn answer(&self, text: &str, within: Option<&Within<'_>>, rows: &mut Rows) {
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
