//! Values that several parts of the world speak of.

use callback_core::callback::{Callback, State};
use callback_core::command::{Promise, Route};
use callback_core::ids::{CallbackId, ConversationId, Key, QueueId};
use callback_core::phone::PhoneNumber;
use callback_core::sync::{Booking, Request};
use callback_core::time::{Release, Said, Timestamp};

/// A change that another agent makes.
pub(crate) struct Foreign {
    pub(crate) which: usize,
    pub(crate) note: String,
}

/// What two requests under one key must agree in.
pub(crate) fn body(request: &Request) -> Request {
    let mut body = request.clone();
    if let Request::Replace { version, .. } = &mut body {
        *version = 0;
    }
    body
}

/// The press whose callback an intent with that key is of.
pub(crate) fn press(key: &Key) -> &str {
    key.as_str().split('.').next().unwrap_or_default()
}

pub(crate) fn promise(at: Timestamp, note: &str) -> Promise {
    let zone = chrono_tz::Tz::UTC;
    Promise {
        said: Said::of(at, zone),
        at,
        tzdb: Release::CURRENT,
        phones: PhoneNumber::read("+12125550123", "").into_iter().collect(),
        name: "Ada".to_owned(),
        queue: QueueId::new("sales"),
        route: Route::Queue,
        note: note.to_owned(),
    }
}

pub(crate) fn booked(
    conversation: &str,
    press: &Key,
    at: Timestamp,
    note: &str,
    now: Timestamp,
) -> Callback {
    Callback {
        id: CallbackId::new(format!("{conversation}/1")),
        key: press.clone(),
        booked_at: now,
        booked_by: None,
        conversation: Some(ConversationId::new(conversation)),
        participant: None,
        promise: promise(at, note),
        version: 1,
        state: State::Scheduled,
        cancelling_until: None,
        rules_changes: Vec::new(),
    }
}

pub(crate) fn held(
    id: &CallbackId,
    key: &Key,
    booking: &Booking,
    promise: Promise,
    now: Timestamp,
) -> Callback {
    Callback {
        id: id.clone(),
        key: key.clone(),
        booked_at: now,
        booked_by: None,
        conversation: booking.conversation.clone(),
        participant: booking.participant.clone(),
        promise,
        version: 1,
        state: State::Scheduled,
        cancelling_until: None,
        rules_changes: Vec::new(),
    }
}
