//! `POST /analytics/conversations/details/query`: how scheduled callbacks are found in the public API. A subset: the
//! predicates by which callbacks differ; another one is refused by its name, never ignored.

use super::error::{Answer, ApiError, ErrorBody};
use super::request::Body;
use super::{App, own, permission, times};
use crate::store::{Listed, Principal, Stored};
use axum::Json;
use axum::extract::State;
use callback_core::callback::State as Life;
use callback_core::claim::Claim;
use callback_core::phone::PhoneNumber;
use callback_core::time::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

const PAGE_SIZE_MAX: i64 = 100;
const PAGE_NUMBER_MAX: i64 = 1_000_000;

/// `ConversationQuery`
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ConversationQuery)]
pub(crate) struct Asked {
    /// Two instants with a slash between them: conversations that began in it, without its end.
    #[schema(required, nullable = false)]
    interval: Option<String>,
    /// `asc` or `desc`, by the callback's time.
    order: Option<String>,
    paging: Option<Paging>,
    conversation_filters: Option<Vec<Filter>>,
    segment_filters: Option<Vec<Filter>>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = PagingSpec)]
struct Paging {
    page_size: Option<i64>,
    page_number: Option<i64>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = SegmentDetailQueryFilter)]
struct Filter {
    /// `and`, or `or` where all predicates name the same dimension
    #[serde(rename = "type")]
    kind: Option<String>,
    predicates: Option<Vec<Predicate>>,
    clauses: Option<Vec<Clause>>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = SegmentDetailQueryClause)]
struct Clause {
    #[serde(rename = "type")]
    kind: Option<String>,
    predicates: Option<Vec<Predicate>>,
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = SegmentDetailQueryPredicate)]
struct Predicate {
    dimension: Option<String>,
    /// `matches`, `exists` or `notExists`
    operator: Option<String>,
    value: Option<String>,
}

/// `AnalyticsConversationQueryResponse`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AnalyticsConversationQueryResponse)]
pub(crate) struct Found {
    conversations: Vec<Conversation>,
    total_hits: i64,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AnalyticsConversationWithoutAttributes)]
struct Conversation {
    conversation_id: String,
    conversation_start: String,
    originating_direction: &'static str,
    participants: Vec<Participant>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AnalyticsParticipantWithoutAttributes)]
struct Participant {
    participant_id: String,
    participant_name: String,
    purpose: &'static str,
    sessions: Vec<Session>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AnalyticsSession)]
struct Session {
    session_id: String,
    media_type: &'static str,
    direction: &'static str,
    agent_owned: bool,
    callback_numbers: Vec<String>,
    callback_user_name: String,
    callback_scheduled_time: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    script_id: Option<String>,
    segments: Vec<Segment>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AnalyticsConversationSegment)]
struct Segment {
    segment_type: &'static str,
    segment_start: String,
    queue_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    scored_agents: Option<Vec<ScoredAgent>>,
}

#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AnalyticsScoredAgent)]
struct ScoredAgent {
    scored_agent_id: String,
    agent_score: u32,
}

/// Finds callbacks by what their segments say: an agent their own, a supervisor those of their divisions.
#[utoipa::path(post, path = "/analytics/conversations/details/query", tag = "analytics", security(("token" = [])),
    request_body = Asked,
    responses((status = 200, body = Found), (status = "default", body = ErrorBody)))]
pub(crate) async fn query(
    State(app): State<App>,
    who: Principal,
    body: Body<Asked>,
) -> Answer<Json<Found>> {
    who.must(permission::ANALYTICS)?;
    let asked = body.value;
    let (size, number) = paging(asked.paging.as_ref())?;
    let (from, until) = interval(asked.interval.as_deref())?;
    let mut listed = Listed {
        ended: true,
        booked_from: Some(from.ms()),
        booked_until: Some(until.ms()),
        skip: (number - 1) * size,
        latest_first: match asked.order.as_deref() {
            None | Some("asc" | "unordered") => false,
            Some("desc") => true,
            Some(_) => {
                return Err(ApiError::bad(
                    "invalid.value",
                    "order must be asc, desc or unordered.",
                ));
            }
        },
        ..Listed::of(own::seen(&who), size)
    };
    let mut nothing = false;
    for filter in [asked.segment_filters, asked.conversation_filters]
        .into_iter()
        .flatten()
        .flatten()
    {
        for (kind, predicates) in groups(filter) {
            nothing |= !narrow(&mut listed, &kind, &predicates)?;
        }
    }
    if nothing {
        return Ok(Json(Found {
            conversations: Vec::new(),
            total_hits: 0,
        }));
    }
    let organization = &who.organization.id;
    let found = app.store.callbacks(organization, &listed).await?;
    Ok(Json(Found {
        conversations: found.iter().map(conversation).collect(),
        total_hits: app.store.count(organization, &listed).await?,
    }))
}

