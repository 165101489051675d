//! An alert, from its first ring to accepted, declined or missed; and what an agent has in hand.

use super::Router;
use super::action::Action;
use super::ids::{AgentId, InteractionId};
use super::interaction::{Interaction, State};
use super::reason::{
    Absence, AlertEnd, AlertedBecause, DisconnectReason, PassedOver, QueuedBecause, Refusal,
    StatusBecause,
};
use super::timer::Timer;

impl Router {
    /// Alerts the agent for an interaction that is not in the line.
    pub(super) fn alert(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        why: AlertedBecause,
        out: &mut Vec<Action>,
    ) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let Some(queue) = self.queues.get(interaction.queue.index()) else {
            return;
        };
        let Some(row) = self.agents.get_mut(agent.index()) else {
            return;
        };
        let medium = interaction.medium();
        let until = self.now + queue.settings.alert_ms(medium);
        let instead_of = interaction
            .passed_over
            .filter(|passed| passed.agent != agent);
        interaction.state = State::Alerting { agent, until };
        row.in_hand.push(id);
        row.load[medium.index()] += 1;
        out.push(Action::Alert {
            id,
            agent,
            until,
            why,
            instead_of,
        });
        out.push(Action::SetTimer {
            at: until,
            timer: Timer::Alert(id),
        });
        self.relist(agent);
    }

    /// The agent takes it. Refused once the alert has run out, even before its timer has fired.
    pub(super) fn accept(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        self.still_alerting(id, agent, out)?;
        self.drop_timer(Timer::Alert(id), out);
        self.drop_timer(Timer::Ownership(id), out);
        self.hold(agent);
        out.push(Action::Connect { id, agent });
        self.report(agent, StatusBecause::Accepted(id), out);
        self.begin_conversation(id, agent, out);
        Ok(())
    }

    /// The agent refuses it.
    pub(super) fn decline(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        self.still_alerting(id, agent, out)?;
        self.alert_over(id, AlertEnd::Declined, out);
        Ok(())
    }

    fn still_alerting(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self
            .interactions
            .get(&id)
            .ok_or(Refusal::UnknownInteraction(id))?;
        match interaction.state {
            State::Alerting {
                agent: alerted,
                until,
            } if alerted == agent => {
                if !interaction.callable(self.now) {
                    self.window_closed(id, out);
                    return Err(Refusal::AlertOver(id, agent));
                }
                if self.now < until {
                    return Ok(());
                }
                out.push(Action::DropTimer {
                    timer: Timer::Alert(id),
                });
                self.alert_over(id, AlertEnd::Missed, out);
                Err(Refusal::AlertOver(id, agent))
            }
            _ => Err(Refusal::AlertOver(id, agent)),
        }
    }

    /// The agent did not take it: back to the queue, with its entry time, and to the next agent.
    pub(super) fn alert_over(&mut self, id: InteractionId, why: AlertEnd, out: &mut Vec<Action>) {
        self.drop_timer(Timer::Alert(id), out);
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let State::Alerting { agent, .. } = interaction.state else {
            return;
        };
        let (absence, status, queued) = match why {
            AlertEnd::Missed => (
                Absence::Missed,
                Some(StatusBecause::Missed(id)),
                QueuedBecause::AlertMissed(agent),
            ),
            AlertEnd::Declined => (
                Absence::Declined,
                Some(StatusBecause::Declined(id)),
                QueuedBecause::AlertDeclined(agent),
            ),
            AlertEnd::AgentLeft | AlertEnd::WindowClosed | AlertEnd::Disconnected(_) => {
                (Absence::Left, None, QueuedBecause::AgentLeft(agent))
            }
        };
        if interaction.routing.names(agent) {
            interaction.passed_over = Some(PassedOver {
                agent,
                why: absence,
            });
        }
        interaction.state = State::Waiting;
        let (queue, entered) = (interaction.queue, interaction.entered);
        out.push(Action::StopAlert { id, agent, why });
        self.let_go(id, agent);
        if let Some(status) = status {
            self.set_not_responding(agent);
            self.report(agent, status, out);
        }
        self.relist(agent);
        out.push(Action::Queue {
            id,
            queue,
            entered,
            why: queued,
        });
        self.route(id, out);
    }

    /// The end of an interaction that no agent brought to its end, whatever its state.
    pub(super) fn disconnect(
        &mut self,
        id: InteractionId,
        why: DisconnectReason,
        out: &mut Vec<Action>,
    ) {
        self.drop_timers(id, out);
        self.leave_line(id);
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        let state = interaction.state;
        if let State::Alerting { agent, .. } = state {
            out.push(Action::StopAlert {
                id,
                agent,
                why: AlertEnd::Disconnected(why),
            });
        }
        out.push(Action::Disconnect { id, why });
        self.forget(id, out);
    }

    /// Takes an ended interaction out of everything, and lets its agent go on.
    pub(super) fn forget(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        let Some(agent) = self.interaction(id).map(Interaction::agent) else {
            return;
        };
        if let Some(agent) = agent {
            self.let_go(id, agent);
        }
        if let Some(interaction) = self.interactions.remove(&id) {
            self.forget_contact(&interaction);
        }
        if let Some(agent) = agent {
            self.relist(agent);
            self.report(agent, StatusBecause::Ended(id), out);
            self.serve(agent, out);
        }
    }

    /// Counts an accepted alert as an interaction in hand.
    fn hold(&mut self, agent: AgentId) {
        let now = self.now;
        if let Some(row) = self.agents.get_mut(agent.index()) {
            row.held += 1;
            row.idle_since = Some(now);
        }
        self.relist(agent);
    }

    /// Takes it out of the agent's hand. The state still says whether it was more than an alert.
    pub(super) fn let_go(&mut self, id: InteractionId, agent: AgentId) {
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        let Some(row) = self.agents.get_mut(agent.index()) else {
            return;
        };
        row.in_hand.retain(|&held| held != id);
        row.load[interaction.medium().index()] -= 1;
        if !matches!(interaction.state, State::Waiting | State::Alerting { .. }) {
            row.held -= 1;
            row.idle_since = Some(self.now);
        }
    }
}
