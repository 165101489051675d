//! What the agent wants of the backend, as it is kept on the device and sent.

use super::answer::Reason;
use crate::callback::Callback;
use crate::command::Promise;
use crate::ids::{CallbackId, ConversationId, Key, ParticipantId};

/// One thing that is wanted of one callback. Written before it is sent, and sent under one key for ever.
///
/// Its row is named by callback and step, and written only where no row has that name: two tabs that change the same
/// callback at once meet there, and neither takes the other's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Of which callback, by its name on this device.
    pub callback: CallbackId,
    /// Its place among the intents of that callback, from 1.
    pub step: u32,
    /// The idempotency key, made once.
    pub key: Key,
    /// What is wanted.
    pub action: Action,
    /// Why it is not sent any more, until the agent decides.
    pub stop: Option<Stop>,
    /// A region without keys has taken it, and does not show it yet.
    pub accepted: bool,
}

/// The key of an intent: that of the press for the booking, else with chance behind it. Its step would not do: two tabs
/// whose store refuses both would give two intents one key.
pub(super) fn key_of(press: &Key, booking: bool, draw: u64) -> Key {
    if booking {
        return press.clone();
    }
    let nibbles = (0..16).map(|at| (draw >> (4 * at)) as u32 & 15);
    let digits: String = nibbles.filter_map(|it| char::from_digit(it, 16)).collect();
    Key::new([press.as_str(), ".", &digits].concat())
}

/// The press of whose callback an intent has that key.
pub(super) fn press_of(key: &Key) -> Key {
    let press = key.as_str().split_once('.').map(|(press, _)| press);
    Key::new(press.unwrap_or(key.as_str()))
}

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// That the callback exists.
    Create(Box<Booking>),
    /// That this is what is promised.
    Replace(Box<Promise>),
    /// That it is not called.
    Cancel,
}

/// All that the backend needs to know of a new callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// During which conversation.
    pub conversation: Option<ConversationId>,
    /// The customer's part in it.
    pub participant: Option<ParticipantId>,
    /// What is promised.
    pub promise: Promise,
}

impl Booking {
    /// What is booked by that callback.
    #[must_use]
    pub fn of(callback: &Callback) -> Self {
        Self {
            conversation: callback.conversation.clone(),
            participant: callback.participant.clone(),
            promise: callback.promise.clone(),
        }
    }
}

/// Why an intent is held back. The next change of the callback takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The backend says no, and will again.
    Refused(Reason),
    /// Somebody else has changed it meanwhile: this is theirs, and the agent chooses.
    Conflict(Box<Callback>),
}

/// What the backend has of a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remote {
    /// The key of the press that made the callback.
    pub press: Key,
    /// Its name there.
    pub id: CallbackId,
    /// The version that this device has seen, or made: a change is sent against it.
    pub version: u32,
    /// Whether it was read back: the instant that the backend resolved is known.
    pub confirmed: bool,
    /// The last step that the backend has answered.
    pub done: u32,
}
