//! Dates that are known to go wrong, and the edges of what can be asked.

use callback_tz::{GapInfo, IANA_TZDB_VERSION, OffsetComponents, OffsetName, TZ_VARIANTS, Tz};
use chrono::{DateTime, Duration, MappedLocalTime, NaiveDate, NaiveDateTime, TimeZone};

fn zone(name: &str) -> Tz {
    name.parse().expect(name)
}

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").expect(text)
}

/// What a local time means: as instants in UTC, none, one or two.
fn check(name: &str, text: &str, expected: &[&str]) {
    let instants: Vec<String> = match zone(name).from_local_datetime(&local(text)) {
        MappedLocalTime::None => Vec::new(),
        MappedLocalTime::Single(at) => vec![at],
        MappedLocalTime::Ambiguous(first, second) => vec![first, second],
    }
    .into_iter()
    .map(|at| at.naive_utc().to_string())
    .collect();
    assert_eq!(instants, expected, "{name} {text}");
}

#[test]
fn an_hour_is_skipped_and_repeated_in_new_york() {
    let name = "America/New_York";
    check(name, "2026-03-08 01:59:59", &["2026-03-08 06:59:59"]);
    check(name, "2026-03-08 02:00:00", &[]);
    check(name, "2026-03-08 02:59:59", &[]);
    check(name, "2026-03-08 03:00:00", &["2026-03-08 07:00:00"]);
    check(name, "2026-11-01 00:59:59", &["2026-11-01 04:59:59"]);
    let both = ["2026-11-01 05:00:00", "2026-11-01 06:00:00"];
    check(name, "2026-11-01 01:00:00", &both);
    let both = ["2026-11-01 05:59:59", "2026-11-01 06:59:59"];
    check(name, "2026-11-01 01:59:59", &both);
    check(name, "2026-11-01 02:00:00", &["2026-11-01 07:00:00"]);
}

#[test]
fn half_an_hour_is_repeated_in_lord_howe() {
    let name = "Australia/Lord_Howe";
    check(name, "2026-04-05 01:29:59", &["2026-04-04 14:29:59"]);
    let both = ["2026-04-04 14:30:00", "2026-04-04 15:00:00"];
    check(name, "2026-04-05 01:30:00", &both);
    check(name, "2026-04-05 02:00:00", &["2026-04-04 15:30:00"]);
    check(name, "2026-10-04 02:29:59", &[]);
    check(name, "2026-10-04 02:30:00", &["2026-10-03 15:30:00"]);
}

#[test]
fn midnight_does_not_exist_in_cairo_and_santiago() {
    check("Africa/Cairo", "2026-04-24 00:00:00", &[]);
    check(
        "Africa/Cairo",
        "2026-04-24 01:00:00",
        &["2026-04-23 22:00:00"],
    );
    check("America/Santiago", "2026-09-06 00:30:00", &[]);
    let day = NaiveDate::from_ymd_opt(2026, 4, 24).expect("a date");
    let offset = zone("Africa/Cairo").offset_from_local_date(&day).single();
    assert_eq!(
        offset.map(|offset| offset.to_string()).as_deref(),
        Some("EEST")
    );
}

#[test]
fn a_whole_day_was_skipped_in_samoa_and_kwajalein() {
    check(
        "Pacific/Apia",
        "2011-12-29 23:59:59",
        &["2011-12-30 09:59:59"],
    );
    check("Pacific/Apia", "2011-12-30 00:00:00", &[]);
    check("Pacific/Apia", "2011-12-30 23:59:59", &[]);
    check(
        "Pacific/Apia",
        "2011-12-31 00:00:00",
        &["2011-12-30 10:00:00"],
    );
    check("Pacific/Kwajalein", "1993-08-21 12:00:00", &[]);
    let day = NaiveDate::from_ymd_opt(2011, 12, 30).expect("a date");
    let apia = zone("Pacific/Apia");
    assert_eq!(apia.offset_from_local_date(&day), MappedLocalTime::None);
    let gap = GapInfo::new(&local("2011-12-30 12:00:00"), &apia).expect("a gap");
    assert_eq!(
        gap.begin.map(|(at, _)| at),
        Some(local("2011-12-30 00:00:00"))
    );
    let end = gap.end.map(|at| at.naive_local());
    assert_eq!(end, Some(local("2011-12-31 00:00:00")));
}

