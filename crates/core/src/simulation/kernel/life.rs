//! A contact's way from its time to an agent, with everything that may come between.

use super::lane::{Entry, Order};
use super::timers::Alarm;
use super::{Drawn, Engine, Held};
use crate::simulation::chance::NEVER;
use crate::simulation::scenario::{Place, Promised, Run};
use crate::simulation::sink::{Contact, Left, Origin, Promise, Sink};

/// Where a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// Before its time.
    Scheduled,
    Waiting,
    Alerting {
        agent: u32,
    },
    With,
}

/// In which line it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// None; also an owned callback whose owner is no member of its queue.
    Nowhere,
    Lane(usize),
    Owner(u32),
}

/// What the whole engine keeps of a contact besides [`Held`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Life {
    pub(super) stage: Stage,
    /// Tells the timers of this wait from those of an earlier one, or of another contact.
    pub(super) generation: u32,
    pub(super) stand: Stand,
    pub(super) order: Order,
    /// The clock by which more and more agents may take it.
    searched_since: i64,
    pub(super) reach_until: i64,
    pub(super) reach_timer: u64,
    /// The lane it stands in, or would stand in.
    pub(super) lane: usize,
    pub(super) promise: Promise,
    owned_for_ms: i64,
    /// The agent of *to me* was not available.
    pub(super) passed_over: bool,
    /// Attempts that were not answered.
    pub(super) attempts: u32,
    front: bool,
    /// It has not waited.
    pub(super) at_once: bool,
    /// From accepting to speaking, or to giving up.
    pub(super) dial_ms: i64,
    pub(super) answered: bool,
}

