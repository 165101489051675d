//! Request bodies, by the names of the public API (models.md). Every field may be missing: what is required is
//! asked for by its own error, not by a reader's.

use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// `CreateCallbackCommand`, and `CreateCallbackOnConversationCommand`, which has the same fields.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CreateCallbackCommand)]
pub struct CreateCallback {
    pub script_id: Option<String>,
    pub queue_id: Option<String>,
    pub routing_data: Option<RoutingData>,
    pub callback_user_name: Option<String>,
    #[schema(required, nullable = false)]
    pub callback_numbers: Option<Vec<String>>,
    /// An instant with its offset.
    pub callback_scheduled_time: Option<String>,
    pub country_code: Option<String>,
    /// `false` leaves the numbers unasked of the number library.
    pub validate_callback_numbers: Option<bool>,
    pub data: Option<BTreeMap<String, String>>,
    pub caller_id: Option<String>,
    pub caller_id_name: Option<String>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RoutingData {
    pub queue_id: Option<String>,
    pub scored_agents: Option<Vec<ScoredAgent>>,
    pub routing_flags: Option<Vec<String>>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct ScoredAgent {
    pub agent: Option<Named>,
    pub score: Option<i64>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct Named {
    pub id: Option<String>,
}

/// `PatchCallbackRequest`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PatchCallbackRequest)]
pub struct PatchCallback {
    #[schema(required, nullable = false)]
    pub conversation_id: Option<String>,
    pub queue_id: Option<String>,
    #[schema(required, nullable = false)]
    pub agent_id: Option<String>,
    /// An instant with its offset.
    pub callback_scheduled_time: Option<String>,
    pub country_code: Option<String>,
    pub callback_numbers: Option<Vec<String>>,
    /// `false` leaves the numbers unasked of the number library.
    pub validate_callback_numbers: Option<bool>,
}

/// `BulkCallbackPatchRequest`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BulkCallbackPatchRequest)]
pub struct BulkPatch {
    #[schema(required, nullable = false)]
    pub patch_callback_requests: Option<Vec<PatchCallback>>,
}

/// `BulkCallbackDisconnectRequest`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BulkCallbackDisconnectRequest)]
pub struct BulkDisconnect {
    #[schema(required, nullable = false)]
    pub callback_disconnect_identifiers: Option<Vec<Identifier>>,
}

/// `CallbackDisconnectIdentifier`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallbackDisconnectIdentifier)]
pub struct Identifier {
    #[schema(required, nullable = false)]
    pub conversation_id: Option<String>,
    pub callback_id: Option<String>,
}

/// `{"state": "disconnected"}`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = CallbackStateRequest)]
pub struct StateChange {
    #[schema(required, nullable = false)]
    pub state: Option<String>,
}

/// `RoutingStatus`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = RoutingStatusRequest)]
pub struct RoutingStatus {
    #[schema(required, nullable = false)]
    pub status: Option<String>,
}

/// `MediaParticipantRequest`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = MediaParticipantRequest)]
pub struct ParticipantChange {
    /// `connected` accepts an alert, `disconnected` declines it or ends the conversation.
    pub state: Option<String>,
    pub wrapup: Option<crate::store::WrapUp>,
}

/// `ParticipantAttributes`
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct ParticipantAttributes {
    pub attributes: Option<BTreeMap<String, String>>,
}

/// `TransferRequest`: to a queue or to an agent of its queue, never to a number.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = TransferRequest)]
pub struct Transfer {
    pub user_id: Option<String>,
    pub queue_id: Option<String>,
    pub address: Option<String>,
}

/// `CallCommand`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CallCommand {
    pub call_number: Option<String>,
}

/// `UserPresence`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = UserPresenceRequest)]
pub struct PresenceChange {
    pub presence_definition: Option<PresenceDefinition>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PresenceDefinition {
    pub id: Option<String>,
    pub system_presence: Option<String>,
}

/// `ChannelTopic`
#[derive(Debug, Default, Deserialize, ToSchema)]
pub struct ChannelTopic {
    pub id: Option<String>,
}
