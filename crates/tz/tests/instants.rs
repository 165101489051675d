//! From an instant to local time: every zone against jiff (T4).

mod oracle;

use callback_tz::{TZ_VARIANTS, Tz};
use chrono::{Offset, TimeZone};
use jiff::Timestamp;
use jiff::tz::TimeZone as Twin;

const HOUR_S: usize = 3_600;

/// Asks both about the instant and compares offset and abbreviation.
fn check(zone: Tz, twin: &Twin, seconds: i64) {
    let offset = zone.offset_from_utc_datetime(&oracle::wall(seconds));
    let expected = Timestamp::from_second(seconds).expect("within jiff's range");
    let expected = twin.to_offset_info(expected);
    assert_eq!(
        offset.fix().local_minus_utc(),
        expected.offset().seconds(),
        "{zone} at {seconds}"
    );
    assert!(
        Same(expected.abbreviation()).equals_print_of(&offset),
        "{zone} at {seconds}: {offset} is not {}",
        expected.abbreviation()
    );
}

/// Compares what is printed without allocating, since it is done sixty million times.
struct Same<'a>(&'a str);

impl Same<'_> {
    fn equals_print_of(mut self, value: &impl std::fmt::Display) -> bool {
        use std::fmt::Write;
        write!(self, "{value}").is_ok() && self.0.is_empty()
    }
}

impl std::fmt::Write for Same<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0 = self.0.strip_prefix(text).ok_or(std::fmt::Error)?;
        Ok(())
    }
}

#[test]
fn the_names_are_the_databases_names() {
    let database = oracle::database();
    let mut expected: Vec<String> = database.available().map(|name| name.to_string()).collect();
    expected.sort();
    let names: Vec<&str> = TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
    assert_eq!(names, expected);
}

#[test]
fn every_zone_agrees_at_every_hour_from_a_year_back_to_ten_years_ahead() {
    let database = oracle::database();
    // November 2025 to the end of 2036.
    let start = oracle::new_year(2025) + 304 * 86_400;
    let end = oracle::new_year(2037);
    let sweep = |zones: &[Tz]| {
        for zone in zones {
            let twin = oracle::twin(&database, *zone);
            for seconds in (start..end).step_by(HOUR_S) {
                check(*zone, &twin, seconds);
            }
        }
    };
    std::thread::scope(|scope| {
        for zones in TZ_VARIANTS.chunks(TZ_VARIANTS.len().div_ceil(4)) {
            scope.spawn(move || sweep(zones));
        }
    });
}

#[test]
fn every_zone_agrees_around_every_change_from_1970_to_2200() {
    let database = oracle::database();
    for zone in TZ_VARIANTS {
        let twin = oracle::twin(&database, zone);
        check(zone, &twin, 1);
        for change in oracle::transitions(&twin, 1970, 2200) {
            for seconds in [change - 1, change, change + 1] {
                check(zone, &twin, seconds);
            }
        }
    }
}

#[test]
fn every_zone_agrees_in_the_last_years_that_jiff_knows() {
    let database = oracle::database();
    for zone in TZ_VARIANTS {
        let twin = oracle::twin(&database, zone);
        for change in oracle::transitions(&twin, 9_990, 9_999) {
            check(zone, &twin, change - 1);
            check(zone, &twin, change);
        }
    }
}
