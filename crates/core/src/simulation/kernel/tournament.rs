//! The least of many keys, each in a fixed place: a winner tree.
//!
//! A key carries its own place in its low bits, so that the winner says who it is, and equal times
//! have one order. The way from a place to the root is known beforehand, so the comparisons of one
//! update do not wait for each other's loads, and a key that is taken back leaves nothing behind.

use core::hint::select_unpredictable;

/// The tree. The key of a place need not name that place: idle agents are kept by their seat in the
/// pool, and named by their number in the center.
#[derive(Clone, Debug)]
pub(crate) struct Tournament {
    /// The root at 1, the places from the middle on.
    nodes: Vec<Key>,
}

impl Tournament {
    pub(crate) fn new(places: usize) -> Self {
        Self {
            nodes: vec![Key::NEVER; 2 * places.max(1).next_power_of_two()],
        }
    }

    /// The least key.
    #[inline]
    pub(crate) fn first(&self) -> Key {
        self.nodes[1]
    }

    #[inline]
    pub(crate) fn set(&mut self, place: usize, mut key: Key) {
        let mut node = self.nodes.len() / 2 + place;
        self.nodes[node] = key;
        while node > 1 {
            let other = self.nodes[node ^ 1];
            key = select_unpredictable(other < key, other, key);
            node /= 2;
            self.nodes[node] = key;
        }
    }

    /// The key at a place.
    #[inline]
    pub(crate) fn at(&self, place: usize) -> Key {
        self.nodes[self.nodes.len() / 2 + place]
    }
}

/// Bits of a key that hold the place.
const PLACE_BITS: u32 = 16;
/// Places of keys at most.
pub(crate) const PLACES_MAX: usize = 1 << PLACE_BITS;
/// Times from here on never come.
pub(crate) const TIME_END: i64 = 1 << 47;

/// A time at a place; of one time, the lower place first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Key(u64);

impl Key {
    /// After everything.
    pub(crate) const NEVER: Self = Self(u64::MAX);

    #[inline]
    pub(crate) const fn new(time: i64, place: usize) -> Self {
        if time >= TIME_END {
            return Self::NEVER;
        }
        Self(((time as u64) << PLACE_BITS) | place as u64)
    }

    #[inline]
    pub(crate) const fn time(self) -> i64 {
        (self.0 >> PLACE_BITS) as i64
    }

    #[inline]
    pub(crate) const fn place(self) -> usize {
        self.0 as usize & (PLACES_MAX - 1)
    }
}
