//! What is around callbacks: queues, users, zones, the date.

use super::body::{PresenceChange, RoutingStatus};
use super::error::{Answer, ApiError, ErrorBody};
use super::live::ask;
use super::model::{
    AgentOwnedRouting, ConversationSettings, Date, Me, Member, Page, Presence, PresenceName, Queue,
    Reference, Status, WaitTime, WaitTimes, Zone,
};
use super::page::page;
use super::request::{Body, Query};
use super::{App, permission, times};
use crate::clock::now;
use crate::dispatch::Command;
use crate::store::{Listed, Principal, QueueRow, Seen, User};
use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use callback_core::time::{Timestamp, offset_secs_at};
use chrono_tz::TZ_VARIANTS;

/// How long a contact is assumed to keep an agent, for the estimate, in seconds.
const HANDLE_SECS: i64 = 300;

/// The clock check (T6).
#[utoipa::path(get, path = "/date", tag = "directory", responses((status = 200, body = Date), (status = "default", body = ErrorBody)))]
pub(crate) async fn date() -> Json<Date> {
    Json(today())
}

fn today() -> Date {
    Date {
        current_date: times::print(now()),
    }
}

/// What agents may do in conversations.
#[utoipa::path(get, path = "/conversations/settings", tag = "directory", security(("token" = [])),
    responses((status = 200, body = ConversationSettings), (status = "default", body = ErrorBody)))]
pub(crate) async fn conversation_settings(who: Principal) -> Json<ConversationSettings> {
    let settings = who.organization.settings;
    Json(ConversationSettings {
        allow_callback_queue_selection: settings.allow_callback_queue_selection,
    })
}

/// All time zones, paged, without a filter.
#[utoipa::path(get, path = "/timezones", tag = "directory", security(("token" = [])),
    params(("pageSize" = Option<u32>, Query, minimum = 1, maximum = 500), ("pageNumber" = Option<u32>, Query, minimum = 1)),
    responses((status = 200, body = Page<Zone>), (status = "default", body = ErrorBody)))]
pub(crate) async fn zones(_: Principal, query: Query) -> Answer<Json<Page<Zone>>> {
    let now = now();
    let zones = TZ_VARIANTS.iter().map(|zone| Zone {
        id: zone.name().to_owned(),
        name: zone.name().to_owned(),
        offset: offset_secs_at(now, *zone) / 60,
        canonical_id: callback_core::zones::present(*zone).name().to_owned(),
        self_uri: format!("/api/v2/timezones/{}", zone.name()),
    });
    page(zones.collect(), &query, "/api/v2/timezones").map(Json)
}

/// Queues by name, with `*` for anything, or by id.
#[utoipa::path(get, path = "/routing/queues", tag = "directory", security(("token" = [])),
    params(("name" = Option<String>, Query), ("id" = Option<Vec<String>>, Query),
        ("pageSize" = Option<u32>, Query, minimum = 1, maximum = 500), ("pageNumber" = Option<u32>, Query, minimum = 1)),
    responses((status = 200, body = Page<Queue>), (status = "default", body = ErrorBody)))]
pub(crate) async fn queues(
    State(app): State<App>,
    who: Principal,
    query: Query,
) -> Answer<Json<Page<Queue>>> {
    who.must(permission::VIEW_QUEUES)?;
    let wanted = query.all("id");
    let pattern = query.one("name").map(str::to_lowercase);
    let all = app.store.queues(&who.organization.id).await?;
    let found = all
        .iter()
        .filter(|queue| wanted.is_empty() || wanted.contains(&queue.id))
        .filter(|queue| {
            let named = |pattern: &String| matches(pattern, &queue.name.to_lowercase());
            pattern.as_ref().is_none_or(named)
        });
    page(
        found.map(entity).collect(),
        &query,
        "/api/v2/routing/queues",
    )
    .map(Json)
}

/// The queues I am a member of.
#[utoipa::path(get, path = "/routing/queues/me", tag = "directory", security(("token" = [])),
    params(("pageSize" = Option<u32>, Query, minimum = 1, maximum = 500), ("pageNumber" = Option<u32>, Query, minimum = 1)),
    responses((status = 200, body = Page<Queue>), (status = "default", body = ErrorBody)))]
pub(crate) async fn my_queues(
    State(app): State<App>,
    who: Principal,
    query: Query,
) -> Answer<Json<Page<Queue>>> {
    let mine = app.store.queues_of(who.who()).await?;
    let all = app.store.queues(&who.organization.id).await?;
    let found = all
        .iter()
        .filter(|queue| mine.contains(&queue.id))
        .map(|queue| Queue {
            joined: Some(true),
            ..entity(queue)
        });
    page(found.collect(), &query, "/api/v2/routing/queues/me").map(Json)
}

