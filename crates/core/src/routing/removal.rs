//! Agents and queues that are taken away. What is in an agent's hands must end first; what waits is
//! kept, handed over, or ended with that as the reason.

use super::Router;
use super::action::Action;
use super::event::Presence;
use super::ids::{AgentId, InteractionId, QueueId};
use super::interaction::{Interaction, State};
use super::reason::{Change, DisconnectReason, QueuedBecause, Refusal};

impl Router {
    /// Takes an agent away. What waits for them by name stays as it was promised: an owned callback
    /// waits, to be given to another or until its ownership ends; anything else goes to the next.
    pub(super) fn remove_agent(
        &mut self,
        id: AgentId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let agent = self.agent(id).ok_or(Refusal::UnknownAgent(id))?;
        let holds = |held: &&InteractionId| {
            let interaction = self.interactions.get(held);
            interaction.is_some_and(|it| !matches!(it.state, State::Alerting { .. }))
        };
        if let Some(&held) = agent.in_hand.iter().find(holds) {
            return Err(Refusal::InHand(held, id));
        }
        self.set_presence(id, Presence::OffQueue, out)?;
        let queues: Vec<QueueId> = self
            .agent(id)
            .map_or(Vec::new(), |it| it.queues().collect());
        for queue in queues {
            self.leave(id, queue, out)?;
        }
        self.agents.remove(id.index());
        Ok(())
    }

    /// Takes a queue away. What is in it goes on in the other queue with its entry time and its
    /// routing, edit lock or not; where there is no other, what nobody has accepted ends.
    pub(super) fn remove_queue(
        &mut self,
        id: QueueId,
        hand_to: Option<QueueId>,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        self.check_queue(id)?;
        if let Some(other) = hand_to {
            self.check_queue(other)?;
            if other == id {
                return Err(Refusal::UnknownQueue(other));
            }
        }
        let of_queue: Vec<&Interaction> = self.interactions().filter(|it| it.queue == id).collect();
        let held = of_queue.iter().find_map(|it| match it.state {
            State::Scheduled | State::Waiting | State::Alerting { .. } => None,
            state => Some(Refusal::InHand(it.id, state.agent()?)),
        });
        if let (Some(held), None) = (held, hand_to) {
            return Err(held);
        }
        // In the order of serving, so that the first in line is handed over first.
        let mut ids: Vec<InteractionId> = self.places(id).iter().map(|place| place.id).collect();
        let others = of_queue.iter().filter(|it| it.ticket.is_none());
        ids.extend(others.map(|it| it.id));
        // All leave the line, and the members the queue, before anybody whom that frees is served.
        for &id in &ids {
            self.drop_timer(super::Timer::Reach(id), out);
            self.leave_line(id);
        }
        self.queues.remove(id.index());
        for agent in self.agents.iter_mut() {
            agent.memberships.retain(|&(queue, _)| queue != id);
        }
        for interaction in ids {
            match hand_to {
                Some(queue) => self.hand_over(interaction, queue, out),
                None => {
                    self.disconnect(interaction, DisconnectReason::QueueRemoved(id), out);
                }
            }
        }
        Ok(())
    }

    /// An alert goes on: it was a promise to agent and customer.
    fn hand_over(&mut self, id: InteractionId, queue: QueueId, out: &mut Vec<Action>) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let from = core::mem::replace(&mut interaction.queue, queue);
        interaction.passed_over = None;
        interaction.searched_since = self.now;
        let waits = interaction.state == State::Waiting;
        out.push(Action::Notify {
            id,
            change: Change::Reassigned { queue },
        });
        if waits {
            self.search_anew(id, QueuedBecause::QueueRemoved(from), out);
        }
    }
}
