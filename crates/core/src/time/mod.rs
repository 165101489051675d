//! Instants and civil time. Never asks what time it is, and never resolves a doubtful time silently.

mod civil;
mod day;
mod intent;
mod offset;
mod release;
mod timestamp;

pub(crate) use civil::is_called;
pub use civil::{Fold, Resolution, Resolved, Said, offset_secs_at, resolve, shown_at, to_local};
pub use day::{default_instant, start_of_day, times_of_day, today};
pub use intent::{Doubt, Outcome, rederived, settled_by};
pub use offset::OffsetText;
pub use release::{Current, Release, Rules};
pub use timestamp::{DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

#[cfg(test)]
mod tests;
