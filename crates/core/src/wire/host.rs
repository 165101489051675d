//! Values of the element: what a page hands in as properties, and the `detail` of events. Names are those of the
//! public callbacks API where it has one.

use super::{Unreadable, text};
use crate::callback::{Callback, DisconnectReason, State};
use crate::command::{Command, Promise, Route};
use crate::desk::Fed;
use crate::ids::{AgentId, CallbackId, QueueId};
use crate::limits::QUEUES_MAX;
use crate::settings::{
    Agent, AtExpiry, Horizon, Ownership, PerInteraction, Policy, Queue, QueueChoice, RoutingStatus,
};
use crate::time::{Fold, Timestamp};
use chrono_tz::IANA_TZDB_VERSION;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The property `settings`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SettingsValue {
    /// How far ahead a callback may lie, in hours, 1-720 (P2).
    pub max_hours_ahead: Option<u32>,
    /// `allowCallbackQueueSelection` (P6).
    pub allow_callback_queue_selection: Option<bool>,
    /// Whether one interaction may have several callbacks (P12).
    pub allow_several_callbacks: Option<bool>,
}

impl SettingsValue {
    /// The policy it sets; what is not said stays as the reference has it.
    ///
    /// # Errors
    /// Where a number lies outside its range.
    pub fn read(&self) -> Result<Policy, Unreadable> {
        let mut policy = Policy::REFERENCE;
        if let Some(hours) = self.max_hours_ahead {
            policy.horizon = Horizon::new(hours)
                .map_err(|wrong| Unreadable::new("settings.maxHoursAhead", wrong.to_string()))?;
        }
        if self.allow_callback_queue_selection == Some(false) {
            policy.queue_choice = QueueChoice::Fixed;
        }
        if self.allow_several_callbacks == Some(true) {
            policy.per_interaction = PerInteraction::Many;
        }
        Ok(policy)
    }
}

/// One of the property `queues`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueValue {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether the agent is a member of it; yes where not said.
    #[serde(default = "yes")]
    pub member: bool,
    /// Whether agents may own its callbacks (P8).
    #[serde(default)]
    pub agent_owned_callbacks: bool,
    /// `maxOwnedCallbackDelayHours`, 1-720; 720 where not said (P9).
    #[serde(default)]
    pub max_owned_callback_delay_hours: Option<u32>,
    /// `maxOwnedCallbackHours`, 1-168; 24 where not said (P9).
    #[serde(default)]
    pub max_owned_callback_hours: Option<u32>,
    /// Hands an expired owned callback to the queue instead of dropping it (P10).
    #[serde(default)]
    pub owned_expiry_to_queue: bool,
}

const fn yes() -> bool {
    true
}

impl QueueValue {
    fn read(&self, at: usize) -> Result<Queue, Unreadable> {
        if self.id.is_empty() {
            return Err(Unreadable::new(
                format!("queues[{at}].id"),
                "the queue's id, not empty",
            ));
        }
        let at_expiry = if self.owned_expiry_to_queue {
            AtExpiry::HandToQueue
        } else {
            AtExpiry::Disconnect
        };
        let ownership = Ownership::new(
            self.max_owned_callback_delay_hours.unwrap_or(720),
            self.max_owned_callback_hours.unwrap_or(24),
            at_expiry,
        )
        .map_err(|wrong| Unreadable::new(format!("queues[{at}]"), wrong.to_string()))?;
        Ok(Queue {
            id: QueueId::new(self.id.clone()),
            name: if self.name.is_empty() {
                self.id.clone()
            } else {
                self.name.clone()
            },
            ownership: self.agent_owned_callbacks.then_some(ownership),
            member: self.member,
        })
    }
}

/// Reads the property `queues`.
///
/// # Errors
/// The first queue that cannot be read, or too many of them.
pub fn read_queues(values: &[QueueValue]) -> Result<Vec<Queue>, Unreadable> {
    if values.len() > QUEUES_MAX {
        return Err(Unreadable::new(
            "queues",
            format!("at most {QUEUES_MAX} queues"),
        ));
    }
    values
        .iter()
        .enumerate()
        .map(|(at, value)| value.read(at))
        .collect()
}

