//! Core's problems and refusals as the public API's errors. Exhaustive: a new kind without a code does not compile.

use crate::http::{ApiError, Detail};
use axum::http::StatusCode;
use callback_core::claim::Unclaimed;
use callback_core::problem::{Field, Problem, ProblemKind, Refusal};
use callback_core::time::Timestamp;

fn utc(at: Timestamp) -> String {
    at.to_utc()
        .map_or_else(|| "never".to_owned(), |at| at.to_rfc3339())
}

/// All problems in one answer.
#[must_use]
pub fn of_problems(problems: &[Problem]) -> ApiError {
    ApiError::of(problems.iter().map(detail).collect())
}

fn detail(problem: &Problem) -> Detail {
    let (code, message) = said(&problem.kind);
    Detail {
        code,
        field: field(problem.field),
        message,
    }
}

fn said(kind: &ProblemKind) -> (&'static str, String) {
    use ProblemKind as K;
    match kind {
        K::InPast { at } => (
            "callback.error.scheduled.time.in.past",
            format!("{} has passed.", utc(*at)),
        ),
        K::TooFar { latest, hours_max } => (
            "callback.error.scheduled.time.too.far.in.future",
            format!("At most {hours_max} hours ahead: until {}.", utc(*latest)),
        ),
        K::Date(_) | K::Time(_) | K::EitherTime(_) => (
            "invalid.date",
            "The date and time cannot be read.".to_owned(),
        ),
        K::Skipped { before, after } => (
            "invalid.date",
            format!(
                "Clocks skip this time on that day; {} and {} exist.",
                before.local, after.local
            ),
        ),
        K::Twice { earlier, later } => (
            "invalid.date",
            format!(
                "Clocks show this time twice on that day, at {} and {}; data.fold says which one.",
                utc(earlier.at),
                utc(later.at)
            ),
        ),
        K::ZoneUnknown { typed } => ("invalid.value", format!("`{typed}` is no time zone.")),
        K::PhoneMissing => (
            "callback.error.missing.callback.numbers",
            "A callback needs a number to call.".to_owned(),
        ),
        K::Phone(_) | K::PhoneInvalid => (
            "callback.error.invalid.phone.number",
            "A number cannot be dialled as it is.".to_owned(),
        ),
        K::QueueMissing | K::QueueUnknown { .. } => (
            "callback.error.missing.queue.id",
            "A callback needs a queue.".to_owned(),
        ),
        K::Unclaimed(Unclaimed::OwnershipOff) => (
            "callback.error.ownership.not.enabled",
            "Agents cannot own callbacks of this queue.".to_owned(),
        ),
        K::Unclaimed(Unclaimed::NotAMember) => (
            "invalid.value",
            "The agent is no member of this queue, so it would never be offered to them."
                .to_owned(),
        ),
        K::OwnedTooFar { latest, hours_max } => (
            "callback.error.owned.too.far",
            format!(
                "Owned callbacks of this queue lie at most {hours_max} hours ahead: until {}.",
                utc(*latest)
            ),
        ),
        K::AgentUnknown => (
            "invalid.value",
            "It is not said for which agent.".to_owned(),
        ),
        K::TooLong { chars, chars_max } => (
            "invalid.value",
            format!("{chars} characters are too many; at most {chars_max}."),
        ),
    }
}

const fn field(field: Field) -> &'static str {
    match field {
        Field::Phone => "callbackNumbers",
        Field::Name => "callbackUserName",
        Field::Date | Field::Time => "callbackScheduledTime",
        Field::Zone => "data.timeZone",
        Field::Queue => "queueId",
        Field::Claim => "routingData",
        Field::Note => "data.notes",
    }
}

/// What the business says no to.
#[must_use]
pub fn of_refusal(refusal: &Refusal) -> ApiError {
    let conflict = |code, message: &str| ApiError::new(StatusCode::CONFLICT, code, message);
    match refusal {
        Refusal::AlreadyScheduled(_) => conflict(
            "callback.error.duplicate",
            "This interaction has its callback already.",
        ),
        Refusal::EditLocked { at } => {
            let mut error = ApiError::bad(
                "callback.error.owned.locked",
                "An owned callback cannot be changed in its last 15 minutes.",
            );
            error.params.insert("callbackScheduledTime", utc(*at));
            error
        }
        Refusal::TooLate => conflict("conflict", "The callback is with an agent, or has ended."),
        Refusal::NotFound => ApiError::not_found("callback", ""),
        Refusal::NotYours => ApiError::new(
            StatusCode::FORBIDDEN,
            "not.authorized",
            "This callback is neither yours nor booked by you.",
        ),
        Refusal::NoConversation => ApiError::bad(
            "conversation.error.participant.no.active.conversations",
            "It is not said during which conversation.",
        ),
        Refusal::Vetoed | Refusal::ReadOnly | Refusal::Full { .. } => {
            conflict("conflict", "This cannot be done here.")
        }
    }
}
