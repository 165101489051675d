//! A contact that only waits and is served: how it comes in, stands in its lane, and gives up.

use super::lane::{Entry, Lanes, Order};
use super::streams::Drawn;
use super::{Engine, Held};
use crate::simulation::chance::NEVER;
use crate::simulation::plan::Plan;
use crate::simulation::sink::{Contact, Left, Origin, Sink};

/// Contacts in the center at most, those with agents and those with an appointment included where
/// they are kept; one more is turned away. An overload without end shall not eat all memory.
pub(super) const HELD_MAX: usize = 1 << 22;

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// A new contact comes into its queue: to an agent, or into the lane, or away.
    #[inline]
    pub(super) fn enter(&mut self, class: usize, interval: usize, entered_ms: i64, origin: Origin) {
        if WHOLE && self.held.len() < HELD_MAX {
            let own = self.streams[class].own();
            let id = self.admit(class, entered_ms, origin, own);
            return self.come_in_at(id, interval);
        }
        let contact = Contact {
            number: self.number,
            class: class as u32,
            interval: interval as u32,
            entered_ms,
            waited_before_ms: 0,
            origin,
        };
        self.number += 1;
        if self.held.len() >= HELD_MAX {
            self.sink.entered(&contact);
            return self.sink.left(self.now, &contact, Left::Blocked);
        }
        let (plan, streams) = (self.plan, &mut self.streams[class]);
        let drawn = streams.draw(&plan.classes[class], interval);
        let balks = streams.balks(&plan.classes[class]);
        self.sink.entered(&contact);
        let lane = plan.classes[class].lane;
        if let Some(agent) = self.idle_for(lane) {
            self.unlist(agent);
            return self.start(agent, &contact, drawn, true);
        }
        let class = &plan.classes[class];
        if self.waiting_in(class.queue) >= plan.queues[class.queue].room {
            return self.sink.left(self.now, &contact, Left::Blocked);
        }
        if balks {
            return self.sink.left(self.now, &contact, Left::Balked);
        }
        self.line_up(lane, contact, drawn);
    }

    #[inline]
    pub(super) fn line_up(&mut self, lane: usize, contact: Contact, drawn: Drawn) {
        let class = &self.plan.classes[contact.class as usize];
        let patience_ms = drawn
            .patience_ms
            .min(class.message_after_ms.unwrap_or(NEVER));
        let key = if class.by_priority_only {
            0
        } else {
            contact.entered_ms
        };
        let order = Order {
            key: key - class.head_start_ms,
            entered: contact.entered_ms,
            sequence: contact.number,
        };
        let id = self.held.insert(Held { contact, drawn });
        let entry = Entry {
            order,
            deadline: self.now.saturating_add(patience_ms),
            id,
        };
        self.lanes.insert(lane, entry);
        if self.lanes.sweep_is_due(lane) {
            self.sweep(lane);
        }
    }

    /// Who is gone, and why: gave up, or left a message.
    pub(super) fn gone(plan: &Plan, held: &Held) -> Left {
        let class = &plan.classes[held.contact.class as usize];
        match class.message_after_ms {
            Some(ms) if ms < held.drawn.patience_ms => Left::Message,
            _ => Left::Abandoned,
        }
    }

    /// Clears a lane of those who are gone.
    pub(super) fn sweep(&mut self, lane: usize) {
        let (plan, held, sink) = (self.plan, &mut self.held, &mut *self.sink);
        self.lanes.sweep(lane, self.now, |entry| {
            let row = held.at(entry.id);
            sink.left(entry.deadline, &row.contact, Self::gone(plan, row));
            held.free(entry.id);
        });
    }

    /// How many wait in a queue with a limit; for one without, none is as good a number.
    #[inline]
    pub(super) fn waiting_in(&mut self, queue: usize) -> usize {
        let queue = &self.plan.queues[queue];
        if queue.room == usize::MAX {
            return 0;
        }
        let stand =
            |lanes: &Lanes| -> usize { queue.lanes.iter().map(|&lane| lanes.len(lane)).sum() };
        if !WHOLE && stand(&self.lanes) >= queue.room {
            for &lane in &queue.lanes {
                self.sweep(lane);
            }
        }
        stand(&self.lanes)
    }

    /// The end of a terminating run: nobody will come for those who are left.
    pub(super) fn leave_unserved(&mut self, end: i64) {
        for lane in 0..self.plan.lanes.len() {
            while let Some(entry) = self.lanes.pop(lane) {
                let row = self.held.at(entry.id);
                if entry.deadline < end {
                    self.sink
                        .left(entry.deadline, &row.contact, Self::gone(self.plan, row));
                } else {
                    self.sink.left(end, &row.contact, Left::Unserved);
                }
            }
        }
    }
}
