//! Which rules an instant was derived by: a release of the tz database, and zones by name in it (T1).

use chrono::TimeZone;
use chrono_tz::Tz;
use core::fmt::{self, Display, Formatter};

/// A release of the tz database, such as `2026f`: a year and one letter, or two after `z`. Later ones are greater.
///
/// ```
/// use callback_core::time::Release;
/// let [old, new] = ["2025b", "2026f"].map(|text| Release::read(text).expect("a release"));
/// assert!(old < new);
/// assert_eq!(new.to_string(), "2026f");
/// assert_eq!(Release::read("latest"), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release {
    year: u16,
    /// The second one is 0 where there is none, so that `z` comes before `za`.
    letters: [u8; 2],
}

impl Release {
    /// The one whose rules this program carries.
    pub const CURRENT: Self = match Self::read(chrono_tz::IANA_TZDB_VERSION) {
        Some(release) => release,
        None => panic!("the zone data names its release"),
    };

    /// Reads `2026f`; nothing for any other shape.
    #[must_use]
    pub const fn read(text: &str) -> Option<Self> {
        let (thousands, hundreds, tens, ones, letters) = match *text.as_bytes() {
            [a, b, c, d, letter] => (a, b, c, d, [letter, 0]),
            [a, b, c, d, first, second] if second.is_ascii_lowercase() => {
                (a, b, c, d, [first, second])
            }
            _ => return None,
        };
        let digits = thousands.is_ascii_digit()
            && hundreds.is_ascii_digit()
            && tens.is_ascii_digit()
            && ones.is_ascii_digit();
        if !digits || !letters[0].is_ascii_lowercase() {
            return None;
        }
        let century = (thousands - b'0') as u16 * 10 + (hundreds - b'0') as u16;
        let year = century * 100 + (tens - b'0') as u16 * 10 + (ones - b'0') as u16;
        Some(Self { year, letters })
    }
}

impl Display for Release {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        let letters = self.letters.iter().filter(|letter| **letter != 0);
        for letter in letters {
            write!(f, "{}", char::from(*letter))?;
        }
        Ok(())
    }
}

/// The rules of all zones, as one release has them.
pub trait Rules {
    /// A zone of it.
    type Zone: TimeZone;

    /// Which release.
    fn release(&self) -> Release;

    /// The zone of that name, if the release knows it.
    fn zone(&self, name: &str) -> Option<Self::Zone>;
}

/// The rules that this program carries.
#[derive(Clone, Copy, Debug)]
pub struct Current;

impl Rules for Current {
    type Zone = Tz;

    fn release(&self) -> Release {
        Release::CURRENT
    }

    fn zone(&self, name: &str) -> Option<Tz> {
        name.parse().ok()
    }
}
