//! Finds a time zone by what an agent types (Z1–Z3): its name, its city, an offset; and, once the
//! file of places has come, any large city, a country, a state, a nickname, an abbreviation.
//!
//! Pure: the instant at which offsets are asked for, the zones to suggest and the bytes of the file
//! are arguments, and no row is ever ordered by chance.

mod answer;
mod generated;
mod hit;
mod index;
mod mistakes;
mod names;
mod offset;
mod places;
mod rank;
mod readings;
mod rows;
mod search;
mod titled;

pub use hit::{Found, Hit, Matched, Tier};
pub use index::{ZoneIndex, city, present};
pub use places::BadPlaces;

#[cfg(test)]
mod tests;