#[test]
fn summer_is_daylight_time_in_ireland_too() {
    let at = |text| zone("Europe/Dublin").offset_from_utc_datetime(&local(text));
    let (winter, summer) = (at("2026-01-15 12:00:00"), at("2026-07-15 12:00:00"));
    assert_eq!(winter.dst_offset(), Duration::zero());
    assert_eq!(summer.dst_offset(), Duration::hours(1));
    assert_eq!(summer.base_utc_offset(), Duration::zero());
    assert_eq!(summer.abbreviation(), Some("IST"));
}

#[test]
fn changes_of_2026_are_known() {
    let at = |name, text| {
        zone(name)
            .offset_from_utc_datetime(&local(text))
            .to_string()
    };
    assert_eq!(at("America/Vancouver", "2026-12-01 12:00:00"), "MST");
    assert_eq!(at("America/Winnipeg", "2026-12-01 12:00:00"), "EST");
    assert_eq!(at("Africa/Casablanca", "2026-12-01 12:00:00"), "+00");
}

#[test]
fn a_number_is_printed_and_is_no_abbreviation() {
    let offset = zone("America/Sao_Paulo").offset_from_utc_datetime(&local("2026-12-01 12:00:00"));
    assert_eq!(offset.to_string(), "-03");
    assert_eq!(format!("{offset:?}"), "-03");
    assert_eq!(offset.abbreviation(), None);
}

#[test]
fn before_1970_holds_what_held_when_it_began() {
    check(
        "Europe/Berlin",
        "1943-07-01 12:00:00",
        &["1943-07-01 11:00:00"],
    );
    check("Africa/Monrovia", "1972-01-07 00:44:29", &[]);
    check(
        "Africa/Monrovia",
        "1960-01-01 00:00:00",
        &["1960-01-01 00:44:30"],
    );
}

#[test]
fn no_date_of_chrono_is_too_far_away() {
    let [first, last] = [NaiveDateTime::MIN, NaiveDateTime::MAX];
    for zone in TZ_VARIANTS {
        for at in [
            first,
            last,
            first + Duration::days(2),
            last - Duration::days(2),
        ] {
            let _ = zone.offset_from_utc_datetime(&at);
            let _ = zone.offset_from_local_datetime(&at);
            let _ = zone.offset_from_local_date(&at.date());
            let _ = GapInfo::new(&at, &zone);
        }
        assert!(
            zone.from_local_datetime(&(last - Duration::days(2)))
                .single()
                .is_some()
        );
    }
}

#[test]
fn names_are_parsed_to_the_letter_or_without_case() {
    assert_eq!(zone("Asia/Calcutta").name(), "Asia/Calcutta");
    assert_ne!(zone("Asia/Calcutta"), zone("Asia/Kolkata"));
    assert_eq!(
        Tz::from_str_insensitive("ASIA/calcutta"),
        Ok(zone("Asia/Calcutta"))
    );
    assert_eq!(format!("{0} {0:?} {0:>4}", Tz::UTC), "UTC UTC  UTC");
    assert_eq!(Tz::default(), Tz::UTC);
    for wrong in [
        "",
        "utc",
        "Europe/London ",
        "Europe/Atlantis",
        "Europe/London\nUTC",
    ] {
        let error = wrong.parse::<Tz>().expect_err(wrong);
        assert_eq!(error.to_string(), "failed to parse timezone");
    }
    for zone in TZ_VARIANTS {
        assert_eq!(zone.name().parse(), Ok(zone));
        assert_eq!(
            Tz::from_str_insensitive(&zone.name().to_lowercase()),
            Ok(zone)
        );
    }
}

#[test]
fn a_moment_keeps_its_zone() {
    let at = DateTime::from_timestamp(1_782_900_000, 0).expect("an instant");
    let kolkata = at.with_timezone(&zone("Asia/Kolkata"));
    assert_eq!(kolkata.timezone(), zone("Asia/Kolkata"));
    assert_eq!(kolkata.to_string(), "2026-07-01 15:30:00 IST");
}

#[test]
fn the_version_is_a_year_and_a_letter() {
    let (year, letter) = IANA_TZDB_VERSION.split_at(4);
    assert!(year.parse::<u16>().is_ok_and(|year| year >= 2026));
    assert!(letter.chars().all(|c| c.is_ascii_lowercase()) && letter.len() == 1);
}
