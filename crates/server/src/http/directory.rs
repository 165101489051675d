//! What is around callbacks: queues, users, zones, the date.

use super::body::RoutingStatus;
use super::error::{Answer, ApiError};
use super::request::{Body, Query};
use super::{App, now, times};
use crate::store::{Principal, QueueRow, User};
use axum::Json;
use axum::extract::{Path, State};
use callback_core::settings::{Policy, QueueChoice};
use callback_core::time::{Timestamp, offset_secs_at};
use chrono_tz::TZ_VARIANTS;
use serde_json::{Value, json};

const VIEW_QUEUES: &str = "routing:queue:view";

/// `GET /date`: the clock check (T6).
pub(crate) async fn date() -> Json<Value> {
    Json(json!({"currentDate": times::print(now())}))
}

/// `GET /conversations/settings`
pub(crate) async fn conversation_settings(_: Principal) -> Json<Value> {
    let choice = Policy::REFERENCE.queue_choice == QueueChoice::Free;
    Json(json!({"allowCallbackQueueSelection": choice}))
}

/// `GET /timezones`: paged, no filter. The offset is today's, in minutes.
pub(crate) async fn zones(_: Principal, query: Query) -> Answer<Json<Value>> {
    let now = now();
    let zones = TZ_VARIANTS.iter().map(|zone| {
        json!({
            "id": zone.name(),
            "name": zone.name(),
            "offset": offset_secs_at(now, *zone) / 60,
            "canonicalId": callback_core::zones::present(*zone).name(),
            "selfUri": format!("/api/v2/timezones/{}", zone.name()),
        })
    });
    page(zones.collect(), &query, "/api/v2/timezones").map(Json)
}

/// `GET /routing/queues`: `name` with `*`, `id`, paging.
pub(crate) async fn queues(State(app): State<App>, who: Principal, query: Query) -> Answer<Json<Value>> {
    who.must(VIEW_QUEUES)?;
    let wanted: Vec<&str> = query.all("id").collect();
    let pattern = query.one("name").map(str::to_lowercase);
    let all = app.store.queues(&who.organization).await?;
    let found = all
        .iter()
        .filter(|queue| wanted.is_empty() || wanted.contains(&queue.id.as_str()))
        .filter(|queue| {
            pattern
                .as_ref()
                .is_none_or(|pattern| matches(pattern, &queue.name.to_lowercase()))
        });
    page(found.map(entity).collect(), &query, "/api/v2/routing/queues").map(Json)
}

/// `GET /routing/queues/me`
pub(crate) async fn my_queues(State(app): State<App>, who: Principal, query: Query) -> Answer<Json<Value>> {
    let mine = app.store.queues_of(who.who()).await?;
    let all = app.store.queues(&who.organization).await?;
    let found = all.iter().filter(|queue| mine.contains(&queue.id)).map(|queue| {
        let mut entity = entity(queue);
        entity["joined"] = json!(true);
        entity
    });
    page(found.collect(), &query, "/api/v2/routing/queues/me").map(Json)
}

/// `GET /routing/queues/{id}`
pub(crate) async fn queue(State(app): State<App>, who: Principal, Path(id): Path<String>) -> Answer<Json<Value>> {
    who.must(VIEW_QUEUES)?;
    let found = app.store.queue(&who.organization, &id).await?;
    let found = found.ok_or_else(|| ApiError::not_found("queue", &id))?;
    Ok(Json(entity(&found)))
}

/// `GET /routing/queues/{id}/members`
pub(crate) async fn members(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    query: Query,
) -> Answer<Json<Value>> {
    who.must(VIEW_QUEUES)?;
    if app.store.queue(&who.organization, &id).await?.is_none() {
        return Err(ApiError::not_found("queue", &id));
    }
    let mut found = Vec::new();
    for member in app.store.members(&id).await? {
        if let Some(user) = app.store.user(&who.organization, &member).await? {
            found.push(json!({
                "id": user.id,
                "name": user.name,
                "joined": true,
                "memberBy": "user",
                "routingStatus": status(&user),
            }));
        }
    }
    page(found, &query, &format!("/api/v2/routing/queues/{id}/members")).map(Json)
}

