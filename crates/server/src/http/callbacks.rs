//! `/api/v2/conversations/callbacks`: schedule, change, cancel.

use super::body::{BulkDisconnect, BulkPatch, CreateCallback, PatchCallback, RoutingData, StateChange};
use super::error::{Answer, ApiError};
use super::request::Body;
use super::{App, IDEMPOTENCY_KEY, now, times};
use crate::rules::{self, Asked};
use crate::store::{Extra, Principal, QueueRow, Stored, Written};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{ETAG, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use callback_core::callback::{Callback, State as Life};
use callback_core::check::check;
use callback_core::claim::Claim;
use callback_core::desk::{Desk, Durability};
use callback_core::ids::{CallbackId, ConversationId, Key, ParticipantId};
use callback_core::problem::Refusal;
use callback_core::settings::PerInteraction;
use callback_core::time::{Said, Timestamp};
use serde_json::{Value, json};
use uuid::Uuid;

const CREATE: &str = "conversation:callback:create";
const EDIT: &str = "conversation:callback:edit";
const DISCONNECT: &str = "conversation:communication:disconnect";
/// How many callbacks one bulk request may name.
const BULK_MAX: usize = 200;
const OWNED_FLAG: &str = "AGENT_OWNED_CALLBACK";

/// Where a callback was promised: nowhere, or during a call.
struct Origin {
    conversation: Option<ConversationId>,
    participant: Option<ParticipantId>,
}

/// `POST /conversations/callbacks`
pub(crate) async fn create(
    State(app): State<App>,
    who: Principal,
    headers: HeaderMap,
    body: Body<CreateCallback>,
) -> Answer<Json<Value>> {
    let origin = Origin {
        conversation: None,
        participant: None,
    };
    let made = schedule(&app, &who, &headers, body, origin).await?;
    Ok(Json(reference(&made)))
}

/// `POST /conversations/{cid}/participants/{pid}/callbacks`: the agent's button during a call.
pub(crate) async fn create_during_call(
    State(app): State<App>,
    who: Principal,
    Path((conversation, participant)): Path<(String, String)>,
    headers: HeaderMap,
    body: Body<CreateCallback>,
) -> Answer<Response> {
    let origin = Origin {
        conversation: Some(ConversationId::new(conversation)),
        participant: Some(ParticipantId::new(participant)),
    };
    let made = schedule(&app, &who, &headers, body, origin).await?;
    let mut response = StatusCode::CREATED.into_response();
    let address = format!("/x/v1/callbacks/{}", made.callback.id);
    for (name, value) in [(LOCATION, address), (ETAG, etag(&made.callback))] {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(name, value);
        }
    }
    Ok(response)
}

/// One intent, one callback (P12): the same key and body give the same answer, the same key with another body 422.
async fn schedule(
    app: &App,
    who: &Principal,
    headers: &HeaderMap,
    body: Body<CreateCallback>,
    origin: Origin,
) -> Answer<Stored> {
    who.must(CREATE)?;
    let (asked, hash) = (body.value, body.hash);
    let key = intent_key(headers)?;
    let id = callback_id(&who.organization, &key)?;
    let now = now();
    if let Some(same) = answered(app, who, &key, &hash).await? {
        return Ok(same);
    }
    let new = judged(app, who, asked, &origin, &key, &id, now).await?;
    let place = match callback_core::settings::Policy::REFERENCE.per_interaction {
        PerInteraction::One => origin.conversation.as_ref().map(ConversationId::as_str),
        PerInteraction::Many => None,
    };
    let mut change = app.store.begin().await?;
    let at = now.ms();
    let organization = &who.organization;
    let written = change
        .put_callback(organization, &new, place, who.who(), at)
        .await?;
    if written == Written::Yes && change.put_intent(organization, &key, &hash, &id, at).await? {
        change.commit().await?;
        return Ok(new);
    }
    drop(change);
    // Somebody was faster: the same press on its way twice, or another one for this interaction.
    match answered(app, who, &key, &hash).await? {
        Some(same) => Ok(same),
        None => Err(rules::of_refusal(&Refusal::AlreadyScheduled(CallbackId::new(id)))),
    }
}

fn intent_key(headers: &HeaderMap) -> Answer<String> {
    match headers.get(IDEMPOTENCY_KEY).map(HeaderValue::to_str) {
        None => Ok(Uuid::new_v4().to_string()),
        Some(Ok(key)) if (1..=200).contains(&key.len()) => Ok(key.to_owned()),
        Some(_) => Err(ApiError::bad(
            "invalid.value",
            "Idempotency-Key must be 1 to 200 printable characters.",
        )),
    }
}

