//! Changes and cancels callbacks, one by one or many in one request.

use super::body::{BulkDisconnect, BulkPatch, CreateCallback, PatchCallback, StateChange};
use super::callbacks::{conversation, made, tagged};
use super::error::{Answer, ApiError, ErrorBody};
use super::model::{BulkAnswer, BulkError, BulkResult, Conversation, Made};
use super::request::{Body, Terms};
use super::schedule::{answered, by_rules_of, command, queue_of, wished};
use super::{App, own, permission, times};
use crate::clock::now;
use crate::rules::{self, Asked};
use crate::store::{Extra, Intent, Principal, Stored, Written};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use callback_core::callback::{Callback, State as Life};
use callback_core::claim::Claim;
use callback_core::desk::{Desk, Durability};
use callback_core::ids::CallbackId;
use callback_core::problem::Refusal;
use callback_core::settings::Agent;
use callback_core::time::{Said, Timestamp};

/// How many callbacks one bulk request may name.
const BULK_MAX: usize = 200;

/// What shall become of a callback.
enum Wish {
    Patch(PatchCallback),
    Replace(Box<CreateCallback>),
    /// The callback's own part may be named, as the public API does.
    Disconnect(Option<String>),
}

/// Changes time, numbers, queue or agent.
#[utoipa::path(patch, path = "/conversations/callbacks", tag = "callbacks", security(("token" = [])),
    params(("If-Match" = Option<String>, Header, description = "The version that was read, from ETag"),
        ("Idempotency-Key" = Option<String>, Header, description = "One for each intent, made once")),
    request_body = PatchCallback,
    responses((status = 200, body = Made, headers(("ETag" = String))), (status = "default", body = ErrorBody)))]
pub(crate) async fn update(
    State(app): State<App>,
    who: Principal,
    terms: Terms,
    body: Body<PatchCallback>,
) -> Answer<Response> {
    let (id, asked) = required(body.value)?;
    let changed = changed(&app, &who, &terms, &body.hash, &id, Wish::Patch(asked)).await?;
    Ok(tagged(
        &changed.callback,
        Json(made(&changed)).into_response(),
    ))
}

fn required(asked: PatchCallback) -> Answer<(String, PatchCallback)> {
    let missing = |name: &str| ApiError::bad("bad.request", format!("{name} is required."));
    if asked.agent_id.is_none() {
        return Err(missing("agentId"));
    }
    let id = asked.conversation_id.clone();
    Ok((id.ok_or_else(|| missing("conversationId"))?, asked))
}

/// Changes up to 200; each is done or refused by itself.
#[utoipa::path(post, path = "/conversations/callbacks/bulk/update", tag = "callbacks", security(("token" = [])),
    request_body = BulkPatch,
    responses((status = 200, body = BulkAnswer), (status = "default", body = ErrorBody)))]
pub(crate) async fn bulk_update(
    State(app): State<App>,
    who: Principal,
    body: Body<BulkPatch>,
) -> Answer<Json<BulkAnswer>> {
    who.must(permission::EDIT)?;
    let terms = Terms {
        key: None,
        version: None,
    };
    let mut results = Vec::new();
    let mut error_indexes = Vec::new();
    for (index, request) in bounded(body.value.patch_callback_requests)?
        .into_iter()
        .enumerate()
    {
        let answer = match required(request) {
            Ok((id, asked)) => changed(&app, &who, &terms, "", &id, Wish::Patch(asked)).await,
            Err(error) => Err(error),
        };
        results.push(match answer {
            Ok(changed) => BulkResult {
                entity: Some(made(&changed)),
                error: None,
            },
            Err(ApiError { code, message, .. }) => {
                error_indexes.push(index);
                BulkResult {
                    entity: None,
                    error: Some(BulkError { code, message }),
                }
            }
        });
    }
    Ok(Json(BulkAnswer {
        results,
        error_count: error_indexes.len(),
        error_indexes,
    }))
}

