//! The locales of the tables: what Chromium says of each (`locales/`), with the language file that goes with it.

use callback_core::entry::Lexicon;
use std::collections::BTreeMap;

macro_rules! locales {
    ($($tag:literal $language:literal),* $(,)?) => {
        pub(crate) const LOCALES: &[(&str, &str, &str)] = &[$((
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
pub(crate) fn lexicons() -> BTreeMap<&'static str, Lexicon> {
    LOCALES
        .iter()
        .map(|(tag, ..)| (*tag, lexicon(tag)))
        .collect()
}

pub(crate) fn lexicon(tag: &str) -> Lexicon {
    let found = LOCALES.iter().find(|locale| locale.0 == tag);
    let (_, names, language) = found.unwrap_or_else(|| panic!("no locale {tag}"));
    Lexicon::read(names, language).unwrap_or_else(|fault| panic!("{tag}: {fault:?}"))
}
