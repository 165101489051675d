//! The `detail` of events: a callback as the public API would tell it.

use super::super::{Unreadable, text};
use super::fed::{disconnect_name, state_name};
use crate::callback::{Callback, State};
use crate::command::{Command, Promise, Route};
use crate::settings::AtExpiry;
use crate::time::{Fold, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

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

pub(in crate::wire) fn routing_data(promise: &Promise) -> RoutingData {
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

pub(in crate::wire) fn said(promise: &Promise) -> BTreeMap<String, String> {
    let mut data = BTreeMap::new();
    let mut put = |name: &str, value: String| data.insert(name.to_owned(), value);
    put("timeZone", promise.said.zone.name().to_owned());
    put("localTime", text::local(promise.said.local));
    put("tzVersion", promise.tzdb.to_string());
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
