//! An agent and a contact, from the alert to the end of the after-call work.

use super::life::{Stage, Stand};
use super::timers::Alarm;
use super::tournament::Key;
use super::{Engine, State};
use crate::simulation::chance::rounded;
use crate::simulation::scenario::{Promised, Run};
use crate::simulation::sink::{Origin, Promise, Service, Sink};

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// Alerts an idle agent for a contact in no lane.
    pub(super) fn alert(&mut self, id: u32, agent: u32) {
        self.unlist(agent);
        let plan = self.plan;
        let group = &plan.groups[plan.agents[agent as usize].group as usize];
        self.agents[agent as usize].contact = id;
        let Some(rings) = &group.alerting else {
            return self.connect(agent);
        };
        let contact = self.held.at(id).contact;
        let class = &plan.classes[contact.class as usize];
        let queue = &plan.queues[class.queue];
        let rings_ms = match class.callback {
            None => queue.call_alert_ms,
            Some(_) => queue.callback_alert_ms,
        };
        let missed = rings.missed > 0.0 && self.alerts.uniform() < rings.missed;
        let answer_ms = rings.answer.draw(&mut self.alerts);
        let accepts = !missed && answer_ms < rings_ms;
        let at = self.now + if accepts { answer_ms } else { rings_ms };
        self.lives[id as usize].stage = Stage::Alerting { agent };
        self.agents[agent as usize].state = State::Alerted { accepts };
        self.events
            .set(agent as usize, Key::new(at, agent as usize));
        self.sink.alerted(self.now, &contact, agent);
    }

    /// Whatever the agent was waiting for has come.
    pub(super) fn next_of(&mut self, agent: u32) {
        match self.agents[agent as usize].state {
            State::Alerted { accepts: true } => self.connect(agent),
            State::Alerted { accepts: false } => self.miss(agent),
            State::Busy => self.talked(agent),
            State::AfterCall => self.finish(agent),
            State::Away => self.come_back(agent),
            State::Off | State::Idle => {}
        }
    }

    /// The agent has it.
    fn connect(&mut self, agent: u32) {
        let plan = &self.plan.agents[agent as usize];
        let id = self.agents[agent as usize].contact;
        let held = *self.held.at(id);
        let is_callback = self.plan.classes[held.contact.class as usize]
            .callback
            .is_some();
        let life = &mut self.lives[id as usize];
        life.generation = life.generation.wrapping_add(1);
        life.stage = Stage::With;
        let (mut talk_ms, mut after_ms) = (held.drawn.talk_ms, held.drawn.after_ms);
        if self.plan.speeds_differ {
            talk_ms = rounded(talk_ms as f64 / plan.speed);
            after_ms = rounded(after_ms as f64 / plan.speed);
        }
        let dialed_ms = self.now + life.dial_ms;
        let talked_ms = if life.answered {
            dialed_ms + talk_ms
        } else {
            dialed_ms
        };
        let service = Service {
            at_ms: self.now,
            agent,
            group: plan.group,
            at_once: life.at_once,
            spoken_ms: life.answered.then_some(dialed_ms),
            talked_ms,
            until_ms: talked_ms + after_ms,
        };
        self.on_line += u32::from(is_callback);
        let row = &mut self.agents[agent as usize];
        row.state = State::Busy;
        row.until = service.until_ms;
        self.events
            .set(agent as usize, Key::new(talked_ms, agent as usize));
        self.sink.started(&held.contact, &service);
        self.over |= held.contact.origin == Origin::Tagged && self.plan.run == Run::Tagged;
    }

    /// The alert has run out: to the next agent, and this one gets nothing for a while.
    fn miss(&mut self, agent: u32) {
        let id = self.agents[agent as usize].contact;
        let group = self.plan.agents[agent as usize].group as usize;
        let contact = self.held.at(id).contact;
        self.sink.missed(self.now, &contact, agent);
        let rings = self.plan.groups[group].alerting.as_ref();
        let away_ms = rings.map_or(0, |rings| rings.away.draw(&mut self.alerts));
        self.agents[agent as usize].state = State::Away;
        self.events
            .set(agent as usize, Key::new(self.now + away_ms, agent as usize));
        let life = &mut self.lives[id as usize];
        life.stage = Stage::Waiting;
        life.stand = Stand::Nowhere;
        if let Promise::ToMe(named) = life.promise
            && named == agent
            && !life.passed_over
        {
            life.passed_over = true;
            self.sink.handed_over(self.now, &contact, agent);
        }
        self.route(id);
    }

    /// On queue again after a missed alert.
    fn come_back(&mut self, agent: u32) {
        let group = self.groups[self.plan.agents[agent as usize].group as usize];
        if group.here > group.scheduled {
            return self.go(agent);
        }
        self.settle(agent);
    }

    /// The conversation, or the attempt, is over.
    fn talked(&mut self, agent: u32) {
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
    fn book(&mut self, agent: u32) {
        let row = self.agents[agent as usize];
        let class = self.held.at(row.contact).contact.class as usize;
        let Some((booking, delay)) = &self.plan.classes[class].books else {
            return;
        };
        let stream = &mut self.streams[class].books;
        if stream.uniform() >= booking.probability {
            return;
        }
        let at = self.now + delay.draw(stream).max(1);
        let share = stream.uniform();
        let promised = if share < booking.to_me {
            Promised::ToMe { agent }
        } else if share < booking.to_me + booking.owned {
            Promised::Owned {
                agent,
                owned_for_ms: booking.owned_for_ms,
            }
        } else {
            Promised::Anyone
        };
        let id = self.admit(booking.class, at, Origin::Booked);
        let promise = self.promise_of(id, promised);
        let contact = self.held.at(id).contact;
        self.sink.booked(self.now, &contact, promise);
        self.set_timer(at, id, Alarm::Due);
    }

    /// The agent is through with it.
    fn finish(&mut self, agent: u32) {
        let id = self.agents[agent as usize].contact;
        let class = self.held.at(id).contact.class as usize;
        let life = &mut self.lives[id as usize];
        match &self.plan.classes[class].callback {
            Some(work) if !life.answered && life.attempts < work.retries => {
                life.attempts += 1;
                life.stage = Stage::Scheduled;
                let at = self.now + work.retry_after_ms.max(1);
                let contact = &mut self.held.at_mut(id).contact;
                contact.entered_ms = at;
                contact.origin = Origin::Retry;
                self.set_timer(at, id, Alarm::Due);
            }
            _ => self.forget(id),
        }
        self.agents[agent as usize].idle_since = self.now;
        let group = self.groups[self.plan.agents[agent as usize].group as usize];
        if group.here > group.scheduled {
            self.go(agent);
            return self.close(Some(agent));
        }
        self.settle(agent);
    }

    /// A free agent takes what comes first, or is idle, or goes.
    pub(super) fn settle(&mut self, agent: u32) {
        loop {
            let Some(id) = self.first_for(agent) else {
                break;
            };
            let life = self.lives[id as usize];
            let overdue =
                matches!(life.promise, Promise::Owned { until_ms, .. } if self.now >= until_ms);
            if !overdue && self.now < life.reach_until {
                self.step_out(id);
                self.list(agent);
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
        let group = self.groups[self.plan.agents[agent as usize].group as usize];
        if group.here > group.scheduled {
            return self.go(agent);
        }
        self.list(agent);
        self.start_callbacks();
    }

    /// The first contact for a free agent.
    fn first_for(&mut self, agent: u32) -> Option<u32> {
        let pool = self.plan.agents[agent as usize].pool as usize;
        let owned = self.owned[agent as usize]
            .first()
            .map(|entry| (entry.order, entry.id));
        let owned = owned.map(|(order, id)| {
            let class = &self.plan.classes[self.held.at(id).contact.class as usize];
            (u32::from(!class.by_priority_only), order, id)
        });
        let anyone = self.lane_for(pool).and_then(|(tier, order, lane)| {
            let first = self.lanes[lane].first()?;
            Some((tier, order, first.id))
        });
        let first = owned.into_iter().chain(anyone).min()?;
        Some(first.2)
    }

    /// Blending: callbacks that waited only because too few agents were idle.
    fn start_callbacks(&mut self) {
        if self.plan.blending.is_none() {
            return;
        }
        for lane in 0..self.plan.lanes.len() {
            while let Some(first) = self.lanes[lane].first()
                && self.plan.classes[self.plan.lanes[lane].class]
                    .callback
                    .is_some()
            {
                let id = first.id;
                let Some(agent) = self.idle_for(lane) else {
                    break;
                };
                self.step_out(id);
                self.alert(id, agent);
            }
        }
    }
}
