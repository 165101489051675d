//! The shape of a phone number (P5): what a host hands in or an agent types is read or plainly
//! asked for.
//!
//! Shape only. Whether such a number exists in its country is a verdict that comes to
//! [`check`](crate::check::check) as an argument (V1), from a library with current metadata.
//! Deliberately absent: tables of countries, and any change of a national number into an
//! international one.

use crate::fold::fold;
use core::fmt::{self, Display, Formatter};

/// The most digits of an international number, its country code included (E.164, section 6).
pub const DIGITS_MAX: usize = 15;
/// The fewest digits of any number: emergency and short numbers have three.
pub const DIGITS_MIN: usize = 3;
/// The fewest digits of an international number: a country code and the shortest numbers in use.
pub const INTERNATIONAL_DIGITS_MIN: usize = 7;
/// The most digits of an extension (RFC 3966 knows no limit; no exchange has longer ones).
pub const EXTENSION_DIGITS_MAX: usize = 11;

/// A number that can be dialled.
///
/// Prints as it is dialled, with `;ext=` where there is an extension (RFC 3966), and is read back
/// from that as itself but for [`typed`](Self::typed) and [`country`](Self::country).
///
/// ```
/// use callback_core::phone::{PhoneNumber, PhoneProblem};
/// let number = PhoneNumber::read("tel:+1-212-555-0123;ext=42", "US")?;
/// assert_eq!((number.dialed(), number.extension()), ("+12125550123", Some("42")));
/// assert_eq!(number.to_string(), "+12125550123;ext=42");
///
/// let number = PhoneNumber::read("(020) 7183 8750", "GB")?;
/// assert_eq!((number.dialed(), number.country()), ("02071838750", Some("GB")));
///
/// assert_eq!(PhoneNumber::read("anonymous", ""), Err(PhoneProblem::Withheld));
/// # Ok::<(), PhoneProblem>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhoneNumber {
    typed: String,
    dialed: String,
    extension: Option<String>,
    country: Option<String>,
}

/// Why a text is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhoneProblem {
    /// Withheld or empty: the contact has to be asked.
    Withheld,
    /// Other than digits and what separates them.
    NotANumber,
    /// Too few digits.
    TooShort {
        /// What was typed.
        digits: usize,
        /// [`DIGITS_MIN`] or [`INTERNATIONAL_DIGITS_MIN`].
        digits_min: usize,
    },
    /// Too many digits.
    TooLong {
        /// What was typed.
        digits: usize,
        /// [`DIGITS_MAX`].
        digits_max: usize,
    },
    /// The extension is no number, or a very long one.
    BadExtension {
        /// [`EXTENSION_DIGITS_MAX`].
        digits_max: usize,
    },
}

/// What exchanges send in place of a number that the caller keeps back or that is not known.
const WITHHELD: [&str; 10] = [
    "anonymous",
    "blocked",
    "no caller id",
    "private",
    "private number",
    "restricted",
    "unavailable",
    "unknown",
    "withheld",
    "withheld number",
];

/// What may stand before an extension; the longer ones first.
const EXTENSION_MARKS: [&str; 8] = [
    ";ext=",
    "extension",
    "extn.",
    "extn",
    "ext.",
    "ext",
    "x",
    "#",
];

/// Marks that only please the eye (RFC 3966, `visual-separator`, and what people type beside).
const SEPARATORS: [char; 7] = [' ', '-', '.', '(', ')', '/', '\u{b7}'];

impl PhoneNumber {
    /// Reads a number from a host or a person: `tel:` and `sip:` addresses, separators, `+` or an
    /// international `00` kept as typed, extensions, digits of any width or script.
    ///
    /// `country` is the ISO 3166 code that a national number belongs to, where it is known, and is
    /// kept with it; an international number needs none.
    ///
    /// # Errors
    /// [`PhoneProblem::Withheld`] where there is none to read, else what is wrong with it.
    pub fn read(text: &str, country: &str) -> Result<Self, PhoneProblem> {
        let folded = fold(text);
        let address = address(&folded)?;
        if address.is_empty() || WITHHELD.contains(&address) {
            return Err(PhoneProblem::Withheld);
        }
        let (number, extension) = split_extension(address);
        let dialed = dialed(number)?;
        let international = dialed.starts_with('+');
        let country = country.trim().to_ascii_uppercase();
        let is_code = country.len() == 2 && country.chars().all(|c| c.is_ascii_uppercase());
        Ok(Self {
            typed: text.to_owned(),
            dialed,
            extension: extension.map(read_extension).transpose()?,
            country: Some(country).filter(|_| is_code && !international),
        })
    }