/// Cancels up to 200. What cannot be cancelled stays: the public API has no answer to say so.
#[utoipa::path(post, path = "/conversations/callbacks/bulk/disconnect", tag = "callbacks", security(("token" = [])),
    request_body = BulkDisconnect,
    responses((status = 202), (status = "default", body = ErrorBody)))]
pub(crate) async fn bulk_disconnect(
    State(app): State<App>,
    who: Principal,
    body: Body<BulkDisconnect>,
) -> Answer<StatusCode> {
    who.must(permission::DISCONNECT)?;
    let terms = Terms {
        key: None,
        version: None,
    };
    for identifier in bounded(body.value.callback_disconnect_identifiers)? {
        let id = identifier.conversation_id.unwrap_or_default();
        let wish = Wish::Disconnect(identifier.callback_id);
        if let Err(error) = changed(&app, &who, &terms, "", &id, wish).await {
            tracing::debug!(code = error.code, "bulk disconnect left one as it is");
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

/// Cancels a callback: its state becomes `disconnected`.
#[utoipa::path(patch, path = "/conversations/callbacks/{conversationId}", tag = "callbacks", security(("token" = [])),
    params(("conversationId" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The version that was read, from ETag"),
        ("Idempotency-Key" = Option<String>, Header, description = "One for each intent, made once")),
    request_body = StateChange,
    responses((status = 200, body = Conversation), (status = "default", body = ErrorBody)))]
pub(crate) async fn set_state(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    terms: Terms,
    body: Body<StateChange>,
) -> Answer<Response> {
    match body.value.state.as_deref() {
        Some("disconnected") => {}
        Some(_) => {
            return Err(ApiError::bad(
                "invalid.value",
                "state must be `disconnected`.",
            ));
        }
        None => {
            return Err(ApiError::bad(
                "communication.state.required",
                "state is required.",
            ));
        }
    }
    let ended = changed(&app, &who, &terms, &body.hash, &id, Wish::Disconnect(None)).await?;
    Ok(tagged(
        &ended.callback,
        Json(conversation(&ended)).into_response(),
    ))
}

/// Replaces everything that is promised, in one step: also name, script, data and ownership, which PATCH cannot change.
#[utoipa::path(post, path = "/callbacks/{id}/replace", tag = "own", security(("token" = [])),
    params(("id" = String, Path),
        ("If-Match" = Option<String>, Header, description = "The version that was read, from ETag"),
        ("Idempotency-Key" = Option<String>, Header, description = "One for each intent, made once")),
    request_body = CreateCallback,
    responses((status = 200, body = own::Entity, headers(("ETag" = String))), (status = "default", body = ErrorBody)))]
pub(crate) async fn replace(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    terms: Terms,
    body: Body<CreateCallback>,
) -> Answer<Response> {
    let wish = Wish::Replace(Box::new(body.value));
    let changed = changed(&app, &who, &terms, &body.hash, &id, wish).await?;
    Ok(tagged(
        &changed.callback,
        Json(own::entity(&changed)).into_response(),
    ))
}

/// One change of one callback in one transaction, or none at all.
async fn changed(
    app: &App,
    who: &Principal,
    terms: &Terms,
    hash: &str,
    id: &str,
    wish: Wish,
) -> Answer<Stored> {
    who.must(match wish {
        Wish::Patch(_) | Wish::Replace(_) => permission::EDIT,
        Wish::Disconnect(_) => permission::DISCONNECT,
    })?;
    let organization = &who.organization.id;
    let intent = Intent {
        request_hash: hash.to_owned(),
        callback: id.to_owned(),
    };
    if let Some(key) = &terms.key
        && let Some(same) = answered(app, who, key, &intent).await?
    {
        return Ok(same);
    }
    let now = now();
    let before = app.store.callback(organization, id).await?;
    let before = before.ok_or_else(|| ApiError::no_conversation(id))?;
    terms.meet(before.callback.version)?;
    let after = match wish {
        Wish::Patch(asked) => patched(app, who, &before, asked, now).await?,
        Wish::Replace(asked) => replaced(app, who, &before, *asked, now).await?,
        Wish::Disconnect(Some(part)) if part != before.extra.communication => {
            return Err(ApiError::no_conversation(id));
        }
        Wish::Disconnect(_) => {
            let asker = asker_of(app, who, &before).await?;
            let callback = at_desk(&before, |desk, id| desk.disconnect(id, Some(&asker)))?;
            Stored { callback, ..before }
        }
    };
    let after = in_time(after, now);
    let mut change = app.store.begin().await?;
    // The version decides: whoever changed it since it was read has won.
    let written = change
        .update_callback(organization, &after, who.who(), now.ms())
        .await?;
    if written != Written::Yes {
        return Err(ApiError::new(
            StatusCode::CONFLICT,
            "conflict",
            "Somebody else changed the callback at this moment.",
        ));
    }
    if let Some(key) = &terms.key
        && !change
            .put_intent(organization, key, &intent, now.ms())
            .await?
    {
        drop(change);
        let same = answered(app, who, key, &intent).await?;
        return same.ok_or_else(|| ApiError::no_conversation(id));
    }
    change.commit().await?;
    Ok(after)
}

