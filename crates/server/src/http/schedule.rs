//! Schedules a callback: during a call or not. One intent, one callback (P12).

use super::body::{CreateCallback, RoutingData};
use super::callbacks::{made, tagged};
use super::error::{Answer, ApiError, ErrorBody};
use super::model::Made;
use super::request::{Body, Terms};
use super::{App, permission, times};
use crate::clock::now;
use crate::rules::{self, Asked, Wish};
use crate::store::{Extra, Intent, Principal, QueueRow, Stored, ToBook};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use callback_core::callback::Callback;
use callback_core::check::check;
use callback_core::claim::Claim;
use callback_core::command::Command;
use callback_core::ids::{AgentId, CallbackId, ConversationId, Key, ParticipantId};
use callback_core::problem::Refusal;
use callback_core::time::{Release, Timestamp};
use uuid::Uuid;

const OWNED_FLAG: &str = "AGENT_OWNED_CALLBACK";

/// Where a callback was promised: nowhere, or during a call.
#[derive(Default)]
struct Origin {
    conversation: Option<ConversationId>,
    participant: Option<ParticipantId>,
}

/// Schedules a callback, or places it at once where no time is given.
#[utoipa::path(post, path = "/conversations/callbacks", tag = "callbacks", security(("token" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "One for each intent, made once")),
    request_body = CreateCallback,
    responses((status = 200, body = Made, headers(("ETag" = String))), (status = "default", body = ErrorBody)))]
pub(crate) async fn create(
    State(app): State<App>,
    who: Principal,
    terms: Terms,
    body: Body<CreateCallback>,
) -> Answer<Response> {
    let new = schedule(&app, &who, &terms, body, Origin::default()).await?;
    Ok(tagged(&new.callback, Json(made(&new)).into_response()))
}

/// Schedules a callback during a call: the agent's button. Its address is in `Location`.
#[utoipa::path(post, path = "/conversations/{conversationId}/participants/{participantId}/callbacks", tag = "callbacks",
    security(("token" = [])),
    params(("conversationId" = String, Path), ("participantId" = String, Path),
        ("Idempotency-Key" = Option<String>, Header, description = "One for each intent, made once")),
    request_body = CreateCallback,
    responses((status = 201, headers(("Location" = String), ("ETag" = String))), (status = "default", body = ErrorBody)))]
pub(crate) async fn create_during_call(
    State(app): State<App>,
    who: Principal,
    Path((conversation, participant)): Path<(String, String)>,
    terms: Terms,
    body: Body<CreateCallback>,
) -> Answer<Response> {
    let origin = Origin {
        conversation: Some(ConversationId::new(conversation)),
        participant: Some(ParticipantId::new(participant)),
    };
    let new = schedule(&app, &who, &terms, body, origin).await?;
    let mut response = tagged(&new.callback, StatusCode::CREATED.into_response());
    if let Ok(address) = HeaderValue::from_str(&format!("/x/v1/callbacks/{}", new.callback.id)) {
        response.headers_mut().insert(LOCATION, address);
    }
    Ok(response)
}

/// The same key and body give the same answer, the same key with another body 422.
async fn schedule(
    app: &App,
    who: &Principal,
    terms: &Terms,
    body: Body<CreateCallback>,
    origin: Origin,
) -> Answer<Stored> {
    who.must(permission::CREATE)?;
    let organization = &who.organization.id;
    let key = terms.key_or_new();
    let id = callback_id(organization, &key)?;
    let intent = Intent {
        request_hash: body.hash,
        callback: id,
    };
    let now = now();
    let new = match judged(app, who, body.value, &origin, &key, &intent.callback, now).await {
        Ok(new) => new,
        // What was right then may be too late by now.
        Err(refused) => {
            let before = answered(app, who, &key, &intent).await?;
            return before.ok_or(refused);
        }
    };
    let one = who.organization.settings.one_callback_per_interaction;
    let place = origin.conversation.as_ref().filter(|_| one);
    let to_book = ToBook {
        organization: organization.clone(),
        new: new.clone(),
        place: place.map(ToString::to_string),
        by: who.who().to_owned(),
        key: key.clone(),
        intent: intent.clone(),
        now: now.ms(),
    };
    if app.store.book(to_book).await? {
        metrics::counter!("callback_scheduled_total").increment(1);
        return Ok(new);
    }
    // Somebody was faster: the same press on its way twice, or another one for this interaction.
    match answered(app, who, &key, &intent).await? {
        Some(same) => Ok(same),
        None => Err(rules::of_refusal(&Refusal::AlreadyScheduled(
            CallbackId::new(intent.callback),
        ))),
    }
}