/// One queue.
#[utoipa::path(get, path = "/routing/queues/{queueId}", tag = "directory", security(("token" = [])),
    params(("queueId" = String, Path)),
    responses((status = 200, body = Queue), (status = "default", body = ErrorBody)))]
pub(crate) async fn queue(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<Queue>> {
    who.must(permission::VIEW_QUEUES)?;
    Ok(Json(entity(&queue_of(&app, &who, &id).await?)))
}

async fn queue_of(app: &App, who: &Principal, id: &str) -> Answer<QueueRow> {
    let found = app.store.queue(&who.organization.id, id).await?;
    found.ok_or_else(|| ApiError::not_found("queue", id))
}

/// A queue's members.
#[utoipa::path(get, path = "/routing/queues/{queueId}/members", tag = "directory", security(("token" = [])),
    params(("queueId" = String, Path),
        ("pageSize" = Option<u32>, Query, minimum = 1, maximum = 500), ("pageNumber" = Option<u32>, Query, minimum = 1)),
    responses((status = 200, body = Page<Member>), (status = "default", body = ErrorBody)))]
pub(crate) async fn members(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    query: Query,
) -> Answer<Json<Page<Member>>> {
    who.must(permission::VIEW_QUEUES)?;
    queue_of(&app, &who, &id).await?;
    let members = app.store.members(&id).await?;
    let found = members.into_iter().map(|user| Member {
        routing_status: status(&user),
        id: user.id,
        name: user.name,
        joined: true,
        member_by: "user",
    });
    page(
        found.collect(),
        &query,
        &format!("/api/v2/routing/queues/{id}/members"),
    )
    .map(Json)
}

/// How long one would wait: those who wait before, five minutes each, divided among the members on queue.
#[utoipa::path(get, path = "/routing/queues/{queueId}/estimatedwaittime", tag = "directory", security(("token" = [])),
    params(("queueId" = String, Path)),
    responses((status = 200, body = WaitTimes), (status = "default", body = ErrorBody)))]
pub(crate) async fn wait_time(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<WaitTimes>> {
    who.must(permission::VIEW_QUEUES)?;
    queue_of(&app, &who, &id).await?;
    let members = app.store.members(&id).await?;
    let on_queue = members
        .iter()
        .filter(|user| user.routing_status != "OFF_QUEUE")
        .count();
    let waiting = Listed {
        states: vec!["queued".to_owned()],
        queues: vec![id],
        ..Listed::of(Seen::All, 0)
    };
    let waiting = app.store.count(&who.organization.id, &waiting).await?;
    let agents = i64::try_from(on_queue.max(1)).unwrap_or(1);
    Ok(Json(WaitTimes {
        results: vec![WaitTime {
            intent: "ALL",
            formula: "SIMPLE",
            estimated_wait_time_seconds: waiting * HANDLE_SECS / agents,
        }],
    }))
}

/// The user whose token it is.
#[utoipa::path(get, path = "/users/me", tag = "directory", security(("token" = [])),
    params(("expand" = Option<Vec<String>>, Query, description = "routingStatus, organization, date")),
    responses((status = 200, body = Me), (status = "default", body = ErrorBody)))]
pub(crate) async fn me(who: Principal, query: Query) -> Answer<Json<Me>> {
    let Principal {
        user, organization, ..
    } = who;
    let user = user.ok_or_else(|| {
        ApiError::bad(
            "bad.request",
            "This token belongs to a program, not to a user.",
        )
    })?;
    let expand = query.all("expand");
    let wanted = |name: &str| expand.iter().any(|it| it == name);
    Ok(Json(Me {
        routing_status: wanted("routingStatus").then(|| status(&user)),
        organization: wanted("organization").then(|| Reference {
            name: Some(organization.name),
            ..Reference::of(organization.id)
        }),
        date: wanted("date").then(today),
        self_uri: format!("/api/v2/users/{}", user.id),
        id: user.id,
        name: user.name,
        username: user.email.clone(),
        email: user.email,
        state: "active",
        version: 1,
    }))
}

/// A user's routing status.
#[utoipa::path(get, path = "/users/{userId}/routingstatus", tag = "directory", security(("token" = [])),
    params(("userId" = String, Path)),
    responses((status = 200, body = Status), (status = "default", body = ErrorBody)))]