/// The id follows from the intent, so that no retry can make another one (api.md, the server's promise 1).
fn callback_id(organization: &str, key: &str) -> Answer<String> {
    let organization = Uuid::parse_str(organization).map_err(|_| {
        ApiError::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal.server.error",
            "The organization's id is damaged.",
        )
    })?;
    Ok(Uuid::new_v5(&organization, key.as_bytes()).to_string())
}

/// What this intent made before, if it was seen.
async fn answered(app: &App, who: &Principal, key: &str, hash: &str) -> Answer<Option<Stored>> {
    let mut change = app.store.begin().await?;
    let Some((seen, id)) = change.intent(&who.organization, key).await? else {
        return Ok(None);
    };
    if seen != hash {
        return Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid.value",
            "This Idempotency-Key came with another body before.",
        ));
    }
    Ok(change.callback(&who.organization, &id).await?)
}

async fn judged(
    app: &App,
    who: &Principal,
    asked: CreateCallback,
    origin: &Origin,
    key: &str,
    id: &str,
    now: Timestamp,
) -> Answer<Stored> {
    let at = match &asked.callback_scheduled_time {
        Some(text) => Some(times::read("callbackScheduledTime", text)?),
        None => None,
    };
    let data = asked.data.unwrap_or_default();
    let said = rules::said_or_at(&data, at, now)?;
    let routing = asked.routing_data.unwrap_or_default();
    let queue = asked.queue_id.or(routing.queue_id.clone());
    let queue = queue_of(app, who, queue.as_deref()).await?;
    let (claim, agent) = claimed(&routing)?;
    let country = asked.country_code.clone().unwrap_or_default();
    let wanted = Asked {
        said,
        numbers: asked.callback_numbers.filter(|all| !all.is_empty()).unwrap_or_else(|| vec![String::new()]),
        name: asked.callback_user_name.unwrap_or_default(),
        note: data.get("notes").cloned().unwrap_or_default(),
        country,
        claim,
        agent,
    };
    let mut wish = rules::wish(&app.store, who, &queue, wanted, now).await?;
    wish.context.conversation.clone_from(&origin.conversation);
    wish.context.participant.clone_from(&origin.participant);
    let command = check(&wish.draft, &wish.facts(), &Key::new(key), &[])
        .map_err(|problems| rules::of_problems(&problems))?;
    let by = callback_core::ids::AgentId::new(who.who());
    Ok(Stored {
        callback: Callback::booked(CallbackId::new(id), &command, Some(by)),
        extra: Extra {
            script: asked.script_id,
            country_code: asked.country_code,
            data,
            participant: Uuid::new_v4().to_string(),
            communication: Uuid::new_v4().to_string(),
        },
    })
}

async fn queue_of(app: &App, who: &Principal, id: Option<&str>) -> Answer<QueueRow> {
    let id = id.ok_or_else(|| ApiError::bad("callback.error.missing.queue.id", "A callback needs a queue."))?;
    let found = app.store.queue(&who.organization, id).await?;
    found.ok_or_else(|| ApiError::not_found("queue", id))
}

/// One agent with score 100, with or without the flag of ownership; or nobody.
fn claimed(routing: &RoutingData) -> Answer<(Claim, Option<String>)> {
    let flagged = routing
        .routing_flags
        .iter()
        .flatten()
        .any(|flag| flag == OWNED_FLAG);
    let agents = routing.scored_agents.as_deref().unwrap_or_default();
    let claim = if flagged { Claim::Owned } else { Claim::ToMe };
    match agents {
        [] if flagged => Err(ApiError::bad(
            "invalid.value",
            "An owned callback names its owner in routingData.scoredAgents.",
        )),
        [] => Ok((Claim::Anyone, None)),
        [one] if one.score == Some(100) => {
            let id = one.agent.as_ref().and_then(|agent| agent.id.clone());
            let missing = || ApiError::bad("invalid.value", "A scored agent needs its id.");
            Ok((claim, Some(id.ok_or_else(missing)?)))
        }
        _ => Err(ApiError::bad(
            "invalid.value",
            "routingData.scoredAgents names one agent, with the score 100.",
        )),
    }
}

/// `PATCH /conversations/callbacks`
pub(crate) async fn update(
    State(app): State<App>,
    who: Principal,
    body: Body<PatchCallback>,
) -> Answer<Json<Value>> {
    Ok(Json(reference(&patched(&app, &who, body.value).await?)))
}

