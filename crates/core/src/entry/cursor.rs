//! A place in the tokens, from which readers take what they know and hand on the rest.
//!
//! A word may mean two things (*mar* is March and Tuesday, *mañana* is tomorrow and the morning): whoever takes
//! something gets every way to take it, and the way that leaves nothing over is the one that was meant.

use super::phrase::Piece;
use super::text::Text;
use super::token::{Kind, Number};
use super::words::{Sense, Words};
use core::ops::Range;

/// A place in the tokens of a text. Taking something gives the place after it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) at: usize,
    /// How many bytes of a word are taken already: its prefix.
    pub(super) within: usize,
}

/// Does a prefix stand before the first word of a phrase?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefixed {
    No,
    Yes,
}

/// Something that was taken, and from where to where.
#[derive(Clone, Copy)]
pub(super) struct Way<'a, T> {
    pub(super) said: T,
    pub(super) start: Cursor<'a>,
    pub(super) end: Cursor<'a>,
}

impl<T> Way<'_, T> {
    /// Where it stands in the text, in bytes.
    pub(super) fn span(&self) -> Range<usize> {
        self.start.span_to(self.end)
    }
}

/// Punctuation between what is said.
const PAUSES: [char; 7] = [',', '،', '、', '。', '(', ')', ';'];

