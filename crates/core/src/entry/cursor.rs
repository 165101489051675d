//! A place in the tokens, from which readers take what they know and hand on the rest.

use super::lexicon::Lexicon;
use super::token::{Kind, Number, Token};
use super::words::is_one_of;
use crate::fold::fold;
use core::ops::Range;

/// A place in the tokens of a text. Taking something gives the place after it.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    all: &'a [Token],
    at: usize,
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(all: &'a [Token], lexicon: &'a Lexicon) -> Self {
        Self {
            all,
            at: 0,
            lexicon,
        }
    }

    fn next(self) -> Option<(&'a Kind, Self)> {
        let token = self.all.get(self.at)?;
        let at = self.at + 1;
        Some((&token.kind, Self { at, ..self }))
    }

    pub(super) fn number(self) -> Option<(Number, Self)> {
        match self.next()? {
            (Kind::Number(number), rest) => Some((*number, rest)),
            _ => None,
        }
    }

    pub(super) fn word(self) -> Option<(&'a str, Self)> {
        match self.next()? {
            (Kind::Word(word), rest) => Some((word, rest)),
            _ => None,
        }
    }

    pub(super) fn mark(self, marks: &[char]) -> Option<(char, Self)> {
        match self.next()? {
            (Kind::Mark(mark), rest) if marks.contains(mark) => Some((*mark, rest)),
            _ => None,
        }
    }

    /// A word of the list.
    pub(super) fn one_of(self, list: &[String]) -> Option<Self> {
        let (word, rest) = self.word()?;
        is_one_of(list, word).then_some(rest)
    }

    /// All words of a phrase, in order.
    pub(super) fn phrase(self, phrase: &str) -> Option<Self> {
        let mut rest = self;
        for wanted in fold(phrase).split(' ') {
            let (word, after) = rest.word()?;
            if word != wanted {
                return None;
            }
            rest = after;
        }
        Some(rest)
    }

    /// Past commas and words without weight.
    pub(super) fn skip_fillers(self) -> Self {
        let mut rest = self;
        while let Some(after) = rest
            .one_of(&rest.lexicon.words.fillers)
            .or_else(|| rest.mark(&[',', '،', '、']).map(|(_, after)| after))
        {
            rest = after;
        }
        rest
    }

    /// Past a full stop, where one follows.
    pub(super) fn skip_stop(self) -> Self {
        self.mark(&['.']).map_or(self, |(_, rest)| rest)
    }

    /// Is nothing of weight left?
    pub(super) fn is_done(self) -> bool {
        let rest = self.skip_stop().skip_fillers();
        rest.at == rest.all.len()
    }

    /// Where in the text lies what was taken from here to `end`, in bytes.
    pub(super) fn span_to(self, end: Self) -> Range<usize> {
        let taken = self.all.get(self.at..end.at).unwrap_or_default();
        match (taken.first(), taken.last()) {
            (Some(first), Some(last)) => first.span.start..last.span.end,
            _ => 0..0,
        }
    }
}
