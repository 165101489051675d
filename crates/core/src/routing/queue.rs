//! A queue: its settings, its line, and its members who are free.

use super::ids::{AgentId, QueueId};
use super::line::Line;
use super::ring::{RINGS_MAX, Ring};
use super::settings::{Medium, QueueSettings};
use crate::time::Timestamp;
use std::collections::BTreeSet;

/// A queue as a host may show it.
#[derive(Clone, Debug)]
pub struct Queue {
    pub(super) id: QueueId,
    pub(super) settings: QueueSettings,
    pub(super) line: Line,
    /// Members on queue, busy or not responding included.
    pub(super) on_queue: u32,
    /// For each medium the members who may be alerted.
    pub(super) free: [Free; 2],
}

/// Free members, those of each ring longest idle first, ties by id.
#[derive(Clone, Debug, Default)]
pub(super) struct Free {
    rings: [BTreeSet<(Timestamp, AgentId)>; RINGS_MAX],
}

impl Free {
    pub(super) fn insert(&mut self, ring: Ring, since: Timestamp, agent: AgentId) {
        self.rings[ring.index()].insert((since, agent));
    }

    pub(super) fn remove(&mut self, ring: Ring, since: Timestamp, agent: AgentId) {
        self.rings[ring.index()].remove(&(since, agent));
    }

    /// How many in all rings.
    pub(super) fn len(&self) -> usize {
        self.rings.iter().map(BTreeSet::len).sum()
    }

    /// The longest idle whom `fits` accepts, of that ring and those within it.
    pub(super) fn first(
        &self,
        ring: Ring,
        fits: impl Fn(AgentId) -> bool,
    ) -> Option<(Timestamp, AgentId)> {
        let within = self.rings[..=ring.index()].iter();
        within
            .filter_map(|free| free.iter().find(|&&(_, agent)| fits(agent)).copied())
            .min()
    }

    /// Those of that ring and within it, in no order of meaning.
    pub(super) fn within(&self, ring: Ring) -> impl Iterator<Item = (Timestamp, AgentId)> + '_ {
        self.rings[..=ring.index()].iter().flatten().copied()
    }
}

impl Queue {
    pub(super) fn new(id: QueueId, settings: QueueSettings) -> Self {
        Self {
            id,
            settings,
            line: Line::default(),
            on_queue: 0,
            free: [Free::default(), Free::default()],
        }
    }

    /// Its number.
    #[must_use]
    pub const fn id(&self) -> QueueId {
        self.id
    }

    /// Its settings.
    #[must_use]
    pub const fn settings(&self) -> &QueueSettings {
        &self.settings
    }

    /// How many members are on queue, the busy ones included.
    #[must_use]
    pub const fn on_queue(&self) -> u32 {
        self.on_queue
    }

    /// The members who may be alerted for this medium, ring by ring, in each the longest idle first.
    pub fn free(&self, medium: Medium) -> impl Iterator<Item = AgentId> + '_ {
        self.free[medium.index()]
            .within(Ring::LAST)
            .map(|(_, agent)| agent)
    }
}
