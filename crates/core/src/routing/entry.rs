//! How an interaction comes in: a call at once, a callback at its time.

use super::Router;
use super::action::Action;
use super::event::{Booking, Routing};
use super::ids::{AgentId, InteractionId, QueueId};
use super::interaction::{Callback, Interaction, State};
use super::reach::Reach;
use super::reason::{Change, Outcome, QueuedBecause, Refusal};
use super::skills::SkillSet;
use crate::time::Timestamp;

impl Router {
    /// A customer's call comes in.
    pub(super) fn call_entered(
        &mut self,
        id: InteractionId,
        queue: QueueId,
        needs: (i32, SkillSet),
        routing: Routing,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        self.check_new(id, queue)?;
        self.check_routing(&routing)?;
        if let Routing::Owned { .. } = routing {
            return Err(Refusal::NotACallback(id));
        }
        self.keep(new_interaction(id, queue, needs, routing, self.now));
        self.enter(id, self.now, QueuedBecause::Arrived, out);
        Ok(())
    }

    /// A callback is booked; one whose time has come already enters at once.
    pub(super) fn schedule(
        &mut self,
        id: InteractionId,
        booking: Booking,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let Booking {
            queue,
            at,
            routing,
            priority,
            skills,
            contact,
            auto_dial,
            retry,
            windows,
        } = booking;
        self.check_new(id, queue)?;
        self.check_routing(&routing)?;
        let mut interaction = new_interaction(id, queue, (priority, skills), routing, at);
        interaction.callback = Some(Callback {
            at,
            contact,
            auto_dial,
            retry,
            attempts: 0,
            windows,
            closes: None,
        });
        self.keep(interaction);
        out.push(Action::Notify {
            id,
            change: Change::Scheduled { at },
        });
        self.await_time(id, out);
        Ok(())
    }

    /// From here on it is known.
    pub(super) fn keep(&mut self, interaction: Interaction) {
        if let Some(contact) = interaction.contact() {
            let callbacks = self.of_contact.entry(contact.id).or_default();
            callbacks.insert(interaction.id);
        }
        self.interactions
            .insert(interaction.id, Box::new(interaction));
    }

    /// Its time has come. It enters at its scheduled time, with no wait behind it.
    pub(super) fn come_in(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        let scheduled = self.interaction(id).and_then(Interaction::scheduled_at);
        if let Some(at) = scheduled {
            self.enter(id, at, QueuedBecause::Due, out);
        }
    }

    /// Into the queue for the first time.
    pub(super) fn enter(
        &mut self,
        id: InteractionId,
        entered: Timestamp,
        why: QueuedBecause,
        out: &mut Vec<Action>,
    ) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        self.sequence += 1;
        interaction.sequence = self.sequence;
        interaction.entered = entered;
        interaction.searched_since = self.now;
        interaction.state = State::Waiting;
        out.push(Action::Queue {
            id,
            queue: interaction.queue,
            entered,
            why,
        });
        self.watch_ownership(id, out);
        self.watch_window(id, out);
        self.route(id, out);
    }

    pub(super) fn check_new(&self, id: InteractionId, queue: QueueId) -> Result<(), Refusal> {
        if self.interactions.contains_key(&id) {
            return Err(Refusal::KnownInteraction(id));
        }
        self.check_queue(queue)
    }

    pub(super) fn check_queue(&self, queue: QueueId) -> Result<(), Refusal> {
        self.queue(queue)
            .map(|_| ())
            .ok_or(Refusal::UnknownQueue(queue))
    }

    pub(super) fn check_routing(&self, routing: &Routing) -> Result<(), Refusal> {
        let known = |agent: AgentId| {
            self.agent(agent)
                .map(|_| ())
                .ok_or(Refusal::UnknownAgent(agent))
        };
        match routing {
            Routing::Standard => Ok(()),
            Routing::ToMe(agent) | Routing::Owned { agent, .. } => known(*agent),
            Routing::Preferred(agents) => agents.iter().try_for_each(|it| known(it.agent)),
        }
    }
}

pub(super) const fn new_interaction(
    id: InteractionId,
    queue: QueueId,
    (priority, skills): (i32, SkillSet),
    routing: Routing,
    entered: Timestamp,
) -> Interaction {
    Interaction {
        id,
        queue,
        priority,
        skills,
        routing,
        state: State::Scheduled,
        reach: Reach::Queue,
        reach_until: None,
        searched_since: entered,
        ticket: None,
        entered,
        sequence: 0,
        outcome: Outcome::NotDialed,
        wrap_up_requested: false,
        passed_over: None,
        callback: None,
    }
}
