//! Numbers, words and marks of a text, and where each stands in it. Knows no language.

use crate::fold::{Folded, fold_char, is_letter, push_folded};
use core::ops::Range;

/// Longer texts are no date: nobody types them, and every reader stays short.
const CHARS_MAX: usize = 120;

/// A piece of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Where it stands, in bytes of the text as typed.
    pub(super) span: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Number(Number),
    /// Folded letters; `p.m.` is one word, `pm`.
    Word(String),
    /// Anything else but space.
    Mark(char),
}

/// A run of digits: `09` is not `9`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    /// Stops growing beyond what 32 bits hold; no reader takes that many digits.
    pub(super) value: u32,
    pub(super) digits: usize,
    pub(super) leading_zero: bool,
}

/// Takes a text apart; `None` where it is too long to be a date or time.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens: Vec<Token> = Vec::new();
    // Whether the next letter or digit continues the last token.
    let mut open = false;
    for (count, (start, c)) in text.char_indices().enumerate() {
        if count == CHARS_MAX {
            return None;
        }
        let span = start..start + c.len_utf8();
        let last = tokens.last_mut().filter(|_| open);
        match (fold_char(c), last) {
            (Folded::Nothing, _) => {}
            (Folded::Space, _) => open = false,
            (Folded::Digit(digit), last) => {
                open = true;
                match last {
                    Some(Token {
                        kind: Kind::Number(number),
                        span: whole,
                    }) => {
                        number.value = number.value.saturating_mul(10).saturating_add(digit);
                        number.digits += 1;
                        whole.end = span.end;
                    }
                    _ => tokens.push(Token {
                        kind: Kind::Number(Number::of(digit)),
                        span,
                    }),
                }
            }
            (Folded::Other(c), last) => open = other(c, span, last.is_some(), &mut tokens),
        }
    }
    Some(tokens)
}

impl Number {
    fn of(digit: u32) -> Self {
        Self {
            value: digit,
            digits: 1,
            leading_zero: digit == 0,
        }
    }
}

/// Adds a letter to the open word, or begins a word or mark. Says whether a word is open.
fn other(c: char, span: Range<usize>, open: bool, tokens: &mut Vec<Token>) -> bool {
    let mut folded = String::new();
    push_folded(&mut folded, c);
    let last = tokens.last_mut().filter(|_| open);
    match last {
        Some(Token {
            kind: Kind::Word(word),
            span: whole,
        }) if is_letter(c) || folded.is_empty() => {
            word.push_str(&folded);
            whole.end = span.end;
        }
        // A full stop after letters belongs to them: the word goes on after those of p.m., and
        // ends with that of Dec.
        Some(Token {
            kind: Kind::Word(word),
            span: whole,
        }) if c == '.' => {
            whole.end = span.end;
            return word.len() <= 2;
        }
        _ if folded.is_empty() => return open,
        _ if is_letter(c) => tokens.push(Token {
            kind: Kind::Word(folded),
            span,
        }),
        _ => {
            let mark = folded.chars().next().unwrap_or(c);
            tokens.push(Token {
                kind: Kind::Mark(mark),
                span,
            });
            return false;
        }
    }
    true
}
