//! `/x/v1`: what the public API lacks. The whole list with versions, and the history.

use super::error::{Answer, ApiError};
use super::request::Query;
use super::{App, callbacks, times};
use crate::rules;
use crate::store::{Listed, Principal, Stored};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::ETAG;
use axum::http::HeaderValue;
use axum::response::{IntoResponse, Response};
use callback_core::time::Timestamp;
use callback_core::wire::store::Row;
use serde_json::{Value, json};

/// `GET /x/v1/callbacks?limit=&after=`: by time; a supervisor's and a program's list is everyone's (S4).
pub(crate) async fn list(State(app): State<App>, who: Principal, query: Query) -> Answer<Json<Value>> {
    let limit = query.number("limit", 100, 500)?;
    let after = query.one("after").map(cursor).transpose()?;
    let listed = Listed {
        of: (!rules::asker(&who).supervisor).then(|| who.who().to_owned()),
        after,
        limit: i64::try_from(limit).unwrap_or(500),
    };
    let found = app.store.callbacks(&who.organization, &listed).await?;
    let next = (found.len() == limit)
        .then(|| found.last())
        .flatten()
        .map(|last| format!("{}.{}", last.callback.promise.at.ms(), last.callback.id));
    let entities: Vec<Value> = found.iter().map(entity).collect();
    Ok(Json(json!({"entities": entities, "next": next})))
}

fn cursor(text: &str) -> Answer<(i64, String)> {
    text.split_once('.')
        .and_then(|(at, id)| Some((at.parse().ok()?, id.to_owned())))
        .ok_or_else(|| ApiError::bad("invalid.value", "after must be the `next` of an earlier page."))
}

/// `GET /x/v1/callbacks/{id}`, with its version as `ETag`.
pub(crate) async fn read(State(app): State<App>, who: Principal, Path(id): Path<String>) -> Answer<Response> {
    let found = found(&app, &who, &id).await?;
    let mut response = Json(entity(&found)).into_response();
    if let Ok(value) = HeaderValue::from_str(&callbacks::etag(&found.callback)) {
        response.headers_mut().insert(ETAG, value);
    }
    Ok(response)
}

/// `GET /x/v1/callbacks/{id}/history`: every version, oldest first.
pub(crate) async fn history(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    found(&app, &who, &id).await?;
    let versions = app.store.history(&id).await?;
    let entities: Vec<Value> = versions
        .into_iter()
        .map(|(version, at, by, body)| {
            json!({
                "version": version,
                "at": times::print(Timestamp::from_ms(at)),
                "by": by,
                "callback": serde_json::from_str::<Value>(&body).unwrap_or_default(),
            })
        })
        .collect();
    Ok(Json(json!({"entities": entities})))
}

async fn found(app: &App, who: &Principal, id: &str) -> Answer<Stored> {
    let found = app.store.callback(&who.organization, id).await?;
    found.ok_or_else(|| ApiError::not_found("callback", id))
}

/// Core's row of it, which the widget keeps too, and what the API adds.
fn entity(stored: &Stored) -> Value {
    let mut entity = serde_json::to_value(Row::of(&stored.callback)).unwrap_or_default();
    entity["callbackScheduledTime"] = json!(times::print(stored.callback.promise.at));
    entity["scriptId"] = json!(stored.extra.script);
    entity["data"] = json!(stored.extra.data);
    entity
}
