//! English: the language that is always there, and the one that others fall back to.

use super::Text;

/// The text in English, braces and all. It stands beside its key in the list of texts.
#[must_use]
pub fn english(text: Text) -> &'static str {
    text.english()
}
