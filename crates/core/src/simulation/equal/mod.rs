//! The proof that the fast engine is the router: the same draws go through both, and every report
//! is the same, at the same millisecond, in the same order.

mod draw;
mod driver;
mod trace;

use super::plan::Plan;
use super::scenario::Scenario;
use super::simulate;
use super::sink::{Left, Origin, Promise};
use driver::Driver;
use std::collections::BTreeMap;
use trace::{Report, Trace};

/// Reports by kind, so that a test which sees nothing happen does not pass.
type Kinds = BTreeMap<&'static str, usize>;

fn against_the_router(scenario: &Scenario, seed: u64, kinds: &mut Kinds) {
    let plan = Plan::new(scenario).expect("the scenario fits");
    let mut fast = Trace::<true>::default();
    simulate(&plan, seed, &mut fast);
    let mut slow = Trace::<true>::default();
    Driver::new(scenario, &plan, seed, &mut slow).run(plan.end_ms());
    compare(&fast.reports, &slow.reports, seed);
    count(&fast.reports, kinds);
}

/// The engine without a contact's whole life, against the one with it.
fn against_the_whole(scenario: &Scenario, seed: u64, kinds: &mut Kinds) {
    let plan = Plan::new(scenario).expect("the scenario fits");
    let mut lean = Trace::<false>::default();
    simulate(&plan, seed, &mut lean);
    let mut whole = Trace::<true>::default();
    simulate(&plan, seed, &mut whole);
    lean.reports.sort_by_key(Report::key);
    whole.reports.sort_by_key(Report::key);
    compare(&lean.reports, &whole.reports, seed);
    count(&lean.reports, kinds);
}

#[track_caller]
fn compare(a: &[Report], b: &[Report], seed: u64) {
    for (place, (a, b)) in a.iter().zip(b).enumerate() {
        assert_eq!(a, b, "report {place} of the center of seed {seed}");
    }
    assert_eq!(a.len(), b.len(), "reports of the center of seed {seed}");
}

fn count(reports: &[Report], kinds: &mut Kinds) {
    for report in reports {
        let kind = match report {
            Report::Entered(contact) if contact.origin == Origin::Retry => "retry",
            Report::Entered(_) => "entered",
            Report::Started(_, service) if service.spoken_ms.is_none() => "not answered",
            Report::Started(_, service) if service.at_once => "at once",
            Report::Started(..) => "after a wait",
            Report::Left(_, _, Left::Expired) => "expired",
            Report::Left(_, _, Left::Blocked) => "blocked",
            Report::Left(_, _, Left::Message) => "message",
            Report::Left(..) => "abandoned",
            Report::Staffed(_, _, true) => "comes",
            Report::Staffed(..) => "goes",
            Report::Alerted(..) => "alerted",
            Report::Missed(..) => "missed",
            Report::Booked(_, _, Promise::ToMe(_)) => "to me",
            Report::Booked(_, _, Promise::Owned { .. }) => "owned",
            Report::Booked(..) => "booked",
            Report::HandedOver(..) => "handed over",
        };
        *kinds.entry(kind).or_default() += 1;
    }
}

/// So many centers from this seed on; `SIMULATION_SEED` sets another first seed.
fn seeds(count: u64) -> core::ops::Range<u64> {
    let first = std::env::var("SIMULATION_SEED").ok();
    let first = first.and_then(|seed| seed.parse().ok()).unwrap_or(1);
    first..first + count
}

fn routed(count: u64, at_least: usize) {
    let mut kinds = Kinds::new();
    for seed in seeds(count) {
        against_the_router(&draw::scenario(seed), seed, &mut kinds);
    }
    for kind in [
        "retry",
        "entered",
        "not answered",
        "at once",
        "after a wait",
        "expired",
        "abandoned",
        "comes",
        "goes",
        "alerted",
        "missed",
        "to me",
        "owned",
        "booked",
        "handed over",
    ] {
        let happened = kinds.get(kind).copied().unwrap_or(0);
        assert!(happened >= at_least, "{kind}: {happened} of {kinds:?}");
    }
}

fn plain(count: u64, at_least: usize) {
    let mut kinds = Kinds::new();
    for seed in seeds(count) {
        against_the_whole(&draw::plain_scenario(seed), seed, &mut kinds);
    }
    for kind in [
        "entered",
        "at once",
        "after a wait",
        "blocked",
        "message",
        "abandoned",
        "comes",
        "goes",
    ] {
        let happened = kinds.get(kind).copied().unwrap_or(0);
        assert!(happened >= at_least, "{kind}: {happened} of {kinds:?}");
    }
}

#[test]
fn a_few_centers_run_as_the_router_would_run_them() {
    routed(60, 10);
}

#[test]
fn a_few_plain_centers_run_the_same_in_every_engine() {
    plain(60, 10);
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn many_centers_run_as_the_router_would_run_them() {
    routed(20_000, 10_000);
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn many_plain_centers_run_the_same_in_every_engine() {
    plain(20_000, 10_000);
}
