//! `/x/v1`: what the public API lacks. The whole list with versions, the history, and the settings.

use super::callbacks::tagged;
use super::error::{Answer, ApiError, ErrorBody};
use super::request::{Body, Query};
use super::{App, permission, times};
use crate::store::{Listed, OrganizationSettings, Principal, Seen, Stored, Version};
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use callback_core::settings::Horizon;
use callback_core::time::Timestamp;
use callback_core::wire::store::Row;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The largest page.
const LIMIT_MAX: usize = 500;
const LIMIT_DEFAULT: usize = 100;
/// The states that a filter may name.
const STATES: [&str; 8] = [
    "scheduled",
    "queued",
    "alerting",
    "dialing",
    "connected",
    "wrapup",
    "ended",
    "disconnected",
];

/// A callback with its version.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Callback)]
pub(crate) struct Entity {
    id: String,
    version: u32,
    callback_scheduled_time: String,
    communication_id: String,
    script_id: Option<String>,
    country_code: Option<String>,
    data: BTreeMap<String, String>,
    /// The row that core writes, and the widget keeps too.
    #[schema(value_type = Object)]
    row: Row,
}

/// A page of callbacks; `next` is there where more may follow.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CallbackList)]
pub(crate) struct List {
    entities: Vec<Entity>,
    next: Option<String>,
}

/// Callbacks by time, from a cursor on. An agent sees what they own, booked or have in hand, a supervisor also what
/// their divisions hold, a program everything (S4). No filter takes a number: none is ever in an address.
#[utoipa::path(get, path = "/callbacks", tag = "own", security(("token" = [])),
    params(("limit" = Option<u32>, Query, minimum = 1, maximum = 500),
        ("after" = Option<String>, Query, description = "The `next` of an earlier page"),
        ("state" = Option<Vec<String>>, Query), ("queueId" = Option<Vec<String>>, Query),
        ("agentId" = Option<Vec<String>>, Query), ("ended" = Option<bool>, Query, description = "Also those that have ended"),
        ("from" = Option<String>, Query, description = "Of this instant or later"),
        ("until" = Option<String>, Query, description = "Before this instant")),
    responses((status = 200, body = List), (status = "default", body = ErrorBody)))]
pub(crate) async fn list(
    State(app): State<App>,
    who: Principal,
    query: Query,
) -> Answer<Json<List>> {
    let limit = query.number("limit", LIMIT_DEFAULT, LIMIT_MAX)?;
    let instant = |name: &'static str| -> Answer<Option<i64>> {
        let text = query.one(name);
        Ok(text
            .map(|text| times::read(name, text))
            .transpose()?
            .map(Timestamp::ms))
    };
    let states = query.all("state");
    if let Some(wrong) = states
        .iter()
        .find(|state| !STATES.contains(&state.as_str()))
    {
        return Err(ApiError::bad(
            "invalid.value",
            format!("There is no state `{wrong}`, but {}.", STATES.join(", ")),
        ));
    }
    let over = |state: &String| ["ended", "disconnected"].contains(&state.as_str());
    let ended = match query.one("ended") {
        None => states.iter().any(over),
        Some("true") => true,
        Some("false") => false,
        Some(_) => {
            return Err(ApiError::bad(
                "invalid.value",
                "ended must be true or false.",
            ));
        }
    };
    let listed = Listed {
        ended,
        states,
        queues: query.all("queueId"),
        agents: query.all("agentId"),
        from: instant("from")?,
        until: instant("until")?,
        after: query.one("after").map(cursor).transpose()?,
        ..Listed::of(seen(&who), i64::try_from(limit).unwrap_or(i64::MAX))
    };
    let found = app.store.callbacks(&who.organization.id, &listed).await?;
    let last = found.last().filter(|_| found.len() == limit);
    let next = last.map(|last| format!("{}.{}", last.callback.promise.at.ms(), last.callback.id));
    Ok(Json(List {
        entities: found.iter().map(entity).collect(),
        next,
    }))
}

/// What they may see (S4).
pub(super) fn seen(who: &Principal) -> Seen {
    match &who.user {
        None => Seen::All,
        Some(user) => Seen::Of {
            user: user.id.clone(),
            divisions: user.supervises.clone(),
        },
    }
}

fn cursor(text: &str) -> Answer<(i64, String)> {
    text.split_once('.')
        .and_then(|(at, id)| Some((at.parse().ok()?, id.to_owned())))
        .ok_or_else(|| {
            ApiError::bad(
                "invalid.value",
                "after must be the `next` of an earlier page.",
            )
        })
}

/// One callback, with its version as `ETag`.
#[utoipa::path(get, path = "/callbacks/{id}", tag = "own", security(("token" = [])), params(("id" = String, Path)),
    responses((status = 200, body = Entity, headers(("ETag" = String))), (status = "default", body = ErrorBody)))]
