//! Going on where another run stopped: what a driver kept of a router is taken in as it stood.
//!
//! In this order: queues, agents and their memberships, [`Router::resume_agent`] for each agent, then
//! [`Router::resume`] for what agents have in hand, and last for what waits, in order of entry. So that
//! nobody is alerted twice, and nobody is passed over.

use super::Router;
use super::action::{Action, RoutingStatus};
use super::entry::new_interaction;
use super::event::{Booking, Presence};
use super::ids::{AgentId, InteractionId};
use super::interaction::{Callback, State};
use super::reason::{Outcome, QueuedBecause, Refusal};
use crate::time::Timestamp;

/// A callback as a driver kept it.
#[derive(Clone, Debug)]
pub struct Resumed {
    /// Its number.
    pub id: InteractionId,
    /// What was booked.
    pub booking: Booking,
    /// Where it was in its life.
    pub state: State,
    /// When it came into the queue.
    pub entered: Timestamp,
    /// Attempts that the customer did not answer.
    pub attempts: u8,
    /// How far it came with the agent who has it.
    pub outcome: Outcome,
}

impl Router {
    /// Where an agent stood: on queue or not, not responding or not, and since when idle.
    ///
    /// # Errors
    /// [`Refusal::UnknownAgent`]
    pub fn resume_agent(
        &mut self,
        id: AgentId,
        status: RoutingStatus,
        since: Timestamp,
    ) -> Result<(), Refusal> {
        let agent = self
            .agents
            .get_mut(id.index())
            .ok_or(Refusal::UnknownAgent(id))?;
        if status != RoutingStatus::OffQueue {
            agent.presence = Presence::OnQueue;
            agent.idle_since = Some(since);
        }
        agent.not_responding = status == RoutingStatus::NotResponding;
        agent.communicating = status == RoutingStatus::Communicating;
        agent.status = agent.status_now();
        self.relist(id);
        Ok(())
    }

    /// Takes a callback in as it stood. One that waits is routed at once; of one that is in hand the timers are
    /// set again, also those whose time has come.
    ///
    /// # Errors
    /// Its number is in use, or its queue or one of its agents is unknown.
    pub fn resume(
        &mut self,
        now: Timestamp,
        it: Resumed,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        self.now = self.now.max(now);
        let Booking { queue, at, .. } = it.booking;
        self.check_new(it.id, queue)?;
        self.check_routing(&it.booking.routing)?;
        let holder = it.state.agent();
        if let Some(agent) = holder
            && self.agent(agent).is_none()
        {
            return Err(Refusal::UnknownAgent(agent));
        }
        let needs = (it.booking.priority, it.booking.skills);
        let mut interaction = new_interaction(it.id, queue, needs, it.booking.routing, at);
        interaction.callback = Some(Callback {
            at,
            contact: it.booking.contact,
            auto_dial: it.booking.auto_dial,
            retry: it.booking.retry,
            attempts: it.attempts,
            windows: it.booking.windows,
            closes: None,
        });
        interaction.outcome = it.outcome;
        self.keep(interaction);
        match (it.state, holder) {
            (State::Scheduled, _) => self.await_time(it.id, out),
            (state, Some(agent)) => self.resume_in_hand(it.id, agent, state, it.entered, out),
            (_, None) => self.enter(it.id, it.entered, QueuedBecause::Due, out),
        }
        Ok(())
    }

    fn resume_in_hand(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        state: State,
        entered: Timestamp,
        out: &mut Vec<Action>,
    ) {
        self.sequence += 1;
        let sequence = self.sequence;
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        (interaction.state, interaction.entered, interaction.sequence) = (state, entered, sequence);
        let medium = interaction.medium();
        for (at, timer) in interaction.timers().into_iter().flatten() {
            out.push(Action::SetTimer { at, timer });
        }
        if let Some(row) = self.agents.get_mut(agent.index()) {
            row.in_hand.push(id);
            row.load[medium.index()] += 1;
            if !matches!(state, State::Alerting { .. }) {
                row.held += 1;
            }
            row.status = row.status_now();
        }
        self.relist(agent);
    }
}