/// The property `agent`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentValue {
    /// Their id.
    pub id: String,
    /// Their name.
    #[serde(default)]
    pub name: String,
    /// Their IANA zone.
    pub time_zone: String,
    /// `OFF_QUEUE`, `IDLE`, `INTERACTING`, `NOT_RESPONDING`, `COMMUNICATING`.
    #[serde(default)]
    pub routing_status: Option<String>,
    /// Sees everyone's callbacks.
    #[serde(default)]
    pub supervisor: bool,
}

impl AgentValue {
    /// The agent it names.
    ///
    /// # Errors
    /// For an empty id, an unknown zone or an unknown status.
    pub fn read(&self) -> Result<Agent, Unreadable> {
        if self.id.is_empty() {
            return Err(Unreadable::new("agent.id", "the agent's id, not empty"));
        }
        let status = self
            .routing_status
            .as_deref()
            .map(read_status)
            .transpose()?;
        Ok(Agent {
            id: AgentId::new(self.id.clone()),
            name: self.name.clone(),
            zone: text::read_zone("agent.timeZone", &self.time_zone)?,
            status,
            supervisor: self.supervisor,
        })
    }
}

fn read_status(name: &str) -> Result<RoutingStatus, Unreadable> {
    Ok(match name {
        "OFF_QUEUE" => RoutingStatus::OffQueue,
        "IDLE" => RoutingStatus::Idle,
        "INTERACTING" => RoutingStatus::Interacting,
        "NOT_RESPONDING" => RoutingStatus::NotResponding,
        "COMMUNICATING" => RoutingStatus::Communicating,
        _ => {
            let expected = "OFF_QUEUE, IDLE, INTERACTING, NOT_RESPONDING or COMMUNICATING";
            return Err(Unreadable::new("agent.routingStatus", expected));
        }
    })
}

/// Reads a zone attribute. An empty one is none.
///
/// # Errors
/// For a name that the zone data does not hold.
pub fn read_zone(attribute: &str, name: &str) -> Result<Option<chrono_tz::Tz>, Unreadable> {
    if name.is_empty() {
        Ok(None)
    } else {
        text::read_zone(attribute, name).map(Some)
    }
}

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

const fn disconnect_name(reason: DisconnectReason) -> &'static str {
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

/// Names an agent, as the API does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgentRef {
    /// Their id.
    pub id: String,
}

/// An agent with a score; 100 is the one asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoredAgent {
    /// The agent.
    pub agent: AgentRef,
    /// 0-100.
    pub score: u32,
}

/// How it will be routed, as `CreateCallbackCommand.routingData` has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RoutingData {
    /// The queue.
    pub queue_id: String,
    /// The agent asked for, if any.
    pub scored_agents: Vec<ScoredAgent>,
    /// `AGENT_OWNED_CALLBACK` where owned.
    pub routing_flags: Vec<String>,
}

/// The flag of an owned callback.
pub const AGENT_OWNED: &str = "AGENT_OWNED_CALLBACK";

/// A callback as the `detail` of an event tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CallbackValue {
    /// Its id on this page; absent before it is booked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The idempotency key of the press.
    pub key: String,
    /// During which conversation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation_id: Option<String>,
    /// The customer's part in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participant_id: Option<String>,
    /// Where it is in its life.
    pub state: String,
    /// Counts its changes, from 1.
    pub version: u32,
    /// The instant, ISO 8601 in UTC.
    pub callback_scheduled_time: String,
    /// The numbers, in order.
    pub callback_numbers: Vec<String>,
    /// The contact's name.
    pub callback_user_name: String,
    /// How it will be routed.
    pub routing_data: RoutingData,
    /// The end of ownership, ISO 8601 in UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owned_until: Option<String>,
    /// Whether it goes to the queue then; otherwise it is disconnected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owned_expiry_to_queue: Option<bool>,
    /// Why it was disconnected.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disconnect_type: Option<String>,
    /// What was said: `timeZone`, `localTime`, `fold`, `tzVersion`, `notes` (T1, P15).
    pub data: BTreeMap<String, String>,
}

