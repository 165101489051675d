//! Many browsers with several tabs each, servers over one store, and a network that loses, doubles, delays and shuffles:
//! nothing that was acknowledged is lost, nothing is doubled. One seed, one history; `SYNC_SEED` repeats one, and
//! `CALLBACK_FAULTS` takes so many times as many (`cargo xtask torture`).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "how much faster than real time the swarm is, is measured; it decides nothing"
)]

mod agents;
mod backend;
mod browser;
mod faults;
mod judge;
#[path = "../support/rng.rs"]
mod rng;
mod wire;
mod world;

use callback_core::sync::Protocol;
use std::time::Instant;
use world::{Count, World};

/// How the seeds of one sweep fared together.
fn sweep(protocol: Protocol, seeds: std::ops::Range<u64>) -> Count {
    let begun = Instant::now();
    let asked = |name| std::env::var(name).ok()?.parse::<u64>().ok();
    let times = asked("CALLBACK_FAULTS").unwrap_or(1);
    let seeds = match asked("SYNC_SEED") {
        Some(seed) => seed..seed + 1,
        None => seeds.start..seeds.start + times * (seeds.end - seeds.start),
    };
    let mut count = Count::default();
    for seed in seeds {
        let mut world = World::new(protocol, seed);
        if let Err(wrong) = world.run() {
            panic!("seed {seed}: {wrong}");
        }
        count.add(&world.count);
    }
    let real_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    count.times_real = count.virtual_ms / real_ms.max(1);
    println!("{}", count.said());
    count
}

/// A sweep that never met a fault has shown nothing; one history need not meet them all.
fn met_every_fault(count: &Count) {
    if count.seeds == 1 {
        return;
    }
    for (what, met) in count.faults() {
        assert!(met > 0, "no {what} in the whole sweep");
    }
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_doubled() {
    met_every_fault(&sweep(Protocol::Keys, 200..400));
}

#[test]
fn a_region_without_keys_loses_nothing() {
    let count = sweep(Protocol::Region, 0..30);
    assert!(count.booked > 0);
}

#[test]
#[ignore = "long; the optimized profile runs it"]
fn over_thousands_of_seeds_nothing_is_lost_or_doubled() {
    let count = sweep(Protocol::Keys, 1_500..3_500);
    met_every_fault(&count);
    assert!(
        count.times_real >= 10_000,
        "slower than 10 000 times real time"
    );
}

#[test]
#[ignore = "long; the optimized profile runs it"]
fn over_hundreds_of_seeds_a_region_loses_nothing() {
    let count = sweep(Protocol::Region, 1_000..1_500);
    assert!(count.booked > 0);
}