pub(crate) async fn routing_status(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<Status>> {
    Ok(Json(status(&user(&app, &who, &id).await?)))
}

/// On queue (`IDLE`) or off (`OFF_QUEUE`); the others are the router's to set.
#[utoipa::path(put, path = "/users/{userId}/routingstatus", tag = "directory", security(("token" = [])),
    params(("userId" = String, Path)), request_body = RoutingStatus,
    responses((status = 200, body = Status), (status = "default", body = ErrorBody)))]
pub(crate) async fn set_routing_status(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    body: Body<RoutingStatus>,
) -> Answer<Json<Status>> {
    user(&app, &who, &id).await?;
    mine_to_set(&who, &id)?;
    let wanted = body.value.status.unwrap_or_default();
    if !["IDLE", "OFF_QUEUE"].contains(&wanted.as_str()) {
        return Err(ApiError::bad(
            "invalid.value",
            "status must be IDLE or OFF_QUEUE.",
        ));
    }
    go(&app, &who, &id, wanted == "IDLE").await?;
    Ok(Json(status(&user(&app, &who, &id).await?)))
}

/// An agent's own status, or that of anybody for who supervises.
fn mine_to_set(who: &Principal, id: &str) -> Answer<()> {
    let supervises = |user: &User| !user.supervises.is_empty();
    if who.who() == id || who.user.as_ref().is_none_or(supervises) {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::FORBIDDEN,
        "not.authorized",
        "Only a supervisor sets somebody else's status.",
    ))
}

async fn go(app: &App, who: &Principal, agent: &str, on_queue: bool) -> Answer<()> {
    let agent = agent.to_owned();
    ask(app, who, &Command::Presence { agent, on_queue }).await
}

/// A user's presence.
#[utoipa::path(get, path = "/users/{userId}/presences/purecloud", tag = "directory", security(("token" = [])),
    params(("userId" = String, Path)),
    responses((status = 200, body = Presence), (status = "default", body = ErrorBody)))]
pub(crate) async fn presence(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<Presence>> {
    Ok(Json(presence_of(&user(&app, &who, &id).await?)))
}

/// `ON_QUEUE`, or anything else, which is off queue.
#[utoipa::path(patch, path = "/users/{userId}/presences/purecloud", tag = "directory", security(("token" = [])),
    params(("userId" = String, Path)), request_body = PresenceChange,
    responses((status = 200, body = Presence), (status = "default", body = ErrorBody)))]
pub(crate) async fn set_presence(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
    body: Body<PresenceChange>,
) -> Answer<Json<Presence>> {
    user(&app, &who, &id).await?;
    mine_to_set(&who, &id)?;
    let wanted = body.value.presence_definition.unwrap_or_default();
    let wanted = wanted.system_presence.or(wanted.id);
    let wanted = wanted.ok_or_else(|| {
        ApiError::bad(
            "invalid.value",
            "presenceDefinition.systemPresence is required.",
        )
    })?;
    let on_queue =
        wanted.eq_ignore_ascii_case("ON_QUEUE") || wanted.eq_ignore_ascii_case("On Queue");
    go(&app, &who, &id, on_queue).await?;
    Ok(Json(presence_of(&user(&app, &who, &id).await?)))
}

fn presence_of(user: &User) -> Presence {
    let name = if user.routing_status == "OFF_QUEUE" {
        "AVAILABLE"
    } else {
        "ON_QUEUE"
    };
    Presence {
        id: user.id.clone(),
        source: "PURECLOUD",
        primary: true,
        presence_definition: PresenceName {
            id: name,
            system_presence: name,
        },
        modified_date: times::print(Timestamp::from_ms(user.status_since)),
    }
}

async fn user(app: &App, who: &Principal, id: &str) -> Answer<User> {
    let found = app.store.user(&who.organization.id, id).await?;
    found.ok_or_else(|| ApiError::not_found("user", id))
}

pub(super) fn status(user: &User) -> Status {
    Status {
        user_id: user.id.clone(),
        status: user.routing_status.clone(),
        start_time: times::print(Timestamp::from_ms(user.status_since)),
    }
}

fn entity(queue: &QueueRow) -> Queue {
    let settings = &queue.settings;
    Queue {
        id: queue.id.clone(),
        name: queue.name.clone(),
        division: Reference::of(queue.division.as_str()),
        member_count: queue.members,
        user_member_count: queue.members,
        scoring_method: "TimestampAndPriority",
        agent_owned_routing: AgentOwnedRouting {
            enable_agent_owned_callbacks: settings.enable_agent_owned_callbacks,
            max_owned_callback_hours: settings.max_owned_callback_hours,
            max_owned_callback_delay_hours: settings.max_owned_callback_delay_hours,
        },
        joined: None,
        self_uri: format!("/api/v2/routing/queues/{}", queue.id),
    }
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