impl CallbackValue {
    /// A booked callback.
    #[must_use]
    pub fn of(callback: &Callback) -> Self {
        let mut value = Self::promised(&callback.promise, callback.key.as_str());
        value.id = Some(callback.id.as_str().to_owned());
        value.conversation_id = callback.conversation.as_ref().map(ToString::to_string);
        value.participant_id = callback.participant.as_ref().map(ToString::to_string);
        value.state = state_name(&callback.state).to_owned();
        value.version = callback.version;
        if let State::Disconnected(reason) = callback.state {
            value.disconnect_type = Some(disconnect_name(reason).to_owned());
        }
        value
    }

    /// What a press asks for, before anything is booked.
    #[must_use]
    pub fn asked(command: &Command) -> Self {
        let mut value = Self::promised(command.promise(), command.key().as_str());
        value.conversation_id = command.conversation().map(ToString::to_string);
        value.participant_id = command.participant().map(ToString::to_string);
        value
    }

    /// Its instant.
    ///
    /// # Errors
    /// Where `callbackScheduledTime` is none.
    pub fn at(&self) -> Result<Timestamp, Unreadable> {
        text::read_instant("callbackScheduledTime", &self.callback_scheduled_time)
    }

    /// The end of ownership, where it is owned.
    ///
    /// # Errors
    /// Where `ownedUntil` is no instant.
    pub fn owned_until(&self) -> Result<Option<Timestamp>, Unreadable> {
        self.owned_until
            .as_deref()
            .map(|until| text::read_instant("ownedUntil", until))
            .transpose()
    }

    fn promised(promise: &Promise, key: &str) -> Self {
        let (owned_until, owned_expiry_to_queue) = match &promise.route {
            Route::Owned {
                until, at_expiry, ..
            } => (
                Some(text::instant(*until)),
                Some(*at_expiry == AtExpiry::HandToQueue),
            ),
            Route::Queue | Route::ToMe(_) => (None, None),
        };
        Self {
            id: None,
            key: key.to_owned(),
            conversation_id: None,
            participant_id: None,
            state: state_name(&State::Scheduled).to_owned(),
            version: 0,
            callback_scheduled_time: text::instant(promise.at),
            callback_numbers: promise.phones.iter().map(ToString::to_string).collect(),
            callback_user_name: promise.name.clone(),
            routing_data: routing_data(promise),
            owned_until,
            owned_expiry_to_queue,
            disconnect_type: None,
            data: said(promise),
        }
    }
}

fn routing_data(promise: &Promise) -> RoutingData {
    let scored = promise.route.agent().map(|agent| ScoredAgent {
        agent: AgentRef {
            id: agent.as_str().to_owned(),
        },
        score: 100,
    });
    let owned = matches!(promise.route, Route::Owned { .. });
    RoutingData {
        queue_id: promise.queue.as_str().to_owned(),
        scored_agents: scored.into_iter().collect(),
        routing_flags: owned.then(|| AGENT_OWNED.to_owned()).into_iter().collect(),
    }
}

fn said(promise: &Promise) -> BTreeMap<String, String> {
    let mut data = BTreeMap::new();
    let mut put = |name: &str, value: String| data.insert(name.to_owned(), value);
    put("timeZone", promise.said.zone.name().to_owned());
    put("localTime", text::local(promise.said.local));
    put("tzVersion", IANA_TZDB_VERSION.to_owned());
    match promise.said.fold {
        Some(Fold::Earlier) => drop(put("fold", "earlier".to_owned())),
        Some(Fold::Later) => drop(put("fold", "later".to_owned())),
        None => {}
    }
    if !promise.note.is_empty() {
        put("notes", promise.note.clone());
    }
    data
}
