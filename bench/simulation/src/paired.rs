//! One agent fewer: how much longer do callbacks wait? Runs of the same seed meet the same customers, so that their
//! difference tells more than that of runs which know nothing of each other.
//!
//! An owned callback whose owner has gone home waits two hours, and who took the call before it is a
//! matter of who was idle longest: one agent fewer, and it is somebody else. That is no draw which
//! could be held fast, and with three or four owned callbacks a day it is most of the variance. So
//! the others are told apart. Tried on the share of all: regression on the day's arrivals, which are
//! the same in both runs (no change); regression on Σ (owned − its probability) × the wait that the
//! talk's agent would cause at the callback's time, whose mean is 0 (0.67 to 0.54).

use callback_core::simulation::scenario::Scenario;
use callback_core::simulation::{Contact, Plan, Promise, Service, Sink, simulate};
use std::collections::BTreeSet;

/// The class of callbacks in the help desk.
const CALLBACKS: u32 = 1;

/// The share of replications that pairs need, for the mean wait of all callbacks, and of those that
/// no agent owns.
pub(crate) struct Shares {
    pub(crate) all: f64,
    pub(crate) unowned: f64,
}

/// The sums of a day: of all, and of those that no agent owns.
#[derive(Default)]
struct CallbackWait {
    owned: BTreeSet<u64>,
    waited_ms: [i64; 2],
    count: [i64; 2],
}

impl CallbackWait {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    fn means(&self) -> [f64; 2] {
        [0, 1].map(|which| self.waited_ms[which] as f64 / self.count[which].max(1) as f64)
    }
}

impl Sink for CallbackWait {
    fn booked(&mut self, _: i64, contact: &Contact, promise: Promise) {
        if matches!(promise, Promise::Owned { .. }) {
            self.owned.insert(contact.number);
        }
    }

    fn started(&mut self, contact: &Contact, service: &Service) {
        if contact.class == CALLBACKS {
            let unowned = i64::from(!self.owned.contains(&contact.number));
            let wait_ms = service.at_ms - contact.entered_ms;
            for (which, counts) in [1, unowned].into_iter().enumerate() {
                self.waited_ms[which] += counts * wait_ms;
                self.count[which] += counts;
            }
        }
    }
}

/// The variance of a difference in pairs over that of independent runs: the share of replications that pairs need for
/// the same half-width. Nothing where a scenario cannot be run.
#[must_use]
pub(crate) fn share_of_replications(desk: &Scenario, replications: u64) -> Option<Shares> {
    let mut fewer = desk.clone();
    for agents in &mut fewer.groups.first_mut()?.agents.0 {
        *agents = agents.saturating_sub(1);
    }
    let waits = |scenario: &Scenario, seeds: std::ops::Range<u64>| {
        let plan = Plan::new(scenario).ok()?;
        let one = |seed| {
            let mut wait = CallbackWait::default();
            simulate(&plan, seed, &mut wait);
            wait.means()
        };
        Some(seeds.map(one).collect::<Vec<[f64; 2]>>())
    };
    let all = waits(desk, 0..replications)?;
    let paired = waits(&fewer, 0..replications)?;
    let apart = waits(&fewer, replications..2 * replications)?;
    let spread = |others: &[[f64; 2]], which: usize| {
        let pairs = all.iter().zip(others);
        variance(
            &pairs
                .map(|(a, b)| b[which] - a[which])
                .collect::<Vec<f64>>(),
        )
    };
    let share = |which| spread(&paired, which) / spread(&apart, which);
    Some(Shares {
        all: share(0),
        unowned: share(1),
    })
}

#[expect(clippy::cast_precision_loss, reason = "some thousand values")]
fn variance(values: &[f64]) -> f64 {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    values
        .iter()
        .map(|value| (value - mean).powi(2))
        .sum::<f64>()
        / (count - 1.0)
}
