//! What the public API answers, by its own names (models.md): only the fields that this server fills.

use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// `DomainEntityRef`
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = DomainEntityRef)]
pub struct Reference {
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_uri: Option<String>,
}

impl Reference {
    /// Only an id.
    #[must_use]
    pub fn of(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            ..Self::default()
        }
    }
}

/// `CallbackIdentifier`
#[derive(Debug, Serialize, ToSchema)]
pub struct CallbackIdentifier {
    /// `ACD`
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub id: String,
}

/// `CreateCallbackResponse` and `PatchCallbackResponse`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CreateCallbackResponse)]
pub struct Made {
    pub conversation: Reference,
    pub callback_identifiers: Vec<CallbackIdentifier>,
}

/// `BulkCallbackPatchResponse`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = BulkCallbackPatchResponse)]
pub struct BulkAnswer {
    pub results: Vec<BulkResult>,
    pub error_count: usize,
    pub error_indexes: Vec<usize>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct BulkResult {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entity: Option<Made>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<BulkError>,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct BulkError {
    pub code: &'static str,
    pub message: String,
}

/// `CallbackMediaParticipant`. Its state has no `scheduled`: it is left out there.
#[derive(Debug, Clone, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallbackMediaParticipant)]
pub struct Participant {
    pub id: String,
    pub purpose: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<&'static str>,
    pub direction: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disconnect_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub script: Option<Reference>,
    pub attributes: BTreeMap<String, String>,
    pub callback_numbers: Vec<String>,
    pub callback_user_name: String,
    pub callback_scheduled_time: String,
}

/// `CallbackConversation`
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallbackConversation)]
pub struct Conversation {
    pub id: String,
    pub participants: Vec<Participant>,
    pub self_uri: String,
}

/// A page of a list, with the addresses around it (`…EntityListing`).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    pub entities: Vec<T>,
    pub page_size: usize,
    pub page_number: usize,
    pub page_count: usize,
    pub total: usize,
    pub self_uri: String,
    pub first_uri: String,
    pub last_uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous_uri: Option<String>,
}

/// `Queue` and `UserQueue`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Queue {
    pub id: String,
    pub name: String,
    pub division: Reference,
    pub member_count: i64,
    pub user_member_count: i64,
    pub scoring_method: &'static str,
    pub agent_owned_routing: AgentOwnedRouting,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub joined: Option<bool>,
    pub self_uri: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgentOwnedRouting {
    pub enable_agent_owned_callbacks: bool,
    pub max_owned_callback_hours: u32,
    pub max_owned_callback_delay_hours: u32,
}

/// `RoutingStatus`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RoutingStatus)]
pub struct Status {
    pub user_id: String,
    pub status: String,
    pub start_time: String,
}

/// `QueueMember`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = QueueMember)]
pub struct Member {
    pub id: String,
    pub name: String,
    pub joined: bool,
    pub member_by: &'static str,
    pub routing_status: Status,
}

/// `EstimatedWaitTimePredictions`
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = EstimatedWaitTimePredictions)]
pub struct WaitTimes {
    pub results: Vec<WaitTime>,
}

/// `PredictionResults`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PredictionResults)]
pub struct WaitTime {
    /// `ALL`
    pub intent: &'static str,
    /// `SIMPLE`
    pub formula: &'static str,
    pub estimated_wait_time_seconds: i64,
}

/// `UserMe`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = UserMe)]
pub struct Me {
    pub id: String,
    pub name: String,
    pub email: String,
    pub username: String,
    pub state: &'static str,
    pub version: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routing_status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization: Option<Reference>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Date>,
    pub self_uri: String,
}

/// `ServerDate`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ServerDate)]
pub struct Date {
    pub current_date: String,
}

/// `RegionTimeZone`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RegionTimeZone)]
pub struct Zone {
    pub id: String,
    pub name: String,
    /// Today's, in minutes.
    pub offset: i32,
    pub canonical_id: String,
    pub self_uri: String,
}

/// `Settings` of conversations
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Settings)]
pub struct ConversationSettings {
    pub allow_callback_queue_selection: bool,
}

/// `TokenInfo`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TokenInfo {
    pub organization: Reference,
    pub home_organization: Reference,
    pub authorized_scope: Vec<String>,
    #[serde(rename = "OAuthClient")]
    pub oauth_client: Reference,
}

/// A token (RFC 6749 §5.1).
#[derive(Debug, Serialize, ToSchema)]
pub struct Token {
    pub access_token: String,
    pub token_type: &'static str,
    /// In seconds.
    pub expires_in: i64,
}

/// `UserPresence`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = UserPresence)]
pub struct Presence {
    pub id: String,
    pub source: &'static str,
    pub primary: bool,
    pub presence_definition: PresenceName,
    pub modified_date: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PresenceName {
    pub id: &'static str,
    pub system_presence: &'static str,
}

/// `Channel`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Channel {
    pub connect_uri: String,
    pub id: String,
    pub expires: String,
}

/// `ChannelTopicEntityListing`
#[derive(Debug, Serialize, ToSchema)]
pub struct Topics {
    pub entities: Vec<Topic>,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ChannelTopicAnswer)]
pub struct Topic {
    pub id: String,
}
