//! The core's lexicon of a language, from what the browser knows of it and what its language file adds.
//!
//! A browser knows names and orders; what people type besides (*half past*, *next*) no browser knows. The loader
//! fetches the language files; until one is there, and where there is none, the words are those of English.

use super::intl::LocaleFacts;
use callback_core::entry::{DateOrder, ENGLISH, Lexicon, NotALanguage};
use std::fmt::Write;

/// The languages with a file in `crates/core/lang`. English is built in.
const FILES: [&str; 7] = ["ar", "de", "es", "fr", "he", "ja", "pt"];

/// How this locale's dates and times are read and printed, until its language file is there.
#[must_use]
pub fn of(facts: &LocaleFacts) -> Lexicon {
    with(facts, ENGLISH).expect("built in, and tested")
}

/// The same, with the words of `file`.
///
/// # Errors
/// The first line of it that is none of a language file.
pub fn with(facts: &LocaleFacts, file: &str) -> Result<Lexicon, NotALanguage> {
    Lexicon::read(&names(facts), file)
}

/// The name of the language file for a tag, if there is one.
#[must_use]
pub fn file(tag: &str) -> Option<&'static str> {
    let language = tag.split('-').next()?;
    FILES.into_iter().find(|file| *file == language)
}

/// What the browser knows, in the form of a language file.
#[must_use]
pub fn names(facts: &LocaleFacts) -> String {
    let order = match facts.order {
        DateOrder::DayMonthYear => "dmy",
        DateOrder::MonthDayYear => "mdy",
        DateOrder::YearMonthDay => "ymd",
    };
    let hours = if facts.twelve_hours { 12 } else { 23 };
    let mut text = format!(
        "order: {order}\nseparator: {}\nhours of the day: {hours}\n",
        facts.separator
    );
    list(&mut text, "months", &facts.months, &facts.months_short);
    list(
        &mut text,
        "weekdays",
        &facts.weekdays,
        &facts.weekdays_short,
    );
    for (key, word) in ["am", "pm"].iter().zip(&facts.day_periods) {
        let _ = writeln!(text, "{key}: {word}");
    }
    for (days, word) in facts.days.iter().enumerate() {
        let _ = writeln!(text, "day {days}: {word}");
    }
    text
}

/// The long and the short name of each, in order.
fn list(text: &mut String, key: &str, long: &[String], short: &[String]) {
    let names: Vec<String> = long
        .iter()
        .zip(short)
        .map(|(long, short)| {
            if long == short {
                long.clone()
            } else {
                format!("{long}|{short}")
            }
        })
        .collect();
    let _ = writeln!(text, "{key}: {}", names.join(", "));
}
