//! Abbreviations, offsets, places in places, and what a row says of them.

use super::{DECEMBER, JULY, found, names};
use callback_core::zones::{Found, Matched, Tier, ZoneIndex};

#[test]
fn an_ambiguous_abbreviation_lists_all_its_meanings() {
    #[track_caller]
    fn check(query: &str, expected: &[&str]) {
        for at in [DECEMBER, JULY] {
            let found = names(query, at);
            let first = &found[..expected.len().min(found.len())];
            assert_eq!(first, expected, "{query:?} at {at:?}");
        }
    }
    check(
        "cst",
        &[
            "America/Chicago",
            "Asia/Shanghai",
            "Asia/Taipei",
            "America/Havana",
        ],
    );
    check("BST", &["Europe/London", "Asia/Dhaka"]);
    check("ast", &["America/Halifax", "Asia/Riyadh"]);
    check("pst", &["America/Los_Angeles", "Asia/Manila"]);
    check("sgt", &["Asia/Singapore"]);
    check("ET", &["America/New_York"]);
    check("pacific time", &["America/Los_Angeles"]);
    check("eastern ti", &["America/New_York"]);
    let india_israel_ireland = ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"];
    for at in [DECEMBER, JULY] {
        let found = names("ist", at);
        assert!(
            india_israel_ireland
                .iter()
                .all(|zone| found[..3].contains(zone)),
            "{found:?}"
        );
    }
}

#[test]
fn an_abbreviation_in_force_on_the_date_comes_before_one_that_is_not() {
    // In December Ireland keeps Greenwich's time and Israel its own standard time.
    assert_eq!(
        names("ist", DECEMBER)[1..3],
        ["Asia/Jerusalem", "Europe/Dublin"]
    );
    assert_eq!(
        names("ist", JULY)[1..3],
        ["Europe/Dublin", "Asia/Jerusalem"]
    );
    // Whose summer it is.
    assert_eq!(names("aedt", DECEMBER)[0], "Australia/Sydney");
    assert_eq!(names("edt", DECEMBER)[0], "America/New_York");
}

#[test]
fn a_place_is_found_in_its_state_and_country_in_any_order() {
    #[track_caller]
    fn check(query: &str, expected: &str) {
        assert_eq!(names(query, DECEMBER).first(), Some(&expected), "{query:?}");
    }
    for query in [
        "london",
        "london uk",
        "uk london",
        "London, United Kingdom",
        "lodnon england",
    ] {
        check(query, "Europe/London");
    }
    check("london ontario", "America/Toronto");
    check("birmingham", "Europe/London");
    check("birmingham al", "America/Chicago");
    check("Austin, TX, USA", "America/Chicago");
    check("usa texas el paso", "America/Denver");
    check("san jose costa rica", "America/Costa_Rica");
    check("san jose california", "America/Los_Angeles");
    check("georgia usa", "America/New_York");
    // Too small to be known: the state's own zones, the one with the most people first.
    check("paris texas", "America/Chicago");
    assert_eq!(found("paris texas", DECEMBER)[0].tier, Tier::Offered);
    // In other words.
    for query in ["münchen", "Muenchen", "munchen", "MUNICH", "münich bayern"] {
        check(query, "Europe/Berlin");
    }
    for (query, zone) in [
        ("köln", "Europe/Berlin"),
        ("wien", "Europe/Vienna"),
        ("東京", "Asia/Tokyo"),
        ("łódź", "Europe/Warsaw"),
        ("nyc", "America/New_York"),
        ("newyork", "America/New_York"),
        ("st louis", "America/Chicago"),
        ("saint petersburg russia", "Europe/Moscow"),
        ("deutschland", "Europe/Berlin"),
        ("tokyo time", "Asia/Tokyo"),
        ("new south wales", "Australia/Sydney"),
        ("qld", "Australia/Brisbane"),
        ("est5edt", "America/New_York"),
        ("Etc/GMT-8", "Asia/Shanghai"),
    ] {
        check(query, zone);
    }
}

#[test]
fn a_row_tells_the_place() {
    #[track_caller]
    fn check(query: &str, expected: [&str; 4]) {
        let hits = found(query, DECEMBER);
        let Matched::Place(Found {
            place,
            within,
            name,
            spans,
        }) = &hits[0].matched
        else {
            panic!("{query:?}: {:?}", hits[0]);
        };
        let marked: Vec<&str> = spans.iter().map(|span| &name[span.clone()]).collect();
        let marked = marked.join("|");
        assert_eq!(
            [place, within, name, marked.as_str()],
            expected,
            "{query:?}"
        );
    }
    check(
        "dallas",
        ["Dallas", "Texas, United States", "Dallas", "Dallas"],
    );
    check("munch", ["Munich", "Germany", "Munchen", "Munch"]);
    check(
        "rio de",
        ["Rio de Janeiro", "Brazil", "Rio de Janeiro", "Rio de"],
    );
    check("texas", ["Texas", "United States", "Texas", "Texas"]);
    check("uk", ["United Kingdom", "", "UK", "UK"]);
    check("wien", ["Vienna", "Austria", "Wien", "Wien"]);
    check(
        "angeles phil",
        ["Angeles City", "Philippines", "Angeles City", "Angeles"],
    );
    // With mistakes, what was typed without; else all of it.
    check(
        "dalas",
        ["Dallas", "Texas, United States", "Dallas", "Dallas"],
    );
    check(
        "san fransisco",
        [
            "San Francisco",
            "California, United States",
            "San Francisco",
            "San",
        ],
    );

    let shared = |query, at| found(query, at)[0].matched.clone();
    assert_eq!(shared("cest", JULY), Matched::Shared("CEST".to_owned()));
    assert_eq!(shared("pacif", JULY), Matched::Shared("Pacific".to_owned()));
    assert_eq!(shared("cst", JULY), Matched::Shared("CST".to_owned()));
}

#[test]
fn a_full_name_hides_what_is_merely_like_it() {
    assert_eq!(names("koln", DECEMBER), ["Europe/Berlin"]);
    assert!(names("kolm", DECEMBER).contains(&"Europe/Berlin"));
}

#[test]
fn suggested_zones_come_first_within_their_tier() {
    let suggested = [
        "Asia/Shanghai".parse().unwrap(),
        "America/Winnipeg".parse().unwrap(),
    ];
    let hits = super::index().search("cst", DECEMBER, &suggested, 50);
    assert_eq!(hits[0].zone.name(), "Asia/Shanghai");
    let hits = super::index().search("dallas", DECEMBER, &suggested, 50);
    assert_eq!(hits[0].zone.name(), "America/Chicago");
}

#[test]
fn without_the_file_zones_are_found_by_their_own_names() {
    let index = ZoneIndex::new();
    let first = |query| {
        index
            .search(query, DECEMBER, &[], 1)
            .first()
            .map(|hit| hit.zone.name())
    };
    assert_eq!(first("new yrok"), Some("America/New_York"));
    assert_eq!(first("cet"), Some("Europe/Berlin"));
    assert_eq!(first("dallas"), None);
}
