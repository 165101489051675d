//! The one table of events, and how each looks to the page. It only grows.

use crate::browser::json;
use crate::store::Store;
use callback_core::command::Command;
use callback_core::panel::{Answer, ChangeKind, HostEvent};
use callback_core::problem::{Problem, ProblemKind, Refusal};
use callback_core::sync::Level;
use callback_core::wire::host::CallbackValue;
use serde::Serialize;
use wasm_bindgen::JsValue;

/// The one event that a page may prevent.
pub const BEFORE_SCHEDULE: &str = "callback-before-schedule";
/// The agent closed the panel.
pub const CLOSE: &str = "callback-close";
/// How many callbacks wait for the backend, whenever that has changed.
pub const SYNC: &str = "callback-sync";
/// The backend wants a token, or another one.
pub const TOKEN_NEEDED: &str = "callback-token-needed";
/// Something of the page's was refused, or the world failed.
pub const ERROR: &str = "callback-error";

/// Every event of the element, the loader's `callback-ready` and the native ones among them.
pub const EVENTS: [&str; 15] = [
    "callback-ready",
    BEFORE_SCHEDULE,
    "callback-scheduled",
    "callback-updated",
    "callback-cancelled",
    "callback-dial",
    "callback-agent-status",
    "callback-invalid",
    SYNC,
    TOKEN_NEEDED,
    CLOSE,
    ERROR,
    "input",
    "change",
    "invalid",
];

/// What `callback-error` tells.
#[derive(Serialize)]
struct ErrorDetail<'a> {
    /// `refused`, `feed`; the loader adds `load` and `trap`.
    kind: &'a str,
    /// The attribute or property.
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    /// For a developer.
    message: &'a str,
}

#[derive(Serialize)]
struct UpdatedDetail {
    callback: CallbackValue,
    change: &'static str,
}

#[derive(Serialize)]
struct InvalidDetail {
    problems: Vec<ProblemDetail>,
}

#[derive(Serialize)]
struct ProblemDetail {
    field: &'static str,
    kind: &'static str,
}

#[derive(Serialize)]
struct StatusDetail {
    wanted: &'static str,
}

/// What [`SYNC`] tells.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct SyncDetail {
    waiting: usize,
    only_here: usize,
    accepted: usize,
    asking: usize,
    token_needed: bool,
}

impl SyncDetail {
    pub(crate) const fn of(level: &Level) -> Self {
        Self {
            waiting: level.waiting,
            only_here: level.only_here,
            accepted: level.accepted,
            asking: level.asking,
            token_needed: level.token_needed,
        }
    }
}

/// The detail of [`BEFORE_SCHEDULE`].
#[must_use]
pub fn asked(command: &Command) -> JsValue {
    json::object(&CallbackValue::asked(command))
}

/// Tells the page that an attribute or property cannot be read, and what would be right.
pub(crate) fn refuse(store: &Store, name: &'static str, message: &str) {
    let detail = ErrorDetail {
        kind: "refused",
        name: Some(name),
        message,
    };
    store.host().fire(ERROR, json::object(&detail));
}

/// The name and detail of what the core tells the host.
#[must_use]
pub fn told(event: &HostEvent) -> (&'static str, JsValue) {
    match event {
        HostEvent::Scheduled(callback) => (
            "callback-scheduled",
            json::object(&CallbackValue::of(callback)),
        ),
        HostEvent::Updated { callback, change } => {
            let detail = UpdatedDetail {
                callback: CallbackValue::of(callback),
                change: change_name(*change),
            };
            ("callback-updated", json::object(&detail))
        }
        HostEvent::Cancelled(callback) => (
            "callback-cancelled",
            json::object(&CallbackValue::of(callback)),
        ),
        HostEvent::Dial(callback) => ("callback-dial", json::object(&CallbackValue::of(callback))),
        HostEvent::BackOnQueue => (
            "callback-agent-status",
            json::object(&StatusDetail { wanted: "on-queue" }),
        ),
        HostEvent::Invalid(problems) => ("callback-invalid", json::object(&invalid(problems))),
        HostEvent::Close => (CLOSE, JsValue::NULL),
        HostEvent::FeedRefused { id, refusal } => {
            let message = format!("{id}: {}", refusal_name(refusal));
            (
                ERROR,
                json::object(&ErrorDetail {
                    kind: "feed",
                    name: Some("callbacks"),
                    message: &message,
                }),
            )
        }
    }
}

fn invalid(problems: &[Problem]) -> InvalidDetail {
    let detail = |problem: &Problem| ProblemDetail {
        field: super::field_name(problem.field),
        kind: problem_name(&problem.kind),
    };
    InvalidDetail {
        problems: problems.iter().map(detail).collect(),
    }
}

const fn change_name(change: ChangeKind) -> &'static str {
    match change {
        ChangeKind::Edited => "edited",
        ChangeKind::CallNow => "call-now",
        ChangeKind::Rules => "rules",
        ChangeKind::Answered(Answer::Accept) => "accepted",
        ChangeKind::Answered(Answer::Decline) => "declined",
        ChangeKind::Answered(Answer::Dial) => "dialling",
        ChangeKind::Answered(Answer::End) => "ended",
    }
}

const fn problem_name(kind: &ProblemKind) -> &'static str {
    match kind {
        ProblemKind::Date(_) => "date-unreadable",
        ProblemKind::Time(_) => "time-unreadable",
        ProblemKind::EitherTime(_) => "time-ambiguous",
        ProblemKind::InPast { .. } => "in-past",
        ProblemKind::TooFar { .. } => "too-far",
        ProblemKind::Skipped { .. } => "time-skipped",
        ProblemKind::Twice { .. } => "time-twice",
        ProblemKind::ZoneUnknown { .. } => "zone-unknown",
        ProblemKind::PhoneMissing => "phone-missing",
        ProblemKind::Phone(_) => "phone-unreadable",
        ProblemKind::PhoneInvalid => "phone-invalid",
        ProblemKind::QueueMissing => "queue-missing",
        ProblemKind::QueueUnknown { .. } => "queue-unknown",
        ProblemKind::Unclaimed(_) => "claim-not-allowed",
        ProblemKind::OwnedTooFar { .. } => "owned-too-far",
        ProblemKind::AgentUnknown => "agent-unknown",
        ProblemKind::TooLong { .. } => "too-long",
    }
}

const fn refusal_name(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::AlreadyScheduled(_) => "already-scheduled",
        Refusal::EditLocked { .. } => "edit-locked",
        Refusal::TooLate => "too-late",
        Refusal::NotFound => "not-found",
        Refusal::NotYours => "not-yours",
        Refusal::Vetoed => "vetoed",
        Refusal::ReadOnly => "read-only",
        Refusal::NoConversation => "no-conversation",
        Refusal::Full { .. } => "full",
    }
}
