//! An agent and a contact, from the alert to the conversation.

use super::life::{Stage, Stand};
use super::tournament::Key;
use super::{Engine, State};
use crate::simulation::sink::{Promise, Service, Sink};

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// Alerts an agent, free and not listed as idle, for a contact in no lane.
    pub(super) fn alert(&mut self, id: u32, agent: u32) {
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
        let life = &mut self.lives[id as usize];
        let mut chance = life.own.alert(life.alerts);
        let missed = rings.missed > 0.0 && chance.uniform() < rings.missed;
        let answer_ms = rings.answer.draw(&mut chance);
        let accepts = !missed && answer_ms < rings_ms;
        let at = self.now + if accepts { answer_ms } else { rings_ms };
        life.alerts += 1;
        life.stage = Stage::Alerting { agent };
        let away_ms = if accepts {
            0
        } else {
            rings.away.draw(&mut chance)
        };
        let row = &mut self.agents[agent as usize];
        row.state = State::Alerted { accepts };
        row.until = at + away_ms;
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
    pub(super) fn connect(&mut self, agent: u32) {
        let plan = &self.plan.agents[agent as usize];
        let id = self.agents[agent as usize].contact;
        let held = *self.held.at(id);
        let is_callback = self.plan.classes[held.contact.class as usize]
            .callback
            .is_some();
        let (talk_ms, after_ms) = self.work_of(agent, held.contact.class, held.drawn);
        self.drop_alarms(id);
        let life = &mut self.lives[id as usize];
        life.stage = Stage::With;
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
        self.close_case(&held.contact);
    }

    /// The alert has run out: to the next agent, and this one gets nothing for a while.
    pub(super) fn miss(&mut self, agent: u32) {
        let id = self.agents[agent as usize].contact;
        let contact = self.held.at(id).contact;
        self.sink.missed(self.now, &contact, agent);
        let row = &mut self.agents[agent as usize];
        row.state = State::Away;
        self.events
            .set(agent as usize, Key::new(row.until, agent as usize));
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
    pub(super) fn come_back(&mut self, agent: u32) {
        if self.is_too_many(agent) {
            return self.go(agent);
        }
        self.settle(agent);
    }
}
