//! What the panel offers at changes that people have met.

use super::journey::{Typed, booked};
use super::support::{local, zone};
use super::sweep::only;
use callback_core::problem::ProblemKind;
use callback_core::time::{DAY_MS, OffsetText, Resolved, Timestamp};

fn shown(it: Resolved) -> String {
    let local = it.local.format("%d %H:%M");
    format!("{local} {}", OffsetText(it.offset_secs))
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table, a case for each zone")]
fn each_names_its_two_ways_out() {
    let rows = [
        (
            "America/New_York",
            "2026-03-08T02:30",
            "skipped: 08 01:30 UTC−05:00, 08 03:30 UTC−04:00",
        ),
        (
            "America/New_York",
            "2026-11-01T01:30",
            "twice: 01 01:30 UTC−04:00, 01 01:30 UTC−05:00",
        ),
        // Half an hour.
        (
            "Australia/Lord_Howe",
            "2026-10-04T02:15",
            "skipped: 04 01:45 UTC+10:30, 04 02:45 UTC+11:00",
        ),
        (
            "Australia/Lord_Howe",
            "2026-04-05T01:45",
            "twice: 05 01:45 UTC+11:00, 05 01:45 UTC+10:30",
        ),
        // Standard time is summer time, by law.
        (
            "Europe/Dublin",
            "2026-03-29T01:30",
            "skipped: 29 00:30 UTC, 29 02:30 UTC+01:00",
        ),
        (
            "Europe/Dublin",
            "2026-10-25T01:30",
            "twice: 25 01:30 UTC+01:00, 25 01:30 UTC",
        ),
        // Midnight is not there; and comes twice, before it.
        (
            "Africa/Cairo",
            "2026-04-24T00:00",
            "skipped: 23 23:00 UTC+02:00, 24 01:00 UTC+03:00",
        ),
        (
            "Africa/Cairo",
            "2026-10-29T23:30",
            "twice: 29 23:30 UTC+03:00, 29 23:30 UTC+02:00",
        ),
        (
            "America/Santiago",
            "2026-09-06T00:30",
            "skipped: 05 23:30 UTC−04:00, 06 01:30 UTC−03:00",
        ),
        (
            "America/Santiago",
            "2026-04-04T23:30",
            "twice: 04 23:30 UTC−03:00, 04 23:30 UTC−04:00",
        ),
        // Ramadan, and the end of it all.
        (
            "Africa/Casablanca",
            "2026-02-15T02:30",
            "twice: 15 02:30 UTC+01:00, 15 02:30 UTC",
        ),
        (
            "Africa/Casablanca",
            "2026-03-22T02:30",
            "skipped: 22 01:30 UTC, 22 03:30 UTC+01:00",
        ),
        (
            "Africa/Casablanca",
            "2026-09-20T01:30",
            "twice: 20 01:30 UTC+01:00, 20 01:30 UTC",
        ),
        // Two hours.
        (
            "Antarctica/Troll",
            "2026-03-29T02:30",
            "skipped: 29 00:30 UTC, 29 04:30 UTC+02:00",
        ),
        // A day.
        (
            "Pacific/Apia",
            "2011-12-30T12:00",
            "skipped: 29 12:00 UTC−10:00, 31 12:00 UTC+14:00",
        ),
        (
            "Pacific/Kwajalein",
            "1993-08-21T12:00",
            "skipped: 20 12:00 UTC−12:00, 22 12:00 UTC+12:00",
        ),
    ];
    for (name, said, expected) in rows {
        let local = local(&format!("{said}:00"));
        let typed = Typed {
            local,
            zone: zone(name),
            fold: None,
            now: Timestamp::from(local.and_utc()) - 3 * DAY_MS,
        };
        let found = match only(booked(typed)) {
            ProblemKind::Skipped { before, after } => {
                format!("skipped: {}, {}", shown(before), shown(after))
            }
            ProblemKind::Twice { earlier, later } => {
                format!("twice: {}, {}", shown(earlier), shown(later))
            }
            other => format!("{other:?}"),
        };
        assert_eq!(found, expected, "{said} in {name}");
    }
}
