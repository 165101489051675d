//! Typed dates and times: any text, any day, any language, also one that the input makes up.
#![no_main]

#[path = "../../crates/core/tests/entry/locales.rs"]
mod locales;
#[path = "../../crates/core/tests/entry/property.rs"]
mod property;

use callback_core::entry::Lexicon;
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LEXICONS: LazyLock<Vec<Lexicon>> = LazyLock::new(|| locales::lexicons().into_values().collect());

// One byte for the locale, two for the day, and what is typed. Where the first byte names no locale, what stands before
// the last NUL is a language.
fuzz_target!(|data: &[u8]| {
    let [locale, high, low, text @ ..] = data else {
        return;
    };
    let days = i32::from(u16::from_be_bytes([*high, *low]));
    let Some(today) = NaiveDate::from_num_days_from_ce_opt(700_000 + days) else {
        return;
    };
    let text = String::from_utf8_lossy(text);
    match LEXICONS.get(usize::from(*locale)) {
        Some(lexicon) => property::holds(&text, lexicon, today),
        None => {
            let (language, typed) = text.rsplit_once('\0').unwrap_or(("", &text));
            let _ = Lexicon::read("", language);
            let lexicon = Lexicon::read(language, "").expect("what cannot be read is left out");
            property::holds(typed, &lexicon, today);
        }
    }
});
