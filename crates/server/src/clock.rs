//! The two clocks of this machine: the one on the wall, which may be set, and the one that only counts.

use callback_core::time::Timestamp;
use rustix::time::{ClockId, clock_gettime};

/// The present instant by the wall clock.
#[must_use]
pub fn now() -> Timestamp {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let ms = since.map_or(0, |since| since.as_millis());
    Timestamp::from_ms(i64::try_from(ms).unwrap_or(i64::MAX))
}

/// Milliseconds since this machine started, its sleep included.
#[must_use]
pub fn boot_ms() -> i64 {
    let since = clock_gettime(ClockId::Boottime);
    since.tv_sec * 1_000 + since.tv_nsec / 1_000_000
}
