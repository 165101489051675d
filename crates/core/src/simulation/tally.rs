//! Counts what a run does, as plain sums: by class, interval, group and agent.
//!
//! Everything a report says is computed from these sums, so that runs can be added up and errors
//! told ([`jackknife`](super::statistics::jackknife)). Nothing is kept of a contact once it is gone.

use super::histogram::{self, BUCKETS};
use super::scenario::{Run, Scenario};
use super::sink::{Contact, Left, Origin, Promise, Service, Sink};
use super::statistics::Sums;
use std::collections::BTreeMap;

/// What is watched besides what is always counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watch {
    /// Service levels: waits up to so long, each.
    pub thresholds_ms: Vec<i64>,
    /// How many wait and are in the center at these instants, arrivals of that very millisecond
    /// included.
    pub instants_ms: Vec<i64>,
    /// Quantiles of waits.
    pub quantiles: bool,
    /// So many batches at the end of a steady run are not counted: in the last one, some who gave
    /// up have not been noticed yet.
    pub last_batches: u32,
}

/// Counted for each class and interval. In a steady run all is one interval, and what is decided in
/// a batch counts there; else the interval of entry counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says what it counts")]
pub enum Count {
    Offered,
    Redialed,
    Served,
    /// Found an agent at once.
    AtOnce,
    /// The sum of the waits of the served, in ms, and of their squares.
    ServedWait,
    ServedWaitSquares,
    /// Gave up, balking included; the sums of their waits.
    Abandoned,
    AbandonedWait,
    AbandonedWaitSquares,
    Balked,
    Blocked,
    Messages,
    MessageWait,
    Closed,
    ClosedWait,
    Expired,
    ExpiredWait,
    Unserved,
    /// Callbacks whose customer did not answer; they are served too.
    Unanswered,
    /// Callbacks that an agent took within 1, 5, 15 minutes of their time.
    Within1,
    Within5,
    Within15,
    /// Attempts after the first.
    Retries,
    /// Went over from their agent to the queue.
    HandedOver,
    /// First attempts that were promised to an agent by name, and had their fate.
    ByName,
    /// Of these, taken by that agent.
    ByPromised,
}

/// The number of [`Count`]s.
const COUNTS: usize = Count::ByPromised as usize + 1;

/// Time-weighted sums in ms, and what happened, by class and the interval in which it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says what it sums")]
pub enum Span {
    Waiting,
    Talking,
    /// Agents with a contact of the class, after-call work included.
    Handling,
    /// How many gave up then.
    Abandoned,
}

const SPANS: usize = Span::Abandoned as usize + 1;

/// Where each sum stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    thresholds: usize,
    instants: usize,
    quantiles: bool,
    classes: usize,
    intervals: usize,
    groups: usize,
    agents: usize,
}

