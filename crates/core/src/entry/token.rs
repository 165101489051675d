//! Numbers, words and marks of a text, and where each stands in it. Knows scripts, but no language.

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
    /// Folded letters; `p.m.` is one word, `pm`. A character of its own where the script has no spaces.
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
        match (fold_char(spelled(c)), last) {
            (Folded::Nothing, Some(word)) if is_point(c) => word.span.end = span.end,
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

/// How many bytes of a word as typed make so many of it folded.
pub(super) fn unfolded(typed: &str, bytes: usize) -> Option<usize> {
    let mut folded = String::new();
    let mut ends = typed.char_indices().map(|(at, c)| (at + c.len_utf8(), c));
    let (end, _) = ends.find(|(_, c)| {
        if let Folded::Other(c) = fold_char(spelled(*c)) {
            push_folded(&mut folded, c);
        }
        folded.len() >= bytes
    })?;
    (folded.len() == bytes).then_some(end)
}

/// One spelling of letters that are typed in several, and nothing for the points and quotes that may stand among them.
fn spelled(c: char) -> char {
    const NOTHING: char = '\u{200B}';
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ة' => 'ه',
        '\u{05BE}' => '-',
        // Points of Arabic and Hebrew, the stretched line, and quotes: אחה״צ is typed אחה"צ.
        '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}' => NOTHING,
        '\u{0591}'..='\u{05C7}' | '\u{05F3}' | '\u{05F4}' => NOTHING,
        '"' | '“' | '”' | '„' | '«' | '»' => NOTHING,
        c => c,
    }
}

/// Does it belong to the letter before it? An invisible mark or a quote does not.
fn is_point(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0591}'..='\u{05BD}' | '\u{05BF}'..='\u{05C7}' | '\u{05F3}' | '\u{05F4}'
        | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

/// Is it of a script that has no spaces between words? There each character is a word, and a phrase is a row of them.
fn unspaced(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}'
        | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Adds a letter to the open word, or begins a word or mark. Says whether a word is open.
fn other(c: char, span: Range<usize>, open: bool, tokens: &mut Vec<Token>) -> bool {
    let mut folded = String::new();
    push_folded(&mut folded, c);
    if unspaced(c) {
        tokens.push(Token {
            kind: Kind::Word(folded),
            span,
        });
        return false;
    }
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
