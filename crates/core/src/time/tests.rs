use super::*;
use chrono::{NaiveDate, NaiveDateTime};
use chrono_tz::{TZ_VARIANTS, Tz};

fn zone(name: &str) -> Tz {
    name.parse().expect("a zone")
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a date and time")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn shown(moment: Resolved) -> String {
    let local = moment.local.to_string();
    format!(
        "{} {}",
        &local["2026-".len()..local.len() - ":00".len()],
        OffsetText(moment.offset_secs)
    )
}

#[test]
fn every_kind_of_change_is_told() {
    #[track_caller]
    fn check(name: &str, said: &str, expected: &str) {
        let found = match resolve(local(said), zone(name)) {
            Resolution::One(one) => OffsetText(one.offset_secs).to_string(),
            gap @ Resolution::Gap { before, after } => {
                let minutes = gap.skipped_ms() / MINUTE_MS;
                format!("{} | {minutes} | {}", shown(before), shown(after))
            }
            Resolution::Fold { earlier, later } => format!(
                "{} & {} after {}",
                OffsetText(earlier.offset_secs),
                OffsetText(later.offset_secs),
                (later.at - earlier.at) / MINUTE_MS
            ),
        };
        assert_eq!(found, expected, "{said} in {name}");
    }
    // Both sides of a gap and of a fold.
    check("America/New_York", "2026-03-08 01:59", "UTC−05:00");
    let gap = "03-08 01:59 UTC−05:00 | 60 | 03-08 03:00 UTC−04:00";
    check("America/New_York", "2026-03-08 02:00", gap);
    check("America/New_York", "2026-03-08 02:59", gap);
    check("America/New_York", "2026-03-08 03:00", "UTC−04:00");
    check("America/New_York", "2026-11-01 00:59", "UTC−04:00");
    let fold = "UTC−04:00 & UTC−05:00 after 60";
    check("America/New_York", "2026-11-01 01:00", fold);
    check("America/New_York", "2026-11-01 01:59", fold);
    check("America/New_York", "2026-11-01 02:00", "UTC−05:00");
    // Half an hour.
    let gap = "10-04 01:59 UTC+10:30 | 30 | 10-04 02:30 UTC+11:00";
    check("Australia/Lord_Howe", "2026-10-04 02:29", gap);
    check("Australia/Lord_Howe", "2026-10-04 02:30", "UTC+11:00");
    check("Australia/Lord_Howe", "2026-04-05 01:29", "UTC+11:00");
    let fold = "UTC+11:00 & UTC+10:30 after 30";
    check("Australia/Lord_Howe", "2026-04-05 01:30", fold);
    check("Australia/Lord_Howe", "2026-04-05 02:00", "UTC+10:30");
    // The start of the day, and the end of it.
    let gap = "09-05 23:59 UTC−04:00 | 60 | 09-06 01:00 UTC−03:00";
    check("America/Santiago", "2026-09-06 00:00", gap);
    let gap = "04-23 23:59 UTC+02:00 | 60 | 04-24 01:00 UTC+03:00";
    check("Africa/Cairo", "2026-04-24 00:30", gap);
    let gap = "03-28 22:59 UTC−02:00 | 60 | 03-29 00:00 UTC−01:00";
    check("America/Scoresbysund", "2026-03-28 23:30", gap);
    // Summer time that the law calls standard, winter time with less than nothing added.
    let gap = "03-29 00:59 UTC | 60 | 03-29 02:00 UTC+01:00";
    check("Europe/Dublin", "2026-03-29 01:30", gap);
    check(
        "Europe/Dublin",
        "2026-10-25 01:30",
        "UTC+01:00 & UTC after 60",
    );
    // Two hours at the South Pole's Norwegian station.
    let gap = "03-29 00:59 UTC | 120 | 03-29 03:00 UTC+02:00";
    check("Antarctica/Troll", "2026-03-29 02:59", gap);
    // A day that never was.
    let gap = "12-29 23:59 UTC−10:00 | 1440 | 12-31 00:00 UTC+14:00";
    check("Pacific/Apia", "2011-12-30 00:00", gap);
    check("Pacific/Apia", "2011-12-30 23:59", gap);
    check("Pacific/Apia", "2011-12-31 00:00", "UTC+14:00");
}

#[test]
fn what_was_said_is_settled_only_by_a_choice() {
    let said = Said {
        local: local("2026-11-01 01:30"),
        zone: zone("America/New_York"),
        fold: None,
    };
    assert_eq!(said.settled(), None);
    let Resolution::Fold { earlier, later } = said.resolve() else {
        panic!("no fold");
    };
    let chosen = |fold| Said {
        fold: Some(fold),
        ..said
    };
    assert_eq!(chosen(Fold::Earlier).settled(), Some(earlier));
    assert_eq!(chosen(Fold::Later).settled(), Some(later));
    assert_eq!(Said::of(later.at, said.zone), chosen(Fold::Later));
    assert_eq!(Said::of(earlier.at, said.zone), chosen(Fold::Earlier));

    let skipped = Said {
        local: local("2026-03-08 02:30"),
        ..chosen(Fold::Later)
    };
    assert_eq!(skipped.settled(), None);
}