/// What waits in a queue and was moved to a later time leaves the queue until then.
fn in_time(mut after: Stored, now: Timestamp) -> Stored {
    if after.callback.state == Life::Queued && after.callback.promise.at > now {
        after.callback.state = Life::Scheduled;
    }
    after
}

async fn asker_of(app: &App, who: &Principal, stored: &Stored) -> Answer<Agent> {
    let queue = stored.callback.promise.queue.as_str();
    let queue = app.store.queue(&who.organization.id, queue).await?;
    Ok(rules::asker(
        who,
        queue.as_ref().map(|queue| queue.division.as_str()),
    ))
}

async fn patched(
    app: &App,
    who: &Principal,
    before: &Stored,
    asked: PatchCallback,
    now: Timestamp,
) -> Answer<Stored> {
    let promise = &before.callback.promise;
    let said = match &asked.callback_scheduled_time {
        Some(text) => Said::of(
            times::read("callbackScheduledTime", text)?,
            promise.said.zone,
        ),
        None => promise.said,
    };
    let asker = asker_of(app, who, before).await?;
    let queue = asked.queue_id.unwrap_or_else(|| promise.queue.to_string());
    let queue = queue_of(app, who, Some(queue)).await?;
    let claim = promise.route.claim();
    let country = asked
        .country_code
        .or_else(|| before.extra.country_code.clone());
    let wanted = Asked {
        said,
        numbers: asked
            .callback_numbers
            .unwrap_or_else(|| promise.phones.iter().map(ToString::to_string).collect()),
        ask_library: asked.validate_callback_numbers != Some(false),
        name: promise.name.clone(),
        note: promise.note.clone(),
        country: country.clone().unwrap_or_default(),
        claim,
        agent: asked.agent_id.filter(|_| claim != Claim::Anyone),
    };
    let wish = rules::wish(&app.store, who, &queue, wanted, now).await?;
    let promise = command(&wish, &before.callback.key)?.promise().clone();
    let callback = at_desk(before, |desk, id| desk.edit(now, id, promise, Some(&asker)))?;
    let extra = Extra {
        country_code: country,
        ..before.extra.clone()
    };
    Ok(Stored { callback, extra })
}

async fn replaced(
    app: &App,
    who: &Principal,
    before: &Stored,
    asked: CreateCallback,
    now: Timestamp,
) -> Answer<Stored> {
    let asker = asker_of(app, who, before).await?;
    let theirs = by_rules_of(&asked);
    let (wish, extra) = wished(app, who, asked, now).await?;
    let mut promise = command(&wish, &before.callback.key)?.promise().clone();
    if let Some((at, release)) = theirs {
        promise.take_newer(at, release);
    }
    let callback = at_desk(before, |desk, id| desk.edit(now, id, promise, Some(&asker)))?;
    let extra = Extra {
        participant: before.extra.participant.clone(),
        communication: before.extra.communication.clone(),
        attempts: before.extra.attempts,
        ..extra
    };
    Ok(Stored { callback, extra })
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