/// `POST /conversations/callbacks/bulk/update`: each is done or refused by itself.
pub(crate) async fn bulk_update(
    State(app): State<App>,
    who: Principal,
    body: Body<BulkPatch>,
) -> Answer<Json<Value>> {
    who.must(EDIT)?;
    let requests = bounded(body.value.patch_callback_requests)?;
    let mut results = Vec::new();
    let mut failed = Vec::new();
    for (index, request) in requests.into_iter().enumerate() {
        results.push(match patched(&app, &who, request).await {
            Ok(changed) => json!({"entity": reference(&changed)}),
            Err(error) => {
                failed.push(index);
                json!({"error": {"code": error.code, "message": error.message}})
            }
        });
    }
    Ok(Json(json!({
        "results": results,
        "errorCount": failed.len(),
        "errorIndexes": failed,
    })))
}

/// `POST /conversations/callbacks/bulk/disconnect`. What cannot be cancelled stays, as the public API has no answer to say so.
pub(crate) async fn bulk_disconnect(
    State(app): State<App>,
    who: Principal,
    body: Body<BulkDisconnect>,
) -> Answer<StatusCode> {
    who.must(DISCONNECT)?;
    for identifier in bounded(body.value.callback_disconnect_identifiers)? {
        let id = identifier.conversation_id.unwrap_or_default();
        if let Err(error) = disconnected(&app, &who, &id).await {
            tracing::info!(code = error.code, "bulk disconnect left one as it is");
        }
    }
    Ok(StatusCode::ACCEPTED)
}

fn bounded<T>(all: Option<Vec<T>>) -> Answer<Vec<T>> {
    let all = all.unwrap_or_default();
    if all.is_empty() || all.len() > BULK_MAX {
        return Err(ApiError::bad(
            "invalid.value",
            format!("One request names 1 to {BULK_MAX} callbacks."),
        ));
    }
    Ok(all)
}

async fn patched(app: &App, who: &Principal, asked: PatchCallback) -> Answer<Stored> {
    who.must(EDIT)?;
    let required = |name: &str| ApiError::bad("bad.request", format!("{name} is required."));
    let id = asked.conversation_id.clone().ok_or_else(|| required("conversationId"))?;
    let agent = asked.agent_id.clone().ok_or_else(|| required("agentId"))?;
    let now = now();
    let mut change = app.store.begin().await?;
    let stored = change.callback(&who.organization, &id).await?;
    let stored = stored.ok_or_else(|| ApiError::no_conversation(&id))?;
    let promise = &stored.callback.promise;
    let said = match &asked.callback_scheduled_time {
        Some(text) => {
            let at = times::read("callbackScheduledTime", text)?;
            Said::of(at, promise.said.zone)
        }
        None => promise.said,
    };
    let queue = asked.queue_id.as_deref().unwrap_or(promise.queue.as_str());
    let queue = queue_of(app, who, Some(queue)).await?;
    let claim = promise.route.claim();
    let wanted = Asked {
        said,
        numbers: match asked.callback_numbers {
            Some(numbers) => numbers,
            None => promise.phones.iter().map(ToString::to_string).collect(),
        },
        name: promise.name.clone(),
        note: promise.note.clone(),
        country: asked.country_code.unwrap_or_default(),
        claim,
        agent: (claim != Claim::Anyone).then_some(agent),
    };
    let wish = rules::wish(&app.store, who, &queue, wanted, now).await?;
    let command = check(&wish.draft, &wish.facts(), &stored.callback.key, &[])
        .map_err(|problems| rules::of_problems(&problems))?;
    let changed = at_desk(&stored, |desk, id| {
        desk.edit(now, id, command.promise().clone(), Some(&rules::asker(who)))
    })?;
    let stored = Stored {
        callback: changed,
        extra: stored.extra,
    };
    finish(change, who, stored, now).await
}

/// `PATCH /conversations/callbacks/{id}`: cancels.
pub(crate) async fn set_state(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    body: Body<StateChange>,
) -> Answer<Json<Value>> {
    who.must(DISCONNECT)?;
    match body.value.state.as_deref() {
        Some("disconnected") => Ok(Json(conversation(&disconnected(&app, &who, &id).await?))),
        Some(_) => Err(ApiError::bad("invalid.value", "state must be `disconnected`.")),
        None => Err(ApiError::bad("communication.state.required", "state is required.")),
    }
}

