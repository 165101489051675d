//! Where each sum stands in the row of numbers that is a part.

use super::count::{COUNTS, Count, SPANS, Span};
use crate::simulation::histogram::{self, BUCKETS};
use crate::simulation::statistics::Sums;

/// Where each sum stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    pub(super) thresholds: usize,
    pub(super) instants: usize,
    pub(super) quantiles: bool,
    pub(super) classes: usize,
    pub(super) intervals: usize,
    pub(super) groups: usize,
    pub(super) agents: usize,
}

impl Layout {
    pub(super) fn cell(&self) -> usize {
        COUNTS + 2 * self.thresholds
    }

    /// The intervals, and what comes after the last one.
    fn spans(&self) -> usize {
        self.intervals + 1
    }

    /// A count.
    #[must_use]
    pub fn count(&self, class: usize, interval: usize, what: Count) -> usize {
        (class * self.intervals + interval) * self.cell() + what as usize
    }

    /// Served within the threshold of this number, counting the waits of earlier attempts.
    #[must_use]
    pub fn served_within(&self, class: usize, interval: usize, threshold: usize) -> usize {
        self.count(class, interval, Count::Offered) + COUNTS + 2 * threshold
    }

    /// Gave up within it.
    #[must_use]
    pub fn abandoned_within(&self, class: usize, interval: usize, threshold: usize) -> usize {
        self.served_within(class, interval, threshold) + 1
    }

    fn spans_begin(&self) -> usize {
        self.classes * self.intervals * self.cell()
    }

    /// A time-weighted sum. The interval after the last is what comes after the day.
    #[must_use]
    pub fn span(&self, class: usize, interval: usize, what: Span) -> usize {
        self.spans_begin() + (class * self.spans() + interval) * SPANS + what as usize
    }

    fn groups_begin(&self) -> usize {
        self.spans_begin() + self.classes * self.spans() * SPANS
    }

    /// Agents of the group with a contact, in ms.
    #[must_use]
    pub fn busy(&self, group: usize, interval: usize) -> usize {
        self.groups_begin() + (group * self.spans() + interval) * 2
    }

    /// Agents of the group on queue, those included who finish a last contact, in ms.
    #[must_use]
    pub fn present(&self, group: usize, interval: usize) -> usize {
        self.busy(group, interval) + 1
    }

    fn agents_begin(&self) -> usize {
        self.groups_begin() + self.groups * self.spans() * 2
    }

    /// One agent with a contact, in ms.
    #[must_use]
    pub fn agent(&self, agent: usize) -> usize {
        self.agents_begin() + agent
    }

    /// How many contacts of the class the group took, whenever that was.
    #[must_use]
    pub fn served_by(&self, class: usize, group: usize) -> usize {
        self.agents_begin() + self.agents + class * self.groups + group
    }

    fn instants_begin(&self) -> usize {
        self.served_by(self.classes, 0)
    }

    /// How many of the class waited at the instant of this number.
    #[must_use]
    pub fn waiting_at(&self, class: usize, instant: usize) -> usize {
        self.instants_begin() + (class * self.instants + instant) * 2
    }

    /// How many of the class were in the center then.
    #[must_use]
    pub fn in_center_at(&self, class: usize, instant: usize) -> usize {
        self.waiting_at(class, instant) + 1
    }

    fn waits_begin(&self) -> usize {
        self.instants_begin() + self.classes * self.instants * 2
    }

    pub(super) fn bucket(&self, class: usize, bucket: usize) -> usize {
        self.waits_begin() + class * BUCKETS + bucket
    }

    /// How many runs were added up; of a steady run, each batch is one.
    #[must_use]
    pub fn runs(&self) -> usize {
        let buckets = if self.quantiles { BUCKETS } else { 0 };
        self.waits_begin() + self.classes * buckets
    }

    pub(super) fn len(&self) -> usize {
        self.runs() + 1
    }

    /// Classes, intervals, groups, agents.
    #[must_use]
    pub const fn sizes(&self) -> (usize, usize, usize, usize) {
        (self.classes, self.intervals, self.groups, self.agents)
    }

    /// The share of these waits that are no longer than this one, to a 128th of its length.
    #[must_use]
    pub fn share_within(&self, sums: &Sums, classes: &[usize], wait_ms: f64) -> f64 {
        let last = histogram::bucket(wait_ms as i64);
        let count = |buckets: core::ops::Range<usize>| -> f64 {
            let of = |&class: &usize| -> f64 {
                let each = buckets.clone();
                each.map(|bucket| sums.at(self.bucket(class, bucket))).sum()
            };
            classes.iter().map(of).sum()
        };
        count(0..last + 1) / count(0..BUCKETS)
    }

    /// A quantile of the waits of the served and of those who gave up, in ms, over these classes.
    #[must_use]
    pub fn quantile(&self, sums: &Sums, classes: &[usize], share: f64) -> f64 {
        histogram::quantile(share, |bucket| {
            let of = |&class: &usize| sums.at(self.bucket(class, bucket));
            classes.iter().map(of).sum()
        })
    }
}
