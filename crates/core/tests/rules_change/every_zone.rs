//! Every zone, over many times: what must move moves to where jiff finds what was said, and the rest is not touched.

use super::oracle::{Means, Oracle, wall};
use super::support::NOW;
use super::{Old, book_long_ago, owned};
use callback_core::callback::Callback;
use callback_core::command::Route;
use callback_core::rules_change::{RulesChange, RulesMark};
use callback_core::time::{Current, Doubt, Fold, HOUR_MS, Release, Rules, Timestamp};
use chrono::NaiveDateTime;
use chrono_tz::{TZ_VARIANTS, Tz};
use std::collections::BTreeSet;

/// 2026-01-01 and 2028-01-01, on the clock.
const YEARS: std::ops::Range<i64> = 1_767_225_600..1_830_297_600;

/// What was seen, so that a test that sees nothing fails.
#[derive(Debug, Default, PartialEq, Eq)]
struct Seen {
    same: usize,
    moved: BTreeSet<Tz>,
    skipped: BTreeSet<Tz>,
    twice: BTreeSet<Tz>,
}

/// One time in one zone, with every choice that the old rules asked for.
fn check(
    callback: &mut Callback,
    local: NaiveDateTime,
    zone: Tz,
    oracle: &Oracle,
    seen: &mut Seen,
) {
    for fold in [None, Some(Fold::Earlier), Some(Fold::Later)] {
        if book_long_ago(callback, local, zone, fold) {
            check_one(callback, oracle, seen);
        }
    }
}

fn check_one(before: &Callback, oracle: &Oracle, seen: &mut Seen) {
    let said = before.promise.said;
    let after = before.under(&Current, NOW);
    let doubt = match (oracle.means(said.local), said.fold) {
        (Means::Once(at), _)
        | (Means::Twice(at, _), Some(Fold::Earlier))
        | (Means::Twice(_, at), Some(Fold::Later)) => {
            let at = Timestamp::from_ms(at * 1_000);
            if at == before.promise.at {
                seen.same += 1;
                assert_eq!(after, None, "not to be touched: {said:?}");
                return;
            }
            seen.moved.insert(said.zone);
            check_moved(before, after.as_ref(), at);
            return;
        }
        (Means::Twice(..), None) => Doubt::Twice,
        (Means::Never, _) => Doubt::Skipped,
    };
    let zones = match doubt {
        Doubt::Twice => &mut seen.twice,
        Doubt::Skipped => &mut seen.skipped,
    };
    zones.insert(said.zone);
    check_doubtful(before, after.as_ref(), doubt);
}

fn check_moved(before: &Callback, after: Option<&Callback>, at: Timestamp) {
    let by_ms = at - before.promise.at;
    let entry = RulesChange {
        noticed_at: NOW,
        from: Old.release(),
        to: Release::CURRENT,
        was: before.promise.at,
        is: at,
    };
    let mut expected = before.clone();
    expected.promise.at = at;
    expected.promise.tzdb = Release::CURRENT;
    if let Route::Owned { until, .. } = &mut expected.promise.route {
        *until = *until + by_ms;
    }
    expected.rules_changes.push(entry);
    assert_eq!(after, Some(&expected), "{:?}", before.promise.said);
    assert_eq!(expected.rules_mark(), Some(RulesMark::Moved(entry)));
    assert_eq!(expected.under(&Current, NOW), None, "twice is once");
    // Not by the stamp alone.
    expected.promise.tzdb = Old.release();
    assert_eq!(expected.under(&Current, NOW), None, "twice is once");
}

fn check_doubtful(before: &Callback, after: Option<&Callback>, doubt: Doubt) {
    let after = after.expect("an entry in the history");
    assert_eq!(after.rules_mark(), Some(RulesMark::Doubtful(doubt)));
    assert_eq!(after.promise.said, before.promise.said);
    assert_eq!(after.promise.at, before.promise.at, "a person decides");
    assert_eq!(after.promise.route, before.promise.route);
    assert_eq!(after.rules_changes.len(), 1);
    assert_eq!(after.under(&Current, NOW), None, "twice is once");
}

/// Every time of those years at that step, in those zones.
fn sweep(zones: impl IntoIterator<Item = Tz>, step_secs: usize) -> Seen {
    let (mut callback, mut seen) = (owned(), Seen::default());
    for zone in zones {
        let oracle = Oracle::of(zone);
        for seconds in YEARS.step_by(step_secs) {
            check(&mut callback, wall(seconds), zone, &oracle, &mut seen);
        }
    }
    seen
}

#[test]
fn in_every_zone_what_was_said_wins() {
    let seen = sweep(TZ_VARIANTS, 47 * 3_600 + 300);
    assert!(seen.same > 200_000, "{}", seen.same);
    let names: BTreeSet<&str> = seen.moved.iter().map(|zone| zone.name()).collect();
    for name in ["America/Vancouver", "America/Winnipeg", "America/Edmonton"] {
        assert!(names.contains(name), "{name} in {names:?}");
    }
    assert!(!names.contains("America/New_York") && !names.contains("Europe/Berlin"));
}

#[test]
fn each_quarter_of_an_hour_of_zones_that_have_new_rules() {
    let changed = ["Africa/Casablanca", "America/Vancouver", "Europe/Chisinau"];
    let changed: [Tz; 3] = changed.map(|name| name.parse().unwrap());
    let [casablanca, _, chisinau] = changed;
    let seen = sweep(changed, 900);
    assert_eq!(seen.moved, BTreeSet::from(changed));
    // Morocco gives up its hour for good and lives through one twice; Moldova changes its clocks with the rest of Europe.
    assert_eq!(seen.twice, BTreeSet::from([casablanca, chisinau]));
    assert_eq!(seen.skipped, BTreeSet::from([chisinau]));
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn in_every_zone_at_every_half_hour_what_was_said_wins() {
    let seen = sweep(TZ_VARIANTS, 1_800);
    let zones = [seen.moved.len(), seen.twice.len(), seen.skipped.len()];
    assert_eq!(zones, [15, 4, 2], "{seen:?}");
}

#[test]
fn older_rules_change_nothing_and_a_zone_they_lack_neither() {
    let mut callback = owned();
    callback.promise.at = callback.promise.at + HOUR_MS;
    assert_eq!(callback.under(&Old, NOW), None, "older");
    assert_eq!(callback.under(&Current, NOW), None, "the same");
    callback.promise.tzdb = Old.release();
    assert!(callback.under(&Current, NOW).is_some());
    struct Empty;
    impl Rules for Empty {
        type Zone = Tz;
        fn release(&self) -> Release {
            Release::read("2099a").unwrap()
        }
        fn zone(&self, _: &str) -> Option<Tz> {
            None
        }
    }
    assert_eq!(callback.under(&Empty, NOW), None, "not known");
}