impl Life {
    const fn new(generation: u32) -> Self {
        Self {
            stage: Stage::Scheduled,
            generation,
            stand: Stand::Nowhere,
            order: Order {
                key: 0,
                entered: 0,
                sequence: 0,
            },
            searched_since: 0,
            reach_until: NEVER,
            reach_timer: 0,
            lane: 0,
            promise: Promise::Anyone,
            owned_for_ms: 0,
            passed_over: false,
            attempts: 0,
            front: false,
            at_once: true,
            dial_ms: 0,
            answered: true,
        }
    }
}

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// What is there, or promised, before the run begins.
    pub(super) fn begin_whole(&mut self) {
        let plan = self.plan;
        for scheduled in &plan.scheduled {
            let id = self.admit(scheduled.class, scheduled.at_ms, Origin::Booked);
            self.promise(id, scheduled.promised);
            self.set_timer(scheduled.at_ms, id, Alarm::Due);
        }
        if let Some(tagged) = plan.tagged {
            let id = self.admit(tagged.class, tagged.at_ms, Origin::Tagged);
            self.promise(id, tagged.promised);
            self.lives[id as usize].front = tagged.place == Place::Front;
            self.set_timer(tagged.at_ms, id, Alarm::Due);
        }
    }

    /// A contact comes up, now or for a time ahead.
    pub(super) fn admit(&mut self, class: usize, entered_ms: i64, origin: Origin) -> u32 {
        let contact = Contact {
            number: self.number,
            class: class as u32,
            interval: 0,
            entered_ms,
            waited_before_ms: 0,
            origin,
        };
        self.number += 1;
        let drawn = Drawn {
            talk_ms: 0,
            after_ms: 0,
            patience_ms: NEVER,
        };
        let id = self.held.insert(Held { contact, drawn });
        match self.lives.get_mut(id as usize) {
            Some(life) => *life = Life::new(life.generation),
            None => self.lives.push(Life::new(0)),
        }
        id
    }

    fn promise(&mut self, id: u32, promised: Promised) {
        let life = &mut self.lives[id as usize];
        life.promise = match promised {
            Promised::Anyone => Promise::Anyone,
            Promised::ToMe { agent } => Promise::ToMe(agent),
            Promised::Owned {
                agent,
                owned_for_ms,
            } => {
                life.owned_for_ms = owned_for_ms;
                let until_ms = self.held.at(id).contact.entered_ms + owned_for_ms;
                Promise::Owned { agent, until_ms }
            }
        };
    }

    /// As [`Self::promise`], and the promise.
    pub(super) fn promise_of(&mut self, id: u32, promised: Promised) -> Promise {
        self.promise(id, promised);
        self.lives[id as usize].promise
    }

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
        let keeps = contact.origin == Origin::Redial
            && class.redial.is_some_and(|redial| redial.keeps_draws);
        let drawn = if keeps {
            self.held.at(id).drawn
        } else {
            self.draw(contact.class as usize, interval)
        };
        *self.held.at_mut(id) = Held { contact, drawn };
        self.sequence += 1;
        self.draw_dial(id);
        self.sink.entered(&contact);
        if class.callback.is_none() {
            if self.on_line >= plan.trunks {
                return self.lose(id, Left::Blocked);
            }
            self.on_line += 1;
        }
        let life = &mut self.lives[id as usize];
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
                self.set_timer(until_ms, id, Alarm::OwnershipEnds);
            }
        }
        self.route_first(id);
        if let Stage::Waiting | Stage::Alerting { .. } = self.lives[id as usize].stage {
            self.await_patience(id);
        }
    }

    fn await_patience(&mut self, id: u32) {
        let held = self.held.at(id);
        let class = &self.plan.classes[held.contact.class as usize];
        let patience_ms = held
            .drawn
            .patience_ms
            .min(class.message_after_ms.unwrap_or(NEVER));
        self.set_timer(self.now.saturating_add(patience_ms), id, Alarm::GivesUp);
    }

    /// As [`Self::route`], for what has just come in: it may find no room, or not care to wait.
    fn route_first(&mut self, id: u32) {
        if self.overdue(id) {
            return;
        }
        self.look_around(id);
        if let Some(agent) = self.choose(id) {
            return self.alert(id, agent);
        }
        let number = self.held.at(id).contact.class as usize;
        let class = &self.plan.classes[number];
        if self.waiting_in(class.queue) >= self.plan.queues[class.queue].room {
            return self.leave(id, Left::Blocked);
        }
        if class.balks > 0.0 && self.streams[number].balks.uniform() < class.balks {
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
            Some(agent) => self.alert(id, agent),
            None => self.step_in(id),
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
    fn look_around(&mut self, id: u32) {
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

    fn step_in(&mut self, id: u32) {
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
                self.owned[agent as usize].insert(entry);
                Stand::Owner(agent)
            }
            Promise::Owned { .. } => Stand::Nowhere,
            Promise::Anyone | Promise::ToMe(_) => {
                self.lanes[lane].insert(entry);
                Stand::Lane(lane)
            }
        };
        self.calls_waiting += u32::from(self.plan.classes[class].callback.is_none());
        self.lives[id as usize].stand = stand;
        if reach_until != NEVER {
            let timer = self.set_timer(reach_until, id, Alarm::ReachesFurther);
            self.lives[id as usize].reach_timer = timer;
        }
    }

    /// Out of its lane, where it stands in one.
    pub(super) fn step_out(&mut self, id: u32) {
        let life = &mut self.lives[id as usize];
        if life.stage != Stage::Waiting {
            return;
        }
        match life.stand {
            Stand::Nowhere => None,
            Stand::Lane(lane) => self.lanes[lane].remove(&life.order),
            Stand::Owner(agent) => self.owned[agent as usize].remove(&life.order),
        };
        life.stand = Stand::Nowhere;
        let class = self.held.at(id).contact.class as usize;
        self.calls_waiting -= u32::from(self.plan.classes[class].callback.is_none());
    }

    /// The end of a contact that no agent took, or for now: the customer may call again. It stands
    /// in no lane.
    pub(super) fn leave(&mut self, id: u32, how: Left) {
        let contact = self.held.at(id).contact;
        let plan = &self.plan.classes[contact.class as usize];
        self.on_line -= u32::from(plan.callback.is_none());
        let alerted = match self.lives[id as usize].stage {
            Stage::Alerting { agent } => Some(agent),
            _ => None,
        };
        self.lose(id, how);
        if let Some(agent) = alerted {
            self.settle(agent);
        }
    }

    fn lose(&mut self, id: u32, how: Left) {
        let contact = self.held.at(id).contact;
        self.sink.left(self.now, &contact, how);
        self.over |= contact.origin == Origin::Tagged && self.plan.run == Run::Tagged;
        let gave_up = matches!(how, Left::Abandoned | Left::Balked);
        let redial = self.plan.classes[contact.class as usize]
            .redial
            .filter(|_| gave_up);
        match redial {
            Some(redial)
                if self.streams[contact.class as usize].redial.uniform() < redial.probability =>
            {
                let life = &mut self.lives[id as usize];
                life.generation = life.generation.wrapping_add(1);
                life.stage = Stage::Scheduled;
                let again = &mut self.held.at_mut(id).contact;
                again.number = self.number;
                self.number += 1;
                again.waited_before_ms += self.now - contact.entered_ms;
                again.entered_ms = self.now + redial.after_ms;
                again.origin = Origin::Redial;
                self.set_timer(self.now + redial.after_ms, id, Alarm::Due);
            }
            _ => self.forget(id),
        }
    }

    /// It is over for good.
    pub(super) fn forget(&mut self, id: u32) {
        let life = &mut self.lives[id as usize];
        life.generation = life.generation.wrapping_add(1);
        life.stage = Stage::Scheduled;
        self.held.free(id);
    }

    fn draw_dial(&mut self, id: u32) {
        let class = self.held.at(id).contact.class as usize;
        let Some(work) = &self.plan.classes[class].callback else {
            return;
        };
        let stream = &mut self.streams[class].dial;
        let preview_ms = work.preview.draw(stream).min(work.auto_dial_ms);
        let life = &mut self.lives[id as usize];
        life.dial_ms = preview_ms + work.ring.draw(stream);
        life.answered = work.no_answer == 0.0 || stream.uniform() >= work.no_answer;
    }

    /// Whether the agent may take owned and *to me* callbacks of this queue.
    fn member(&self, agent: u32, queue: usize) -> bool {
        let pool = self.plan.agents[agent as usize].pool as usize;
        self.plan.pools[pool].queues.contains(&queue)
    }

    /// The agent for it, if there is one now.
    fn choose(&mut self, id: u32) -> Option<u32> {
        let contact = self.held.at(id).contact;
        let queue = self.plan.classes[contact.class as usize].queue;
        let life = self.lives[id as usize];
        let available = |agent: u32| self.is_idle(agent) && self.member(agent, queue);
        match life.promise {
            Promise::Owned { agent, .. } => return available(agent).then_some(agent),
            Promise::ToMe(agent) if !life.passed_over => {
                if available(agent) {
                    return Some(agent);
                }
                self.lives[id as usize].passed_over = true;
                self.sink.handed_over(self.now, &contact, agent);
            }
            Promise::ToMe(_) | Promise::Anyone => {}
        }
        self.idle_for(life.lane)
    }
}
