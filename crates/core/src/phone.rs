//! The shape of a phone number (P5): what a host hands in or an agent types, read or plainly asked for.

use core::fmt;

/// A number that can be dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneNumber(String);

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneProblem {
    /// Withheld or empty.
    Withheld,
    /// Other than digits and what separates them.
    NotANumber,
}

impl PhoneNumber {
    /// Reads a number.
    ///
    /// # Errors
    /// Why it is none.
    pub fn read(text: &str, _country: &str) -> Result<Self, PhoneProblem> {
        let text = text.trim();
        if text.is_empty() || text == "anonymous" {
            return Err(PhoneProblem::Withheld);
        }
        let digits: String = text
            .chars()
            .filter(|ch| ch.is_ascii_digit() || *ch == '+')
            .collect();
        let shaped = text
            .chars()
            .all(|ch| ch.is_ascii_digit() || " ()-.+".contains(ch));
        if shaped && digits.len() > 2 {
            Ok(Self(digits))
        } else {
            Err(PhoneProblem::NotANumber)
        }
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
