//! Counts what a run does, as plain sums: by class, interval, group and agent.
//!
//! Everything a report says is computed from these sums, so that runs can be added up and errors
//! told ([`jackknife`](super::statistics::jackknife)). Nothing is kept of a contact once it is gone.

mod count;
mod layout;
mod listen;
mod place;
#[cfg(test)]
mod tests;

pub use count::{Count, Span, Watch};
pub use layout::Layout;

use super::scenario::Scenario;
use std::collections::BTreeMap;

/// The sink that counts. One or more runs of the same scenario go into it.
#[derive(Clone, Debug)]
pub struct Tally {
    layout: Layout,
    watch: Watch,
    /// Where slots end: batches of a steady run, intervals of others.
    ends: Vec<i64>,
    begin: i64,
    /// Each batch is a part, or the whole run is one.
    steady: bool,
    parts: Vec<Vec<f64>>,
    /// The slot of the event before.
    slot: usize,
    /// Since when each agent is there.
    since: Vec<Option<(i64, u32)>>,
    /// The last thing that happened in the run.
    last: i64,
    /// Whom callbacks are promised that have not come yet, by the number of the contact.
    promised: BTreeMap<u64, u32>,
}

impl Tally {
    /// For a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario, watch: Watch) -> Self {
        let (steady, begin, ends) = place::slots(scenario, watch.last_batches);
        let agents = |group: &super::scenario::Group| {
            let most = group.agents.0.iter().max().copied().unwrap_or(0);
            most as usize
        };
        let layout = Layout {
            thresholds: watch.thresholds_ms.len(),
            instants: watch.instants_ms.len(),
            quantiles: watch.quantiles,
            classes: scenario.classes.len(),
            intervals: if steady { 1 } else { ends.len().max(1) },
            groups: scenario.groups.len(),
            agents: scenario.groups.iter().map(agents).sum(),
        };
        let parts = if steady { ends.len() } else { 1 };
        Self {
            parts: vec![vec![0.0; layout.len()]; parts],
            since: vec![None; layout.agents],
            layout,
            watch,
            begin,
            ends,
            steady,
            slot: 0,
            last: 0,
            promised: BTreeMap::new(),
        }
    }

    /// Where each sum stands.
    #[must_use]
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// A run is over, another may follow.
    pub fn finish(&mut self) {
        let until = if self.steady { i64::MAX } else { self.last };
        for agent in 0..self.since.len() {
            if let Some((since, group)) = self.since[agent].take() {
                self.present(since, until, group);
            }
        }
        for part in &mut self.parts {
            part[self.layout.runs()] += 1.0;
        }
        self.promised.clear();
        (self.slot, self.last) = (0, 0);
    }

    /// The sums: a part for each batch of a steady run, else one part.
    #[must_use]
    pub fn into_parts(self) -> Vec<Vec<f64>> {
        self.parts
    }
}
