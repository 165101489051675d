//! A contact's way from its time to an agent or into a lane.

use super::lane::{Entry, Order};
use super::life::{Life, Stage, Stand};
use super::streams::{Dialing, Drawn};
use super::timers::Alarm;
use super::{Engine, Held};
use crate::simulation::chance::NEVER;
use crate::simulation::sink::{Left, Origin, Promise, Sink};

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// Its time has come.
    pub(super) fn come_in(&mut self, id: u32) {
        let ends = &self.plan.interval_ends;
        let interval = ends.partition_point(|&end| end <= self.now);
        self.come_in_at(id, interval.min(ends.len().saturating_sub(1)));
    }

    /// Into its queue: to an agent, or into a lane, or away.
    pub(super) fn come_in_at(&mut self, id: u32, interval: usize) {
        let plan = self.plan;
        let mut contact = self.held.at(id).contact;
        let class = &plan.classes[contact.class as usize];
        contact.interval = interval as u32;
        let own = self.lives[id as usize].own;
        let (drawn, balks) = match (contact.origin, class.redial) {
            (Origin::Arrival | Origin::Standing, _) => {
                let streams = &mut self.streams[contact.class as usize];
                (streams.draw(class, interval), streams.balks(class))
            }
            (Origin::Redial, Some(redial)) if redial.keeps_draws => {
                (self.held.at(id).drawn, own.balks(class))
            }
            _ => (Drawn::own(own, class, interval), own.balks(class)),
        };
        let dialing = Dialing::own(own, class);
        *self.held.at_mut(id) = Held { contact, drawn };
        self.sequence += 1;
        self.sink.entered(&contact);
        if class.callback.is_none() {
            if self.on_line >= plan.trunks {
                return self.lose(id, Left::Blocked);
            }
            self.on_line += 1;
        }
        let life = &mut self.lives[id as usize];
        let auto_dial_ms = class.callback.as_ref().map_or(0, |work| work.auto_dial_ms);
        life.dial_ms = dialing.preview_ms.min(auto_dial_ms) + dialing.ring_ms;
        life.answered = dialing.answered;
        life.stage = Stage::Waiting;
        life.at_once = true;
        life.passed_over = false;
        life.searched_since = if contact.origin == Origin::Standing {
            contact.entered_ms
        } else {
            self.now
        };
        life.order = Order {
            key: if life.front {
                i64::MIN
            } else {
                class.key(contact.entered_ms)
            },
            entered: contact.entered_ms,
            sequence: self.sequence,
        };
        if let Promise::Owned { agent, .. } = life.promise {
            let until_ms = contact.entered_ms + life.owned_for_ms;
            life.promise = Promise::Owned { agent, until_ms };
            if until_ms > self.now {
                self.set_alarm(until_ms, id, Alarm::Ownership);
            }
        }
        self.route_first(id, balks);
        self.await_patience(id);
    }

    /// It gives up one day, unless it is with an agent, gone, or answered by then.
    fn await_patience(&mut self, id: u32) {
        let held = self.held.at(id);
        let class = &self.plan.classes[held.contact.class as usize];
        let patience_ms = held
            .drawn
            .patience_ms
            .min(class.message_after_ms.unwrap_or(NEVER));
        let at = self.now.saturating_add(patience_ms);
        match self.lives[id as usize].stage {
            Stage::Alerting { agent } if self.agents[agent as usize].accepts_by(at) => {}
            Stage::Waiting | Stage::Alerting { .. } => self.set_alarm(at, id, Alarm::Own),
            Stage::Scheduled | Stage::With => {}
        }
    }

    /// As [`Self::route`], for what has just come in: it may find no room, or not care to wait.
    pub(super) fn route_first(&mut self, id: u32, balks: bool) {
        if self.overdue(id) {
            return;
        }
        self.look_around(id);
        if let Some(agent) = self.choose(id) {
            self.unlist(agent);
            return self.alert(id, agent);
        }
        let class = self.held.at(id).contact.class as usize;
        let class = &self.plan.classes[class];
        if self.waiting_in(class.queue) >= self.plan.queues[class.queue].room {
            return self.leave(id, Left::Blocked);
        }
        if balks {
            return self.leave(id, Left::Balked);
        }
        self.step_in(id);
    }

    /// Finds an agent for what is in its queue and in no lane, or a lane.
    pub(super) fn route(&mut self, id: u32) {
        if self.overdue(id) {
            return;
        }
        self.look_around(id);
        match self.choose(id) {
            Some(agent) => {
                self.unlist(agent);
                self.alert(id, agent);
            }
            None => {
                self.step_in(id);
            }
        }
    }

    /// Whether an ownership had ended, and what follows is done.
    pub(super) fn overdue(&mut self, id: u32) -> bool {
        match self.lives[id as usize].promise {
            Promise::Owned { until_ms, .. } if self.now >= until_ms => {
                self.expire(id);
                true
            }
            _ => false,
        }
    }

    /// The ownership of what waits, in no lane, is over.
    pub(super) fn expire(&mut self, id: u32) {
        let contact = self.held.at(id).contact;
        let class = &self.plan.classes[contact.class as usize];
        let life = &mut self.lives[id as usize];
        let Promise::Owned { agent, .. } = life.promise else {
            return;
        };
        if !self.plan.queues[class.queue].hands_over {
            return self.leave(id, Left::Expired);
        }
        life.promise = Promise::Anyone;
        life.searched_since = self.now;
        self.sink.handed_over(self.now, &contact, agent);
        self.route(id);
    }

    /// Which lane it belongs into by now.
    pub(super) fn look_around(&mut self, id: u32) {
        let class = &self.plan.classes[self.held.at(id).contact.class as usize];
        let life = &mut self.lives[id as usize];
        life.lane = class.lane;
        life.reach_until = NEVER;
        while let Some(after_ms) = self.plan.lanes[life.lane].next_after_ms {
            let until = life.searched_since + after_ms;
            if self.now < until {
                life.reach_until = until;
                break;
            }
            life.lane += 1;
        }
        if let Promise::Owned { .. } = life.promise {
            life.reach_until = NEVER;
        }
    }

    /// Whether the agent may take owned and *to me* callbacks of this queue.
    pub(super) fn member(&self, agent: u32, queue: usize) -> bool {
        let pool = self.plan.agents[agent as usize].pool as usize;
        self.plan.pools[pool].queues.contains(&queue)
    }

    /// The agent for it, if there is one now.
    pub(super) fn choose(&mut self, id: u32) -> Option<u32> {
        let life = &self.lives[id as usize];
        let lane = life.lane;
        let contact = &self.held.at(id).contact;
        let available = |agent: u32| {
            let queue = self.plan.classes[contact.class as usize].queue;
            self.is_idle(agent) && self.member(agent, queue)
        };
        match life.promise {
            Promise::Owned { agent, .. } => return available(agent).then_some(agent),
            Promise::ToMe(agent) if !life.passed_over => {
                if available(agent) {
                    return Some(agent);
                }
                self.sink.handed_over(self.now, contact, agent);
                self.lives[id as usize].passed_over = true;
            }
            Promise::ToMe(_) | Promise::Anyone => {}
        }
        self.idle_for(lane)
    }

    pub(super) fn step_in(&mut self, id: u32) {
        let life = &mut self.lives[id as usize];
        life.stage = Stage::Waiting;
        life.at_once = false;
        let Life {
            order,
            lane,
            reach_until,
            promise,
            ..
        } = *life;
        let class = self.held.at(id).contact.class as usize;
        let queue = self.plan.classes[class].queue;
        let entry = Entry {
            order,
            deadline: NEVER,
            id,
        };
        let stand = match promise {
            Promise::Owned { agent, .. } if self.member(agent, queue) => {
                let line = self.owners_line(agent, class);
                self.owned[line].insert(entry);
                Stand::Owner(line)
            }
            Promise::Owned { .. } => Stand::Nowhere,
            Promise::Anyone | Promise::ToMe(_) => {
                self.lanes.insert(lane, entry);
                Stand::Lane(lane)
            }
        };
        self.calls_waiting += u32::from(self.plan.classes[class].callback.is_none());
        self.lives[id as usize].stand = stand;
        if reach_until != NEVER {
            self.set_alarm(reach_until, id, Alarm::Reach);
        }
    }

    /// What waits for an agent by name stands in one of two lines: `PriorityOnly` queues come first.
    pub(super) fn owners_line(&self, agent: u32, class: usize) -> usize {
        2 * agent as usize + usize::from(!self.plan.classes[class].by_priority_only)
    }

    /// Out of its lane, where it stands in one.
    pub(super) fn step_out(&mut self, id: u32) {
        let life = &mut self.lives[id as usize];
        if life.stage != Stage::Waiting {
            return;
        }
        match life.stand {
            Stand::Nowhere => None,
            Stand::Lane(lane) => self.lanes.remove(lane, &life.order),
            Stand::Owner(line) => self.owned[line].remove(&life.order),
        };
        life.stand = Stand::Nowhere;
        let class = self.held.at(id).contact.class as usize;
        self.calls_waiting -= u32::from(self.plan.classes[class].callback.is_none());
        self.drop_alarm(id, Alarm::Reach);
    }
}
