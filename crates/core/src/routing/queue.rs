//! A queue: its settings, its line, and its members who are free.

use super::ids::{AgentId, QueueId};
use super::line::Line;
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
    /// For each medium the members who may be alerted, longest idle first, ties by id.
    pub(super) free: [BTreeSet<(Timestamp, AgentId)>; 2],
}

impl Queue {
    pub(super) fn new(id: QueueId, settings: QueueSettings) -> Self {
        Self {
            id,
            settings,
            line: Line::default(),
            on_queue: 0,
            free: [BTreeSet::new(), BTreeSet::new()],
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

    /// The members who may be alerted for this medium, in the order of alerting without skills.
    pub fn free(&self, medium: Medium) -> impl Iterator<Item = AgentId> + '_ {
        self.free[medium.index()].iter().map(|&(_, agent)| agent)
    }
}