fn paging(paging: Option<&Paging>) -> Answer<(i64, i64)> {
    let size = paging.and_then(|it| it.page_size).unwrap_or(25);
    let number = paging.and_then(|it| it.page_number).unwrap_or(1);
    if !(1..=PAGE_SIZE_MAX).contains(&size) || !(1..=PAGE_NUMBER_MAX).contains(&number) {
        return Err(ApiError::bad(
            "invalid.value",
            format!(
                "paging.pageSize must be from 1 to {PAGE_SIZE_MAX}, paging.pageNumber from 1 on."
            ),
        ));
    }
    Ok((size, number))
}

fn interval(text: Option<&str>) -> Answer<(Timestamp, Timestamp)> {
    let wrong = || {
        ApiError::bad(
            "bad.request",
            "interval must be two instants with a slash between them.",
        )
    };
    let (from, until) = text
        .and_then(|text| text.split_once('/'))
        .ok_or_else(wrong)?;
    Ok((
        times::read("interval", from)?,
        times::read("interval", until)?,
    ))
}

/// The predicates of a filter and of its clauses, with how each group is joined.
fn groups(filter: Filter) -> Vec<(String, Vec<Predicate>)> {
    let kind = |kind: Option<String>| kind.unwrap_or_else(|| "and".to_owned());
    let clauses = filter.clauses.unwrap_or_default().into_iter();
    let mut groups: Vec<_> = clauses
        .map(|clause| (kind(clause.kind), clause.predicates.unwrap_or_default()))
        .collect();
    groups.push((kind(filter.kind), filter.predicates.unwrap_or_default()));
    groups
}

/// Narrows the list by a group of predicates; `false` where nothing can match.
fn narrow(listed: &mut Listed, kind: &str, predicates: &[Predicate]) -> Answer<bool> {
    match kind {
        "and" => {
            for predicate in predicates {
                if !met(listed, std::slice::from_ref(predicate))? {
                    return Ok(false);
                }
            }
            Ok(true)
        }
        "or" if predicates.is_empty() => Ok(true),
        "or" => met(listed, predicates),
        _ => Err(ApiError::bad(
            "bad.request",
            "A filter's type must be `and` or `or`.",
        )),
    }
}

/// Narrows the list to what one of these says; `false` where none can.
fn met(listed: &mut Listed, alternatives: &[Predicate]) -> Answer<bool> {
    let first = alternatives.first().and_then(|it| it.dimension.as_deref());
    let same = alternatives
        .iter()
        .all(|it| it.dimension.as_deref() == first);
    let several = alternatives.len() > 1;
    if several
        && (!same || ["callbackScheduledTime", "agentOwned"].contains(&first.unwrap_or_default()))
    {
        return Err(ApiError::bad(
            "bad.request",
            "`or` joins predicates of one dimension, and neither times nor agentOwned.",
        ));
    }
    let mut one = Listed {
        ended: true,
        ..Listed::of(listed.seen.clone(), 0)
    };
    let mut possible = false;
    for alternative in alternatives {
        possible |= narrowed(&mut one, alternative)?;
    }
    listed.ended &= one.ended;
    listed.from = listed.from.max(one.from);
    listed.until = [listed.until, one.until].into_iter().flatten().min();
    let owned = one.owned.is_none() || listed.owned.is_none() || one.owned == listed.owned;
    listed.owned = listed.owned.or(one.owned);
    let lists = [
        (&mut listed.states, one.states),
        (&mut listed.queues, one.queues),
        (&mut listed.agents, one.agents),
        (&mut listed.with_agents, one.with_agents),
        (&mut listed.numbers, one.numbers),
    ];
    Ok(lists
        .into_iter()
        .fold(possible && owned, |met, (held, more)| {
            intersected(held, more) && met
        }))
}

