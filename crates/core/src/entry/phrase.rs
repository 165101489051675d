//! One phrase of a language, as it stands in a language file: words, and places for what is said between them.

use super::token::{Kind, tokens};

/// The most pieces of a phrase: people say nothing longer of a day or an hour.
const PIECES_MAX: usize = 12;

/// A piece of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Folded letters; a character of its own where the script has no spaces.
    Word(String),
    /// Digits beside words: the `2` of *2ª feira*.
    Number(u32),
    /// A place for what is said.
    Slot(Slot),
}

/// What is said at a place in a phrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot {
    /// `{h}`: an hour of the clock.
    Hour,
    /// `{m}`: minutes.
    Minute,
    /// `{t}`: a stretch of time.
    Stretch,
    /// `{w}`: a day of the week.
    Weekday,
}

/// Takes a phrase apart. Marks in it are left out, as they are where it is typed; `None` where it is none: no word in
/// it, a place of no known sort, or too long.
pub(super) fn pieces(phrase: &str) -> Option<Vec<Piece>> {
    let mut found = Vec::new();
    for part in phrase.split_inclusive('}') {
        let (words, slot) = part.split_once('{').unwrap_or((part, ""));
        found.extend(tokens(words)?.into_iter().filter_map(|it| match it.kind {
            Kind::Word(word) => Some(Piece::Word(word)),
            Kind::Number(number) => Some(Piece::Number(number.value)),
            Kind::Mark(_) => None,
        }));
        found.extend(match slot {
            "" => None,
            "h}" => Some(Piece::Slot(Slot::Hour)),
            "m}" => Some(Piece::Slot(Slot::Minute)),
            "t}" => Some(Piece::Slot(Slot::Stretch)),
            "w}" => Some(Piece::Slot(Slot::Weekday)),
            _ => return None,
        });
    }
    let worded = found.iter().any(|piece| matches!(piece, Piece::Word(_)));
    (worded && found.len() <= PIECES_MAX).then_some(found)
}
