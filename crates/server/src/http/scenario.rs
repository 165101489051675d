//! `GET /x/v1/scenario/{queueId}`: what the forecast needs of a queue, as a scenario of the simulator.

use super::error::{Answer, ApiError, ErrorBody};
use super::{App, permission};
use crate::clock::now;
use crate::store::{Listed, Principal, Seen};
use axum::Json;
use axum::extract::{Path, State};
use callback_core::time::{DAY_MS, HOUR_MS};
use serde::Serialize;
use utoipa::ToSchema;

/// Arrivals are counted over so many hours before now.
const HOURS: i64 = 24;
/// Nobody measures talk here before a callback has been held: the forecast begins with this mean, in seconds.
const TALK_SECS: u32 = 300;

/// A scenario as `docs/scenario.md` describes it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Scenario {
    version: u32,
    name: String,
    source: String,
    queues: [Named; 1],
    classes: [Class; 1],
    groups: [Group; 1],
    start: [Standing; 1],
    run: &'static str,
    intervals: [u32; 1],
}

#[derive(Debug, Serialize, ToSchema)]
struct Named {
    name: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ScenarioClass)]
struct Class {
    name: &'static str,
    queue: String,
    per_hour: [f64; 1],
    talk: [Talk; 1],
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScenarioTalk)]
struct Talk {
    exponential: u32,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScenarioGroup)]
struct Group {
    name: &'static str,
    agents: [usize; 1],
    queues: [Asked; 1],
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScenarioGroupQueue)]
struct Asked {
    queue: String,
}

#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ScenarioStanding)]
struct Standing {
    class: &'static str,
    count: i64,
}

const CLASS: &str = "Callbacks";

/// The next day of a queue: who waits now, the members on queue, and as many callbacks an hour as came due in the last day.
#[utoipa::path(get, path = "/scenario/{queueId}", tag = "own", security(("token" = [])), params(("queueId" = String, Path)),
    responses((status = 200, body = Scenario), (status = "default", body = ErrorBody)))]
pub(crate) async fn scenario(
    State(app): State<App>,
    who: Principal,
    Path(id): Path<String>,
) -> Answer<Json<Scenario>> {
    who.must(permission::VIEW_QUEUES)?;
    let organization = &who.organization.id;
    let queue = app.store.queue(organization, &id).await?;
    let queue = queue.ok_or_else(|| ApiError::not_found("queue", &id))?;
    let now = now();
    let due = Listed {
        queues: vec![id.clone()],
        from: Some((now - HOURS * HOUR_MS).ms()),
        until: Some(now.ms()),
        ended: true,
        ..Listed::of(Seen::All, 0)
    };
    let waiting = Listed {
        queues: vec![id.clone()],
        states: vec!["queued".to_owned()],
        ..Listed::of(Seen::All, 0)
    };
    let due = u32::try_from(app.store.count(organization, &due).await?).unwrap_or(u32::MAX);
    let members = app.store.members(&id).await?;
    let on_queue = members
        .iter()
        .filter(|user| user.routing_status != "OFF_QUEUE");
    let name = queue.name;
    Ok(Json(Scenario {
        version: callback_core::wire::scenario::SCENARIO_VERSION,
        source: "this server: callbacks due in the last 24 hours; talk is assumed".to_owned(),
        queues: [Named { name: name.clone() }],
        classes: [Class {
            name: CLASS,
            queue: name.clone(),
            per_hour: [f64::from(due) / 24.0],
            talk: [Talk {
                exponential: TALK_SECS,
            }],
        }],
        groups: [Group {
            name: "Members",
            agents: [on_queue.count()],
            queues: [Asked {
                queue: name.clone(),
            }],
        }],
        start: [Standing {
            class: CLASS,
            count: app.store.count(organization, &waiting).await?,
        }],
        name,
        run: "day",
        intervals: [u32::try_from(DAY_MS / 1_000).unwrap_or(86_400)],
    }))
}
