//! Every change of every zone: minutes before it, inside it, after it.

use super::journey::{Typed, booked, dialled};
use super::oracle::{Means, Oracle, wall};
use callback_core::problem::{Problem, ProblemKind};
use callback_core::time::{DAY_MS, Fold, Resolved, Timestamp};
use chrono::{NaiveDateTime, TimeDelta};
use chrono_tz::{TZ_VARIANTS, Tz};

/// What was met, so that a sweep over nothing fails.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Met {
    pub(crate) changes: usize,
    pub(crate) plain: usize,
    pub(crate) skipped: usize,
    pub(crate) repeated: usize,
}

/// Every change of `zone` in those years.
pub(crate) fn around_changes(zone: Tz, from_year: i16, to_year: i16, met: &mut Met) {
    let oracle = Oracle::of(zone);
    for (at, forward) in oracle.changes(from_year, to_year) {
        met.changes += 1;
        // The edges of the gap or the fold, as clocks show them.
        let (old, new) = (at + oracle.offset_secs(at - 1), at + oracle.offset_secs(at));
        let (first, end) = (old.min(new), old.max(new));
        let inside = first + forward.abs() / 120 * 60;
        for local in [
            first - 61 * 60,
            first - 60,
            first,
            inside,
            end - 60,
            end,
            end + 60,
            end + 61 * 60,
        ] {
            let typed = Typed {
                local: to_the_minute(wall(local)),
                zone,
                fold: None,
                now: Timestamp::from_ms(at * 1_000) - 3 * DAY_MS,
            };
            check_one(typed, &oracle, met);
        }
    }
}

/// Fields hold minutes; some zones of old were seconds off.
fn to_the_minute(local: NaiveDateTime) -> NaiveDateTime {
    local - TimeDelta::seconds(local.and_utc().timestamp().rem_euclid(60))
}

fn check_one(typed: Typed, oracle: &Oracle, met: &mut Met) {
    let at = |seconds: i64| Timestamp::from_ms(seconds * 1_000);
    match oracle.means(typed.local) {
        Means::Once(seconds) => {
            met.plain += 1;
            check_dialled(typed, at(seconds), oracle);
        }
        Means::Never => {
            met.skipped += 1;
            check_skipped(typed, oracle);
        }
        Means::Twice(first, second) => {
            met.repeated += 1;
            check_repeated(typed, at(first), at(second), oracle);
        }
    }
}

fn check_dialled(typed: Typed, expected: Timestamp, oracle: &Oracle) {
    let command = booked(typed).unwrap_or_else(|why| panic!("{typed:?}: {why:?}"));
    assert_eq!(command.promise().said.local, typed.local);
    let dialled = dialled(&command);
    assert_eq!(dialled, expected, "{typed:?}");
    assert_eq!(oracle.shows(dialled), typed.local, "{typed:?}");
}

/// Neither is resolved silently; each fix is a time that is there, on its side, by as much as clocks skip or less.
fn check_skipped(typed: Typed, oracle: &Oracle) {
    let (before, after) = match only(booked(typed)) {
        ProblemKind::Skipped { before, after } => (before, after),
        other => panic!("{typed:?}: {other:?}"),
    };
    assert!(before.local < typed.local && typed.local < after.local);
    for fix in [before, after] {
        assert_eq!(oracle.shows(fix.at), fix.local, "{typed:?}");
        check_fix(typed, fix, oracle);
    }
}

fn check_fix(typed: Typed, fix: Resolved, oracle: &Oracle) {
    let pressed = Typed {
        local: fix.local,
        ..typed
    };
    check_dialled(pressed, fix.at, oracle);
}

fn check_repeated(typed: Typed, first: Timestamp, second: Timestamp, oracle: &Oracle) {
    match only(booked(typed)) {
        ProblemKind::Twice { earlier, later } => {
            assert_eq!((earlier.at, later.at), (first, second), "{typed:?}");
            assert_ne!(earlier.offset_secs, later.offset_secs, "both are named");
        }
        other => panic!("{typed:?}: {other:?}"),
    }
    for (fold, expected) in [(Fold::Earlier, first), (Fold::Later, second)] {
        let chosen = Typed {
            fold: Some(fold),
            ..typed
        };
        check_dialled(chosen, expected, oracle);
    }
}

/// The one problem there is.
pub(crate) fn only<T>(outcome: Result<T, Vec<Problem>>) -> ProblemKind {
    let problems = outcome.map(drop).expect_err("a doubtful time");
    match <[Problem; 1]>::try_from(problems) {
        Ok([problem]) => problem.kind,
        Err(problems) => panic!("one problem, not {problems:?}"),
    }
}

#[test]
fn the_wall_time_booked_is_dialled_around_every_change_of_these_zones() {
    let mut met = Met::default();
    for name in [
        "Australia/Lord_Howe",
        "Europe/Dublin",
        "Africa/Cairo",
        "America/Santiago",
        "Africa/Casablanca",
        "America/New_York",
        "Antarctica/Troll",
    ] {
        around_changes(name.parse().unwrap(), 2025, 2038, &mut met);
    }
    assert!(met.changes >= 6 * 26, "{met:?}");
    assert!(met.skipped > 0 && met.repeated > 0, "{met:?}");
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn the_wall_time_booked_is_dialled_around_every_change_of_every_zone() {
    let mut met = Met::default();
    for zone in TZ_VARIANTS {
        around_changes(zone, 2025, 2038, &mut met);
    }
    assert!(met.changes > 4_900, "{met:?}");
}

#[test]
fn a_day_that_never_was_is_stepped_over() {
    for (name, year) in [
        ("Pacific/Apia", 2011),
        ("Pacific/Kwajalein", 1993),
        ("Pacific/Kiritimati", 1994),
        ("Pacific/Fakaofo", 2011),
    ] {
        let (zone, mut met): (Tz, _) = (name.parse().unwrap(), Met::default());
        around_changes(zone, year, year + 2, &mut met);
        let whole_days = Oracle::of(zone).changes(year, year + 2);
        assert!(whole_days.iter().any(|(_, by)| *by == 86_400), "{name}");
        assert!(met.skipped >= 3, "{name}: {met:?}");
    }
}
