//! What comes: calls, and what people had in mind to do, where it still fits.
//!
//! You are not among them, but for the call that you asked for, which is put through to you.

use super::agenda::Coming;
use super::chance::{Fate, Purpose, stream};
use super::scenario::{self, CUSTOMERS, Customer, PATIENCE_MS_MIN, QUEUES};
use super::timeline::{Deed, Party, What};
use super::{Center, Life};
use callback_core::routing::{
    AgentId, Event, InteractionId, Medium, Presence, QueueId, Routing, RoutingStatus, SkillSet,
    State,
};
use callback_core::simulation::Stream;
use std::sync::Arc;

impl Center {
    /// Lets the next thing of the agenda happen.
    pub(super) fn come(&mut self) {
        let Some((at, coming)) = self.agenda.pop() else {
            return;
        };
        self.now = self.now.max(at);
        match coming {
            Coming::Call(queue) => {
                self.plan_call(queue);
                self.call(queue);
            }
            Coming::PicksUp(id) => self.picks_up(id),
            Coming::RingsOut(id) => self.rings_out(id),
            Coming::SaysGoodbye(id) => self.says_goodbye(id),
            _ => {
                if let Some(event) = self.event(coming) {
                    self.tell(event);
                }
            }
        }
    }

    /// What the router is told, where it still fits.
    fn event(&self, coming: Coming) -> Option<Event> {
        let fits = |id, wanted: fn(State) -> Option<AgentId>, agent| {
            self.state(id).and_then(wanted) == Some(agent)
        };
        match coming {
            Coming::Timer(timer) => Some(Event::TimerFired(timer)),
            Coming::Accepts(id, agent) => {
                let alerting = |state| match state {
                    State::Alerting { agent, .. } => Some(agent),
                    _ => None,
                };
                fits(id, alerting, agent).then_some(Event::Accepted { id, agent })
            }
            Coming::GivesUp(id) => {
                let waits = matches!(self.state(id)?, State::Waiting | State::Alerting { .. });
                waits.then_some(Event::HungUp { id })
            }
            Coming::Dials(id, agent) => {
                let accepted = |state| match state {
                    State::Accepted { agent, .. } => Some(agent),
                    _ => None,
                };
                fits(id, accepted, agent).then_some(Event::Dialed { id, agent })
            }
            Coming::Ends(id, agent) => {
                let over = |state| match state {
                    State::CallOver { agent, .. } => Some(agent),
                    _ => None,
                };
                fits(id, over, agent).then_some(Event::Ended { id, agent })
            }
            Coming::FinishesWork(id, agent) => {
                let works = |state| match state {
                    State::WrapUp { agent, .. } => Some(agent),
                    _ => None,
                };
                fits(id, works, agent).then_some(Event::AfterCallWorkDone { id, agent })
            }
            Coming::Returns(agent) => {
                let status = self.router.agent(agent)?.status();
                let presence = Presence::OnQueue;
                (status == RoutingStatus::NotResponding)
                    .then_some(Event::AgentPresence { agent, presence })
            }
            Coming::Call(_) | Coming::PicksUp(_) | Coming::RingsOut(_) | Coming::SaysGoodbye(_) => {
                None
            }
        }
    }

    /// A customer calls a queue.
    fn call(&mut self, queue: QueueId) {
        let mut chance = stream(self.seed, Purpose::Calls, self.calls);
        self.calls += 1;
        let most = u32::try_from(CUSTOMERS.len()).unwrap_or(1);
        let customer = self.somebody(chance.below(most) as usize);
        let asked = scenario::queue(queue).map_or(&[][..], |spec| spec.asked);
        let asks = chance.below(100);
        let mut below = 0;
        let asks = asked.iter().find(|(_, percent)| {
            below += percent;
            asks < below
        });
        let skills = asks.map_or(SkillSet::NONE, |(skill, _)| SkillSet::of(&[*skill]));
        self.enter(customer, queue, skills, chance);
    }

    /// A customer who is not on the line already, from this one on.
    pub(super) fn somebody(&self, first: usize) -> &'static Customer {
        let on_the_line = |customer: &Customer| {
            let mut lives = self.lives.values();
            lives.any(|life| life.party.number == customer.number)
        };
        let (before, from) = CUSTOMERS.split_at(first);
        let mut all = from.iter().chain(before);
        all.find(|customer| !on_the_line(customer))
            .unwrap_or(&CUSTOMERS[first])
    }

    /// A customer's call enters a queue.
    pub(super) fn enter(
        &mut self,
        customer: &'static Customer,
        queue: QueueId,
        skills: SkillSet,
        mut chance: Stream,
    ) {
        let id = self.new_id();
        let spec = scenario::queue(queue).unwrap_or(&QUEUES[0]);
        let fate = Fate::draw(spec, &mut chance);
        let party = Arc::new(Party {
            name: customer.name.to_owned(),
            number: customer.number.to_owned(),
            medium: Medium::Call,
        });
        self.lives.insert(
            id,
            Life {
                party,
                customer: Some(customer),
                fate,
                chance,
            },
        );
        let gives_up = self.now + PATIENCE_MS_MIN + fate.patience_ms;
        self.agenda.put(gives_up, Coming::GivesUp(id));
        self.tell(Event::CallEntered {
            id,
            queue,
            priority: 0,
            skills,
            routing: Routing::Standard,
        });
    }

    fn picks_up(&mut self, id: InteractionId) {
        let Some(State::Dialing { agent }) = self.state(id) else {
            return;
        };
        self.bookings.change(id, |booked| booked.answered = true);
        self.write(Some(id), What::Done(Deed::PickedUp(agent)));
        self.tell(Event::Answered { id });
        self.plan_goodbye(id);
    }

    fn rings_out(&mut self, id: InteractionId) {
        let Some(State::Dialing { agent }) = self.state(id) else {
            return;
        };
        self.write(Some(id), What::Done(Deed::RangOut(agent)));
        self.tell(Event::NotAnswered { id });
        self.plan_end(id, agent);
    }

    fn says_goodbye(&mut self, id: InteractionId) {
        let Some(State::Connected { agent }) = self.state(id) else {
            return;
        };
        self.tell(Event::HungUp { id });
        self.plan_end(id, agent);
    }
}
