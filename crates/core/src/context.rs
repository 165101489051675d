//! What the host knows of the interaction and hands in (P1): attributes of the element, read.

use crate::ids::{ConversationId, ParticipantId, QueueId};
use crate::settings::Settings;
use chrono_tz::Tz;

/// The interaction at hand, as far as the host has said.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Context {
    /// During which conversation this is.
    pub conversation: Option<ConversationId>,
    /// The customer's part in it.
    pub participant: Option<ParticipantId>,
    /// The original queue.
    pub queue: Option<QueueId>,
    /// The caller's number as the host has it: national, `tel:`, `sip:`, withheld or empty (P5).
    pub ani: String,
    /// The caller's name.
    pub contact_name: String,
    /// ISO 3166 country of a national number, two letters.
    pub country_code: String,
    /// The contact's zone, where the host knows it.
    pub contact_zone: Option<Tz>,
    /// The agent's zone, where it differs from what `agent` says.
    pub agent_zone: Option<Tz>,
    /// The browser's own zone, where nobody said anything better.
    pub device_zone: Option<Tz>,
    /// Nothing may be changed.
    pub readonly: bool,
}

impl Context {
    /// The agent's zone: said by an attribute, by the agent, or the device's.
    #[must_use]
    pub fn agent_zone(&self, settings: &Settings) -> Option<Tz> {
        self.agent_zone
            .or_else(|| settings.agent.as_ref().map(|agent| agent.zone))
            .or(self.device_zone)
    }

    /// The zone a new draft starts with: the contact's where known, else the agent's (P4).
    #[must_use]
    pub fn zone_for(&self, settings: &Settings) -> Option<Tz> {
        self.contact_zone.or_else(|| self.agent_zone(settings))
    }
}
