//! What is asked of the backend, as data, and what it may answer.

use super::intent::Booking;
use crate::callback::Callback;
use crate::command::Promise;
use crate::ids::{CallbackId, Key};

/// Which protocol the backend speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Ours: every intent has a key, every callback a version.
    Keys,
    /// A region of the public API, without keys: it is looked for before anything is sent again. At least once.
    Region,
}

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Make it.
    Create {
        /// The idempotency key.
        key: Key,
        /// What is booked.
        booking: Box<Booking>,
    },
    /// Put this in the place of what is promised.
    Replace {
        /// Its name there.
        id: CallbackId,
        /// The idempotency key.
        key: Key,
        /// Only where it still has this version.
        version: u32,
        /// What is promised from now on.
        promise: Box<Promise>,
    },
    /// Disconnect it.
    Cancel {
        /// Its name there.
        id: CallbackId,
        /// The idempotency key.
        key: Key,
    },
    /// What is there now.
    Read {
        /// Its name there.
        id: CallbackId,
    },
    /// Whether one with this key is there (a region only).
    Look {
        /// The key, which stands in the callback's data.
        key: Key,
        /// What was asked for: its number and time are searched by.
        promise: Box<Promise>,
    },
    /// All of them, a page after the other.
    List {
        /// Where the page before ended.
        after: Option<String>,
    },
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is there; a region does not say under which name.
    Created(Option<(CallbackId, u32)>),
    /// It was done, and this is its version now.
    Done(u32),
    /// This is there.
    Held(Box<Callback>),
    /// This was found, or nothing.
    Found(Option<CallbackId>),
    /// A page, and where the next one begins.
    Listed(Vec<Callback>, Option<String>),
    /// Lost on its way or on its way back: nobody knows.
    Unreachable,
    /// Not now: too many requests, or not in service.
    Busy {
        /// How long to wait, where it was said.
        after_ms: Option<i64>,
    },
    /// The backend failed at this one.
    Broken,
    /// The token is missing or has expired.
    Unauthorized,
    /// It has another version than the one named.
    Stale,
    /// No, and a second try will not help.
    Refused(Reason),
}

/// Why the backend says no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its time has passed, and the grace after it.
    TooLate,
    /// Beyond the horizon.
    TooFar,
    /// The number will not do.
    Phone,
    /// An owned one, in its last minutes.
    Locked,
    /// Ownership is not allowed there, or not that far ahead.
    Ownership,
    /// Nobody may be called then.
    Window,
    /// The interaction has its callback already.
    Duplicate,
    /// The slot is full.
    Full,
    /// The agent may not do this.
    Forbidden,
    /// It is not there.
    Missing,
    /// The key came with another content before.
    KeyReused,
    /// This backend cannot change that part of a callback.
    Unsupported,
    /// Anything else.
    Other,
}
