//! How people answer what the router did: agents pick up or overlook, dial, and finish their work; customers talk.

use super::Center;
use super::agenda::Coming;
use super::bookings::Finish;
use super::chance::{draw, happens};
use super::scenario::{HABITS, YOU};
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
            Action::Notify { id, change } => self.bookings.change(id, |booked| match change {
                Change::HandedToQueue { .. } | Change::Released { .. } => {
                    booked.routing = Routing::Standard;
                }
                Change::NextAttempt { at, .. } | Change::Postponed { at } => booked.at = at,
                _ => {}
            }),
            // Nobody here transfers; what follows an attempt is told by what comes with it.
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
                let overlooked = happens(HABITS.missed, &mut life.chance);
                let answers_ms = draw(&HABITS.answer, &mut life.chance);
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
            let away_ms = draw(&HABITS.away, &mut life.chance);
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
                let reads_ms = draw(&HABITS.preview, &mut life.chance);
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
        let rings_ms = draw(&HABITS.ring, &mut life.chance);
        let (after_ms, coming) = if happens(HABITS.no_answer, &mut life.chance) {
            (25 * SECOND_MS, Coming::RingsOut(id))
        } else {
            (rings_ms, Coming::PicksUp(id))
        };
        self.agenda.put(self.now + after_ms, coming);
    }

    fn plan_work(&mut self, id: InteractionId, agent: AgentId) {
        let Some(life) = self.lives.get(&id) else {
            return;
        };
        let done = self.now + life.fate.work_ms;
        self.agenda.put(done, Coming::FinishesWork(id, agent));
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
        let Some(life) = self.lives.get(&id) else {
            return;
        };
        let all_said = self.now + life.fate.talk_ms;
        self.agenda.put(all_said, Coming::SaysGoodbye(id));
    }
}