/// What both allow; `false` where that is nothing. An empty list allows everything.
fn intersected(held: &mut Vec<String>, more: Vec<String>) -> bool {
    if more.is_empty() {
        return true;
    }
    if held.is_empty() {
        *held = more;
        return true;
    }
    held.retain(|it| more.contains(it));
    !held.is_empty()
}

/// The states whose present segment is of that type.
fn states_of(segment_type: &str) -> Option<&'static str> {
    Some(match segment_type {
        "scheduled" => "scheduled",
        "delay" => "queued",
        "alert" => "alerting",
        "dialing" => "dialing",
        "interact" => "connected",
        "wrapup" => "wrapup",
        _ => return None,
    })
}

/// Adds what one predicate says; `false` where it matches nothing. The segment that is asked about is the present one.
fn narrowed(one: &mut Listed, predicate: &Predicate) -> Answer<bool> {
    let dimension = predicate.dimension.as_deref().unwrap_or_default();
    let value = predicate.value.clone().unwrap_or_default();
    let operator = predicate.operator.as_deref().unwrap_or("matches");
    match (dimension, operator) {
        ("mediaType", "matches") => return Ok(value == "callback"),
        ("segmentType", "matches") => match states_of(&value) {
            Some(state) => one.states.push(state.to_owned()),
            None => return Ok(false),
        },
        ("segmentEnd" | "conversationEnd", "notExists") => one.ended = false,
        ("queueId", "matches") => one.queues.push(value),
        ("scoredAgentId", "matches") => one.agents.push(value),
        ("userId", "matches") => one.with_agents.push(value),
        ("agentOwned", "matches") => match value.as_str() {
            "true" => one.owned = Some(true),
            "false" => one.owned = Some(false),
            _ => {
                return Err(ApiError::bad(
                    "invalid.value",
                    "agentOwned is true or false.",
                ));
            }
        },
        ("callbackNumber", "matches") => match PhoneNumber::read(&value, "") {
            Ok(number) => one.numbers.push(number.dialed().to_owned()),
            Err(_) => return Ok(false),
        },
        ("callbackScheduledTime", "exists") => {}
        ("callbackScheduledTime", "matches") => {
            let (from, until) = match value.split_once('/') {
                Some(_) => interval(Some(&value))?,
                None => {
                    let at = times::read("callbackScheduledTime", &value)?;
                    (at, at + 1)
                }
            };
            (one.from, one.until) = (Some(from.ms()), Some(until.ms()));
        }
        _ => {
            return Err(ApiError::bad(
                "bad.request",
                "Only these are answered: mediaType, segmentType, queueId, userId, scoredAgentId, agentOwned, \
                 callbackNumber and callbackScheduledTime that match, segmentEnd that notExists.",
            ));
        }
    }
    Ok(true)
}

fn conversation(stored: &Stored) -> Conversation {
    let callback = &stored.callback;
    let promise = &callback.promise;
    let scored = promise.route.agent().map(|agent| {
        vec![ScoredAgent {
            scored_agent_id: agent.to_string(),
            agent_score: 100,
        }]
    });
    let session = Session {
        session_id: stored.extra.communication.clone(),
        media_type: "callback",
        direction: "inbound",
        agent_owned: promise.route.claim() == Claim::Owned,
        callback_numbers: promise.phones.iter().map(ToString::to_string).collect(),
        callback_user_name: promise.name.clone(),
        callback_scheduled_time: times::print(promise.at),
        script_id: stored.extra.script.clone(),
        segments: vec![Segment {
            segment_type: segment_type(&callback.state),
            segment_start: times::print(callback.booked_at),
            queue_id: promise.queue.to_string(),
            scored_agents: scored,
        }],
    };
    Conversation {
        conversation_id: callback.id.to_string(),
        conversation_start: times::print(callback.booked_at),
        originating_direction: "inbound",
        participants: vec![Participant {
            participant_id: stored.extra.participant.clone(),
            participant_name: promise.name.clone(),
            purpose: "customer",
            sessions: vec![session],
        }],
    }
}

const fn segment_type(state: &Life) -> &'static str {
    match state {
        Life::Scheduled => "scheduled",
        Life::Queued => "delay",
        Life::Alerting { .. } => "alert",
        Life::Dialing { .. } => "dialing",
        Life::Connected { .. } => "interact",
        Life::WrapUp { .. } => "wrapup",
        Life::Ended | Life::Disconnected(_) => "unknown",
    }
}