impl<'a> Cursor<'a> {
    pub(super) fn lexicon(self) -> &'a Words {
        self.text.words
    }

    fn to(self, at: usize) -> Self {
        Self {
            at,
            within: 0,
            ..self
        }
    }

    fn next(self) -> Option<(&'a Kind, Self)> {
        let token = self.text.tokens.get(self.at)?;
        Some((&token.kind, self.to(self.at + 1)))
    }

    /// Digits.
    pub(super) fn number(self) -> Option<(Number, Self)> {
        match self.next()? {
            (Kind::Number(number), rest) => Some((*number, rest)),
            _ => None,
        }
    }

    fn word(self) -> Option<(&'a str, Self)> {
        match self.next()? {
            (Kind::Word(word), rest) => Some((word.get(self.within..)?, rest)),
            _ => None,
        }
    }

    pub(super) fn mark(self, marks: &[char]) -> Option<(char, Self)> {
        match self.next()? {
            (Kind::Mark(mark), rest) if marks.contains(mark) => Some((*mark, rest)),
            _ => None,
        }
    }

    /// This very letter, of no language: the T of an ISO date-time.
    pub(super) fn letter(self, letter: &str) -> Option<Self> {
        let (word, rest) = self.word()?;
        (word == letter).then_some(rest)
    }

    /// Every phrase without places that begins here and that `pick` has a use for, the longest first.
    pub(super) fn phrases<T>(self, pick: impl Fn(Sense) -> Option<T>) -> Vec<(T, Self)> {
        let inside = if self.within > 0 {
            self.known()
        } else {
            Vec::new()
        };
        let whole = self.text.known.get(self.at).filter(|_| self.within == 0);
        let known = whole.unwrap_or(&inside).iter();
        known
            .filter_map(|(sense, at)| Some((pick(*sense)?, self.to(*at))))
            .collect()
    }

    /// What may begin here, and the token after it, the longest first.
    pub(super) fn known(self) -> Vec<(Sense, usize)> {
        let mut found = self.meant(Prefixed::No);
        // A prefix is one, and the beginning of a name is meant, only where the word is none itself: הערב is *tonight*,
        // not *the evening*.
        let whole = found.iter().any(|(_, end)| *end == self.at + 1);
        if !whole {
            found.extend(self.meant(Prefixed::Yes));
        }
        if let Some((word, rest)) = self.word().filter(|_| found.is_empty()) {
            let begun = self.lexicon().begun(word);
            found.extend(begun.map(|sense| (sense, rest.at)));
        }
        found.sort_by_key(|(_, end)| core::cmp::Reverse(*end));
        found
    }

    fn meant(self, prefixed: Prefixed) -> Vec<(Sense, usize)> {
        let phrases = self.lexicon().phrases().iter();
        let here =
            phrases.filter_map(|it| Some((it.sense, self.spelled(&it.pieces, prefixed)?.at)));
        here.collect()
    }

    /// A phrase of this sense; the longest.
    pub(super) fn phrase(self, sense: Sense) -> Option<Self> {
        let found = self.phrases(|it| (it == sense).then_some(()));
        found.first().map(|(_, rest)| *rest)
    }

    /// All pieces in order. A hyphen between them may be typed or not.
    fn spelled(self, pieces: &[Piece], prefixed: Prefixed) -> Option<Self> {
        let mut rest = self;
        for (place, piece) in pieces.iter().enumerate() {
            rest = if place == 0 {
                rest.piece(piece, prefixed)?
            } else {
                let plain = rest.piece(piece, Prefixed::No);
                let hyphen = || rest.mark(&['-'])?.1.piece(piece, Prefixed::No);
                plain.or_else(hyphen)?
            };
        }
        Some(rest)
    }

    /// One word or number of a phrase.
    pub(super) fn piece(self, piece: &Piece, prefixed: Prefixed) -> Option<Self> {
        match piece {
            Piece::Slot(_) => None,
            Piece::Number(wanted) => {
                let (number, rest) = self.number()?;
                (number.value == *wanted && prefixed == Prefixed::No).then_some(rest)
            }
            Piece::Word(wanted) => {
                let (word, rest) = self.word()?;
                let prefix = word.strip_suffix(wanted.as_str())?;
                let fits = match prefixed {
                    Prefixed::No => prefix.is_empty(),
                    Prefixed::Yes => self.is_prefix(prefix),
                };
                fits.then_some(rest)
            }
        }
    }

    /// Into a word, past this prefix of it: *to four* is one word in Hebrew.
    pub(super) fn into_word(self, piece: &Piece) -> Option<Self> {
        let (Piece::Word(prefix), Some((word, _))) = (piece, self.word()) else {
            return None;
        };
        let rest = word.strip_prefix(prefix.as_str())?;
        let within = self.within + prefix.len();
        (!rest.is_empty() && self.is_prefix(prefix)).then_some(Self { within, ..self })
    }

    fn is_prefix(self, letters: &str) -> bool {
        let is = |piece: &[Piece]| matches!(piece, [Piece::Word(word)] if word == letters);
        let mut phrases = self.lexicon().phrases().iter();
        phrases.any(|it| it.sense == Sense::Prefix && is(&it.pieces))
    }

    /// Here, and after each pause and word without weight that follows.
    pub(super) fn places(self) -> Vec<Self> {
        let mut places = vec![self];
        let mut last = self;
        while let Some(next) = last.after_filler() {
            places.push(next);
            last = next;
        }
        places
    }

    fn after_filler(self) -> Option<Self> {
        if let Some((_, rest)) = self.mark(&PAUSES) {
            return Some(rest);
        }
        // A day that begins with such a word is no day without it: the fifth day of the week is *day e* in Hebrew.
        let names = self.phrases(|sense| match sense {
            Sense::Weekday(_) | Sense::Day(..) => Some(()),
            _ => None,
        });
        if names.iter().any(|(_, end)| end.at > self.at + 1) {
            return None;
        }
        // A prefix of digits is a word of its own, with or without a hyphen: ב-15.
        if let Some(rest) = self.phrase(Sense::Prefix) {
            return Some(rest.mark(&['-']).map_or(rest, |(_, rest)| rest));
        }
        self.phrase(Sense::Filler)
    }

    /// Past all pauses and words without weight.
    pub(super) fn skip_fillers(self) -> Self {
        self.places().last().copied().unwrap_or(self)
    }

    /// Past a full stop, unless a number goes on right behind it: `24. 15 Uhr`, but not `14.30`.
    pub(super) fn stop(self) -> Option<Self> {
        let (_, rest) = self.mark(&['.'])?;
        let end = self.text.tokens.get(self.at).map(|token| token.span.end);
        let next = self.text.tokens.get(rest.at).map(|token| token.span.start);
        let goes_on = end == next && rest.number().is_some();
        (!goes_on).then_some(rest)
    }

    /// Past such a full stop, where one follows.
    pub(super) fn skip_stop(self) -> Self {
        self.stop().unwrap_or(self)
    }

    /// Is it the same place of the same text?
    pub(super) fn is_at(self, other: Self) -> bool {
        (self.at, self.within) == (other.at, other.within)
    }

    /// Is nothing of weight left?
    pub(super) fn is_done(self) -> bool {
        let rest = self.skip_stop().skip_fillers();
        rest.at == rest.text.tokens.len()
    }

    /// Where in the text lies what was taken from here to `end`, in bytes.
    pub(super) fn span_to(self, end: Self) -> Range<usize> {
        let taken = self.text.tokens.get(self.at..end.at).unwrap_or_default();
        match (taken.first(), taken.last()) {
            (Some(first), Some(last)) => first.span.start..last.span.end,
            _ => 0..0,
        }
    }
}
