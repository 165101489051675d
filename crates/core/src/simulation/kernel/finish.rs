//! What comes after a conversation: a promise, after-call work, another attempt, the next contact.

use super::Engine;
use super::State;
use super::entry::HELD_MAX;
use super::life::Stage;
use super::streams::{Fate, Own};
use super::timers::Alarm;
use super::tournament::Key;
use crate::simulation::sink::{Origin, Promise, Sink};

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// The conversation, or the attempt, is over.
    pub(super) fn talked(&mut self, agent: u32) {
        self.on_line -= 1;
        let row = self.agents[agent as usize];
        if self.lives[row.contact as usize].answered {
            self.book(agent);
        }
        if row.until > self.now {
            self.agents[agent as usize].state = State::AfterCall;
            return self
                .events
                .set(agent as usize, Key::new(row.until, agent as usize));
        }
        self.finish(agent);
    }

    /// Maybe the agent promises a callback.
    pub(super) fn book(&mut self, agent: u32) {
        let row = self.agents[agent as usize];
        let class = self.held.at(row.contact).contact.class as usize;
        let Some((booking, delay)) = &self.plan.classes[class].books else {
            return;
        };
        let stream = &mut self.lives[row.contact as usize].own.stream(Fate::Books);
        if stream.uniform() >= booking.probability || self.held.len() >= HELD_MAX {
            return;
        }
        let at = booking.at_ms(self.now, delay.draw(stream));
        let share = stream.uniform();
        let promised = self.plan.promised(booking, share, agent, at);
        let own = Own(stream.next_u64());
        let id = self.admit(booking.class, at, Origin::Booked, own);
        let promise = self.promise_of(id, promised);
        let contact = self.held.at(id).contact;
        self.sink.booked(self.now, &contact, promise);
        self.set_alarm(at, id, Alarm::Own);
    }

    /// The agent is through with it.
    pub(super) fn finish(&mut self, agent: u32) {
        let id = self.agents[agent as usize].contact;
        let class = self.held.at(id).contact.class as usize;
        let life = &mut self.lives[id as usize];
        match &self.plan.classes[class].callback {
            Some(work) if !life.answered && life.attempts < work.retries => {
                life.attempts += 1;
                life.own = life.own.next();
                life.alerts = 0;
                life.stage = Stage::Scheduled;
                let at = self.now + work.retry_after_ms.max(1);
                let contact = &mut self.held.at_mut(id).contact;
                contact.entered_ms = at;
                contact.origin = Origin::Retry;
                self.set_alarm(at, id, Alarm::Own);
            }
            _ => self.forget(id),
        }
        self.agents[agent as usize].idle_since = self.now;
        if self.is_too_many(agent) {
            self.go(agent);
            return self.close(Some(agent));
        }
        self.settle(agent);
    }

    /// A free agent takes what comes first, or is idle, or goes.
    pub(super) fn settle(&mut self, agent: u32) {
        while let Some(id) = self.first_for(agent) {
            let life = &self.lives[id as usize];
            let overdue =
                matches!(life.promise, Promise::Owned { until_ms, .. } if self.now >= until_ms);
            if !overdue && self.now < life.reach_until {
                self.step_out(id);
                return self.alert(id, agent);
            }
            self.list(agent);
            self.step_out(id);
            self.route(id);
            if self.agents[agent as usize].state != State::Idle {
                return;
            }
            self.unlist(agent);
        }
        self.events.set(agent as usize, Key::NEVER);
        if self.is_too_many(agent) {
            return self.go(agent);
        }
        self.list(agent);
        self.start_callbacks();
    }

    /// The first contact for a free agent.
    pub(super) fn first_for(&mut self, agent: u32) -> Option<u32> {
        let pool = self.plan.agents[agent as usize].pool as usize;
        let own = 2 * agent as usize;
        let owned = (0..2).find_map(|tier| {
            let first = self.owned[own + tier].first()?;
            Some((tier as u32, first.order, first.id))
        });
        let anyone = self.lane_for(pool).and_then(|(tier, lane)| {
            let first = self.lanes.first(lane)?;
            Some((tier, first.order, first.id))
        });
        let first = owned.into_iter().chain(anyone).min()?;
        Some(first.2)
    }

    /// Blending: callbacks that waited only because too few agents were idle.
    pub(super) fn start_callbacks(&mut self) {
        if self.plan.blending.is_none() {
            return;
        }
        for lane in 0..self.plan.lanes.len() {
            while let Some(first) = self.lanes.first(lane)
                && self.plan.classes[self.plan.lanes[lane].class]
                    .callback
                    .is_some()
            {
                let id = first.id;
                let Some(agent) = self.idle_for(lane) else {
                    break;
                };
                self.step_out(id);
                self.unlist(agent);
                self.alert(id, agent);
            }
        }
    }
}
