//! How an interaction comes in: a call at once, a callback at its time.

use super::Router;
use super::action::Action;
use super::event::{Booking, Routing};
use super::ids::{InteractionId, QueueId};
use super::interaction::{Callback, Interaction, State};
use super::reason::{Change, Outcome, QueuedBecause, Refusal};
use super::skills::SkillSet;
use super::timer::Timer;
use crate::time::Timestamp;

impl Router {
    /// A customer's call comes in.
    pub(super) fn call_entered(
        &mut self,
        id: InteractionId,
        queue: QueueId,
        priority: i32,
        skills: SkillSet,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        self.check_new(id, queue)?;
        let interaction = new_interaction(id, queue, priority, skills, self.now, None);
        self.interactions.insert(id, interaction);
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
        } = booking;
        self.check_new(id, queue)?;
        self.check_routing(routing)?;
        let callback = Callback {
            at,
            routing,
            contact,
            auto_dial,
        };
        let interaction = new_interaction(id, queue, priority, skills, at, Some(callback));
        self.interactions.insert(id, interaction);
        out.push(Action::Notify {
            id,
            change: Change::Scheduled { at },
        });
        self.await_time(id, at, out);
        Ok(())
    }

    /// Its time has come. It enters at its scheduled time, with no wait behind it.
    pub(super) fn come_due(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        if let Some(at) = self
            .interactions
            .get(&id)
            .and_then(Interaction::scheduled_at)
        {
            self.enter(id, at, QueuedBecause::Due, out);
        }
    }

    /// Wakes the callback at its time; where that has come already, now.
    pub(super) fn await_time(&mut self, id: InteractionId, at: Timestamp, out: &mut Vec<Action>) {
        if at <= self.now {
            self.come_due(id, out);
        } else {
            out.push(Action::SetTimer {
                at,
                timer: Timer::Due(id),
            });
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
        interaction.state = State::Waiting;
        out.push(Action::Queue {
            id,
            queue: interaction.queue,
            entered,
            why,
        });
        self.watch_ownership(id, out);
        self.route(id, out);
    }

    fn check_new(&self, id: InteractionId, queue: QueueId) -> Result<(), Refusal> {
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

    pub(super) fn check_routing(&self, routing: Routing) -> Result<(), Refusal> {
        match routing {
            Routing::ToMe(agent) | Routing::Owned { agent, .. } => self
                .agent(agent)
                .map(|_| ())
                .ok_or(Refusal::UnknownAgent(agent)),
            Routing::Standard => Ok(()),
        }
    }
}

const fn new_interaction(
    id: InteractionId,
    queue: QueueId,
    priority: i32,
    skills: SkillSet,
    entered: Timestamp,
    callback: Option<Callback>,
) -> Interaction {
    Interaction {
        id,
        queue,
        priority,
        skills,
        state: State::Scheduled,
        ticket: None,
        entered,
        sequence: 0,
        outcome: Outcome::NotDialed,
        wrap_up_requested: false,
        passed_over: None,
        callback,
    }
}
