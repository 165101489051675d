//! Finds a time zone by what an agent types (Z1, Z2): its name, its city, an offset.
//!
//! Pure: the instant at which offsets are asked for and the zones to suggest are arguments, and no
//! row is ever ordered by chance. Places that are no part of a zone's name (countries, other cities,
//! nicknames), abbreviations and typing mistakes need data that this module does not hold.

mod former;
mod index;
mod major;
mod offset;
mod search;

pub use index::{ZoneIndex, city, present};
pub use search::{Hit, Matched, Tier};

#[cfg(test)]
mod tests;
