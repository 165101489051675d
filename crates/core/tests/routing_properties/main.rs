//! What must always hold of the router (routing.md §1.6), over random histories.
//!
//! Each history comes from one seed: a small contact center whose events are drawn while the router
//! runs, bad ones included. An oracle that knows only the events and the actions watches it. A
//! failure prints its seed; `ROUTING_SEED=… cargo test --test routing_properties` replays that one,
//! `ROUTING_HISTORIES=…` runs more of them. A few histories run with every test, the many are the
//! long test.

#![expect(clippy::unwrap_used, reason = "a value out of range fails the test")]

mod draw;
mod item;
mod obey;
mod oracle;
mod reach;
#[path = "../support/rng.rs"]
mod rng;
mod rules;
mod values;
mod world;

use std::env;
use std::fmt::Write;
use world::World;

const FEW: u64 = 300;
const MANY: u64 = 10_000;
const EVENTS: usize = 200;

/// Says which seed it was when a history fails, wherever the panic came from.
struct Seed(u64);

impl Drop for Seed {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("failed with ROUTING_SEED={}", self.0);
        }
    }
}

/// The seeds asked for by the environment, else so many.
fn seeds(histories: u64) -> Vec<u64> {
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok());
    if let Some(seed) = number("ROUTING_SEED") {
        return vec![seed];
    }
    (0..number("ROUTING_HISTORIES").unwrap_or(histories)).collect()
}

/// One history from its seed, watched by the oracle after each event (see `rules.rs` for what), and
/// served to its end.
fn watch(seed: u64) -> World {
    let printed = Seed(seed);
    let mut world = World::new(seed);
    world.run(EVENTS);
    world.finish();
    drop(printed);
    world
}

#[test]
fn what_must_always_hold_holds() {
    for seed in seeds(FEW) {
        watch(seed);
    }
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn what_must_always_hold_holds_over_many_histories() {
    for seed in seeds(MANY) {
        replay(seed, &watch(seed));
    }
}

#[test]
fn the_same_events_give_the_same_actions_byte_for_byte() {
    for seed in seeds(FEW).into_iter().step_by(10) {
        replay(seed, &watch(seed));
    }
}

/// Tells a new router the log's events: it answers as the first one did.
fn replay(seed: u64, world: &World) {
    let printed = Seed(seed);
    let mut replayed = callback_core::routing::Router::new();
    for (now, event, recorded) in &world.log {
        let mut actions = Vec::new();
        replayed.handle(*now, event.clone(), &mut actions);
        assert_eq!(bytes(&actions), bytes(recorded), "{event:?}");
    }
    drop(printed);
}

fn bytes(actions: &[callback_core::routing::Action]) -> String {
    let mut text = String::new();
    for action in actions {
        let _ = writeln!(text, "{action:?}");
    }
    text
}

/// A property that never meets its case proves nothing: these happened, and often.
#[test]
fn the_histories_contain_what_the_properties_are_about() {
    let mut all = String::new();
    for seed in 0..100 {
        for (_, _, actions) in &watch(seed).log {
            all += &bytes(actions);
        }
    }
    let cases = [
        "why: Owner,",
        "why: RequestedAgent",
        "why: LongestIdle",
        "why: BestSkills",
        "why: FirstInLine",
        "why: AlertMissed",
        "why: AlertDeclined",
        "why: AgentLeft(",
        "why: OwnershipExpired",
        "why: Reassigned",
        "why: Released",
        "why: CalledNow",
        "why: Timeout",
        "why: Uncallable",
        "why: Client",
        "why: Cancelled",
        "why: Locked",
        "why: AfterCallWorkForced",
        "why: AlertOver",
        "why: StaleTimer",
        "NobodyOnQueue",
        "NobodyFree",
        "NobodyWithSkills",
        "OwnerNotAvailable",
        "why: AutoDial",
        "wrap_up: TimedOut",
        "wrap_up: Done",
        "outcome: NoAnswer",
        "instead_of: Some",
        "TooLate",
        "rule: Some(1)",
        "rule: Some(2)",
        "rule: None",
        "Reaches(Preferred",
        "Reaches(Ring(Ring(2)))",
        "Reaches(Ring(Ring(3)))",
        "Reaches(Queue)",
        "NobodyInRing",
        "NobodyPreferred",
        "Postponed",
        "why: WindowClosed",
        "why: OutsideWindows",
        "NextAttempt { number: 2",
        "NextAttempt { number: 3",
        "why: LastAttempt",
        "why: NoAnswer",
        "why: Transferred {",
        "Transfer {",
        "outcome: Transferred",
        "why: QueueRemoved",
        "why: InHand",
        "why: Removed",
    ];
    for case in cases {
        assert!(all.matches(case).count() >= 5, "hardly ever seen: {case}");
    }
}
