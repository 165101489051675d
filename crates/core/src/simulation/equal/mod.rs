//! The proof that the fast engine is the router: the same draws go through both, and every report
//! is the same, at the same millisecond, in the same order.

mod draw;
mod driver;
mod trace;

use super::plan::Plan;
use super::scenario::{Run, Scenario};
use super::simulate;
use driver::Driver;
use trace::Trace;

fn check(scenario: &Scenario, seed: u64) -> usize {
    let plan = Plan::new(scenario).expect("the scenario fits");
    let mut fast = Trace::default();
    simulate(&plan, seed, &mut fast);
    let mut slow = Trace::default();
    let end = plan.interval_ends_ms().last().expect("intervals") + Run::LATEST_MS;
    Driver::new(scenario, &plan, seed, &mut slow).run(end);
    for (place, (fast, slow)) in fast.reports.iter().zip(&slow.reports).enumerate() {
        assert_eq!(fast, slow, "report {place} of the center of seed {seed}");
    }
    assert_eq!(
        fast.reports.len(),
        slow.reports.len(),
        "reports of the center of seed {seed}"
    );
    fast.reports.len()
}

/// So many centers from this seed on; `SIMULATION_SEED` sets another first seed.
fn check_many(count: u64) -> usize {
    let first = std::env::var("SIMULATION_SEED").ok();
    let first = first.and_then(|seed| seed.parse().ok()).unwrap_or(1_u64);
    (first..first + count)
        .map(|seed| check(&draw::scenario(seed), seed))
        .sum()
}

#[test]
fn a_few_centers_run_as_the_router_would_run_them() {
    assert!(check_many(60) > 5_000);
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn many_centers_run_as_the_router_would_run_them() {
    assert!(check_many(20_000) > 2_000_000);
}
