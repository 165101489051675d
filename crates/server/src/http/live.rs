//! Conversations that live: accept, decline, end, wrap up, pass on, dial. Each is asked of the router.

use super::body::{CallCommand, ParticipantAttributes, ParticipantChange, Transfer};
use super::callbacks::{agent_part, conversation as shown};
use super::error::{Answer, ApiError, ErrorBody};
use super::model::Conversation;
use super::request::Body;
use super::{App, permission};
use crate::clock::now;
use crate::dispatch::{Command, Refused};
use crate::store::{Principal, Stored, WrapUp, Written};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;

/// How often a write is tried anew that somebody else came before.
const TRIES: u32 = 5;

/// Asks the organization's router.
///
/// # Errors
/// What it refuses, or 503 where nobody routes at this moment.
pub(super) async fn ask(app: &App, who: &Principal, command: &Command) -> Answer<()> {
    let refused = match app.dispatch.ask(&who.organization.id, command).await? {
        Some(Ok(())) => return Ok(()),
        Some(Err(refused)) => refused,
        None => {
            let mut error = ApiError::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "service.unavailable",
                "Nobody routes at this moment; nothing was done.",
            );
            error.retry_after = Some(2);
            return Err(error);
        }
    };
    let (status, code, message) = match refused {
        Refused::Unknown => (
            StatusCode::BAD_REQUEST,
            "conversation.error.participant.no.active.conversations",
            "It is in no queue and in nobody's hands.",
        ),
        Refused::NotYours => (
            StatusCode::CONFLICT,
            "conflict",
            "It is not with this agent, or not any more.",
        ),
        Refused::TooLate => (
            StatusCode::CONFLICT,
            "conflict",
            "It is at another point of its life.",
        ),
        Refused::Forced => (
            StatusCode::CONFLICT,
            "conflict",
            "This after-call work cannot be cut short.",
        ),
    };
    Err(ApiError::new(status, code, message))
}

/// The callback, if this is the customer's part in it or that of whoever asks.
async fn part(app: &App, who: &Principal, id: &str, participant: &str) -> Answer<Stored> {
    let stored = found(app, who, id).await?;
    let mine = agent_part(&stored, who.who());
    if participant == stored.extra.participant || participant == mine {
        Ok(stored)
    } else {
        Err(ApiError::not_found("participant", participant))
    }
}

async fn found(app: &App, who: &Principal, id: &str) -> Answer<Stored> {
    let found = app.store.callback(&who.organization.id, id).await?;
    found.ok_or_else(|| ApiError::no_conversation(id))
}

/// Accepts an alert (`connected`), declines it or ends the conversation (`disconnected`).
#[utoipa::path(patch, path = "/conversations/callbacks/{conversationId}/participants/{participantId}",
    tag = "conversations", security(("token" = [])),
    params(("conversationId" = String, Path), ("participantId" = String, Path)), request_body = ParticipantChange,
    responses((status = 202), (status = "default", body = ErrorBody)))]
pub(crate) async fn participant(
    State(app): State<App>,
    who: Principal,
    Path((callback, participant)): Path<(String, String)>,
    body: Body<ParticipantChange>,
) -> Answer<StatusCode> {
    part(&app, &who, &callback, &participant).await?;
    let ParticipantChange { state, wrapup } = body.value;
    let agent = who.who().to_owned();
    if let Some(wrapup) = wrapup {
        wrapped_up(&app, &who, &callback, wrapup).await?;
    } else if state.is_none() {
        return Err(ApiError::bad(
            "communication.state.required",
            "state is required.",
        ));
    }
    match state.as_deref() {
        None => {}
        Some("connected") => ask(&app, &who, &Command::Accept { callback, agent }).await?,
        Some("disconnected") => {
            who.must(permission::DISCONNECT)?;
            ask(&app, &who, &Command::Disconnect { callback, agent }).await?;
        }
        Some(_) => {
            return Err(ApiError::bad(
                "invalid.value",
                "state must be `connected` or `disconnected`.",
            ));
        }
    }
    Ok(StatusCode::ACCEPTED)
}

/// Adds to, or changes, the data that go with a callback.
#[utoipa::path(patch, path = "/conversations/callbacks/{conversationId}/participants/{participantId}/attributes",
    tag = "conversations", security(("token" = [])),
    params(("conversationId" = String, Path), ("participantId" = String, Path)), request_body = ParticipantAttributes,
    responses((status = 202), (status = "default", body = ErrorBody)))]
pub(crate) async fn attributes(
    State(app): State<App>,
    who: Principal,
    Path((callback, participant)): Path<(String, String)>,
    body: Body<ParticipantAttributes>,
) -> Answer<StatusCode> {
    who.must(permission::EDIT)?;
    part(&app, &who, &callback, &participant).await?;
    let attributes = body.value.attributes.unwrap_or_default();
    noted(&app, &who, &callback, |stored| {
        stored.extra.data.extend(attributes.clone());
    })
    .await?;
    Ok(StatusCode::ACCEPTED)
}

/// Writes what the router does not look at, whatever the router does to the callback meanwhile.
async fn noted(app: &App, who: &Principal, id: &str, write: impl Fn(&mut Stored)) -> Answer<()> {
    for _ in 0..TRIES {
        let before = found(app, who, id).await?;
        let mut after = before.clone();
        write(&mut after);
        if after.extra == before.extra {
            return Ok(());
        }
        after.callback.version += 1;
        let mut change = app.store.begin().await?;
        let organization = &who.organization.id;
        let written = change
            .update_callback(organization, &after, who.who(), now().ms())
            .await?;
        if written == Written::Yes {
            change.commit().await?;
            return Ok(());
        }
    }
    Err(ApiError::new(
        StatusCode::CONFLICT,
        "conflict",
        "Others change it all the time.",
    ))
}