impl Layout {
    fn cell(&self) -> usize {
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

    fn bucket(&self, class: usize, bucket: usize) -> usize {
        self.waits_begin() + class * BUCKETS + bucket
    }

    /// How many runs were added up; of a steady run, each batch is one.
    #[must_use]
    pub fn runs(&self) -> usize {
        let buckets = if self.quantiles { BUCKETS } else { 0 };
        self.waits_begin() + self.classes * buckets
    }

    fn len(&self) -> usize {
        self.runs() + 1
    }

    /// Classes, intervals, groups, agents.
    #[must_use]
    pub const fn sizes(&self) -> (usize, usize, usize, usize) {
        (self.classes, self.intervals, self.groups, self.agents)
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

/// The sink that counts. One or more runs of the same scenario go into it.
#[derive(Clone, Debug)]
pub struct Tally {
    layout: Layout,
    watch: Watch,
    /// Where slots end: batches of a steady run, intervals of others.
    ends: Vec<i64>,
    begin: i64,
    /// Each batch is a part, or the whole run is one.
    steady: bool,
    parts: Vec<Vec<f64>>,
    /// The slot of the event before.
    slot: usize,
    /// Since when each agent is there.
    since: Vec<Option<(i64, u32)>>,
    /// The last thing that happened in the run.
    last: i64,
    /// Whom callbacks are promised that have not come yet, by the number of the contact.
    promised: BTreeMap<u64, u32>,
}

impl Tally {
    /// For a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario, watch: Watch) -> Self {
        let (steady, begin, ends) = slots(scenario, watch.last_batches);
        let agents = |group: &super::scenario::Group| {
            let most = group.agents.0.iter().max().copied().unwrap_or(0);
            most as usize
        };
        let layout = Layout {
            thresholds: watch.thresholds_ms.len(),
            instants: watch.instants_ms.len(),
            quantiles: watch.quantiles,
            classes: scenario.classes.len(),
            intervals: if steady { 1 } else { ends.len().max(1) },
            groups: scenario.groups.len(),
            agents: scenario.groups.iter().map(agents).sum(),
        };
        let parts = if steady { ends.len() } else { 1 };
        Self {
            parts: vec![vec![0.0; layout.len()]; parts],
            since: vec![None; layout.agents],
            layout,
            watch,
            begin,
            ends,
            steady,
            slot: 0,
            last: 0,
            promised: BTreeMap::new(),
        }
    }

    /// Where each sum stands.
    #[must_use]
    pub const fn layout(&self) -> &Layout {
        &self.layout
    }

    /// A run is over, another may follow.
    pub fn finish(&mut self) {
        let until = if self.steady { i64::MAX } else { self.last };
        for agent in 0..self.since.len() {
            if let Some((since, group)) = self.since[agent].take() {
                self.present(since, until, group);
            }
        }
        for part in &mut self.parts {
            part[self.layout.runs()] += 1.0;
        }
        self.promised.clear();
        (self.slot, self.last) = (0, 0);
    }

    /// The sums: a part for each batch of a steady run, else one part.
    #[must_use]
    pub fn into_parts(self) -> Vec<Vec<f64>> {
        self.parts
    }

    /// The part and the interval of an instant; `None` outside of what is counted.
    #[inline]
    fn slot_of(&mut self, at_ms: i64) -> Option<usize> {
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
    fn cell(&mut self, at_ms: i64, contact: &Contact) -> Option<&mut [f64]> {
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
    fn spread(&mut self, from: i64, until: i64, index: impl Fn(&Layout, usize) -> usize) {
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

    fn present(&mut self, from: i64, until: i64, group: u32) {
        let until = until.min(match self.steady {
            true => self.ends.last().copied().unwrap_or(0),
            false => until,
        });
        self.spread(from, until, |layout, interval| {
            layout.present(group as usize, interval)
        });
    }

    #[inline]
    fn instants(&mut self, contact: &Contact, waited_until: i64, gone: i64) {
        if contact.origin == Origin::Tagged {
            return;
        }
        for (number, &instant) in self.watch.instants_ms.iter().enumerate() {
            let class = contact.class as usize;
            let counts = [
                (waited_until, self.layout.waiting_at(class, number)),
                (gone, self.layout.in_center_at(class, number)),
            ];
            for (until, index) in counts {
                if until <= instant {
                    self.parts[0][index] -= 1.0;
                }
            }
        }
    }

    fn came(&mut self, contact: &Contact) {
        if contact.origin == Origin::Tagged {
            return;
        }
        for (number, &instant) in self.watch.instants_ms.iter().enumerate() {
            if contact.entered_ms <= instant {
                let class = contact.class as usize;
                self.parts[0][self.layout.waiting_at(class, number)] += 1.0;
                self.parts[0][self.layout.in_center_at(class, number)] += 1.0;
            }
        }
    }

    /// The fate of a callback that was promised to somebody by name.
    #[inline]
    fn fate(&mut self, at_ms: i64, contact: &Contact, agent: Option<u32>) {
        if self.promised.is_empty() {
            return;
        }
        let Some(promised) = self.promised.remove(&contact.number) else {
            return;
        };
        if let Some(cell) = self.cell(at_ms, contact) {
            add(cell, Count::ByName, 1.0);
            if agent == Some(promised) {
                add(cell, Count::ByPromised, 1.0);
            }
        }
    }

    #[inline]
    fn waits(&mut self, at_ms: i64, contact: &Contact, wait_ms: i64) {
        if self.watch.quantiles {
            let part = if self.steady {
                self.slot_of(at_ms)
            } else {
                Some(0)
            };
            if let Some(part) = part {
                let bucket = histogram::bucket(wait_ms);
                let index = self.layout.bucket(contact.class as usize, bucket);
                self.parts[part][index] += 1.0;
            }
        }
        if wait_ms > 0 {
            self.spread(contact.entered_ms, at_ms, |layout, interval| {
                layout.span(contact.class as usize, interval, Span::Waiting)
            });
        }
    }
}

/// Whether the run is steady, where counting begins, and where slots end.
fn slots(scenario: &Scenario, last_batches: u32) -> (bool, i64, Vec<i64>) {
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

#[inline]
fn add(cell: &mut [f64], what: Count, value: f64) {
    cell[what as usize] += value;
}

impl Sink for Tally {
    #[inline]
    fn entered(&mut self, contact: &Contact) {
        self.came(contact);
        if let Some(cell) = self.cell(contact.entered_ms, contact) {
            add(cell, Count::Offered, 1.0);
            match contact.origin {
                Origin::Redial => add(cell, Count::Redialed, 1.0),
                Origin::Retry => add(cell, Count::Retries, 1.0),
                _ => {}
            }
        }
    }

    #[inline]
    fn started(&mut self, contact: &Contact, service: &Service) {
        let wait_ms = service.at_ms - contact.entered_ms;
        self.last = self.last.max(service.until_ms);
        let thresholds = std::mem::take(&mut self.watch.thresholds_ms);
        if let Some(cell) = self.cell(service.at_ms, contact) {
            let wait = wait_ms as f64;
            add(cell, Count::Served, 1.0);
            add(cell, Count::AtOnce, f64::from(u8::from(service.at_once)));
            add(cell, Count::ServedWait, wait);
            add(cell, Count::ServedWaitSquares, wait * wait);
            if service.spoken_ms.is_none() {
                add(cell, Count::Unanswered, 1.0);
            }
            for (minutes, what) in [
                (1, Count::Within1),
                (5, Count::Within5),
                (15, Count::Within15),
            ] {
                if wait_ms <= minutes * crate::time::MINUTE_MS {
                    add(cell, what, 1.0);
                }
            }
            for (number, &threshold) in thresholds.iter().enumerate() {
                if wait_ms + contact.waited_before_ms <= threshold {
                    cell[COUNTS + 2 * number] += 1.0;
                }
            }
        }
        self.watch.thresholds_ms = thresholds;
        self.fate(service.at_ms, contact, Some(service.agent));
        let (class, group) = (contact.class as usize, service.group as usize);
        self.waits(service.at_ms, contact, wait_ms);
        self.spread(
            service.spoken_ms.unwrap_or(service.at_ms),
            service.talked_ms,
            |layout, interval| layout.span(class, interval, Span::Talking),
        );
        self.spread(service.at_ms, service.until_ms, |layout, interval| {
            layout.span(class, interval, Span::Handling)
        });
        self.spread(service.at_ms, service.until_ms, |layout, interval| {
            layout.busy(group, interval)
        });
        self.spread(service.at_ms, service.until_ms, |layout, _| {
            layout.agent(service.agent as usize)
        });
        if let Some(slot) = self.slot_of(service.at_ms) {
            let part = if self.steady { slot } else { 0 };
            self.parts[part][self.layout.served_by(class, group)] += 1.0;
        }
        self.instants(contact, service.at_ms, service.until_ms);
    }

    #[inline]
    fn left(&mut self, at_ms: i64, contact: &Contact, how: Left) {
        let wait_ms = at_ms - contact.entered_ms;
        self.last = self.last.max(at_ms);
        let thresholds = std::mem::take(&mut self.watch.thresholds_ms);
        if let Some(cell) = self.cell(at_ms, contact) {
            let wait = wait_ms as f64;
            match how {
                Left::Blocked => add(cell, Count::Blocked, 1.0),
                Left::Balked | Left::Abandoned => {
                    add(cell, Count::Abandoned, 1.0);
                    add(cell, Count::AbandonedWait, wait);
                    add(cell, Count::AbandonedWaitSquares, wait * wait);
                    if how == Left::Balked {
                        add(cell, Count::Balked, 1.0);
                    }
                    for (number, &threshold) in thresholds.iter().enumerate() {
                        if wait_ms + contact.waited_before_ms <= threshold {
                            cell[COUNTS + 2 * number + 1] += 1.0;
                        }
                    }
                }
                Left::Message => {
                    add(cell, Count::Messages, 1.0);
                    add(cell, Count::MessageWait, wait);
                }
                Left::Closed => {
                    add(cell, Count::Closed, 1.0);
                    add(cell, Count::ClosedWait, wait);
                }
                Left::Expired => {
                    add(cell, Count::Expired, 1.0);
                    add(cell, Count::ExpiredWait, wait);
                }
                Left::Unserved => add(cell, Count::Unserved, 1.0),
            }
        }
        self.watch.thresholds_ms = thresholds;
        self.fate(at_ms, contact, None);
        self.instants(contact, at_ms, at_ms);
        match how {
            Left::Blocked | Left::Unserved => return,
            Left::Balked | Left::Abandoned => {
                if let Some(slot) = self.slot_of(at_ms) {
                    let (part, interval) = if self.steady { (slot, 0) } else { (0, slot) };
                    let class = contact.class as usize;
                    let index = self.layout.span(class, interval, Span::Abandoned);
                    self.parts[part][index] += 1.0;
                }
            }
            _ => {}
        }
        self.waits(at_ms, contact, wait_ms);
    }

    fn staffed(&mut self, at_ms: i64, agent: u32, group: u32, here: bool) {
        self.last = self.last.max(at_ms);
        let Some(since) = self.since.get_mut(agent as usize) else {
            return;
        };
        if here {
            *since = Some((at_ms, group));
        } else if let Some((since, _)) = since.take() {
            self.present(since, at_ms, group);
        }
    }

    fn booked(&mut self, _at_ms: i64, contact: &Contact, promise: Promise) {
        if let Promise::ToMe(agent) | Promise::Owned { agent, .. } = promise {
            self.promised.insert(contact.number, agent);
        }
    }

    fn handed_over(&mut self, at_ms: i64, contact: &Contact, _from: u32) {
        if let Some(cell) = self.cell(at_ms, contact) {
            add(cell, Count::HandedOver, 1.0);
        }
    }
}
