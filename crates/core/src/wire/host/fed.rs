//! The property `callbacks`: a host without a backend tells where callbacks are, in the words of the public API.

use super::super::Unreadable;
use crate::callback::{DisconnectReason, State};
use crate::desk::Fed;
use crate::ids::{AgentId, CallbackId};
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// One of the property `callbacks`: a host without a backend tells where a callback is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FedValue {
    /// The `id` of a `callback-scheduled` event.
    pub id: String,
    /// `scheduled`, `queued`, `alerting`, `dialing`, `connected`, `wrap-up`, `ended`, `disconnected`.
    pub state: String,
    /// The agent who is alerted or has it.
    #[serde(default)]
    pub agent_id: Option<String>,
    /// The end of an alert, in milliseconds since the epoch.
    #[serde(default)]
    pub alerting_until: Option<f64>,
    /// Why it was disconnected: `client`, `endpoint`, `system`, `timeout`, `uncallable`, `transfer`.
    #[serde(default)]
    pub disconnect_type: Option<String>,
}

impl FedValue {
    /// What it tells.
    ///
    /// # Errors
    /// For an unknown state or reason, or a state that needs an agent and names none.
    pub fn read(&self) -> Result<Fed, Unreadable> {
        let agent = || match &self.agent_id {
            Some(id) => Ok(AgentId::new(id.clone())),
            None => Err(Unreadable::new(
                "callbacks[].agentId",
                format!("the agent, where the state is {}", self.state),
            )),
        };
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a float cast saturates, and a far end is as good as none"
        )]
        let until = self.alerting_until.map(|ms| Timestamp::from_ms(ms as i64));
        let state = match self.state.as_str() {
            "scheduled" => State::Scheduled,
            "queued" => State::Queued,
            "alerting" => State::Alerting {
                agent: agent()?,
                until,
            },
            "dialing" => State::Dialing { agent: agent()? },
            "connected" => State::Connected { agent: agent()? },
            "wrap-up" => State::WrapUp { agent: agent()? },
            "ended" => State::Ended,
            "disconnected" => {
                State::Disconnected(read_disconnect(self.disconnect_type.as_deref())?)
            }
            _ => {
                let expected = "scheduled, queued, alerting, dialing, connected, wrap-up, ended or disconnected";
                return Err(Unreadable::new("callbacks[].state", expected));
            }
        };
        Ok(Fed {
            id: CallbackId::new(self.id.clone()),
            state,
        })
    }
}

fn read_disconnect(name: Option<&str>) -> Result<DisconnectReason, Unreadable> {
    Ok(match name {
        Some("client") => DisconnectReason::Client,
        Some("endpoint") => DisconnectReason::Endpoint,
        Some("system") => DisconnectReason::System,
        Some("timeout") => DisconnectReason::Timeout,
        Some("uncallable") => DisconnectReason::Uncallable,
        Some("transfer") => DisconnectReason::Transfer,
        _ => {
            let expected = "client, endpoint, system, timeout, uncallable or transfer";
            return Err(Unreadable::new("callbacks[].disconnectType", expected));
        }
    })
}

pub(super) const fn disconnect_name(reason: DisconnectReason) -> &'static str {
    match reason {
        DisconnectReason::Client => "client",
        DisconnectReason::Endpoint => "endpoint",
        DisconnectReason::System => "system",
        DisconnectReason::Timeout => "timeout",
        DisconnectReason::Uncallable => "uncallable",
        DisconnectReason::Transfer => "transfer",
    }
}

/// How a state is called outside.
#[must_use]
pub const fn state_name(state: &State) -> &'static str {
    match state {
        State::Scheduled => "scheduled",
        State::Queued => "queued",
        State::Alerting { .. } => "alerting",
        State::Dialing { .. } => "dialing",
        State::Connected { .. } => "connected",
        State::WrapUp { .. } => "wrap-up",
        State::Ended => "ended",
        State::Disconnected(_) => "disconnected",
    }
}