/// `GET /users/me`
pub(crate) async fn me(who: Principal) -> Answer<Json<Value>> {
    let user = who.user.as_ref().ok_or_else(|| {
        ApiError::bad("bad.request", "This token belongs to a program, not to a user.")
    })?;
    Ok(Json(json!({
        "id": user.id,
        "name": user.name,
        "email": user.email,
        "username": user.email,
        "state": "active",
        "version": 1,
        "routingStatus": status(user),
        "organization": {"id": who.organization, "name": who.organization_name},
        "selfUri": format!("/api/v2/users/{}", user.id),
    })))
}

/// `GET /users/{id}/routingstatus`
pub(crate) async fn routing_status(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<Value>> {
    Ok(Json(status(&user(&app, &who, &id).await?)))
}

/// `PUT /users/{id}/routingstatus`: on queue (`IDLE`) or off (`OFF_QUEUE`); the others are the router's to set.
pub(crate) async fn set_routing_status(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    body: Body<RoutingStatus>,
) -> Answer<Json<Value>> {
    let asker = crate::rules::asker(&who);
    user(&app, &who, &id).await?;
    if !asker.supervisor && who.who() != id {
        return Err(ApiError::new(
            axum::http::StatusCode::FORBIDDEN,
            "not.authorized",
            "Only a supervisor sets somebody else's status.",
        ));
    }
    let wanted = body.value.status.unwrap_or_default();
    if !["IDLE", "OFF_QUEUE"].contains(&wanted.as_str()) {
        return Err(ApiError::bad("invalid.value", "status must be IDLE or OFF_QUEUE."));
    }
    let mut change = app.store.begin().await?;
    change.set_routing_status(&id, &wanted, now().ms()).await?;
    change.commit().await?;
    Ok(Json(status(&user(&app, &who, &id).await?)))
}

async fn user(app: &App, who: &Principal, id: &str) -> Answer<User> {
    let found = app.store.user(&who.organization, id).await?;
    found.ok_or_else(|| ApiError::not_found("user", id))
}

fn status(user: &User) -> Value {
    json!({
        "userId": user.id,
        "status": user.routing_status,
        "startTime": times::print(Timestamp::from_ms(user.status_since)),
    })
}

fn entity(queue: &QueueRow) -> Value {
    let settings = &queue.settings;
    json!({
        "id": queue.id,
        "name": queue.name,
        "memberCount": queue.members,
        "userMemberCount": queue.members,
        "scoringMethod": "TimestampAndPriority",
        "agentOwnedRouting": {
            "enableAgentOwnedCallbacks": settings.enable_agent_owned_callbacks,
            "maxOwnedCallbackHours": settings.max_owned_callback_hours,
            "maxOwnedCallbackDelayHours": settings.max_owned_callback_delay_hours,
        },
        "selfUri": format!("/api/v2/routing/queues/{}", queue.id),
    })
}

/// Whether a name has the pattern's parts in order; `*` stands for anything. Without a star the name begins so.
fn matches(pattern: &str, name: &str) -> bool {
    let open_end = !pattern.contains('*') || pattern.ends_with('*');
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut last = first;
    for part in parts {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
        last = part;
    }
    open_end || rest.is_empty() || name.ends_with(last)
}

/// One page of a list, with the addresses around it.
fn page(all: Vec<Value>, query: &Query, path: &str) -> Answer<Value> {
    let size = query.number("pageSize", 25, 500)?;
    let number = query.number("pageNumber", 1, usize::MAX)?;
    let total = all.len();
    let count = total.div_ceil(size);
    let uri = |number: usize| format!("{path}?pageSize={size}&pageNumber={number}");
    let entities: Vec<Value> = all
        .into_iter()
        .skip((number - 1).saturating_mul(size))
        .take(size)
        .collect();
    let mut page = json!({
        "entities": entities,
        "pageSize": size,
        "pageNumber": number,
        "pageCount": count,
        "total": total,
        "selfUri": uri(number),
        "firstUri": uri(1),
        "lastUri": uri(count.max(1)),
    });
    if number < count {
        page["nextUri"] = json!(uri(number + 1));
    }
    if number > 1 {
        page["previousUri"] = json!(uri(number - 1));
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_star_in_a_name_stands_for_anything() {
        for (pattern, name, expected) in [
            ("sales", "sales north", true),
            ("sales", "north sales", false),
            ("*sales*", "north sales", true),
            ("*north", "sales north", true),
            ("*north", "north sales", false),
            ("s*h", "sales north", true),
            ("*", "", true),
        ] {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
    }
}
