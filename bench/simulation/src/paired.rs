//! One agent fewer: how much longer do callbacks wait? Runs of the same seed meet the same customers, so that their
//! difference tells more than that of runs which know nothing of each other.
//!
//! Owned callbacks do not pair: they wait for one agent, and who took the call before is a matter of who was idle
//! longest. One agent fewer, and it is somebody else. That is no draw which could be held fast, so the help desk has
//! none, and what a tenth of them does to the share is told beside it.

use callback_core::simulation::scenario::Scenario;
use callback_core::simulation::{Contact, Plan, Service, Sink, simulate};

/// The class of callbacks in the help desk.
const CALLBACKS: u32 = 1;
/// Two hours.
const OWNED_FOR_MS: i64 = 7_200_000;

/// The callbacks of a day.
#[derive(Default)]
struct CallbackWait {
    waited_ms: i64,
    count: i64,
}

impl CallbackWait {
    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    fn mean(&self) -> f64 {
        self.waited_ms as f64 / self.count.max(1) as f64
    }
}

impl Sink for CallbackWait {
    fn started(&mut self, contact: &Contact, service: &Service) {
        if contact.class == CALLBACKS {
            self.waited_ms += service.at_ms - contact.entered_ms;
            self.count += 1;
        }
    }
}

/// The same desk, where agents own this share of the callbacks.
#[must_use]
pub(crate) fn owning(desk: &Scenario, share: f64) -> Scenario {
    let mut owning = desk.clone();
    for booking in owning.classes.iter_mut().filter_map(|it| it.books.as_mut()) {
        booking.owned = share;
        booking.owned_for_ms = OWNED_FOR_MS;
    }
    owning
}

/// The variance of a difference in pairs over that of independent runs: the share of replications that pairs need for
/// the same half-width. Nothing where a scenario cannot be run.
#[must_use]
pub(crate) fn share_of_replications(desk: &Scenario, replications: u64) -> Option<f64> {
    let mut fewer = desk.clone();
    for agents in &mut fewer.groups.first_mut()?.agents.0 {
        *agents = agents.saturating_sub(1);
    }
    let waits = |scenario: &Scenario, seeds: std::ops::Range<u64>| {
        let plan = Plan::new(scenario).ok()?;
        let one = |seed| {
            let mut wait = CallbackWait::default();
            simulate(&plan, seed, &mut wait);
            wait.mean()
        };
        Some(seeds.map(one).collect::<Vec<f64>>())
    };
    let all = waits(desk, 0..replications)?;
    let paired = waits(&fewer, 0..replications)?;
    let apart = waits(&fewer, replications..2 * replications)?;
    let spread = |others: &[f64]| {
        let differences: Vec<f64> = all.iter().zip(others).map(|(a, b)| b - a).collect();
        variance(&differences)
    };
    Some(spread(&paired) / spread(&apart))
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