pub(crate) async fn read(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Response> {
    let found = found(&app, &who, &id).await?;
    Ok(tagged(
        &found.callback,
        Json(entity(&found)).into_response(),
    ))
}

/// One entry of a history: who changed what, when by both clocks.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Change {
    version: i64,
    /// By the wall clock.
    at: String,
    /// By the clock that counts from the server's start, in ms.
    boot_ms: i64,
    by: String,
    /// The row before; the first version has none.
    #[schema(value_type = Option<Object>)]
    old: Option<serde_json::Value>,
    #[schema(value_type = Object)]
    new: serde_json::Value,
}

/// The changes of a callback, the first one first.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = CallbackHistory)]
pub(crate) struct History {
    entities: Vec<Change>,
}

/// Every change of a callback: the audit.
#[utoipa::path(get, path = "/callbacks/{id}/history", tag = "own", security(("token" = [])), params(("id" = String, Path)),
    responses((status = 200, body = History), (status = "default", body = ErrorBody)))]
pub(crate) async fn history(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<History>> {
    found(&app, &who, &id).await?;
    let mut before = None;
    let change = |it: Version| Change {
        version: it.version,
        at: times::print(Timestamp::from_ms(it.at)),
        boot_ms: it.boot_ms,
        by: it.by,
        old: before.replace(it.body.clone()),
        new: it.body,
    };
    let entities = app
        .store
        .history(&id)
        .await?
        .into_iter()
        .map(change)
        .collect();
    Ok(Json(History { entities }))
}

async fn found(app: &App, who: &Principal, id: &str) -> Answer<Stored> {
    let found = app.store.callback(&who.organization.id, id).await?;
    found.ok_or_else(|| ApiError::not_found("callback", id))
}

pub(super) fn entity(stored: &Stored) -> Entity {
    Entity {
        id: stored.callback.id.to_string(),
        version: stored.callback.version,
        callback_scheduled_time: times::print(stored.callback.promise.at),
        script_id: stored.extra.script.clone(),
        country_code: stored.extra.country_code.clone(),
        data: stored.extra.data.clone(),
        communication_id: stored.extra.communication.clone(),
        row: Row::of(&stored.callback),
    }
}

/// What holds for all callbacks of the organization.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallbackSettings)]
pub(crate) struct Settings {
    /// 1-720
    max_hours_ahead: u32,
    allow_callback_queue_selection: bool,
    one_callback_per_interaction: bool,
}

/// The settings to change; what is missing stays.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CallbackSettingsPatch)]
pub(crate) struct SettingsPatch {
    max_hours_ahead: Option<u32>,
    allow_callback_queue_selection: Option<bool>,
    one_callback_per_interaction: Option<bool>,
}

/// The settings of the organization.
#[utoipa::path(get, path = "/settings", tag = "own", security(("token" = [])),
    responses((status = 200, body = Settings), (status = "default", body = ErrorBody)))]
pub(crate) async fn settings(who: Principal) -> Json<Settings> {
    Json(shown(who.organization.settings))
}

/// Changes the settings of the organization: an administrator's.
#[utoipa::path(patch, path = "/settings", tag = "own", security(("token" = [])), request_body = SettingsPatch,
    responses((status = 200, body = Settings), (status = "default", body = ErrorBody)))]
pub(crate) async fn set_settings(
    State(app): State<App>,
    who: Principal,
    body: Body<SettingsPatch>,
) -> Answer<Json<Settings>> {
    who.must(permission::ADMIN)?;
    let (asked, held) = (body.value, who.organization.settings);
    let settings = OrganizationSettings {
        max_hours_ahead: asked.max_hours_ahead.unwrap_or(held.max_hours_ahead),
        allow_callback_queue_selection: asked
            .allow_callback_queue_selection
            .unwrap_or(held.allow_callback_queue_selection),
        one_callback_per_interaction: asked
            .one_callback_per_interaction
            .unwrap_or(held.one_callback_per_interaction),
    };
    Horizon::new(settings.max_hours_ahead)
        .map_err(|error| ApiError::bad("invalid.value", format!("{error}.")))?;
    let mut change = app.store.begin().await?;
    change
        .set_organization(&who.organization.id, &settings)
        .await?;
    change.commit().await?;
    Ok(Json(shown(settings)))
}

const fn shown(settings: OrganizationSettings) -> Settings {
    Settings {
        max_hours_ahead: settings.max_hours_ahead,
        allow_callback_queue_selection: settings.allow_callback_queue_selection,
        one_callback_per_interaction: settings.one_callback_per_interaction,
    }
}
