//! What an agent does with an accepted interaction: dial, speak, end, after-call work.

use super::Router;
use super::action::Action;
use super::event::AutoDial;
use super::ids::{AgentId, InteractionId};
use super::interaction::{Interaction, State};
use super::reason::{DialedBy, DisconnectReason, Outcome, Refusal, WrapUpBecause, WrapUpEnd};
use super::settings::{AUTO_MS_MAX, AfterCallWork, Medium, QueueSettings};
use super::timer::Timer;

impl Router {
    /// A call is connected; a callback is ready to be dialed.
    pub(super) fn begin_conversation(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        out: &mut Vec<Action>,
    ) {
        let now = self.now;
        let auto_dial_ms = self.settings_of(id).and_then(|it| it.auto_dial_ms);
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let Some(callback) = &interaction.callback else {
            interaction.outcome = Outcome::Talked;
            interaction.state = State::Connected { agent };
            return;
        };
        let delay_ms = match callback.auto_dial {
            AutoDial::AsQueue => auto_dial_ms,
            AutoDial::AfterMs(ms) => Some(ms.clamp(0, AUTO_MS_MAX)),
            AutoDial::Never => None,
        };
        let dial_at = delay_ms.map(|ms| now + ms);
        interaction.state = State::Accepted { agent, dial_at };
        if let Some(at) = dial_at {
            out.push(Action::SetTimer {
                at,
                timer: Timer::AutoDial(id),
            });
        }
    }

    /// The agent dials, or dials again.
    pub(super) fn dial_pressed(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self.theirs(id, agent)?;
        match interaction.state {
            State::Accepted { .. } | State::CallOver { .. } => self.dial(id, DialedBy::Agent, out),
            state => Err(Refusal::WrongStage(id, state.stage())),
        }
    }