/// What the agent said of the conversation.
#[utoipa::path(get,
    path = "/conversations/callbacks/{conversationId}/participants/{participantId}/communications/{communicationId}/wrapup",
    tag = "conversations", security(("token" = [])),
    params(("conversationId" = String, Path), ("participantId" = String, Path), ("communicationId" = String, Path)),
    responses((status = 200, body = WrapUp), (status = "default", body = ErrorBody)))]
pub(crate) async fn wrap_up(
    State(app): State<App>,
    who: Principal,
    Path((callback, participant, communication)): Path<(String, String, String)>,
) -> Answer<Json<WrapUp>> {
    let stored = part(&app, &who, &callback, &participant).await?;
    if communication != stored.extra.communication {
        return Err(ApiError::not_found("communication", &communication));
    }
    Ok(Json(stored.extra.wrap_up.unwrap_or_default()))
}

/// Says how it went. It ends the after-call work where that is held.
#[utoipa::path(post,
    path = "/conversations/callbacks/{conversationId}/participants/{participantId}/communications/{communicationId}/wrapup",
    tag = "conversations", security(("token" = [])),
    params(("conversationId" = String, Path), ("participantId" = String, Path), ("communicationId" = String, Path)),
    request_body = WrapUp, responses((status = 204), (status = "default", body = ErrorBody)))]
pub(crate) async fn set_wrap_up(
    State(app): State<App>,
    who: Principal,
    Path((callback, participant, communication)): Path<(String, String, String)>,
    body: Body<WrapUp>,
) -> Answer<StatusCode> {
    let stored = part(&app, &who, &callback, &participant).await?;
    if communication != stored.extra.communication {
        return Err(ApiError::not_found("communication", &communication));
    }
    wrapped_up(&app, &who, &callback, body.value).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn wrapped_up(app: &App, who: &Principal, callback: &str, said: WrapUp) -> Answer<()> {
    use callback_core::callback::State as Life;
    noted(app, who, callback, |stored| {
        stored.extra.wrap_up = Some(said.clone());
    })
    .await?;
    let state = found(app, who, callback).await?.callback.state;
    if let Life::WrapUp { .. } = state {
        let (callback, agent) = (callback.to_owned(), who.who().to_owned());
        ask(app, who, &Command::Done { callback, agent }).await?;
    }
    Ok(())
}

/// Passes it on to a queue or to an agent, never to a number.
#[utoipa::path(post, path = "/conversations/callbacks/{conversationId}/participants/{participantId}/replace",
    tag = "conversations", security(("token" = [])),
    params(("conversationId" = String, Path), ("participantId" = String, Path)), request_body = Transfer,
    responses((status = 202), (status = "default", body = ErrorBody)))]
pub(crate) async fn transfer(
    State(app): State<App>,
    who: Principal,
    Path((callback, participant)): Path<(String, String)>,
    body: Body<Transfer>,
) -> Answer<StatusCode> {
    part(&app, &who, &callback, &participant).await?;
    let Transfer {
        user_id: to,
        queue_id: queue,
        address,
    } = body.value;
    if address.is_some() {
        return Err(ApiError::bad(
            "invalid.value",
            "A callback is passed on to a queue or an agent, not to an address.",
        ));
    }
    if queue.is_none() && to.is_none() {
        return Err(ApiError::bad(
            "bad.request",
            "queueId or userId is required.",
        ));
    }
    let agent = who.who().to_owned();
    ask(
        &app,
        &who,
        &Command::Transfer {
            callback,
            agent,
            queue,
            to,
        },
    )
    .await?;
    Ok(StatusCode::ACCEPTED)
}

/// Places the callback's call.
#[utoipa::path(post, path = "/conversations/calls/{conversationId}", tag = "conversations", security(("token" = [])),
    params(("conversationId" = String, Path)), request_body = CallCommand,
    responses((status = 200, body = Conversation), (status = "default", body = ErrorBody)))]
pub(crate) async fn call(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    body: Body<CallCommand>,
) -> Answer<Json<Conversation>> {
    let stored = found(&app, &who, &id).await?;
    let promised = stored.callback.promise.phones.iter();
    let other = |number: &String| {
        promised
            .clone()
            .all(|it| it.dialed() != number && it.to_string() != *number)
    };
    if body.value.call_number.as_ref().is_some_and(other) {
        return Err(ApiError::bad(
            "invalid.value",
            "callNumber must be one of the callback's numbers.",
        ));
    }
    let (callback, agent) = (id.clone(), who.who().to_owned());
    ask(&app, &who, &Command::Dial { callback, agent }).await?;
    Ok(Json(shown(&found(&app, &who, &id).await?)))
}

/// A conversation: who takes part, its queue, its numbers.
#[utoipa::path(get, path = "/conversations/{conversationId}", tag = "conversations", security(("token" = [])),
    params(("conversationId" = String, Path)),
    responses((status = 200, body = Conversation), (status = "default", body = ErrorBody)))]
pub(crate) async fn conversation(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<Conversation>> {
    Ok(Json(shown(&found(&app, &who, &id).await?)))
}
