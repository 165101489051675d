//! Guards against a wall clock that jumps: a jump forward would dispatch what is not due.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// How far the wall clock may jump ahead of the clock that only counts, in ms (api.md, the server's promise 4).
pub const FORWARD_MS_MAX: i64 = 120_000;
/// Clocks drift; so much is followed, as one part in so many.
const DRIFT: i64 = 1_000;

/// The wall clock as the dispatch reads it, which a test can step.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<AtomicI64>);

impl Clock {
    /// Steps it, by so many ms.
    pub fn step(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::SeqCst);
    }

    pub(super) fn step_ms(&self) -> i64 {
        self.0.load(Ordering::SeqCst)
    }
}

/// Compares the wall clock with the clock that only counts, sleep included.
///
/// ```
/// use callback_server::dispatch::{FORWARD_MS_MAX, Watch};
/// let mut watch = Watch::default();
/// assert!(!watch.look(1_000_000, 5_000));
/// assert!(!watch.look(1_000_000 + FORWARD_MS_MAX, 5_000), "as far as it may");
/// assert!(watch.look(1_000_001 + FORWARD_MS_MAX, 5_000), "a jump");
/// assert!(!watch.look(1_000_100, 5_100), "set right again");
/// ```
#[derive(Debug, Default)]
pub struct Watch {
    /// Wall minus boot, as agreed; and boot when last looked at.
    agreed: Option<(i64, i64)>,
    /// Wall minus boot when last looked at.
    latest: i64,
    frozen: bool,
}

impl Watch {
    /// Looks at both clocks, in ms, and says whether dispatch is frozen.
    pub fn look(&mut self, wall_ms: i64, boot_ms: i64) -> bool {
        self.latest = wall_ms - boot_ms;
        let (apart, before) = *self.agreed.get_or_insert((self.latest, boot_ms));
        self.frozen = self.latest - apart > FORWARD_MS_MAX;
        let drift_max = (boot_ms - before).max(0) / DRIFT;
        if !self.frozen && drift_max > 0 {
            let drift = (self.latest - apart).clamp(-drift_max, drift_max);
            self.agreed = Some((apart + drift, boot_ms));
        }
        self.frozen
    }

    /// Whether it was frozen when last looked at.
    #[must_use]
    pub const fn frozen(&self) -> bool {
        self.frozen
    }

    /// What the clocks said last is right.
    pub fn resume(&mut self) {
        if let Some((apart, _)) = &mut self.agreed {
            *apart = self.latest;
        }
        self.frozen = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_back_and_forth_is_no_jump() {
        let mut watch = Watch::default();
        for (wall, boot) in [(0, 0), (-3_600_000, 10), (20, 20)] {
            assert!(!watch.look(wall, boot), "{wall} {boot}");
        }
    }

    #[test]
    fn a_drift_is_followed_and_a_jump_stays_one() {
        let mut watch = Watch::default();
        for hours in 0..1_000 {
            // 100 parts in a million: 0.36 s in an hour, 360 s in all.
            assert!(!watch.look(hours * 3_600_360, hours * 3_600_000));
        }
        let (wall, boot) = (999 * 3_600_360, 999 * 3_600_000);
        assert!(watch.look(wall + 3_600_000, boot));
        assert!(
            watch.look(wall + 3_601_000, boot + 1_000),
            "time alone cures nothing"
        );
        watch.resume();
        assert!(!watch.look(wall + 3_602_000, boot + 2_000));
    }
}
