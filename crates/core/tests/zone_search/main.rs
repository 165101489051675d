//! The search for zones, as people use it: 120 queries written down, thousands drawn from GeoNames
//! with its spellings and with mistakes, abbreviations, offsets, and files that are damaged.
//!
//! What is drawn comes from a sample of GeoNames as it is (`vectors/geonames-sample.tsv`), and not from
//! the file that the search reads. A failure prints its seed; `ZONE_SEED=… cargo test --test
//! zone_search` draws that one again.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

mod damaged;
mod drawn;
mod listed;
mod meanings;
#[path = "../support/rng.rs"]
#[allow(dead_code, reason = "the router's tests draw more")]
mod rng;

use callback_core::time::Timestamp;
use callback_core::zones::{Hit, ZoneIndex, present};
use chrono_tz::Tz;
use std::sync::OnceLock;

const PLACES: &[u8] = include_bytes!("../../data/places.txt");
/// 2026-12-01T00:00:00Z.
const DECEMBER: Timestamp = Timestamp::from_ms(1_796_083_200_000);
/// 2026-07-01T00:00:00Z.
const JULY: Timestamp = Timestamp::from_ms(1_782_864_000_000);

fn index() -> &'static ZoneIndex {
    static INDEX: OnceLock<ZoneIndex> = OnceLock::new();
    INDEX.get_or_init(|| ZoneIndex::with_places(PLACES).unwrap())
}

fn found(query: &str, at: Timestamp) -> Vec<Hit> {
    index().search(query, at, &[], 50)
}

fn names(query: &str, at: Timestamp) -> Vec<&'static str> {
    let hits = found(query, at);
    hits.iter().map(|hit| hit.zone.name()).collect()
}

fn zone(name: &str) -> Tz {
    present(name.parse().unwrap())
}

fn seed(default: u64) -> u64 {
    let given = std::env::var("ZONE_SEED").ok();
    given.and_then(|seed| seed.parse().ok()).unwrap_or(default)
}
