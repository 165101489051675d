use super::generated::{RENAMED, WEIGHTS};
use super::*;
use crate::time::{DAY_MS, Timestamp, offset_secs_at};
use chrono_tz::{TZ_VARIANTS, Tz};

/// 2026-12-01T00:00:00Z.
const DECEMBER: Timestamp = Timestamp::from_ms(1_796_083_200_000);
/// 2026-07-01T00:00:00Z.
const JULY: Timestamp = Timestamp::from_ms(1_782_864_000_000);

fn names(query: &str, at: Timestamp, suggested: &[&str], limit: usize) -> Vec<&'static str> {
    let suggested: Vec<Tz> = suggested
        .iter()
        .map(|name| name.parse().expect("a zone"))
        .collect();
    let hits = ZoneIndex::new().search(query, at, &suggested, limit);
    hits.iter().map(|hit| hit.zone.name()).collect()
}

#[test]
fn the_first_row_is_what_was_meant() {
    #[track_caller]
    fn check(query: &str, expected: &str) {
        assert_eq!(names(query, DECEMBER, &[], 1), [expected], "{query:?}");
    }
    for query in [
        "America/New_York",
        "america/new_york",
        "New York",
        "new yo",
        "york new",
        "NEW_YORK",
    ] {
        check(query, "America/New_York");
    }
    check("são paulo", "America/Sao_Paulo");
    check("buenos", "America/Argentina/Buenos_Aires");
    check("argentina salta", "America/Argentina/Salta");
    check("st. john's", "America/St_Johns");
    check("port au prince", "America/Port-au-Prince");
    check("indianapolis", "America/Indiana/Indianapolis");
    check("lon", "Europe/London");
    check("ondon", "Europe/London");
    check("zürich", "Europe/Zurich");
    // By former names, under the present one.
    check("calcutta", "Asia/Kolkata");
    check("kiev", "Europe/Kyiv");
    check("saigon", "Asia/Ho_Chi_Minh");
    check("us/eastern", "America/New_York");
    check("japan", "Asia/Tokyo");
    check("montreal", "America/Toronto");
    // A present name comes before a former one that fits as well.
    check("nicosia", "Asia/Nicosia");
    // By offset.
    check("+5:30", "Asia/Kolkata");
    check("utc-5", "America/New_York");
    check("0545", "Asia/Kathmandu");
    check("z", "UTC");
    check("gmt", "UTC");
}

#[test]
fn offsets_are_those_of_the_chosen_date() {
    assert_eq!(names("-5", DECEMBER, &[], 1), ["America/New_York"]);
    assert_eq!(names("-5", JULY, &[], 1), ["America/Chicago"]);
    let index = ZoneIndex::new();
    for hit in index.search("+2", JULY, &[], usize::MAX) {
        assert_eq!(hit.offset_secs, 2 * 3_600, "{}", hit.zone);
    }
}

#[test]
fn what_is_suggested_comes_first_within_its_tier() {
    #[track_caller]
    fn check(query: &str, suggested: &[&str], expected: &[&str]) {
        assert_eq!(
            names(query, DECEMBER, suggested, expected.len()),
            expected,
            "{query:?}"
        );
    }
    check(
        "+1",
        &["Europe/Vienna"],
        &["Europe/Vienna", "Europe/Berlin"],
    );
    check("san", &["America/Santiago"], &["America/Santiago"]);
    // Not over a better tier.
    check("rome", &["Europe/Berlin"], &["Europe/Rome"]);
    // Nothing typed: those, then the same offset, then all by name.
    let suggested = ["Asia/Calcutta", "Europe/Rome"];
    let expected = [
        "Asia/Kolkata",
        "Europe/Rome",
        "Asia/Colombo",
        "Africa/Abidjan",
        "Africa/Accra",
    ];
    check("", &suggested, &expected);
    check(" \u{a0}", &[], &["UTC", "Asia/Shanghai"]);
    check("nowhere at all", &["Europe/Rome"], &[]);
    assert!(names("nowhere at all", DECEMBER, &["Europe/Rome"], 9).is_empty());
}

#[test]
fn a_letter_that_is_an_offset_too_finds_names() {
    let found = names("z", DECEMBER, &[], 3);
    assert_eq!(found, ["UTC", "Europe/Zurich", "Europe/Zagreb"]);
    assert!(names("gmt", DECEMBER, &[], 2).contains(&"Europe/London"));
}

#[test]
fn a_row_says_what_was_matched() {
    #[track_caller]
    fn check(query: &str, tier: Tier, expected: &str) {
        let hits = ZoneIndex::new().search(query, DECEMBER, &[], 1);
        let Matched::Name { name, spans } = &hits[0].matched else {
            panic!("{query:?}: {:?}", hits[0]);
        };
        let mut marked = String::new();
        for (at, c) in name.char_indices() {
            marked.extend(spans.iter().filter(|it| it.start == at).map(|_| '['));
            marked.push(c);
            marked.extend(spans.iter().filter(|it| it.end == at + 1).map(|_| ']'));
        }
        assert_eq!(
            (hits[0].tier, marked.as_str()),
            (tier, expected),
            "{query:?}"
        );
    }
    check("Saõ Paulo", Tier::Exact, "America/[Sao_Paulo]");
    check("sao", Tier::Prefix, "America/[Sao]_Paulo");
    check("paul amer", Tier::WordPrefix, "[Amer]ica/Sao_[Paul]o");
    check("ulo", Tier::Near, "America/Sao_Pa[ulo]");
    check("calcutta", Tier::Exact, "Asia/[Calcutta]");
}

#[test]
fn every_zone_that_is_a_place_is_found_by_its_own_name() {
    let index = ZoneIndex::new();
    for zone in TZ_VARIANTS {
        let hits = index.search(zone.name(), DECEMBER, &[], 1);
        if zone.name().contains('/') && !zone.name().starts_with("Etc/") {
            let first = hits.first().map(|hit| hit.zone);
            assert_eq!(first, Some(present(zone)), "{zone}");
        }
    }
}

#[test]
fn a_former_name_tells_the_same_time_and_its_present_one_can_be_chosen() {
    assert_eq!([RENAMED.len(), WEIGHTS.len()], [TZ_VARIANTS.len(); 2]);
    for (zone, weight) in TZ_VARIANTS.into_iter().zip(WEIGHTS) {
        let now = present(zone);
        if now == zone {
            continue;
        }
        assert_eq!((present(now), weight), (now, 0), "{zone}");
        for day in 0..3 * 365 {
            let at = JULY + day * DAY_MS;
            let offsets = [zone, now].map(|zone| offset_secs_at(at, zone));
            assert_eq!(offsets[0], offsets[1], "{zone}, day {day}");
        }
    }
}

#[test]
fn no_query_makes_it_panic() {
    const QUERIES: [&str; 12] = [
        "",
        " ",
        "/",
        "-",
        "+",
        "ß",
        "İ",
        "+٥:٣٠",
        "\u{301}",
        "é-",
        "😀 _",
        "utc+99999999999",
    ];
    let index = ZoneIndex::new();
    for query in QUERIES {
        for at in [i64::MIN, 0, i64::MAX] {
            let _ = index.search(query, Timestamp::from_ms(at), &[Tz::UTC], 20);
        }
    }
    assert!(
        index
            .search(&"a ".repeat(5_000), DECEMBER, &[], 20)
            .is_empty()
    );
    assert!(index.search("a", DECEMBER, &[], 0).is_empty());
}
