//! Where the router has a callback, as kept: what a server that takes over goes on from.

use callback_core::callback::State as Life;
use callback_core::ids::AgentId as Agent;
use callback_core::routing::{Outcome, State};
use callback_core::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The state of the router, with the organization's own names for agents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Standing {
    stage: Stage,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(super) agent: Option<String>,
    /// The end of the stage, where it has one, in ms.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    until: Option<i64>,
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    forced: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    dialed: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    talked: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Stage {
    Waiting,
    Alerting,
    Accepted,
    Dialing,
    Connected,
    CallOver,
    WrapUp,
}

impl Standing {
    pub(super) fn of(state: State, agent: Option<String>) -> Self {
        let (stage, until, forced) = match state {
            State::Scheduled | State::Waiting => (Stage::Waiting, None, false),
            State::Alerting { until, .. } => (Stage::Alerting, Some(until), false),
            State::Accepted { dial_at, .. } => (Stage::Accepted, dial_at, false),
            State::Dialing { .. } => (Stage::Dialing, None, false),
            State::Connected { .. } => (Stage::Connected, None, false),
            State::CallOver { end_at, .. } => (Stage::CallOver, end_at, false),
            State::WrapUp { until, forced, .. } => (Stage::WrapUp, until, forced),
        };
        Self {
            stage,
            agent,
            until: until.map(Timestamp::ms),
            forced,
            dialed: matches!(stage, Stage::Dialing | Stage::Connected | Stage::CallOver),
            talked: stage == Stage::Connected,
        }
    }

    /// As the router has it; `None` where an agent is missing.
    pub(super) fn state(&self, agent: Option<callback_core::routing::AgentId>) -> Option<State> {
        let until = self.until.map(Timestamp::from_ms);
        Some(match self.stage {
            Stage::Waiting => State::Waiting,
            Stage::Alerting => State::Alerting {
                agent: agent?,
                until: until?,
            },
            Stage::Accepted => State::Accepted {
                agent: agent?,
                dial_at: until,
            },
            Stage::Dialing => State::Dialing { agent: agent? },
            Stage::Connected => State::Connected { agent: agent? },
            Stage::CallOver => State::CallOver {
                agent: agent?,
                end_at: until,
            },
            Stage::WrapUp => State::WrapUp {
                agent: agent?,
                until,
                forced: self.forced,
            },
        })
    }

    pub(super) const fn outcome(&self) -> Outcome {
        match (self.talked, self.dialed) {
            (true, _) => Outcome::Talked,
            (false, true) => Outcome::NoAnswer,
            (false, false) => Outcome::NotDialed,
        }
    }
}

/// The state as the API and the widget know it (routing.md §1.1).
pub(super) fn life(state: State, agent: Option<&str>) -> Life {
    let Some(agent) = agent.map(Agent::new) else {
        return match state {
            State::Scheduled => Life::Scheduled,
            _ => Life::Queued,
        };
    };
    match state {
        State::Scheduled => Life::Scheduled,
        State::Waiting => Life::Queued,
        State::Alerting { until, .. } => Life::Alerting {
            agent,
            until: Some(until),
        },
        State::Dialing { .. } => Life::Dialing { agent },
        State::Accepted { .. } | State::Connected { .. } | State::CallOver { .. } => {
            Life::Connected { agent }
        }
        State::WrapUp { .. } => Life::WrapUp { agent },
    }
}