    /// What is dialled: digits, after `+` where the number is international.
    #[must_use]
    pub fn dialed(&self) -> &str {
        &self.dialed
    }

    /// Digits to dial once somebody has answered.
    #[must_use]
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// Does it say its country itself?
    #[must_use]
    pub fn is_international(&self) -> bool {
        self.dialed.starts_with('+')
    }

    /// The country of a national number, two capital letters, where the host named it.
    #[must_use]
    pub fn country(&self) -> Option<&str> {
        self.country.as_deref()
    }

    /// The text that it was read from, to the letter.
    #[must_use]
    pub fn typed(&self) -> &str {
        &self.typed
    }
}

impl Display for PhoneNumber {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.dialed)?;
        match &self.extension {
            Some(extension) => write!(f, ";ext={extension}"),
            None => Ok(()),
        }
    }
}

/// The part of an address that may be a number: without scheme, host and parameters, which RFC 3261
/// and RFC 3966 put around it; `;ext=` stays.
fn address(folded: &str) -> Result<&str, PhoneProblem> {
    // A name before the address, as SIP has it: "Ada" <sip:+12125550123@example.com>.
    let address = match folded.split_once('<') {
        Some((_, after)) => after.split_once('>').map_or(after, |(inside, _)| inside),
        None => folded,
    };
    let address = address.trim();
    let scheme = |name: &str| address.strip_prefix(name);
    if let Some(user) = scheme("sip:").or_else(|| scheme("sips:")) {
        let (user, host) = user.split_once('@').unwrap_or((user, ""));
        // RFC 3323: an anonymous caller comes from this host.
        if host.starts_with("anonymous.invalid") {
            return Err(PhoneProblem::Withheld);
        }
        return Ok(without_parameters(user).trim());
    }
    Ok(without_parameters(scheme("tel:").unwrap_or(address)).trim())
}

/// Up to the first parameter that is no extension.
fn without_parameters(address: &str) -> &str {
    let mut end = 0;
    for (place, part) in address.split(';').enumerate() {
        if place > 0 && !part.starts_with("ext=") {
            break;
        }
        end += part.len() + usize::from(place > 0);
    }
    address.get(..end).unwrap_or(address)
}

fn split_extension(address: &str) -> (&str, Option<&str>) {
    for mark in EXTENSION_MARKS {
        if let Some(at) = place(address, mark)
            && let (Some(number), Some(extension)) =
                (address.get(..at), address.get(at + mark.len()..))
        {
            return (number.trim_end_matches([' ', ',', ';']), Some(extension));
        }
    }
    (address, None)
}

/// Where `part` begins. The standard library's search is made for long texts, and 3 KB of the panel's first load.
fn place(text: &str, part: &str) -> Option<usize> {
    let mut windows = text.as_bytes().windows(part.len());
    windows.position(|window| window == part.as_bytes())
}

fn read_extension(text: &str) -> Result<String, PhoneProblem> {
    let digits: String = text.chars().filter(|c| !SEPARATORS.contains(c)).collect();
    let good = !digits.is_empty()
        && digits.len() <= EXTENSION_DIGITS_MAX
        && digits.chars().all(|c| c.is_ascii_digit());
    good.then_some(digits).ok_or(PhoneProblem::BadExtension {
        digits_max: EXTENSION_DIGITS_MAX,
    })
}

/// Digits, and `+` before the first of them.
fn dialed(number: &str) -> Result<String, PhoneProblem> {
    let mut dialed = String::with_capacity(DIGITS_MAX + 1);
    // +44 (0)20 …: the zero is dialled inside the country only.
    let inside = place(number, "(0)").filter(|_| number.starts_with('+'));
    for (at, c) in number.char_indices() {
        match c {
            '0' if inside.is_some_and(|inside| at == inside + 1) => {}
            '0'..='9' => dialed.push(c),
            '+' if dialed.is_empty() => dialed.push(c),
            c if SEPARATORS.contains(&c) => {}
            _ => return Err(PhoneProblem::NotANumber),
        }
    }
    let digits = dialed.trim_start_matches('+').len();
    let digits_min = if dialed.starts_with('+') {
        INTERNATIONAL_DIGITS_MIN
    } else {
        DIGITS_MIN
    };
    if digits == 0 {
        return Err(PhoneProblem::NotANumber);
    }
    if digits < digits_min {
        return Err(PhoneProblem::TooShort { digits, digits_min });
    }
    if digits > DIGITS_MAX {
        let digits_max = DIGITS_MAX;
        return Err(PhoneProblem::TooLong { digits, digits_max });
    }
    Ok(dialed)
}

#[cfg(test)]
mod tests;
