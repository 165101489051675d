//! Requests and answers of the sync as the public API has them, and `/x/v1` where it has none (api.md).

use super::host::{RoutingData, routing_data, said};
use super::store::Row;
use super::text;
use crate::callback::Callback;
use crate::ids::{CallbackId, Key};
use crate::limits::REGION_LATE_MS;
use crate::sync::{Answer, Booking, Protocol, Reason, Request};
use crate::time::SECOND_MS;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many callbacks a page of the list has.
const PAGE: &str = "200";

/// One request, without the backend's address and without the token.
#[derive(Debug, PartialEq)]
pub struct Call {
    /// `GET`, `POST`, `PATCH`.
    pub method: &'static str,
    /// From the first slash on. No number of a person is ever in it.
    pub path: String,
    /// `Idempotency-Key`.
    pub key: Option<Key>,
    /// `If-Match`.
    pub if_match: Option<String>,
    /// The body, as JSON.
    pub body: Option<Body>,
}

/// A body.
#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Body {
    /// `CreateCallbackCommand`; a replacement has the same fields.
    Create(Box<CreateBody>),
    /// A change of state.
    State {
        /// `disconnected` cancels.
        state: &'static str,
    },
    /// A search.
    Search(SearchBody),
    /// What a channel is to tell of.
    Topics([Topic; 1]),
    /// That there is nothing more to say.
    WrapUp {
        /// What was said of it: nothing.
        wrapup: Nothing,
    },
    /// Nothing.
    Nothing(Nothing),
}

/// One topic of a channel.
#[derive(Debug, PartialEq, Serialize)]
pub struct Topic {
    id: String,
}

/// `{}`
#[derive(Debug, PartialEq, Serialize)]
pub struct Nothing {}

impl Body {
    pub(super) const fn topic(id: String) -> Self {
        Self::Topics([Topic { id }])
    }

    pub(super) const fn nothing() -> Self {
        Self::Nothing(Nothing {})
    }

    pub(super) const fn wrapped_up() -> Self {
        Self::WrapUp { wrapup: Nothing {} }
    }
}

/// `CreateCallbackCommand`
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateBody {
    queue_id: String,
    routing_data: RoutingData,
    callback_user_name: String,
    callback_numbers: Vec<String>,
    callback_scheduled_time: String,
    data: BTreeMap<String, String>,
}

/// `ConversationQuery`
#[derive(Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SearchBody {
    interval: String,
    segment_filters: Vec<Filter>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Filter {
    r#type: &'static str,
    predicates: Vec<Predicate>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Predicate {
    dimension: &'static str,
    value: String,
}

/// An answer, read as far as a browser can.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// `Retry-After`, where it is a number of seconds.
    pub retry_after_secs: Option<i64>,
    /// `Location`
    pub location: Option<String>,
    /// `ETag`
    pub etag: Option<String>,
    /// The body, as [`wanted`] says.
    pub document: Document,
}

/// A body that was read.
#[derive(Debug)]
pub enum Document {
    /// None, or none that could be read.
    None,
    /// One callback.
    Row(Box<Entity>),
    /// Many.
    Page(Page),
    /// `CreateCallbackResponse`
    Made(Made),
    /// What a search found.
    Found(Found),
    /// `ErrorBody`
    Error(ErrorBody),
}

/// What a body that reports success is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing is read.
    Nothing,
    /// [`Document::Row`]
    Row,
    /// [`Document::Page`]
    Page,
    /// [`Document::Made`]
    Made,
    /// [`Document::Found`]
    Found,
}

/// A callback of `/x/v1`. What the backend keeps beside the row is its own.
#[derive(Debug, Deserialize)]
pub struct Entity {
    row: Row,
}

impl Entity {
    fn read(self) -> Option<Callback> {
        self.row.read().ok()
    }
}

/// A page of callbacks.
#[derive(Debug, Deserialize)]
pub struct Page {
    entities: Vec<Entity>,
    #[serde(default)]
    next: Option<String>,
}

/// Names the conversation of a new callback.
#[derive(Debug, Deserialize)]
pub struct Made {
    conversation: Reference,
}

#[derive(Debug, Deserialize)]
struct Reference {
    id: String,
}

