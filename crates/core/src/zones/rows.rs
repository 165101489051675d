//! The rows found so far, each by the best of what it was found by.

use super::hit::Tier;
use super::rank::Rank;

/// By what a row is found so far.
#[derive(Clone, Copy)]
pub(super) struct Best {
    pub(super) rank: Rank,
    pub(super) order: Order,
    pub(super) by: By,
}

impl Best {
    /// Does a name stand there in full, as it was typed?
    pub(super) fn is_certain(&self) -> bool {
        self.rank.tier() == Tier::Exact && matches!(self.by, By::Name(_)) && !self.order.second_best
    }
}

/// The order of rows of one rank, the first field first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    /// By a former name, by a reading of the query that leaves words out, or not on that date.
    pub(super) second_best: bool,
    /// Not the zone that comes to mind: a country's others come after the first of every country.
    pub(super) further: bool,
    /// The better known before the less.
    pub(super) unknown: u8,
    /// The place among the zones of one place.
    pub(super) step: u16,
}

#[derive(Clone, Copy)]
pub(super) enum By {
    Nothing,
    Offset,
    Abbreviation,
    /// Its place in the list of names.
    Name(u32),
}

/// The rows found so far, in the order of the index.
pub(super) struct Rows {
    pub(super) best: Vec<Option<Best>>,
    /// Is the query read otherwise than as it was typed?
    pub(super) second_best: bool,
}

impl Rows {
    /// Keeps it where it is better than what is known.
    pub(super) fn offer(&mut self, row: usize, best: Best) {
        let Some(known) = self.best.get_mut(row) else {
            return;
        };
        let key = |best: &Best| (best.rank, best.order);
        if known.as_ref().is_none_or(|known| key(&best) < key(known)) {
            *known = Some(best);
        }
    }
}
