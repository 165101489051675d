//! What people do: customers who call, wait, talk and hang up; agents who answer, dial, and finish their work.
//! You are not among them, but for the call that you asked for, which is put through to you.

use super::agenda::Coming;
use super::bookings::Finish;
use super::draw::Draw;
use super::scenario::{
    self, ANSWERED_PERCENT, CUSTOMERS, Customer, MISSED_PERCENT, PATIENCE_MS, WORK_MS, YOU,
};
use super::start::{CALLBACKS_ONLY, CALLS};
use super::timeline::{Deed, Party, What};
use super::you::{Conversation, Phase};
use super::{Center, Life};
use callback_core::routing::{
    Action, AgentId, AlertEnd, Change, Event, InteractionId, Medium, Presence, QueueId, Routing,
    RoutingStatus, SkillSet, State,
};
use callback_core::time::SECOND_MS;
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
        let mut draw = Draw::stream(self.seed, CALLS + self.calls);
        self.calls += 1;
        let most = u32::try_from(CUSTOMERS.len()).unwrap_or(1);
        let customer = self.somebody(draw.below(most) as usize);
        let asked = scenario::queue(queue).map_or(&[][..], |spec| spec.asked);
        let chance = draw.below(100);
        let mut below = 0;
        let asks = asked.iter().find(|(_, percent)| {
            below += percent;
            chance < below
        });
        let skills = asks.map_or(SkillSet::NONE, |(skill, _)| SkillSet::of(&[*skill]));
        self.enter(customer, queue, skills, draw);
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
        mut draw: Draw,
    ) {
        let id = self.new_id();
        let patience_ms = 20 * SECOND_MS + draw.exponential_ms(PATIENCE_MS);
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
                draw,
            },
        );
        self.agenda.put(self.now + patience_ms, Coming::GivesUp(id));
        self.tell(Event::CallEntered {
            id,
            queue,
            priority: 0,
            skills,
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

    /// Others end a callback whose call is over; you press the button, or its time runs out.
    fn plan_end(&mut self, id: InteractionId, agent: AgentId) {
        if agent != YOU && self.is_callback(id) {
            self.agenda
                .put(self.now + 3 * SECOND_MS, Coming::Ends(id, agent));
        }
    }

    fn plan_goodbye(&mut self, id: InteractionId) {
        let queue = self
            .router
            .interaction(id)
            .and_then(|one| scenario::queue(one.queue()));
        let (Some(life), Some(queue)) = (self.lives.get_mut(&id), queue) else {
            return;
        };
        let talk_ms = 20 * SECOND_MS + life.draw.exponential_ms(queue.talk_ms);
        self.agenda.put(self.now + talk_ms, Coming::SaysGoodbye(id));
    }

    /// What people do about what the router did.
    pub(super) fn react(&mut self, action: &Action) {
        match *action {
            Action::Alert { id, agent, .. } => self.alerted(id, agent),
            Action::StopAlert { id, agent, why } => self.alert_stopped(id, agent, why),
            Action::Connect { id, agent } => self.connected(id, agent),
            Action::Dial { id, .. } => self.rings(id),
            Action::WrapUp { id, agent, until } => {
                if agent == YOU {
                    self.conversations.set(id, Phase::Work { until });
                } else {
                    self.plan_work(id, agent);
                }
            }
            Action::End { id, .. } => self.over(id, Finish::Ended),
            Action::Disconnect { id, why } => self.over(id, Finish::Disconnected(why)),
            Action::Notify { id, change } => {
                if let Change::HandedToQueue { .. } | Change::Released { .. } = change {
                    self.bookings
                        .change(id, |booked| booked.routing = Routing::Standard);
                }
            }
            Action::Queue { .. }
            | Action::Wait { .. }
            | Action::SetTimer { .. }
            | Action::DropTimer { .. }
            | Action::Status { .. }
            | Action::Refuse { .. } => {}
        }
    }

    fn alerted(&mut self, id: InteractionId, agent: AgentId) {
        let queue = self
            .router
            .interaction(id)
            .map(callback_core::routing::Interaction::queue);
        let (Some(life), Some(queue)) = (self.lives.get_mut(&id), queue) else {
            return;
        };
        let answers = match life.customer {
            Some(customer) if agent == YOU => {
                let phase = Phase::Ringing;
                self.conversations.begin(Conversation {
                    call: id,
                    customer,
                    queue,
                    phase,
                });
                Some(2 * SECOND_MS)
            }
            None if agent == YOU => {
                self.alerts += 1;
                None
            }
            _ => {
                let overlooked = life.draw.percent(MISSED_PERCENT);
                let answers_ms = life.draw.between_ms(SECOND_MS, 5 * SECOND_MS);
                (!overlooked).then_some(answers_ms)
            }
        };
        if let Some(ms) = answers {
            self.agenda.put(self.now + ms, Coming::Accepts(id, agent));
        }
    }

    fn alert_stopped(&mut self, id: InteractionId, agent: AgentId, why: AlertEnd) {
        if agent == YOU {
            self.conversations.set(id, Phase::Over);
        } else if let (AlertEnd::Missed | AlertEnd::Declined, Some(life)) =
            (why, self.lives.get_mut(&id))
        {
            let away_ms = life.draw.between_ms(60 * SECOND_MS, 180 * SECOND_MS);
            self.agenda.put(self.now + away_ms, Coming::Returns(agent));
        }
    }

    fn connected(&mut self, id: InteractionId, agent: AgentId) {
        match (self.is_callback(id), agent == YOU) {
            (false, true) => {
                self.conversations
                    .set(id, Phase::Talking { since: self.now });
                let capacity = CALLBACKS_ONLY;
                self.then
                    .push_back(Event::AgentSettings { agent, capacity });
            }
            (false, false) => self.plan_goodbye(id),
            (true, true) => {}
            (true, false) => {
                let Some(life) = self.lives.get_mut(&id) else {
                    return;
                };
                let reads_ms = life.draw.between_ms(3 * SECOND_MS, 9 * SECOND_MS);
                self.agenda
                    .put(self.now + reads_ms, Coming::Dials(id, agent));
            }
        }
    }

    /// The customer's phone rings.
    fn rings(&mut self, id: InteractionId) {
        self.bookings.change(id, |booked| booked.answered = false);
        let Some(life) = self.lives.get_mut(&id) else {
            return;
        };
        let answers = life.draw.percent(ANSWERED_PERCENT);
        let rings_ms = life.draw.between_ms(4 * SECOND_MS, 15 * SECOND_MS);
        let (after_ms, coming) = if answers {
            (rings_ms, Coming::PicksUp(id))
        } else {
            (25 * SECOND_MS, Coming::RingsOut(id))
        };
        self.agenda.put(self.now + after_ms, coming);
    }

    fn plan_work(&mut self, id: InteractionId, agent: AgentId) {
        let Some(life) = self.lives.get_mut(&id) else {
            return;
        };
        let work_ms = 3 * SECOND_MS + life.draw.exponential_ms(WORK_MS);
        self.agenda
            .put(self.now + work_ms, Coming::FinishesWork(id, agent));
    }

    fn over(&mut self, id: InteractionId, finish: Finish) {
        self.lives.remove(&id);
        self.conversations.set(id, Phase::Over);
        self.bookings
            .change(id, |booked| booked.finish = Some(finish));
    }
}
