//! The typed dates and times of all languages (T5), as tables: a line for each case.

mod readers;
mod table;

use callback_core::entry::Lexicon;
use std::collections::BTreeMap;

/// What Chromium says of a locale, and the language file that goes with it.
macro_rules! locales {
    ($($tag:literal $language:literal),* $(,)?) => {
        const LOCALES: &[(&str, &str, &str)] = &[$((
            $tag,
            include_str!(concat!("locales/", $tag, ".txt")),
            include_str!(concat!("../../lang/", $language, ".txt")),
        )),*];
    };
}

locales! {
    "en-US" "en", "en-GB" "en", "es" "es", "es-MX" "es", "fr" "fr", "de" "de", "pt-BR" "pt", "pt-PT" "pt", "ja" "ja",
    "ar" "ar", "ar-EG" "ar", "he" "he",
}

/// The lexicon of every locale, as the browser makes it.
fn lexicons() -> BTreeMap<&'static str, Lexicon> {
    LOCALES
        .iter()
        .map(|(tag, ..)| (*tag, lexicon(tag)))
        .collect()
}

fn lexicon(tag: &str) -> Lexicon {
    let found = LOCALES.iter().find(|locale| locale.0 == tag);
    let (_, names, language) = found.unwrap_or_else(|| panic!("no locale {tag}"));
    Lexicon::read(names, language).unwrap_or_else(|fault| panic!("{tag}: {fault:?}"))
}
