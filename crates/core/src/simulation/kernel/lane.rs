//! Contacts that wait for the same agents, in the order of serving.

use std::collections::VecDeque;

/// A place in the order of all that waits. Lower is served first; never equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Order {
    /// The score: entry time less head start.
    pub(crate) key: i64,
    pub(crate) entered: i64,
    pub(crate) sequence: u64,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) order: Order,
    /// Who waits longer is gone. Kept here only where nobody is woken for it.
    pub(crate) deadline: i64,
    pub(crate) id: u32,
}

/// A queue of entries that mostly come in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lane {
    waiting: VecDeque<Entry>,
    /// When so many stand here, those who are gone are cleared out.
    sweep_at: usize,
}

/// Shorter lanes are not worth a sweep.
const SWEEP_MIN: usize = 64;

impl Lane {
    #[inline]
    pub(crate) fn first(&self) -> Option<&Entry> {
        self.waiting.front()
    }

    #[inline]
    pub(crate) fn pop(&mut self) -> Option<Entry> {
        self.waiting.pop_front()
    }

    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.waiting.len()
    }

    #[inline]
    pub(crate) fn insert(&mut self, entry: Entry) {
        match self.waiting.back() {
            Some(last) if entry.order < last.order => {
                let place = self
                    .waiting
                    .partition_point(|other| other.order < entry.order);
                self.waiting.insert(place, entry);
            }
            _ => self.waiting.push_back(entry),
        }
    }

    /// Takes out one that waits here.
    pub(crate) fn remove(&mut self, order: &Order) -> Option<Entry> {
        let place = self
            .waiting
            .binary_search_by(|entry| entry.order.cmp(order))
            .ok()?;
        self.waiting.remove(place)
    }

    /// Whether it is time to clear out who is gone.
    #[inline]
    pub(crate) fn sweep_is_due(&self) -> bool {
        self.waiting.len() >= self.sweep_at.max(SWEEP_MIN)
    }

    /// Clears out who is gone, and says who that was.
    pub(crate) fn sweep(&mut self, now: i64, mut gone: impl FnMut(&Entry)) {
        self.waiting.retain(|entry| {
            let stays = entry.deadline >= now;
            if !stays {
                gone(entry);
            }
            stays
        });
        self.sweep_at = 2 * self.waiting.len();
    }
}

/// All lanes, with what their first contacts are ordered by side by side.
#[derive(Clone, Debug)]
pub(crate) struct Lanes {
    lanes: Vec<Lane>,
    keys: Vec<i64>,
}

/// The key of an empty lane: after all others.
pub(crate) const EMPTY: i64 = i64::MAX;

impl Lanes {
    pub(crate) fn new(count: usize) -> Self {
        Self {
            lanes: vec![Lane::default(); count],
            keys: vec![EMPTY; count],
        }
    }

    /// The first contact's key, or [`EMPTY`].
    #[inline]
    pub(crate) fn key(&self, lane: usize) -> i64 {
        self.keys[lane]
    }

    #[inline]
    pub(crate) fn first(&self, lane: usize) -> Option<&Entry> {
        self.lanes[lane].first()
    }

    #[inline]
    pub(crate) fn len(&self, lane: usize) -> usize {
        self.lanes[lane].len()
    }

    #[inline]
    pub(crate) fn insert(&mut self, lane: usize, entry: Entry) {
        self.lanes[lane].insert(entry);
        self.look(lane);
    }

    #[inline]
    pub(crate) fn pop(&mut self, lane: usize) -> Option<Entry> {
        let entry = self.lanes[lane].pop();
        self.look(lane);
        entry
    }

    pub(crate) fn remove(&mut self, lane: usize, order: &Order) -> Option<Entry> {
        let entry = self.lanes[lane].remove(order);
        self.look(lane);
        entry
    }

    #[inline]
    pub(crate) fn sweep_is_due(&self, lane: usize) -> bool {
        self.lanes[lane].sweep_is_due()
    }

    pub(crate) fn sweep(&mut self, lane: usize, now: i64, gone: impl FnMut(&Entry)) {
        self.lanes[lane].sweep(now, gone);
        self.look(lane);
    }

    #[inline]
    fn look(&mut self, lane: usize) {
        self.keys[lane] = self.lanes[lane]
            .first()
            .map_or(EMPTY, |first| first.order.key);
    }
}
