//! How people answer what the router did: agents pick up or overlook, dial, and finish their work; customers talk.

use super::Center;
use super::agenda::Coming;
use super::bookings::Finish;
use super::scenario::{self, ANSWERED_PERCENT, MISSED_PERCENT, WORK_MS, YOU};
use super::start::CALLBACKS_ONLY;
use super::you::{Conversation, Phase};
use callback_core::routing::{
    Action, AgentId, AlertEnd, Change, Event, Interaction, InteractionId, Routing,
};
use callback_core::time::SECOND_MS;

impl Center {
    /// What people do about what the router did.
    pub(super) fn react(&mut self, action: &Action) {
        match *action {
            Action::Alert { id, agent, .. } => self.alerted(id, agent),
            Action::StopAlert { id, agent, why } => self.alert_stopped(id, agent, why),
            Action::Connect { id, agent } => self.connected(id, agent),
            Action::Dial { id, .. } => self.rings(id),
            Action::WrapUp {
                id, agent, until, ..
            } => {
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
            // Nobody here transfers, and no callback of this center is tried again.
            Action::Transfer { .. }
            | Action::Leave { .. }
            | Action::Queue { .. }
            | Action::Wait { .. }
            | Action::SetTimer { .. }
            | Action::DropTimer { .. }
            | Action::Status { .. }
            | Action::Refuse { .. } => {}
        }
    }

    fn alerted(&mut self, id: InteractionId, agent: AgentId) {
        let queue = self.router.interaction(id).map(Interaction::queue);
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

    /// Others end a callback whose call is over; you press the button, or its time runs out.
    pub(super) fn plan_end(&mut self, id: InteractionId, agent: AgentId) {
        if agent != YOU && self.is_callback(id) {
            self.agenda
                .put(self.now + 3 * SECOND_MS, Coming::Ends(id, agent));
        }
    }

    pub(super) fn plan_goodbye(&mut self, id: InteractionId) {
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
}
