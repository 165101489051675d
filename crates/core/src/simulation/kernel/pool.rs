//! Idle agents who may take the same.

use super::tournament::{Key, Tournament};
use crate::simulation::scenario::Selection;

/// The idle of a pool, in the order in which they are taken.
#[derive(Clone, Debug)]
pub(crate) struct Pool {
    idle: Tournament,
    count: u32,
    /// Who they are, in no order; kept for [`Selection::Random`] alone.
    members: Vec<u32>,
    random: bool,
}

impl Pool {
    pub(crate) fn new(size: usize, selection: Selection) -> Self {
        Self {
            idle: Tournament::new(size),
            count: 0,
            members: Vec::new(),
            random: selection == Selection::Random,
        }
    }

    /// The one to take, with what orders them between pools.
    #[inline]
    pub(crate) fn first(&self) -> Key {
        self.idle.first()
    }

    #[inline]
    pub(crate) const fn count(&self) -> u32 {
        self.count
    }

    /// One of them by number, for a random choice.
    pub(crate) fn member(&self, index: u32) -> u32 {
        self.members[index as usize]
    }

    #[inline]
    pub(crate) fn insert(&mut self, seat: u32, key: Key) {
        self.idle.set(seat as usize, key);
        self.count += 1;
        if self.random {
            self.members.push(key.place() as u32);
        }
    }

    #[inline]
    pub(crate) fn remove(&mut self, seat: u32) {
        if self.random {
            let agent = self.idle.at(seat as usize).place() as u32;
            self.members.retain(|&member| member != agent);
        }
        self.idle.set(seat as usize, Key::NEVER);
        self.count -= 1;
    }
}
