//! Names as the search compares them: one spelling, and a signature that rules most of them out.

use super::mistakes::NAME_BYTES_MAX;
use crate::fold::fold;

/// Appends a text in small ASCII letters as far as it has any, one space for each run of marks
/// between words: `america new york`, `st johns`, `東京`.
pub(super) fn push_plain(plain: &mut String, text: &str) {
    let folded = (!text.is_ascii()).then(|| fold(text));
    let start = plain.len();
    let mut space = false;
    for c in folded.as_deref().unwrap_or(text).chars() {
        match c {
            '\'' | '`' => {}
            ' ' | '/' | '_' | '-' | ',' | '.' | '(' | ')' | '"' | ':' | ';' | '?' | '!' | '&'
            | '\t' | '\n' | '\r' => space = true,
            c => {
                if space && plain.len() > start {
                    plain.push(' ');
                }
                space = false;
                plain.push(c.to_ascii_lowercase());
            }
        }
    }
}

/// A text as [`push_plain`] writes it.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    push_plain(&mut plain, text);
    plain
}

/// A bit for each letter that a plain text has. What lacks two letters of another is two mistakes
/// away from it at least, which takes one instruction to find out.
pub(super) fn letters_in(plain: &[u8]) -> u32 {
    plain.iter().fold(0, |mask, byte| {
        mask | match byte {
            b' ' => 0,
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            other => 1 << (27 + other % 5),
        }
    })
}

/// A plain text without its spaces, on the stack.
pub(super) struct Packed {
    bytes: [u8; NAME_BYTES_MAX],
    len: usize,
}

impl Packed {
    /// Leaves off what is longer than any name.
    pub(super) fn new(plain: &[u8]) -> Self {
        let mut packed = Self {
            bytes: [0; NAME_BYTES_MAX],
            len: 0,
        };
        for byte in plain.iter().filter(|byte| **byte != b' ') {
            if let Some(place) = packed.bytes.get_mut(packed.len) {
                *place = *byte;
                packed.len += 1;
            }
        }
        packed
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}
