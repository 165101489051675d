//! When something happens, and into which sums it goes.

use super::{Count, Layout, Tally};
use crate::simulation::scenario::{Run, Scenario};
use crate::simulation::sink::Contact;

impl Tally {
    /// The part and the interval of an instant; `None` outside of what is counted.
    #[inline]
    pub(super) fn slot_of(&mut self, at_ms: i64) -> Option<usize> {
        let from = match self.slot {
            0 => self.begin,
            slot => self.ends[slot - 1],
        };
        if at_ms < from || self.ends.get(self.slot).is_some_and(|&end| at_ms >= end) {
            if at_ms < self.begin {
                return None;
            }
            self.slot = self.ends.partition_point(|&end| end <= at_ms);
        }
        (!self.steady || self.slot < self.ends.len()).then_some(self.slot)
    }

    /// The sums of one class for something that is decided now.
    #[inline]
    pub(super) fn cell(&mut self, at_ms: i64, contact: &Contact) -> Option<&mut [f64]> {
        let (part, interval) = if self.steady {
            (self.slot_of(at_ms)?, 0)
        } else {
            let last = self.layout.intervals - 1;
            (0, (contact.interval as usize).min(last))
        };
        let from = self
            .layout
            .count(contact.class as usize, interval, Count::Offered);
        let until = from + self.layout.cell();
        Some(&mut self.parts[part][from..until])
    }

    /// Spreads a stretch of time over the slots it touches.
    #[inline]
    pub(super) fn spread(
        &mut self,
        from: i64,
        until: i64,
        index: impl Fn(&Layout, usize) -> usize,
    ) {
        let mut from = from.max(self.begin);
        if until <= from {
            return;
        }
        let Some(mut slot) = self.slot_of(from) else {
            return;
        };
        while from < until {
            let (part, interval) = if self.steady { (slot, 0) } else { (0, slot) };
            if part >= self.parts.len() {
                return;
            }
            let end = self.ends.get(slot).copied().unwrap_or(i64::MAX).min(until);
            self.parts[part][index(&self.layout, interval)] += (end - from) as f64;
            (from, slot) = (end, slot + 1);
        }
    }

    /// An agent of the group was there from then till then.
    pub(super) fn present(&mut self, from: i64, until: i64, group: u32) {
        let until = until.min(match self.steady {
            true => self.ends.last().copied().unwrap_or(0),
            false => until,
        });
        self.spread(from, until, |layout, interval| {
            layout.present(group as usize, interval)
        });
    }
}

/// Whether the run is steady, where counting begins, and where slots end.
pub(super) fn slots(scenario: &Scenario, last_batches: u32) -> (bool, i64, Vec<i64>) {
    if let Run::Steady {
        warm_up_ms,
        batches,
        batch_ms,
    } = scenario.run
    {
        let counted = batches.saturating_sub(last_batches).max(1);
        let end = |batch| warm_up_ms + i64::from(batch) * batch_ms;
        return (true, warm_up_ms, (1..=counted).map(end).collect());
    }
    let mut end = 0;
    let ends = scenario.intervals_ms.iter().map(|length| {
        end += length;
        end
    });
    (false, 0, ends.collect())
}
