//! Against chrono-tz of the registry: the same API and answers, over the older release 2025b.

mod oracle;

use callback_tz::{GapInfo, OffsetComponents, OffsetName, TZ_VARIANTS, Tz};
use chrono::{Duration, MappedLocalTime, NaiveDateTime, Offset, TimeZone};
use chrono_tz_registry as registry;
use std::collections::BTreeSet;

/// Noon of 1 December 2026 in UTC.
const DECEMBER_2026: i64 = 1_796_126_400;

/// What can be asked of an offset.
#[derive(Debug, PartialEq)]
struct Answers {
    offset_s: i32,
    saving: Duration,
    abbreviation: Option<String>,
    printed: String,
}

/// The two crates share the names of their traits and nothing else.
macro_rules! answers {
    ($name:ident, $api:ident) => {
        fn $name(offset: &$api::TzOffset) -> Answers {
            use $api::{OffsetComponents as _, OffsetName as _};
            let abbreviation = offset.abbreviation().map(str::to_owned);
            Answers {
                offset_s: offset.fix().local_minus_utc(),
                saving: offset.dst_offset(),
                // There, some numbers count as abbreviations, as the source files write them.
                abbreviation: abbreviation.filter(|text| !text.starts_with(['+', '-'])),
                printed: offset.to_string(),
            }
        }
    };
}
answers!(ours, callback_tz);
answers!(theirs, registry);

fn ours_at(zone: Tz, at: NaiveDateTime) -> Answers {
    ours(&zone.offset_from_utc_datetime(&at))
}

fn theirs_at(twin: registry::Tz, at: NaiveDateTime) -> Answers {
    theirs(&twin.offset_from_utc_datetime(&at))
}

/// Every zone that both have, with its twin; `Factory` is no place and only here.
fn twins() -> impl Iterator<Item = (Tz, registry::Tz)> {
    TZ_VARIANTS
        .into_iter()
        .filter(|zone| zone.name() != "Factory")
        .map(|zone| (zone, zone.name().parse().expect("the registry's zone")))
}

/// Noon of each day in UTC, by year.
fn noons(years: std::ops::Range<i16>) -> impl Iterator<Item = NaiveDateTime> {
    (oracle::new_year(years.start)..oracle::new_year(years.end))
        .step_by(86_400)
        .map(|midnight| oracle::wall(midnight + 43_200))
}

#[test]
fn no_name_of_the_registry_is_missing() {
    for twin in registry::TZ_VARIANTS {
        assert!(twin.name().parse::<Tz>().is_ok(), "{twin}");
        assert!(Tz::from_str_insensitive(&twin.name().to_uppercase()).is_ok());
    }
}

#[test]
fn every_week_of_a_quarter_century_agrees() {
    for (zone, twin) in twins() {
        for at in noons(2000..2025).step_by(7) {
            let (mut answer, expected) = (ours_at(zone, at), theirs_at(twin, at));
            // Compared by itself below.
            answer.saving = expected.saving;
            assert_eq!(answer, expected, "{zone} at {at}");
        }
    }
}

#[test]
fn the_worked_out_daylight_saving_differs_where_it_is_known_to() {
    let differs = |zone: Tz, twin: registry::Tz| {
        noons(1970..2025).any(|at| {
            let answer = zone.offset_from_utc_datetime(&at);
            let expected = twin.offset_from_utc_datetime(&at);
            answer.fix() == expected.fix()
                && answer.dst_offset() != registry::OffsetComponents::dst_offset(&expected)
        })
    };
    let differing: Vec<&str> = twins()
        .filter(|(zone, twin)| differs(*zone, *twin))
        .map(|(zone, _)| zone.name())
        .collect();
    // The registry has winters with negative daylight saving in all but the last, where standard
    // time moved by half an hour on the day on which daylight time began (1978).
    let expected = [
        "Africa/Casablanca",
        "Africa/El_Aaiun",
        "Africa/Windhoek",
        "Eire",
        "Europe/Dublin",
        "Pacific/Rarotonga",
    ];
    assert_eq!(differing, expected);
}

#[test]
fn local_times_mean_the_same_around_every_change_of_a_quarter_century() {
    let database = oracle::database();
    for (zone, twin) in twins() {
        for change in oracle::transitions(&oracle::twin(&database, zone), 2000, 2025) {
            // Left out where a later release found that the clocks changed at another hour.
            let agrees = |seconds| {
                let at = oracle::wall(seconds);
                ours_at(zone, at).offset_s == theirs_at(twin, at).offset_s
            };
            if !(agrees(change - 1) && agrees(change)) {
                continue;
            }
            for quarter in -60..=60 {
                let local = oracle::wall(change + quarter * 900);
                check_local(zone, twin, local);
                check_local(zone, twin, local - Duration::seconds(1));
            }
        }
    }
}

fn check_local(zone: Tz, twin: registry::Tz, local: NaiveDateTime) {
    let printed = |offset: &dyn std::fmt::Display| offset.to_string();
    let answer = zone.offset_from_local_datetime(&local);
    let expected = twin.offset_from_local_datetime(&local);
    assert_eq!(
        answer.map(|offset| (offset.fix(), printed(&offset))),
        expected.map(|offset| (offset.fix(), printed(&offset))),
        "{zone} at {local}"
    );
    let day = local.date();
    assert_eq!(
        zone.offset_from_local_date(&day).map(|offset| offset.fix()),
        twin.offset_from_local_date(&day).map(|offset| offset.fix()),
        "{zone} on {day}"
    );
    if expected != MappedLocalTime::None {
        return;
    }
    let answer = GapInfo::new(&local, &zone).expect("a gap");
    let expected = registry::GapInfo::new(&local, &twin).expect("a gap");
    assert_eq!(
        answer.begin.map(|(begin, offset)| (begin, offset.fix())),
        expected.begin.map(|(begin, offset)| (begin, offset.fix()))
    );
    assert_eq!(
        answer.end.map(|end| end.to_utc()),
        expected.end.map(|end| end.to_utc())
    );
}

#[test]
fn the_registry_is_an_hour_wrong_for_these_in_december_2026() {
    let at = oracle::wall(DECEMBER_2026);
    let wrong: BTreeSet<&str> = twins()
        .filter(|(zone, twin)| {
            let difference_s = ours_at(*zone, at).offset_s - theirs_at(*twin, at).offset_s;
            difference_s.abs() == 3_600
        })
        .map(|(zone, _)| zone.name())
        .collect();
    for name in [
        "Africa/Casablanca",
        "Africa/El_Aaiun",
        "America/Edmonton",
        "America/Havana",
        "America/Inuvik",
        "America/Rainy_River",
        "America/Vancouver",
        "America/Winnipeg",
        "America/Yellowknife",
        "Canada/Central",
        "Canada/Mountain",
        "Canada/Pacific",
        "Cuba",
    ] {
        assert!(wrong.contains(name), "{name}");
    }
}

#[test]
fn a_base_and_a_saving_make_the_offset() {
    for zone in TZ_VARIANTS {
        let offset = zone.offset_from_utc_datetime(&oracle::wall(DECEMBER_2026));
        let sum = offset.base_utc_offset() + offset.dst_offset();
        assert_eq!(sum.num_seconds(), i64::from(offset.fix().local_minus_utc()));
        assert_eq!(offset.tz_id(), zone.name());
    }
}