#[test]
fn another_zone_keeps_the_wall_clock_and_forgets_the_choice() {
    let said = Said {
        local: local("2026-11-01 01:30"),
        zone: zone("America/New_York"),
        fold: Some(Fold::Later),
    };
    assert_eq!(said.in_zone(said.zone), said);
    let moved = said.in_zone(zone("America/Chicago"));
    assert_eq!((moved.local, moved.fold), (said.local, None));
}

#[test]
fn the_first_moment_of_a_day() {
    #[track_caller]
    fn check(name: &str, day: &str, expected: Option<&str>) {
        let found = start_of_day(date(day), zone(name)).map(shown);
        assert_eq!(found.as_deref(), expected, "{day} in {name}");
    }
    check("UTC", "2026-12-24", Some("12-24 00:00 UTC"));
    check(
        "America/Santiago",
        "2026-09-06",
        Some("09-06 01:00 UTC−03:00"),
    );
    check(
        "America/Havana",
        "2026-11-01",
        Some("11-01 00:00 UTC−04:00"),
    );
    check("Pacific/Apia", "2011-12-30", None);
    check("Pacific/Apia", "2011-12-31", Some("12-31 00:00 UTC+14:00"));
}

#[test]
fn a_picker_leaves_out_what_is_skipped_and_shows_twice_what_is_repeated() {
    #[track_caller]
    fn check(name: &str, day: &str, step: u32, count: usize, first: &str) {
        let times = times_of_day(date(day), zone(name), step);
        assert_eq!(times.len(), count, "{day} in {name}");
        assert!(times.is_sorted_by(|a, b| a.at < b.at), "{day} in {name}");
        assert_eq!(
            times.first().map(|it| shown(*it)).unwrap_or_default(),
            first
        );
    }
    check(
        "America/New_York",
        "2026-03-07",
        30,
        48,
        "03-07 00:00 UTC−05:00",
    );
    check(
        "America/New_York",
        "2026-03-08",
        30,
        46,
        "03-08 00:00 UTC−05:00",
    );
    check(
        "America/New_York",
        "2026-11-01",
        30,
        50,
        "11-01 00:00 UTC−04:00",
    );
    check(
        "Australia/Lord_Howe",
        "2026-10-04",
        15,
        94,
        "10-04 00:00 UTC+10:30",
    );
    check(
        "Australia/Lord_Howe",
        "2026-04-05",
        15,
        98,
        "04-05 00:00 UTC+11:00",
    );
    check(
        "America/Santiago",
        "2026-09-06",
        60,
        23,
        "09-06 01:00 UTC−03:00",
    );
    check("Pacific/Apia", "2011-12-30", 30, 0, "");
    check("UTC", "2026-12-24", 0, 1_440, "12-24 00:00 UTC");
    check("UTC", "2026-12-24", u32::MAX, 1, "12-24 00:00 UTC");
}

#[test]
fn today_is_the_day_where_the_contact_is() {
    let now = Timestamp::from(local("2026-12-24 12:00").and_utc());
    assert_eq!(today(now, zone("Pacific/Kiritimati")), date("2026-12-25"));
    assert_eq!(today(now, zone("Pacific/Pago_Pago")), date("2026-12-24"));
}

#[test]
fn the_ends_of_the_calendar_never_panic() {
    let ends = [
        i64::MIN,
        i64::MIN + 1,
        -8_334_601_228_800_000,
        8_210_266_876_799_999,
        i64::MAX,
    ];
    for zone in TZ_VARIANTS {
        for ms in ends {
            let instant = Timestamp::from_ms(ms);
            let shown = shown_at(instant, zone);
            let _ = resolve(shown.local, zone);
            let _ = Said::of(instant, zone).settled();
            let _ = times_of_day(shown.local.date(), zone, 360);
            let _ = start_of_day(today(instant, zone), zone);
        }
        for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            let _ = resolve(local, zone);
        }
    }
    assert_eq!(default_instant(Timestamp::from_ms(i64::MAX)).ms(), i64::MAX);
    let _ = default_instant(Timestamp::from_ms(i64::MIN));
}

/// Every change of every zone from 2025 to 2037, half an hour at a time around it: an instant's
/// local time resolves to that instant, alone or as one of two.
#[test]
fn what_a_clock_shows_means_that_instant_again() {
    let start = Timestamp::from(local("2025-01-01 00:00").and_utc());
    for zone in TZ_VARIANTS {
        let mut offset = offset_secs_at(start, zone);
        for day in 1..13 * 365 {
            let from = start + (day - 1) * DAY_MS;
            let before = core::mem::replace(&mut offset, offset_secs_at(from + DAY_MS, zone));
            if before == offset {
                continue;
            }
            for step in -4..52 {
                let instant = from + step * 30 * MINUTE_MS;
                let said = Said::of(instant, zone);
                assert_eq!(said.settled().map(|it| it.at), Some(instant), "{said:?}");
            }
        }
    }
}
