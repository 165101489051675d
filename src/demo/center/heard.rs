//! What the panel tells of, put into the center's own terms.

use super::scenario::YOU;
use super::{Answer, Center, Input, Promise};
use callback_core::wire::host::CallbackValue;

/// What the panel tells of, by its own ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    Booked(CallbackValue),
    Edited(CallbackValue),
    Cancelled(String),
    CallNow(String),
    Answered(String, Answer),
    /// The agent wants to be back on queue.
    BackOnQueue,
}

impl Center {
    /// What was heard from the panel, by the center's own numbers; `None` for what is none of ours, or was heard
    /// before.
    pub(crate) fn understand(&self, heard: Heard) -> Option<Input> {
        let number = |key: &str| self.bookings.number(key).map(|id| id.0);
        Some(match heard {
            Heard::Booked(value) => {
                let promise = Promise::read(value)?;
                let known = number(promise.key.as_deref()?).is_some();
                return (!known).then_some(Input::Booked(promise));
            }
            Heard::Edited(value) => {
                let promise = Promise::read(value)?;
                Input::Edited(number(promise.key.as_deref()?)?, promise)
            }
            Heard::Cancelled(key) => Input::Cancelled(number(&key)?),
            Heard::CallNow(key) => Input::CallNow(number(&key)?),
            Heard::Answered(key, answer) => Input::Answered(number(&key)?, answer),
            Heard::BackOnQueue => Input::OnQueue(YOU.0, true),
        })
    }
}
