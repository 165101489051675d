//! A text with what each of its words may mean, found once for all readers.

use super::cursor::Cursor;
use super::token::{Kind, Token, tokens, unfolded};
use super::words::{Sense, Words};

/// A text taken apart, with what each of its words may mean.
pub(super) struct Text<'a> {
    pub(super) tokens: Vec<Token>,
    pub(super) words: &'a Words,
    /// For each token: the phrases without places that begin there, and the token after them; the longest first.
    pub(super) known: Vec<Vec<(Sense, usize)>>,
}

impl<'a> Text<'a> {
    /// `None` where it is too long to be a date or time.
    pub(super) fn new(text: &str, words: &'a Words) -> Option<Self> {
        let mut text = Self {
            tokens: apart(text, tokens(text)?, words),
            words,
            known: Vec::new(),
        };
        text.known = (0..text.tokens.len())
            .map(|at| {
                Cursor {
                    text: &text,
                    at,
                    within: 0,
                }
                .known()
            })
            .collect();
        Some(text)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    pub(super) fn start(&self) -> Cursor<'_> {
        Cursor {
            text: self,
            at: 0,
            within: 0,
        }
    }
}

/// Takes words apart that are a weekday and a part of it written as one: *Freitagabend*.
fn apart(text: &str, tokens: Vec<Token>, words: &Words) -> Vec<Token> {
    let mut found = Vec::new();
    for token in tokens {
        let split = match &token.kind {
            Kind::Word(word) => words.compound(word).and_then(|first| {
                let at = unfolded(text.get(token.span.clone())?, first.len())?;
                Some((first, word.get(first.len()..)?, token.span.start + at))
            }),
            _ => None,
        };
        let Some((first, second, at)) = split else {
            found.push(token);
            continue;
        };
        let piece = |word: &str, span| Token {
            kind: Kind::Word(word.to_owned()),
            span,
        };
        found.push(piece(first, token.span.start..at));
        found.push(piece(second, at..token.span.end));
    }
    found
}