/// The id follows from the intent, so that no retry can make another one (api.md, the server's promise 1).
fn callback_id(organization: &str, key: &str) -> Answer<String> {
    let organization = Uuid::parse_str(organization).map_err(|_| {
        tracing::error!("the organization's id is no UUID");
        ApiError::internal()
    })?;
    Ok(Uuid::new_v5(&organization, key.as_bytes()).to_string())
}

/// The callback that this intent made or changed before, if it was seen.
pub(super) async fn answered(
    app: &App,
    who: &Principal,
    key: &str,
    intent: &Intent,
) -> Answer<Option<Stored>> {
    let organization = &who.organization.id;
    let Some(seen) = app.store.intent(organization, key).await? else {
        return Ok(None);
    };
    if seen != *intent {
        return Err(ApiError::new(
            StatusCode::UNPROCESSABLE_ENTITY,
            "invalid.value",
            "This Idempotency-Key came with another request before.",
        ));
    }
    Ok(app.store.callback(organization, &seen.callback).await?)
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
    let theirs = by_rules_of(&asked);
    let (mut wish, extra) = wished(app, who, asked, now).await?;
    wish.context.conversation.clone_from(&origin.conversation);
    wish.context.participant.clone_from(&origin.participant);
    let command = command(&wish, &Key::new(key))?;
    let by = AgentId::new(who.who());
    let mut callback = Callback::booked(CallbackId::new(id), &command, Some(by));
    if let Some((at, release)) = theirs {
        callback.promise.take_newer(at, release);
    }
    Ok(Stored { callback, extra })
}

/// The instant that the client's zone data gave to what was said, and which data these are.
pub(super) fn by_rules_of(asked: &CreateCallback) -> Option<(Timestamp, Release)> {
    let release = Release::read(asked.data.as_ref()?.get("tzVersion")?)?;
    let at = asked.callback_scheduled_time.as_deref()?;
    Some((times::read("callbackScheduledTime", at).ok()?, release))
}

/// What core says to a wish.
pub(super) fn command(wish: &Wish, key: &Key) -> Answer<Command> {
    check(&wish.draft, &wish.facts(), key, &wish.verdicts)
        .map_err(|problems| rules::of_problems(&problems))
}

/// The wish of a `CreateCallbackCommand`, and what is kept beside core's callback.
pub(super) async fn wished(
    app: &App,
    who: &Principal,
    asked: CreateCallback,
    now: Timestamp,
) -> Answer<(Wish, Extra)> {
    let at = asked.callback_scheduled_time.as_deref();
    let at = at
        .map(|text| times::read("callbackScheduledTime", text))
        .transpose()?;
    let data = asked.data.unwrap_or_default();
    let said = rules::said_or_at(&data, at, now)?;
    let routing = asked.routing_data.unwrap_or_default();
    let (claim, agent) = claimed(&routing)?;
    let queue = queue_of(app, who, asked.queue_id.or(routing.queue_id)).await?;
    let wanted = Asked {
        said,
        numbers: asked
            .callback_numbers
            .filter(|all| !all.is_empty())
            .unwrap_or_else(|| vec![String::new()]),
        ask_library: asked.validate_callback_numbers != Some(false),
        name: asked.callback_user_name.unwrap_or_default(),
        note: data.get("notes").cloned().unwrap_or_default(),
        country: asked.country_code.clone().unwrap_or_default(),
        claim,
        agent,
    };
    let wish = rules::wish(&app.store, who, &queue, wanted, now).await?;
    let extra = Extra {
        script: asked.script_id,
        country_code: asked.country_code,
        caller_id: asked.caller_id,
        caller_id_name: asked.caller_id_name,
        data,
        participant: Uuid::new_v4().to_string(),
        communication: Uuid::new_v4().to_string(),
        ..Extra::default()
    };
    Ok((wish, extra))
}

pub(super) async fn queue_of(app: &App, who: &Principal, id: Option<String>) -> Answer<QueueRow> {
    let id = id.ok_or_else(|| {
        ApiError::bad(
            "callback.error.missing.queue.id",
            "A callback needs a queue.",
        )
    })?;
    let found = app.store.queue(&who.organization.id, &id).await?;
    found.ok_or_else(|| ApiError::not_found("queue", &id))
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
