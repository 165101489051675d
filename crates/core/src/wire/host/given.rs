//! What a page hands in of its business: the properties `settings`, `queues` and `agent`, and zones by name.

use super::super::{Fields, Tree, Unreadable, text};
use crate::ids::{AgentId, QueueId};
use crate::limits::QUEUES_MAX;
use crate::settings::{
    Agent, AtExpiry, Horizon, Ownership, PerInteraction, Policy, Queue, QueueChoice, RoutingStatus,
};
use serde::Serialize;

/// The property `settings`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SettingsValue {
    /// How far ahead a callback may lie, in hours, 1-720 (P2).
    pub max_hours_ahead: Option<u32>,
    /// `allowCallbackQueueSelection` (P6).
    pub allow_callback_queue_selection: Option<bool>,
    /// Whether one interaction may have several callbacks (P12).
    pub allow_several_callbacks: Option<bool>,
}

impl SettingsValue {
    /// The value that a page has set.
    ///
    /// # Errors
    /// Where a field is of another kind.
    pub fn of(tree: &Tree) -> Result<Self, Unreadable> {
        let given = tree.fields("settings")?;
        let value = Self {
            max_hours_ahead: given.count("maxHoursAhead"),
            allow_callback_queue_selection: given.truth("allowCallbackQueueSelection"),
            allow_several_callbacks: given.truth("allowSeveralCallbacks"),
        };
        given.sound(value)
    }

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
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueValue {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether the agent is a member of it; yes where not said.
    pub member: bool,
    /// Whether agents may own its callbacks (P8).
    pub agent_owned_callbacks: bool,
    /// `maxOwnedCallbackDelayHours`, 1-720; 720 where not said (P9).
    pub max_owned_callback_delay_hours: Option<u32>,
    /// `maxOwnedCallbackHours`, 1-168; 24 where not said (P9).
    pub max_owned_callback_hours: Option<u32>,
    /// Hands an expired owned callback to the queue instead of dropping it (P10).
    pub owned_expiry_to_queue: bool,
}

impl QueueValue {
    fn of(given: Fields<'_>) -> Result<Self, Unreadable> {
        let value = Self {
            id: given.named("id"),
            name: given.named("name"),
            member: given.truth("member").unwrap_or(true),
            agent_owned_callbacks: given.truth("agentOwnedCallbacks").unwrap_or(false),
            max_owned_callback_delay_hours: given.count("maxOwnedCallbackDelayHours"),
            max_owned_callback_hours: given.count("maxOwnedCallbackHours"),
            owned_expiry_to_queue: given.truth("ownedExpiryToQueue").unwrap_or(false),
        };
        given.sound(value)
    }

    fn read(&self, at: &str) -> Result<Queue, Unreadable> {
        if self.id.is_empty() {
            return Err(Unreadable::new(
                [at, ".id"].concat(),
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
        .map_err(|wrong| Unreadable::new(at, wrong.to_string()))?;
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
pub fn read_queues(tree: &Tree) -> Result<Vec<Queue>, Unreadable> {
    let values = tree.list("queues")?;
    if values.len() > QUEUES_MAX {
        let expected = ["at most ", &QUEUES_MAX.to_string(), " queues"].concat();
        return Err(Unreadable::new("queues", expected));
    }
    let mut queues = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let place = ["queues[", &at.to_string(), "]"].concat();
        queues.push(QueueValue::of(value.fields(&place)?)?.read(&place)?);
    }
    Ok(queues)
}

/// The property `agent`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentValue {
    /// Their id.
    pub id: String,
    /// Their name.
    pub name: String,
    /// Their IANA zone.
    pub time_zone: String,
    /// `OFF_QUEUE`, `IDLE`, `INTERACTING`, `NOT_RESPONDING`, `COMMUNICATING`.
    pub routing_status: Option<String>,
    /// Sees everyone's callbacks.
    pub supervisor: bool,
}

impl AgentValue {
    /// The value that a page has set.
    ///
    /// # Errors
    /// Where a field is absent or of another kind.
    pub fn of(tree: &Tree) -> Result<Self, Unreadable> {
        let given = tree.fields("agent")?;
        let value = Self {
            id: given.named("id"),
            name: given.text("name").unwrap_or_default(),
            time_zone: given.named("timeZone"),
            routing_status: given.text("routingStatus"),
            supervisor: given.truth("supervisor").unwrap_or(false),
        };
        given.sound(value)
    }

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
