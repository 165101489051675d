//! How long to wait after a failure: exponential, with full jitter, so that a thousand panels do not come back at once.

use crate::limits::{BACKOFF_MS_MAX, BACKOFF_MS_MIN, RETRY_AFTER_MS_MAX};
use crate::time::Timestamp;

/// How long to wait after the `tries`-th failure in a row, in milliseconds: anything up to a bound that doubles from
/// 1 s to 5 min, by `draw`, any 64 bits of chance.
///
/// ```
/// use callback_core::sync::wait_ms;
/// assert!(wait_ms(1, u64::MAX) <= 1_000);
/// assert!(wait_ms(40, u64::MAX) <= 300_000);
/// assert_ne!(wait_ms(9, 1), wait_ms(9, 2));
/// ```
#[must_use]
pub fn wait_ms(tries: u32, draw: u64) -> i64 {
    let doublings = tries.saturating_sub(1).min(20);
    let bound = (BACKOFF_MS_MIN << doublings).min(BACKOFF_MS_MAX);
    i64::try_from(draw % (bound.unsigned_abs() + 1)).unwrap_or(bound)
}

/// Something that is tried again, and not before an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Backoff {
    tries: u32,
    until: Option<Timestamp>,
    /// What the backend has asked for, which nothing cuts short.
    asked_until: Option<Timestamp>,
}

impl Backoff {
    pub(super) const fn new() -> Self {
        Self {
            tries: 0,
            until: None,
            asked_until: None,
        }
    }

    /// It went well. What the backend has asked for meanwhile holds still.
    pub(super) fn rest(&mut self) {
        (self.tries, self.until) = (0, None);
    }

    /// It failed once more.
    pub(super) fn fail(&mut self, now: Timestamp, after_ms: Option<i64>, draw: u64) {
        self.tries = self.tries.saturating_add(1);
        self.wait(now, after_ms, draw);
    }

    /// Waits, as after a failure. What the backend asks for comes on top of chance, so that its crowd is spread too.
    pub(super) fn wait(&mut self, now: Timestamp, after_ms: Option<i64>, draw: u64) {
        let asked = after_ms.unwrap_or(0).clamp(0, RETRY_AFTER_MS_MAX);
        self.asked_until = self.asked_until.max(Some(now + asked));
        self.until = self
            .until
            .max(Some(now + asked + wait_ms(self.tries, draw)));
    }

    /// Not before that many milliseconds have passed; no failure.
    pub(super) fn pause(&mut self, now: Timestamp, ms: i64) {
        self.until = Some(now + ms);
    }

    /// Whether it failed when it was tried last.
    pub(super) const fn failing(&self) -> bool {
        self.tries > 0
    }

    /// The world has changed: it is worth a try now, unless the backend has asked not to. The next wait is as long as
    /// it would have been.
    pub(super) fn wake(&mut self) {
        self.until = None;
    }

    /// The clock was put back by that many milliseconds: the wait is as long as it was.
    pub(super) fn put_back(&mut self, by_ms: i64) {
        for until in [&mut self.until, &mut self.asked_until] {
            *until = until.map(|until| until - by_ms);
        }
    }

    /// Whether it may be tried.
    pub(super) fn ready(&self, now: Timestamp) -> bool {
        self.until
            .max(self.asked_until)
            .is_none_or(|until| until <= now)
    }
}
