//! When the customers of a class come: Poisson, with a rate for each interval.

use super::tournament::TIME_END;
use crate::simulation::chance::{Stream, rounded};
use crate::time::HOUR_MS;

/// The arrivals of one class.
#[derive(Clone, Debug)]
pub(crate) struct Arrivals {
    stream: Stream,
    /// The mean gap in ms, for each interval; infinite where nobody comes.
    gaps_ms: Vec<f64>,
    /// Where intervals end; beyond the last one nobody comes, or the last gap is kept.
    last_interval_ends: bool,
    /// The interval of the next arrival.
    interval: usize,
    next: i64,
}

impl Arrivals {
    /// With the rates of a class, all multiplied by a factor.
    pub(crate) fn new(
        stream: Stream,
        per_hour: &[f64],
        factor: f64,
        last_interval_ends: bool,
    ) -> Self {
        let gap = |&rate: &f64| HOUR_MS as f64 / (rate * factor);
        Self {
            stream,
            gaps_ms: per_hour.iter().map(gap).collect(),
            last_interval_ends,
            interval: 0,
            next: 0,
        }
    }

    /// The next arrival, after the one before; `None`: nobody comes any more.
    #[inline]
    pub(crate) fn next(&mut self, ends: &[i64]) -> Option<i64> {
        let mut exposure = self.stream.exponential();
        let mut from = self.next as f64;
        loop {
            let gap = self.gap();
            let at = from + exposure * gap;
            let Some(end) = self.end(ends) else {
                self.next = rounded(at);
                return (at < TIME_END as f64).then_some(self.next);
            };
            if at < end as f64 {
                self.next = rounded(at);
                return Some(self.next);
            }
            exposure -= (end as f64 - from) / gap;
            from = end as f64;
            self.interval += 1;
            if self.last_interval_ends && self.interval >= ends.len() {
                return None;
            }
        }
    }

    /// The interval of the next arrival.
    #[inline]
    pub(crate) const fn interval(&self) -> usize {
        self.interval
    }

    #[inline]
    fn gap(&self) -> f64 {
        let gap = self.gaps_ms.get(self.interval).or(self.gaps_ms.last());
        gap.copied().unwrap_or(f64::INFINITY)
    }

    /// Where the interval ends, if it does.
    #[inline]
    fn end(&self, ends: &[i64]) -> Option<i64> {
        let last = self.interval + 1 >= ends.len();
        if last && !self.last_interval_ends {
            return None;
        }
        ends.get(self.interval).copied()
    }
}
