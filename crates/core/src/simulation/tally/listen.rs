//! What the engine reports, counted.

use super::count::COUNTS;
use super::{Count, Span, Tally};
use crate::simulation::histogram;
use crate::simulation::sink::{Contact, Left, Origin, Promise, Service, Sink};

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

impl Tally {
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

#[inline]
fn add(cell: &mut [f64], what: Count, value: f64) {
    cell[what as usize] += value;
}
