//! The changes people make to a callback before it is dialed, and the edit lock (P11).

use super::Router;
use super::action::Action;
use super::event::Routing;
use super::ids::{InteractionId, QueueId};
use super::interaction::{Interaction, Stage, State};
use super::reason::{Change, DisconnectReason, QueuedBecause, Refusal};
use super::timer::Timer;
use crate::time::Timestamp;

impl Router {
    /// Another time. What waits leaves the queue and comes back then, as if it had never been in it.
    pub(super) fn reschedule(
        &mut self,
        id: InteractionId,
        at: Timestamp,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        self.check_editable(id)?;
        self.drop_timers(id, out);
        self.leave_line(id);
        if let Some(interaction) = self.interactions.get_mut(&id) {
            interaction.begin_anew();
            interaction.plan_for(at);
        }
        out.push(Action::Notify {
            id,
            change: Change::Rescheduled { at },
        });
        self.await_time(id, out);
        Ok(())
    }

    /// Another queue or agent. What waits keeps its entry time: the promise was made for that.
    pub(super) fn reassign(
        &mut self,
        id: InteractionId,
        queue: QueueId,
        routing: Routing,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        self.check_editable(id)?;
        self.check_queue(queue)?;
        self.check_routing(&routing)?;
        self.redirect(
            id,
            queue,
            routing,
            (Change::Reassigned { queue }, QueuedBecause::Reassigned),
            out,
        );
        Ok(())
    }

    /// The owner gives it up: the queue's next agent.
    pub(super) fn release(
        &mut self,
        id: InteractionId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self.check_editable(id)?;
        let (owner, _) = interaction.ownership().ok_or(Refusal::NotOwned(id))?;
        let queue = interaction.queue;
        let why = (
            Change::Released { owner },
            QueuedBecause::Released { owner },
        );
        self.redirect(id, queue, Routing::Standard, why, out);
        Ok(())
    }

    fn redirect(
        &mut self,
        id: InteractionId,
        queue: QueueId,
        routing: Routing,
        (change, queued): (Change, QueuedBecause),
        out: &mut Vec<Action>,
    ) {
        self.drop_timer(Timer::Ownership(id), out);
        self.drop_timer(Timer::Reach(id), out);
        self.leave_line(id);
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        interaction.queue = queue;
        interaction.routing = routing;
        interaction.passed_over = None;
        let state = interaction.state;
        out.push(Action::Notify { id, change });
        if state == State::Waiting {
            self.search_anew(id, queued, out);
        }
    }

    /// Into the queue it is for now, with its entry time; the clock of its rules and rings begins.
    pub(super) fn search_anew(
        &mut self,
        id: InteractionId,
        why: QueuedBecause,
        out: &mut Vec<Action>,
    ) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        interaction.state = State::Waiting;
        interaction.searched_since = self.now;
        interaction.reach_until = None;
        out.push(Action::Queue {
            id,
            queue: interaction.queue,
            entered: interaction.entered,
            why,
        });
        self.watch_ownership(id, out);
        self.route(id, out);
    }

    /// Called off: possible until the customer is dialed, whatever the edit lock says.
    pub(super) fn cancel(
        &mut self,
        id: InteractionId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self.callback_of(id)?;
        if !interaction.undialed() {
            return Err(Refusal::WrongStage(id, interaction.state.stage()));
        }
        self.disconnect(id, DisconnectReason::Cancelled, out);
        Ok(())
    }

    /// Into the queue now, before its time. An ownership still lasts until its old end.
    pub(super) fn call_now(
        &mut self,
        id: InteractionId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self.callback_of(id)?;
        if interaction.state != State::Scheduled {
            return Err(Refusal::WrongStage(id, interaction.state.stage()));
        }
        if !interaction.callable(self.now) {
            return Err(Refusal::OutsideWindows(id));
        }
        self.drop_timers(id, out);
        self.enter(id, self.now, QueuedBecause::CalledNow, out);
        Ok(())
    }

    /// Another priority; what waits takes its new place at once. Before its time it is part of the
    /// booking, so the edit lock holds; in the queue it is routing.
    pub(super) fn set_priority(
        &mut self,
        id: InteractionId,
        priority: i32,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self
            .interactions
            .get(&id)
            .ok_or(Refusal::UnknownInteraction(id))?;
        if interaction.state == State::Scheduled {
            self.check_unlocked(interaction)?;
        }
        let waits = interaction.ticket.is_some();
        self.leave_line(id);
        if let Some(interaction) = self.interactions.get_mut(&id) {
            interaction.priority = priority;
        }
        if waits {
            self.line_up(id);
        }
        out.push(Action::Notify {
            id,
            change: Change::Priority { priority },
        });
        Ok(())
    }

    /// A callback that is scheduled or waits, and is not locked.
    fn check_editable(&self, id: InteractionId) -> Result<&Interaction, Refusal> {
        let interaction = self.callback_of(id)?;
        match interaction.state.stage() {
            Stage::Scheduled | Stage::Waiting => self.check_unlocked(interaction),
            stage => Err(Refusal::WrongStage(id, stage)),
        }
    }

    fn check_unlocked<'a>(&self, interaction: &'a Interaction) -> Result<&'a Interaction, Refusal> {
        match interaction.scheduled_at() {
            Some(at) if interaction.locked(self.now) => Err(Refusal::Locked {
                id: interaction.id,
                at,
            }),
            _ => Ok(interaction),
        }
    }

    fn callback_of(&self, id: InteractionId) -> Result<&Interaction, Refusal> {
        let interaction = self
            .interactions
            .get(&id)
            .ok_or(Refusal::UnknownInteraction(id))?;
        if interaction.callback.is_none() {
            return Err(Refusal::NotACallback(id));
        }
        Ok(interaction)
    }
}

impl Interaction {
    /// Whether nobody has dialed the callback yet.
    pub(super) const fn undialed(&self) -> bool {
        matches!(
            self.state,
            State::Scheduled | State::Waiting | State::Alerting { .. } | State::Accepted { .. }
        )
    }
}