    /// Never outside a callable window, not even at its very end (V5).
    pub(super) fn dial(
        &mut self,
        id: InteractionId,
        why: DialedBy,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self
            .interactions
            .get(&id)
            .ok_or(Refusal::UnknownInteraction(id))?;
        if !interaction.callable(self.now) {
            if interaction.undialed() {
                self.window_closed(id, out);
            }
            return Err(Refusal::OutsideWindows(id));
        }
        self.drop_timers(id, out);
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return Ok(());
        };
        let Some(agent) = interaction.agent() else {
            return Ok(());
        };
        if interaction.outcome == Outcome::NotDialed {
            interaction.outcome = Outcome::NoAnswer;
        }
        interaction.state = State::Dialing { agent };
        out.push(Action::Dial { id, agent, why });
        Ok(())
    }

    /// The customer picks up.
    pub(super) fn answered(&mut self, id: InteractionId) -> Result<(), Refusal> {
        let interaction = self
            .interactions
            .get_mut(&id)
            .ok_or(Refusal::UnknownInteraction(id))?;
        let State::Dialing { agent } = interaction.state else {
            return Err(Refusal::WrongStage(id, interaction.state.stage()));
        };
        interaction.outcome = Outcome::Talked;
        interaction.state = State::Connected { agent };
        Ok(())
    }

    /// The customer does not pick up.
    pub(super) fn not_answered(
        &mut self,
        id: InteractionId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self
            .interactions
            .get(&id)
            .ok_or(Refusal::UnknownInteraction(id))?;
        match interaction.state {
            State::Dialing { agent } => {
                self.call_over(id, agent, out);
                Ok(())
            }
            state => Err(Refusal::WrongStage(id, state.stage())),
        }
    }

    /// The customer hangs up. Who waits on the line is gone; a callback's agent may dial again.
    pub(super) fn hung_up(
        &mut self,
        id: InteractionId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self
            .interactions
            .get(&id)
            .ok_or(Refusal::UnknownInteraction(id))?;
        match (interaction.medium(), interaction.state) {
            (Medium::Call, State::Waiting | State::Alerting { .. }) => {
                self.disconnect(id, DisconnectReason::Client, out);
            }
            (Medium::Call, State::Connected { .. }) => {
                self.begin_wrap_up(id, WrapUpBecause::CustomerLeft, out);
            }
            (Medium::Callback, State::Dialing { agent } | State::Connected { agent }) => {
                self.call_over(id, agent, out);
            }
            (_, state) => return Err(Refusal::WrongStage(id, state.stage())),
        }
        Ok(())
    }

    fn call_over(&mut self, id: InteractionId, agent: AgentId, out: &mut Vec<Action>) {
        let auto_end_ms = self.settings_of(id).and_then(|it| it.auto_end_ms);
        let end_at = auto_end_ms.map(|ms| self.now + ms);
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        interaction.state = State::CallOver { agent, end_at };
        if let Some(at) = end_at {
            out.push(Action::SetTimer {
                at,
                timer: Timer::AutoEnd(id),
            });
        }
    }

    /// The agent ends it.
    pub(super) fn end_pressed(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self.theirs(id, agent)?;
        if let State::WrapUp { .. } = interaction.state {
            return Err(Refusal::WrongStage(id, interaction.state.stage()));
        }
        self.begin_wrap_up(id, WrapUpBecause::AgentEnded, out);
        Ok(())
    }

    /// The agent wants after-call work; it counts where the queue leaves it to the agent.
    pub(super) fn request_wrap_up(
        &mut self,
        id: InteractionId,
        agent: AgentId,
    ) -> Result<(), Refusal> {
        self.theirs(id, agent)?;
        if let Some(interaction) = self.interactions.get_mut(&id) {
            interaction.wrap_up_requested = true;
        }
        Ok(())
    }

    /// After-call work as the queue has it, or the end at once.
    pub(super) fn begin_wrap_up(
        &mut self,
        id: InteractionId,
        why: WrapUpBecause,
        out: &mut Vec<Action>,
    ) {
        self.drop_timers(id, out);
        let Some(after_call_work) = self.settings_of(id).map(|it| it.after_call_work) else {
            return;
        };
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let Some(agent) = interaction.agent() else {
            return;
        };
        let (timeout_ms, forced) = match after_call_work {
            AfterCallWork::AgentRequested { timeout_ms } if interaction.wrap_up_requested => {
                (Some(timeout_ms), false)
            }
            AfterCallWork::Optional | AfterCallWork::AgentRequested { .. } => {
                return self.end(id, WrapUpEnd::None, out);
            }
            AfterCallWork::Mandatory => (None, false),
            AfterCallWork::MandatoryTimeout { timeout_ms } => (Some(timeout_ms), false),
            AfterCallWork::MandatoryForcedTimeout { timeout_ms } => (Some(timeout_ms), true),
        };
        let until = timeout_ms.map(|ms| self.now + ms);
        interaction.state = State::WrapUp {
            agent,
            until,
            forced,
        };
        out.push(Action::WrapUp {
            id,
            agent,
            until,
            why,
        });
        if let Some(at) = until {
            out.push(Action::SetTimer {
                at,
                timer: Timer::AfterCallWork(id),
            });
        }
    }

    /// The agent says done.
    pub(super) fn wrap_up_done(
        &mut self,
        id: InteractionId,
        agent: AgentId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let interaction = self.theirs(id, agent)?;
        let State::WrapUp { until, forced, .. } = interaction.state else {
            return Err(Refusal::WrongStage(id, interaction.state.stage()));
        };
        match until {
            Some(until) if forced && self.now < until => {
                Err(Refusal::AfterCallWorkForced { id, until })
            }
            _ => {
                self.drop_timer(Timer::AfterCallWork(id), out);
                self.end(id, WrapUpEnd::Done, out);
                Ok(())
            }
        }
    }

    /// The end of an interaction that an agent had, or of an attempt.
    pub(super) fn end(&mut self, id: InteractionId, wrap_up: WrapUpEnd, out: &mut Vec<Action>) {
        if self.climb(id, wrap_up, out) {
            return;
        }
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        let Some(agent) = interaction.agent() else {
            return;
        };
        out.push(Action::End {
            id,
            agent,
            outcome: interaction.outcome,
            wrap_up,
        });
        self.forget(id, out);
    }

    /// The interaction, where this agent has accepted it.
    pub(super) fn theirs(
        &self,
        id: InteractionId,
        agent: AgentId,
    ) -> Result<&Interaction, Refusal> {
        let interaction = self
            .interactions
            .get(&id)
            .ok_or(Refusal::UnknownInteraction(id))?;
        match interaction.state {
            State::Alerting { .. } => Err(Refusal::WrongStage(id, interaction.state.stage())),
            state if state.agent() == Some(agent) => Ok(interaction),
            _ => Err(Refusal::NotTheirs(id, agent)),
        }
    }

    fn settings_of(&self, id: InteractionId) -> Option<&QueueSettings> {
        let interaction = self.interactions.get(&id)?;
        self.queues
            .get(interaction.queue.index())
            .map(|queue| &queue.settings)
    }
}
