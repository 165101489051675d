//! When customers call: Poisson, with a rate for each hour of the center's day.

use super::scenario::{PROFILE, Queue, ZONE};
use callback_core::simulation::Stream;
use callback_core::time::{HOUR_MS, Timestamp, to_local};
use chrono::Timelike;
use chrono_tz::Tz;

/// The next call to a queue after `from`. Hours end with those of the zone, so each has one rate, also on the days
/// on which clocks change.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a few hours in ms, far below 2^53"
)]
pub(super) fn next_call(from: Timestamp, queue: &Queue, stream: &mut Stream) -> Timestamp {
    let zone: Tz = ZONE.parse().unwrap_or(Tz::UTC);
    let mut exposure = stream.exponential();
    let mut from = from;
    loop {
        let hour = to_local(from, zone).hour() as usize;
        let gap_ms = HOUR_MS as f64 / (queue.calls_per_hour * PROFILE[hour % PROFILE.len()]);
        let left_ms = HOUR_MS - from.ms().rem_euclid(HOUR_MS);
        let wait_ms = exposure * gap_ms;
        if wait_ms < left_ms as f64 {
            return from + (wait_ms + 0.5) as i64;
        }
        exposure -= left_ms as f64 / gap_ms;
        from = from + left_ms;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::center::scenario::{OPENS, QUEUES};
    use callback_core::time::DAY_MS;

    #[test]
    fn each_hour_has_the_calls_that_its_rate_expects() {
        let (mut stream, mut at) = (Stream::new(7, 1), OPENS);
        let mut calls = [0_u32; 24];
        const DAYS: f64 = 60.0;
        // Two months, with the day on which clocks are put forward.
        while at < OPENS + 60 * DAY_MS {
            at = next_call(at, &QUEUES[0], &mut stream);
            let zone: Tz = ZONE.parse().expect("a zone");
            calls[to_local(at, zone).hour() as usize] += 1;
        }
        for (hour, calls) in calls.into_iter().enumerate() {
            let expected = QUEUES[0].calls_per_hour * PROFILE[hour] * DAYS;
            let off = (f64::from(calls) - expected).abs();
            assert!(
                off < 4.5 * expected.sqrt(),
                "{hour}: {calls}, not {expected}"
            );
        }
    }
}
