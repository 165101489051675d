//! A contact's way from its time to an agent, with everything that may come between.

use super::lane::Order;
use super::streams::{Drawn, Fate, Own, Purpose, stream};
use super::timers::{Alarm, Alarms, SILENT};
use super::{Engine, Held};
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
    /// Of the owner's two lines.
    Owner(usize),
}

/// What the whole engine keeps of a contact besides [`Held`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Life {
    pub(super) stage: Stage,
    pub(super) stand: Stand,
    pub(super) order: Order,
    /// The clock by which more and more agents may take it.
    pub(super) searched_since: i64,
    pub(super) reach_until: i64,
    pub(super) alarms: Alarms,
    /// The lane it stands in, or would stand in.
    pub(super) lane: usize,
    pub(super) promise: Promise,
    pub(super) owned_for_ms: i64,
    /// The agent of *to me* was not available.
    pub(super) passed_over: bool,
    /// Attempts that were not answered.
    pub(super) attempts: u32,
    pub(super) front: bool,
    /// It has not waited.
    pub(super) at_once: bool,
    /// From accepting to speaking, or to giving up.
    pub(super) dial_ms: i64,
    pub(super) answered: bool,
    pub(super) own: Own,
    /// Alerts in this attempt.
    pub(super) alerts: u32,
}

impl Life {
    const fn new(own: Own) -> Self {
        Self {
            stage: Stage::Scheduled,
            stand: Stand::Nowhere,
            order: Order {
                key: 0,
                entered: 0,
                sequence: 0,
            },
            searched_since: 0,
            reach_until: NEVER,
            alarms: SILENT,
            lane: 0,
            promise: Promise::Anyone,
            owned_for_ms: 0,
            passed_over: false,
            attempts: 0,
            front: false,
            at_once: true,
            dial_ms: 0,
            answered: true,
            own,
            alerts: 0,
        }
    }
}

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// What is there, or promised, before the run begins.
    pub(super) fn begin_whole(&mut self) {
        let plan = self.plan;
        let mut chance = stream(self.seed, Purpose::Promised, 0);
        for scheduled in &plan.scheduled {
            let id = self.admit(
                scheduled.class,
                scheduled.at_ms,
                Origin::Booked,
                Own(chance.next_u64()),
            );
            self.promise(id, scheduled.promised);
            self.set_alarm(scheduled.at_ms, id, Alarm::Own);
        }
        if let Some(tagged) = plan.tagged {
            let own = Own(stream(self.seed, Purpose::Promised, 1).next_u64());
            let id = self.admit(tagged.class, tagged.at_ms, Origin::Tagged, own);
            self.promise(id, tagged.promised);
            self.lives[id as usize].front = tagged.place == Place::Front;
            self.set_alarm(tagged.at_ms, id, Alarm::Own);
        }
    }

    /// A contact comes up, now or for a time ahead.
    pub(super) fn admit(&mut self, class: usize, entered_ms: i64, origin: Origin, own: Own) -> u32 {
        let contact = Contact {
            number: self.number,
            class: class as u32,
            interval: 0,
            entered_ms,
            waited_before_ms: 0,
            origin,
        };
        self.number += 1;
        let id = self.held.insert(Held {
            contact,
            drawn: Drawn::NONE,
        });
        match self.lives.get_mut(id as usize) {
            Some(life) => *life = Life::new(own),
            None => self.lives.push(Life::new(own)),
        }
        id
    }

    pub(super) fn promise(&mut self, id: u32, promised: Promised) {
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

    pub(super) fn lose(&mut self, id: u32, how: Left) {
        let contact = self.held.at(id).contact;
        self.sink.left(self.now, &contact, how);
        self.close_case(&contact);
        let gave_up = matches!(how, Left::Abandoned | Left::Balked);
        let redial = self.plan.classes[contact.class as usize]
            .redial
            .filter(|_| gave_up);
        let own = self.lives[id as usize].own;
        match redial {
            Some(redial) if own.stream(Fate::Redial).uniform() < redial.probability => {
                self.drop_alarms(id);
                let life = &mut self.lives[id as usize];
                life.stage = Stage::Scheduled;
                life.own = own.next();
                life.alerts = 0;
                let again = &mut self.held.at_mut(id).contact;
                again.number = self.number;
                self.number += 1;
                again.waited_before_ms += self.now - contact.entered_ms;
                again.entered_ms = self.now + redial.after_ms;
                again.origin = Origin::Redial;
                self.set_alarm(self.now + redial.after_ms, id, Alarm::Own);
            }
            _ => self.forget(id),
        }
    }

    /// The run of a forecast ends with its contact's fate.
    pub(super) fn close_case(&mut self, contact: &Contact) {
        if contact.origin == Origin::Tagged && self.plan.run == Run::Tagged {
            self.end = 0;
        }
    }

    /// It is over for good.
    pub(super) fn forget(&mut self, id: u32) {
        self.drop_alarms(id);
        self.lives[id as usize].stage = Stage::Scheduled;
        self.held.free(id);
    }
}