async fn disconnected(app: &App, who: &Principal, id: &str) -> Answer<Stored> {
    let now = now();
    let mut change = app.store.begin().await?;
    let stored = change.callback(&who.organization, id).await?;
    let stored = stored.ok_or_else(|| ApiError::no_conversation(id))?;
    let asker = rules::asker(who);
    let callback = at_desk(&stored, |desk, id| desk.disconnect(id, Some(&asker)))?;
    let stored = Stored {
        callback,
        extra: stored.extra,
    };
    finish(change, who, stored, now).await
}

/// Core's desk with this callback alone: what may be done to it, by whom and when, is said there.
fn at_desk(
    stored: &Stored,
    act: impl FnOnce(&mut Desk, &CallbackId) -> Result<Callback, Refusal>,
) -> Answer<Callback> {
    let mut desk = Desk::new();
    desk.opened(Durability::Durable, vec![stored.callback.clone()], 0);
    act(&mut desk, &stored.callback.id).map_err(|refusal| rules::of_refusal(&refusal))
}

async fn finish(mut change: crate::store::Change, who: &Principal, stored: Stored, now: Timestamp) -> Answer<Stored> {
    let written = change
        .update_callback(&who.organization, &stored, who.who(), now.ms())
        .await?;
    if written != Written::Yes {
        return Err(ApiError::new(
            StatusCode::CONFLICT,
            "conflict",
            "Somebody else changed the callback at this moment.",
        ));
    }
    change.commit().await?;
    Ok(stored)
}

/// `GET /conversations/callbacks`: my active ones, not the scheduled.
pub(crate) async fn mine(State(app): State<App>, who: Principal) -> Answer<Json<Value>> {
    let listed = crate::store::Listed {
        of: None,
        after: None,
        limit: 1_000,
    };
    let all = app.store.callbacks(&who.organization, &listed).await?;
    let with_me = all.iter().filter(|it| {
        let agent = it.callback.state.agent();
        agent.is_some_and(|agent| agent.as_str() == who.who())
    });
    let entities: Vec<Value> = with_me.map(conversation).collect();
    Ok(Json(json!({"total": entities.len(), "pageNumber": 1, "pageSize": entities.len(), "pageCount": 1, "entities": entities})))
}

/// `GET /conversations/callbacks/{id}`
pub(crate) async fn read(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    let found = app.store.callback(&who.organization, &id).await?;
    let found = found.ok_or_else(|| ApiError::no_conversation(&id))?;
    Ok(Json(conversation(&found)))
}

/// `"3"`: the version as an entity tag.
pub(crate) fn etag(callback: &Callback) -> String {
    format!("\"{}\"", callback.version)
}

/// `CreateCallbackResponse`
fn reference(stored: &Stored) -> Value {
    let id = &stored.callback.id;
    json!({
        "conversation": {"id": id.as_str(), "selfUri": format!("/api/v2/conversations/callbacks/{id}")},
        "callbackIdentifiers": [{"type": "ACD", "id": stored.extra.communication}],
    })
}

/// `CallbackConversation`. A participant's state has no `scheduled` in the public API: it is left out there.
fn conversation(stored: &Stored) -> Value {
    let callback = &stored.callback;
    let promise = &callback.promise;
    let mut participant = json!({
        "id": stored.extra.participant,
        "purpose": "customer",
        "direction": "inbound",
        "queue": {"id": promise.queue.as_str()},
        "attributes": stored.extra.data,
        "callbackNumbers": promise.phones.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "callbackUserName": promise.name,
        "callbackScheduledTime": times::print(promise.at),
    });
    let (state, disconnect_type) = api_state(&callback.state);
    for (name, value) in [("state", state), ("disconnectType", disconnect_type)] {
        if let Some(value) = value {
            participant[name] = json!(value);
        }
    }
    json!({
        "id": callback.id.as_str(),
        "participants": [participant],
        "selfUri": format!("/api/v2/conversations/callbacks/{}", callback.id),
    })
}

const fn api_state(state: &Life) -> (Option<&'static str>, Option<&'static str>) {
    use callback_core::callback::DisconnectReason as Why;
    match state {
        Life::Scheduled | Life::Queued => (None, None),
        Life::Alerting { .. } => (Some("alerting"), None),
        Life::Dialing { .. } => (Some("dialing"), None),
        Life::Connected { .. } | Life::WrapUp { .. } => (Some("connected"), None),
        Life::Ended => (Some("terminated"), None),
        Life::Disconnected(why) => (
            Some("disconnected"),
            Some(match why {
                Why::Client => "client",
                Why::Endpoint => "endpoint",
                Why::System => "system",
                // The participant's model has neither of these two; the event topics do.
                Why::Timeout | Why::Uncallable => "other",
                Why::Transfer => "transfer",
            }),
        ),
    }
}
