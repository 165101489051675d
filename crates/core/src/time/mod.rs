//! Instants and civil time. Never asks what time it is.

mod timestamp;

pub use timestamp::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};
