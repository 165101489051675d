//! The names of zones. Knows nothing about time.

use crate::data::Database;
use crate::generated::{NAME_COUNT, UTC_INDEX};
use core::fmt::{self, Debug, Display, Formatter};
use core::str::FromStr;

/// A time zone of the IANA database, by name. Two bytes; compares in the order of the names' bytes.
///
/// A link is a zone of its own here: `Asia/Calcutta` and `Asia/Kolkata` tell the same time and are
/// not equal, so that what was said can be kept to the letter (T1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tz(u16);

/// Every zone, ordered by name.
///
/// ```
/// use callback_tz::{TZ_VARIANTS, Tz};
/// assert!(TZ_VARIANTS.contains(&Tz::UTC));
/// assert!(TZ_VARIANTS.is_sorted_by_key(|zone| zone.name()));
/// ```
pub static TZ_VARIANTS: [Tz; NAME_COUNT as usize] = variants();

const fn variants() -> [Tz; NAME_COUNT as usize] {
    let mut all = [Tz(0); NAME_COUNT as usize];
    let mut index = 0;
    while index < NAME_COUNT {
        all[index as usize] = Tz(index);
        index += 1;
    }
    all
}

impl Tz {
    /// Coordinated Universal Time.
    pub const UTC: Self = Self(UTC_INDEX);

    /// The name as the database spells it, such as `America/Argentina/Buenos_Aires`.
    #[must_use]
    pub fn name(self) -> &'static str {
        Database::get().names[self.index()]
    }

    /// Finds a zone by its name in any mixture of capital and small ASCII letters.
    ///
    /// ```
    /// use callback_tz::Tz;
    /// assert_eq!(Tz::from_str_insensitive("america/new_york")?.name(), "America/New_York");
    /// # Ok::<(), callback_tz::ParseError>(())
    /// ```
    ///
    /// # Errors
    /// [`ParseError`] where no zone has this name.
    pub fn from_str_insensitive(name: &str) -> Result<Self, ParseError> {
        Database::get()
            .names
            .iter()
            .zip(TZ_VARIANTS)
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, zone)| zone)
            .ok_or(ParseError(()))
    }

    /// Its place among the names.
    pub(crate) fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// [`Tz::UTC`], as in chrono-tz.
impl Default for Tz {
    fn default() -> Self {
        Self::UTC
    }
}

/// Finds a zone by its exact name.
impl FromStr for Tz {
    type Err = ParseError;

    fn from_str(name: &str) -> Result<Self, ParseError> {
        let place = Database::get().names.binary_search(&name);
        place
            .ok()
            .and_then(|place| TZ_VARIANTS.get(place).copied())
            .ok_or(ParseError(()))
    }
}

impl Display for Tz {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Debug for Tz {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// No zone of the database has the given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ParseError(());

impl Display for ParseError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("failed to parse timezone")
    }
}

impl core::error::Error for ParseError {}
