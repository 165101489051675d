//! One agent fewer: how much longer do callbacks wait? Runs of the same seed meet the same customers, so that their
//! difference tells more than that of runs which know nothing of each other.

use callback_core::simulation::scenario::Scenario;
use callback_core::simulation::{Contact, Plan, Service, Sink, simulate};

/// The class of callbacks in the help desk.
const CALLBACKS: u32 = 1;

#[derive(Default)]
struct CallbackWait {
    waited_ms: i64,
    count: i64,
}

impl Sink for CallbackWait {
    fn started(&mut self, contact: &Contact, service: &Service) {
        if contact.class == CALLBACKS {
            self.waited_ms += service.at_ms - contact.entered_ms;
            self.count += 1;
        }
    }
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
            #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
            let mean = wait.waited_ms as f64 / wait.count.max(1) as f64;
            mean
        };
        Some(seeds.map(one).collect::<Vec<f64>>())
    };
    let all = waits(desk, 0..replications)?;
    let paired = waits(&fewer, 0..replications)?;
    let apart = waits(&fewer, replications..2 * replications)?;
    let difference =
        |others: &[f64]| -> Vec<f64> { all.iter().zip(others).map(|(a, b)| b - a).collect() };
    Some(variance(&difference(&paired)) / variance(&difference(&apart)))
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
