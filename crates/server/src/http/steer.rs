//! `/x/v1` for who runs a contact center: contacts that may not be called, how queues are worked, the clock.

use super::error::{Answer, ApiError, ErrorBody};
use super::live::ask;
use super::request::Body;
use super::{App, permission};
use crate::dispatch::{Command, acceptable};
use crate::store::{Principal, QueueSettings, RoutingSettings};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;

/// Marks a contact as uncallable. What is scheduled stays until its list changes or its campaign is reset or recycled
/// (P13).
#[utoipa::path(put, path = "/contacts/{id}/uncallable", tag = "own", security(("token" = [])),
    params(("id" = String, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
pub(crate) async fn mark(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    marked(&app, &who, id, false).await
}

/// Takes the mark back.
#[utoipa::path(delete, path = "/contacts/{id}/uncallable", tag = "own", security(("token" = [])),
    params(("id" = String, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
pub(crate) async fn unmark(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    marked(&app, &who, id, true).await
}

async fn marked(app: &App, who: &Principal, contact: String, callable: bool) -> Answer<StatusCode> {
    who.must(permission::ADMIN)?;
    let mut change = app.store.begin().await?;
    change
        .mark(&who.organization.id, &contact, callable)
        .await?;
    change.commit().await?;
    ask(app, who, &Command::Contact { contact, callable }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The contact list was changed: callbacks of its marked contacts are disconnected (P13).
#[utoipa::path(put, path = "/contact-lists/{id}", tag = "own", security(("token" = [])),
    params(("id" = String, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
pub(crate) async fn list_changed(
    State(app): State<App>,
    who: Principal,
    Path(list): Path<String>,
) -> Answer<StatusCode> {
    who.must(permission::ADMIN)?;
    ask(&app, &who, &Command::ListChanged { list }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The campaign was reset: callbacks of its marked contacts are disconnected (P13).
#[utoipa::path(post, path = "/campaigns/{id}/reset", tag = "own", security(("token" = [])),
    params(("id" = String, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
pub(crate) async fn reset(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    campaign(&app, &who, id, false).await
}

/// The campaign was recycled: callbacks of its marked contacts are disconnected (P13).
#[utoipa::path(post, path = "/campaigns/{id}/recycle", tag = "own", security(("token" = [])),
    params(("id" = String, Path)), responses((status = 204), (status = "default", body = ErrorBody)))]
pub(crate) async fn recycle(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<StatusCode> {
    campaign(&app, &who, id, true).await
}

async fn campaign(
    app: &App,
    who: &Principal,
    campaign: String,
    recycled: bool,
) -> Answer<StatusCode> {
    who.must(permission::ADMIN)?;
    ask(app, who, &Command::Campaign { campaign, recycled }).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How the router works a queue: time-outs, after-call work, further attempts.
#[utoipa::path(put, path = "/queues/{id}/routing", tag = "own", security(("token" = [])),
    params(("id" = String, Path)), request_body = RoutingSettings,
    responses((status = 200, body = RoutingSettings), (status = "default", body = ErrorBody)))]
pub(crate) async fn set_queue(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    body: Body<RoutingSettings>,
) -> Answer<Json<RoutingSettings>> {
    who.must(permission::ADMIN)?;
    let found = app.store.queue(&who.organization.id, &id).await?;
    let found = found.ok_or_else(|| ApiError::not_found("queue", &id))?;
    let routing = body.value;
    if !acceptable(&routing) {
        return Err(ApiError::bad(
            "invalid.value",
            "A setting is outside its limits.",
        ));
    }
    let settings = QueueSettings {
        routing: routing.clone(),
        ..found.settings
    };
    let mut change = app.store.begin().await?;
    change.set_queue(&id, &settings).await?;
    change.commit().await?;
    ask(&app, &who, &Command::Queue { queue: id }).await?;
    Ok(Json(routing))
}

/// The clock is right: dispatch goes on after a jump (on this server; each guards its own clock).
#[utoipa::path(post, path = "/dispatch/resume", tag = "own", security(("token" = [])),
    responses((status = 204), (status = "default", body = ErrorBody)))]
pub(crate) async fn resume(State(app): State<App>, who: Principal) -> Answer<StatusCode> {
    who.must(permission::ADMIN)?;
    app.dispatch.resume();
    Ok(StatusCode::NO_CONTENT)
}