/// `AnalyticsConversationQueryResponse`
#[derive(Debug, Deserialize)]
pub struct Found {
    #[serde(default)]
    conversations: Vec<FoundConversation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct FoundConversation {
    conversation_id: String,
    #[serde(default)]
    participants: Vec<FoundParticipant>,
}

#[derive(Debug, Deserialize)]
struct FoundParticipant {
    #[serde(default)]
    attributes: BTreeMap<String, String>,
}

/// What went wrong.
#[derive(Debug, Deserialize)]
pub struct ErrorBody {
    #[serde(default)]
    code: String,
}

/// The call of a request.
#[must_use]
pub fn call(request: &Request) -> Call {
    let get = |path: String| Call {
        method: "GET",
        path,
        key: None,
        if_match: None,
        body: None,
    };
    match request {
        Request::Create { key, booking } => Call {
            method: "POST",
            key: Some(key.clone()),
            body: Some(create(key, booking)),
            ..get(booked_under(booking))
        },
        Request::Replace {
            id,
            key,
            version,
            promise,
        } => Call {
            method: "POST",
            key: Some(key.clone()),
            if_match: Some(["\"", &version.to_string(), "\""].concat()),
            body: Some(replacement(key, promise)),
            ..get(["/x/v1/callbacks/", &encoded(id.as_str()), "/replace"].concat())
        },
        Request::Cancel { id, key } => Call {
            method: "PATCH",
            key: Some(key.clone()),
            body: Some(Body::State {
                state: "disconnected",
            }),
            ..get(["/api/v2/conversations/callbacks/", &encoded(id.as_str())].concat())
        },
        Request::Read { id } => get(["/x/v1/callbacks/", &encoded(id.as_str())].concat()),
        Request::List { after } => {
            let mut path = ["/x/v1/callbacks?limit=", PAGE].concat();
            if let Some(after) = after {
                path.push_str("&after=");
                path.push_str(&encoded(after));
            }
            get(path)
        }
        Request::Look { promise, .. } => Call {
            method: "POST",
            body: Some(search(promise)),
            ..get("/api/v2/analytics/conversations/details/query".to_owned())
        },
    }
}

/// During a call it has the conversation's and the participant's address.
fn booked_under(booking: &Booking) -> String {
    match (&booking.conversation, &booking.participant) {
        (Some(conversation), Some(participant)) => [
            "/api/v2/conversations/",
            &encoded(conversation.as_str()),
            "/participants/",
            &encoded(participant.as_str()),
            "/callbacks",
        ]
        .concat(),
        _ => "/api/v2/conversations/callbacks".to_owned(),
    }
}

fn create(key: &Key, booking: &Booking) -> Body {
    replacement(key, &booking.promise)
}

fn replacement(key: &Key, promise: &crate::command::Promise) -> Body {
    let mut data = said(promise);
    data.insert("clientKey".to_owned(), key.to_string());
    Body::Create(Box::new(CreateBody {
        queue_id: promise.queue.to_string(),
        routing_data: routing_data(promise),
        callback_user_name: promise.name.clone(),
        callback_numbers: promise.phones.iter().map(ToString::to_string).collect(),
        callback_scheduled_time: text::instant(promise.at),
        data,
    }))
}

/// By number and time; the key is compared in what is found.
fn search(promise: &crate::command::Promise) -> Body {
    let is = |dimension, value| Predicate { dimension, value };
    let number = promise.phones.first().map(ToString::to_string);
    let from = text::instant(promise.at - 40 * 24 * 3_600 * SECOND_MS);
    let to = text::instant(promise.at + REGION_LATE_MS);
    Body::Search(SearchBody {
        interval: [from, to].join("/"),
        segment_filters: vec![Filter {
            r#type: "and",
            predicates: vec![
                is("mediaType", "callback".to_owned()),
                is("callbackNumber", number.unwrap_or_default()),
                is("callbackScheduledTime", text::instant(promise.at)),
            ],
        }],
    })
}

/// What a success says.
#[must_use]
pub const fn wanted(request: &Request) -> Wanted {
    match request {
        Request::Create { booking, .. } => match (&booking.conversation, &booking.participant) {
            (Some(_), Some(_)) => Wanted::Nothing,
            _ => Wanted::Made,
        },
        Request::Replace { .. } | Request::Cancel { .. } => Wanted::Nothing,
        Request::Read { .. } => Wanted::Row,
        Request::List { .. } => Wanted::Page,
        Request::Look { .. } => Wanted::Found,
    }
}

/// What a reply means. What claims success and cannot be read is a failure of the backend, and tried again.
#[must_use]
pub fn answer(protocol: Protocol, request: &Request, reply: Reply) -> Answer {
    let version = reply.etag.as_deref().and_then(version);
    match reply.status {
        200..=299 => success(protocol, request, reply, version).unwrap_or(Answer::Broken),
        401 => Answer::Unauthorized,
        408 | 429 | 503 | 504 => Answer::Busy {
            after_ms: reply
                .retry_after_secs
                .map(|secs| secs.saturating_mul(SECOND_MS)),
        },
        412 => Answer::Stale,
        500..=599 => Answer::Broken,
        status => {
            let code = match &reply.document {
                Document::Error(error) => error.code.as_str(),
                _ => "",
            };
            match (status, code) {
                (409, "callback.error.duplicate") => Answer::Refused(Reason::Duplicate),
                // Somebody was faster at this moment.
                (409, _) if matches!(request, Request::Create { .. }) => Answer::Broken,
                (409, _) => Answer::Stale,
                _ => Answer::Refused(reason(status, code)),
            }
        }
    }
}

fn success(
    protocol: Protocol,
    request: &Request,
    reply: Reply,
    version: Option<u32>,
) -> Option<Answer> {
    match (request, reply.document) {
        (Request::Create { .. }, _) if protocol == Protocol::Region => Some(Answer::Created(None)),
        (Request::Create { .. }, Document::Made(made)) => {
            let id = CallbackId::new(made.conversation.id);
            Some(Answer::Created(Some((id, version.unwrap_or(1)))))
        }
        (Request::Create { .. }, _) => {
            let location = reply.location?;
            let id = CallbackId::new(location.rsplit('/').next()?);
            Some(Answer::Created(Some((id, version.unwrap_or(1)))))
        }
        (Request::Replace { .. } | Request::Cancel { .. }, _) => {
            Some(Answer::Done(version.unwrap_or(0)))
        }
        (Request::Read { .. }, Document::Row(row)) => {
            row.read().map(|callback| Answer::Held(Box::new(callback)))
        }
        (Request::List { .. }, Document::Page(page)) => {
            // One that cannot be read hides no other.
            let readable: Vec<Callback> =
                page.entities.into_iter().filter_map(Entity::read).collect();
            Some(Answer::Listed(readable, page.next))
        }
        (Request::Look { key, .. }, Document::Found(found)) => {
            let ours = |it: &&FoundConversation| {
                let mut attributes = it.participants.iter().map(|it| &it.attributes);
                attributes.any(|it| it.get("clientKey").map(String::as_str) == Some(key.as_str()))
            };
            let one = found.conversations.iter().find(ours);
            let id = one.map(|it| CallbackId::new(it.conversation_id.clone()));
            Some(Answer::Found(id))
        }
        _ => None,
    }
}

/// `"3"`, weak or not.
fn version(etag: &str) -> Option<u32> {
    let etag = etag.strip_prefix("W/").unwrap_or(etag);
    etag.trim_matches('"').parse().ok()
}

fn reason(status: u16, code: &str) -> Reason {
    match code {
        "callback.error.scheduled.time.in.past" => Reason::TooLate,
        "callback.error.scheduled.time.too.far.in.future" => Reason::TooFar,
        "callback.error.invalid.phone.number" | "callback.error.missing.callback.numbers" => {
            Reason::Phone
        }
        "callback.error.owned.locked" => Reason::Locked,
        "callback.error.ownership.not.enabled" | "callback.error.owned.too.far" => {
            Reason::Ownership
        }
        "callback.error.outside.callable.window" => Reason::Window,
        "callback.error.duplicate" => Reason::Duplicate,
        "callback.error.slot.full" => Reason::Full,
        _ => match status {
            403 => Reason::Forbidden,
            404 | 410 => Reason::Missing,
            422 => Reason::KeyReused,
            405 | 501 => Reason::Unsupported,
            _ => Reason::Other,
        },
    }
}

/// As a part of an address.
pub(super) fn encoded(text: &str) -> String {
    let mut address = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            for nibble in [byte >> 4, byte & 15] {
                let digit = char::from_digit(nibble.into(), 16).unwrap_or('0');
                address.push(digit.to_ascii_uppercase());
            }
        }
    }
    address
}
