//! Reads callbacks as the public API shows them.

use super::error::{Answer, ApiError, ErrorBody};
use super::model::{CallbackIdentifier, Conversation, Made, Page, Participant, Reference};
use super::page::{Paging, page_of};
use super::request::Query;
use super::{App, times};
use crate::store::{Listed, Principal, Seen, Stored};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::ETAG;
use axum::response::{IntoResponse, Response};
use callback_core::callback::{Callback, DisconnectReason, State as Life};
use uuid::Uuid;

/// The callbacks that alert me or that I have in hand; not the scheduled ones.
#[utoipa::path(get, path = "/conversations/callbacks", tag = "callbacks", security(("token" = [])),
    responses((status = 200, body = Page<Conversation>), (status = "default", body = ErrorBody)))]
pub(crate) async fn mine(
    State(app): State<App>,
    who: Principal,
    query: Query,
) -> Answer<Json<Page<Conversation>>> {
    let paging = Paging::of(&query)?;
    let listed = Listed {
        with_agents: vec![who.who().to_owned()],
        skip: paging.skip(),
        ..Listed::of(Seen::All, paging.limit())
    };
    let organization = &who.organization.id;
    let found = app.store.callbacks(organization, &listed).await?;
    let total = app.store.count(organization, &listed).await?;
    let entities = found.iter().map(conversation).collect();
    let total = usize::try_from(total).unwrap_or_default();
    Ok(Json(page_of(
        entities,
        total,
        &paging,
        &query,
        "/api/v2/conversations/callbacks",
    )))
}

/// One callback.
#[utoipa::path(get, path = "/conversations/callbacks/{conversationId}", tag = "callbacks", security(("token" = [])),
    params(("conversationId" = String, Path)),
    responses((status = 200, body = Conversation, headers(("ETag" = String))), (status = "default", body = ErrorBody)))]
pub(crate) async fn read(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Response> {
    let found = app.store.callback(&who.organization.id, &id).await?;
    let found = found.ok_or_else(|| ApiError::no_conversation(&id))?;
    Ok(tagged(
        &found.callback,
        Json(conversation(&found)).into_response(),
    ))
}

/// The answer with the callback's version as its entity tag.
pub(super) fn tagged(callback: &Callback, mut response: Response) -> Response {
    if let Ok(value) = HeaderValue::from_str(&format!("\"{}\"", callback.version)) {
        response.headers_mut().insert(ETAG, value);
    }
    response
}

/// What a create or a patch answers.
pub(super) fn made(stored: &Stored) -> Made {
    let id = &stored.callback.id;
    Made {
        conversation: Reference {
            self_uri: Some(format!("/api/v2/conversations/callbacks/{id}")),
            ..Reference::of(id.as_str())
        },
        callback_identifiers: vec![CallbackIdentifier {
            kind: "ACD",
            id: stored.extra.communication.clone(),
        }],
    }
}

/// The callback as a conversation with the customer's part in it.
pub(super) fn conversation(stored: &Stored) -> Conversation {
    let callback = &stored.callback;
    let promise = &callback.promise;
    let (state, disconnect_type) = api_state(&callback.state);
    let customer = Participant {
        id: stored.extra.participant.clone(),
        purpose: "customer",
        state,
        direction: "inbound",
        disconnect_type,
        user: None,
        queue: Some(Reference::of(promise.queue.as_str())),
        script: stored.extra.script.as_deref().map(Reference::of),
        attributes: stored.extra.data.clone(),
        callback_numbers: promise.phones.iter().map(ToString::to_string).collect(),
        callback_user_name: promise.name.clone(),
        callback_scheduled_time: times::print(promise.at),
    };
    let agent = callback.state.agent().map(|agent| Participant {
        id: agent_part(stored, agent.as_str()),
        purpose: "agent",
        user: Some(Reference::of(agent.as_str())),
        ..customer.clone()
    });
    Conversation {
        id: callback.id.to_string(),
        participants: std::iter::once(customer).chain(agent).collect(),
        self_uri: format!("/api/v2/conversations/callbacks/{}", callback.id),
    }
}

/// The agent's part in a callback, the same one each time it comes to them.
pub(super) fn agent_part(stored: &Stored, agent: &str) -> String {
    let space = Uuid::parse_str(&stored.extra.participant).unwrap_or_default();
    Uuid::new_v5(&space, agent.as_bytes()).to_string()
}

pub(super) const fn api_state(state: &Life) -> (Option<&'static str>, Option<&'static str>) {
    match state {
        Life::Scheduled | Life::Queued => (None, None),
        Life::Alerting { .. } => (Some("alerting"), None),
        Life::Dialing { .. } => (Some("dialing"), None),
        Life::Connected { .. } | Life::WrapUp { .. } => (Some("connected"), None),
        Life::Ended => (Some("terminated"), None),
        Life::Disconnected(why) => (
            Some("disconnected"),
            Some(match why {
                DisconnectReason::Client => "client",
                DisconnectReason::Endpoint => "endpoint",
                DisconnectReason::System => "system",
                // The participant's model has neither of these two; the event topics do.
                DisconnectReason::Timeout | DisconnectReason::Uncallable => "other",
                DisconnectReason::Transfer => "transfer",
            }),
        ),
    }
}
