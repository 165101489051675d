//! What the browser says of locales, as the core's reader gets it.

#![cfg(target_arch = "wasm32")]

use callback_core::entry::{DateOrder, print_date, read_date};
use callback_scheduler::browser::intl::{Language, Style};
use callback_scheduler::browser::lexicon;
use chrono::{NaiveDate, NaiveDateTime};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn language(tag: &str) -> Language {
    Language::new(&[tag], "").expect("every browser has a language")
}

fn afternoon() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 12, 22)
        .and_then(|day| day.and_hms_opt(15, 42, 0))
        .expect("a plain date")
}

#[wasm_bindgen_test]
fn american_english_puts_the_month_first_and_counts_twelve_hours() {
    let facts = language("en-US").facts;
    assert_eq!(facts.order, DateOrder::MonthDayYear);
    assert!(facts.twelve_hours);
    assert_eq!(facts.day_periods, ["AM", "PM"]);
    assert_eq!(facts.first_weekday, 6);
    assert_eq!(
        (facts.months[0].as_str(), facts.months[11].as_str()),
        ("January", "December")
    );
    assert_eq!(
        (facts.weekdays[0].as_str(), facts.weekdays_short[6].as_str()),
        ("Monday", "Sun")
    );
}

#[wasm_bindgen_test]
fn german_puts_the_day_first_and_counts_twenty_four_hours() {
    let facts = language("de").facts;
    assert_eq!(facts.order, DateOrder::DayMonthYear);
    assert!(!facts.twelve_hours);
    assert_eq!(facts.first_weekday, 0);
    assert_eq!(facts.months[2], "März");
    assert_eq!(facts.separator, '.');
    assert_eq!(facts.days, ["heute", "morgen"]);
}

#[wasm_bindgen_test]
fn every_month_is_named_once_in_every_language_shipped() {
    for tag in ["en", "es", "fr", "de", "pt-BR", "ja", "ar", "he"] {
        let facts = language(tag).facts;
        for names in [&facts.months, &facts.months_short] {
            let mut once = names.to_vec();
            once.sort();
            once.dedup();
            assert_eq!(once.len(), 12, "{tag}: {names:?}");
        }
        assert_eq!(facts.right_to_left, matches!(tag, "ar" | "he"), "{tag}");
    }
}

#[wasm_bindgen_test]
fn a_calendar_of_its_own_does_not_change_the_dates() {
    let written = language("ar-SA-u-nu-latn").write(Style::NumericDate, afternoon());
    assert!(written.contains("2026"), "{written}");
}

#[wasm_bindgen_test]
fn digits_are_the_locales() {
    assert_eq!(language("ar-EG").facts.digits[3], '٣');
    assert_eq!(language("en").facts.digits[3], '3');
}

#[wasm_bindgen_test]
fn the_host_may_wish_for_another_hour_cycle() {
    let language = Language::new(&["en-US"], "h23").expect("a language");
    assert!(!language.facts.twelve_hours);
    assert_eq!(language.write(Style::Time, afternoon()), "15:42");
}

#[wasm_bindgen_test]
fn a_tag_that_is_none_gives_way_to_the_next() {
    let language = Language::new(&["not a tag!", "", "fr"], "").expect("a language");
    assert_eq!(language.facts.tag, "fr");
}

#[wasm_bindgen_test]
fn a_zone_has_a_name_for_each_season_or_none() {
    let language = language("en-US");
    let winter = afternoon().and_utc().timestamp_millis();
    assert_eq!(
        language.zone_name("America/New_York", winter).as_deref(),
        Some("Eastern Standard Time")
    );
    assert_eq!(
        language
            .zone_name("America/New_York", winter - 180 * 86_400_000)
            .as_deref(),
        Some("Eastern Daylight Time")
    );
    assert_eq!(language.zone_name("Nowhere/\"At all", winter), None);
}

/// The tables of `crates/core/tests/entry` are read natively by what was written down here. A browser with newer names
/// fails this test, and shows the file as it would be now.
#[wasm_bindgen_test]
fn the_locales_of_the_tables_are_those_of_this_browser() {
    macro_rules! written {
        ($($tag:literal),*) => { [$(($tag, include_str!(concat!("../crates/core/tests/entry/locales/", $tag, ".txt")))),*] };
    }
    let all = written![
        "en-US", "en-GB", "es", "es-MX", "fr", "de", "pt-BR", "pt-PT", "ja", "ar", "ar-EG", "he"
    ];
    for (tag, file) in all {
        let (names, _) = file.split_once("[written]").expect("names, then samples");
        assert_eq!(lexicon::names(&language(tag).facts), names, "{tag}");
    }
}

#[wasm_bindgen_test]
fn every_language_file_is_one() {
    macro_rules! files {
        ($($tag:literal),*) => { [$(($tag, include_str!(concat!("../crates/core/lang/", $tag, ".txt")))),*] };
    }
    for (tag, file) in files!["ar", "de", "es", "fr", "he", "ja", "pt"] {
        assert_eq!(lexicon::file(tag), Some(tag));
        let lexicon = lexicon::with(&language(tag).facts, file);
        assert!(lexicon.is_ok(), "{tag}: {lexicon:?}");
    }
    assert_eq!(lexicon::file("pt-BR"), Some("pt"));
    assert_eq!(lexicon::file("en-GB"), None);
    assert_eq!(lexicon::file("it"), None);
    assert!(lexicon::with(&language("de").facts, "<!doctype html>").is_err());
}

#[wasm_bindgen_test]
fn the_lexicon_reads_what_the_locale_writes() {
    let today = NaiveDate::from_ymd_opt(2026, 12, 1).expect("a plain date");
    let wanted = afternoon().date();
    for tag in ["en-US", "en-GB", "es", "fr", "de", "pt-BR", "ja"] {
        let lexicon = lexicon::of(&language(tag).facts);
        let printed = print_date(wanted, &lexicon);
        assert_eq!(
            read_date(&printed, &lexicon, today),
            Ok(wanted),
            "{tag}: {printed}"
        );
        let tomorrow = language(tag).facts.days[1].clone();
        assert_eq!(
            read_date(&tomorrow, &lexicon, today),
            Ok(today + chrono::Days::new(1)),
            "{tag}: {tomorrow}"
        );
    }
}
