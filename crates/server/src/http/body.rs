//! Request bodies, by the names of the public API (models.md). Every field may be missing: what is required is
//! asked for by its own error, not by a reader's.

use serde::Deserialize;
use std::collections::BTreeMap;

/// `CreateCallbackCommand`, and `CreateCallbackOnConversationCommand`, which has the same fields.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct CreateCallback {
    pub(crate) script_id: Option<String>,
    pub(crate) queue_id: Option<String>,
    pub(crate) routing_data: Option<RoutingData>,
    pub(crate) callback_user_name: Option<String>,
    pub(crate) callback_numbers: Option<Vec<String>>,
    pub(crate) callback_scheduled_time: Option<String>,
    pub(crate) country_code: Option<String>,
    pub(crate) data: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct RoutingData {
    pub(crate) queue_id: Option<String>,
    pub(crate) scored_agents: Option<Vec<ScoredAgent>>,
    pub(crate) routing_flags: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ScoredAgent {
    pub(crate) agent: Option<Reference>,
    pub(crate) score: Option<i64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Reference {
    pub(crate) id: Option<String>,
}

/// `PatchCallbackRequest`
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct PatchCallback {
    pub(crate) conversation_id: Option<String>,
    pub(crate) queue_id: Option<String>,
    pub(crate) agent_id: Option<String>,
    pub(crate) callback_scheduled_time: Option<String>,
    pub(crate) country_code: Option<String>,
    pub(crate) callback_numbers: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct BulkPatch {
    pub(crate) patch_callback_requests: Option<Vec<PatchCallback>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct BulkDisconnect {
    pub(crate) callback_disconnect_identifiers: Option<Vec<Identifier>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Identifier {
    pub(crate) conversation_id: Option<String>,
}

/// `{"state": "disconnected"}`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct StateChange {
    pub(crate) state: Option<String>,
}

/// `RoutingStatus`
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct RoutingStatus {
    pub(crate) status: Option<String>,
}
