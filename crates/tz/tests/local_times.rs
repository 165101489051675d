//! From local time to instants: gaps and folds of every zone against jiff (T2).

mod oracle;

use callback_tz::{GapInfo, TZ_VARIANTS, Tz};
use chrono::{MappedLocalTime, Offset, TimeZone};
use jiff::civil;
use jiff::tz::{AmbiguousOffset, TimeZone as Twin};

/// Compares what a local time means, `local_s` being seconds from 1970 on the clock.
fn check(zone: Tz, twin: &Twin, local_s: i64) {
    let local = oracle::wall(local_s);
    let answer = zone
        .offset_from_local_datetime(&local)
        .map(|offset| offset.fix().local_minus_utc());
    let expected = match twin.to_ambiguous_timestamp(civil_at(local_s)).offset() {
        AmbiguousOffset::Unambiguous { offset } => MappedLocalTime::Single(offset.seconds()),
        AmbiguousOffset::Gap { .. } => MappedLocalTime::None,
        AmbiguousOffset::Fold { before, after } => {
            MappedLocalTime::Ambiguous(before.seconds(), after.seconds())
        }
    };
    assert_eq!(answer, expected, "{zone} at {local}");
}

fn civil_at(local_s: i64) -> civil::DateTime {
    let instant = jiff::Timestamp::from_second(local_s).expect("within jiff's range");
    Twin::UTC.to_datetime(instant)
}

/// Both sides of each edge of each gap and fold, its middle, and hours further away.
fn check_around(zone: Tz, twin: &Twin, change: i64) {
    let offset_s = |instant| {
        let offset = zone.offset_from_utc_datetime(&oracle::wall(instant));
        i64::from(offset.fix().local_minus_utc())
    };
    let [before, after] = [change + offset_s(change - 1), change + offset_s(change)];
    for edge in [before, after, i64::midpoint(before, after)] {
        for away in [-86_400, -3_600, -900, -1, 0, 1, 900, 3_600, 86_400] {
            check(zone, twin, edge + away);
        }
    }
    if before < after {
        check_gap(zone, before, change);
    }
}

/// The gap is described by its first local time and the moment after it.
fn check_gap(zone: Tz, first_s: i64, change: i64) {
    let gap = GapInfo::new(&oracle::wall(first_s), &zone).expect("a gap");
    let (begin, offset) = gap.begin.expect("a beginning");
    assert_eq!(begin, oracle::wall(first_s), "{zone}");
    assert_eq!(
        i64::from(offset.fix().local_minus_utc()),
        first_s - change,
        "{zone}"
    );
    let end = gap.end.expect("an end");
    assert_eq!(end.timestamp(), change, "{zone}");
}

#[test]
fn every_gap_and_fold_of_every_zone_from_2025_to_2037() {
    let database = oracle::database();
    for zone in TZ_VARIANTS {
        let twin = oracle::twin(&database, zone);
        for change in oracle::transitions(&twin, 2025, 2038) {
            check_around(zone, &twin, change);
        }
    }
}

#[test]
fn every_gap_and_fold_of_every_zone_since_1970() {
    let database = oracle::database();
    for zone in TZ_VARIANTS {
        let twin = oracle::twin(&database, zone);
        for change in oracle::transitions(&twin, 1970, 2025) {
            check_around(zone, &twin, change);
        }
    }
}

#[test]
fn every_quarter_hour_of_the_weeks_in_which_most_clocks_change() {
    let database = oracle::database();
    for zone in TZ_VARIANTS {
        let twin = oracle::twin(&database, zone);
        for start in [66, 86, 297, 303] {
            let start = oracle::new_year(2026) + start * 86_400;
            for quarter in 0..8 * 96 {
                check(zone, &twin, start + quarter * 900);
            }
        }
    }
}
