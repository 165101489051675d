//! The retry ladder: what becomes of a callback whose customer did not answer (routing.md §1.5).
//!
//! An attempt is over when its agent has ended it. The next one is a scheduled time like the first:
//! it can be moved, cancelled and locked, an ownership lasts as long from it, and it falls into the
//! callable windows. After the last one the callback is disconnected, with the number of attempts.

use super::Router;
use super::action::Action;
use super::ids::InteractionId;
use super::reason::{Change, DisconnectReason, LeftBecause, Outcome, WrapUpEnd};
use crate::time::SECOND_MS;

/// How often a callback is tried again, and how long after. None: the first attempt is the last, and
/// ends with its agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    times: u8,
    delay_ms: i64,
}

/// Attempts after the first one at most (`maxRetryCount`).
pub const RETRIES_MAX: u8 = 20;
/// The shortest delay (`retryDelaySeconds`).
pub const RETRY_MS_MIN: i64 = 60 * SECOND_MS;
/// The longest delay.
pub const RETRY_MS_MAX: i64 = 86_400 * SECOND_MS;

impl Retry {
    /// One attempt.
    pub const NEVER: Self = Self {
        times: 0,
        delay_ms: RETRY_MS_MIN,
    };

    /// So many attempts after the first, each so long after the end of the one before; `None` outside
    /// the limits: 0 to 20 times, 60 to 86 400 s.
    #[must_use]
    pub const fn new(times: u8, delay_ms: i64) -> Option<Self> {
        if times <= RETRIES_MAX && RETRY_MS_MIN <= delay_ms && delay_ms <= RETRY_MS_MAX {
            Some(Self { times, delay_ms })
        } else {
            None
        }
    }

    /// Attempts after the first.
    #[must_use]
    pub const fn times(self) -> u8 {
        self.times
    }

    /// From the end of one attempt to the next, in ms.
    #[must_use]
    pub const fn delay_ms(self) -> i64 {
        self.delay_ms
    }
}

impl Router {
    /// The agent has ended an attempt. Where the customer did not answer and the callback has a
    /// ladder, the next attempt is scheduled, or the last one was it; `false`: no matter for a ladder.
    pub(super) fn climb(
        &mut self,
        id: InteractionId,
        wrap_up: WrapUpEnd,
        out: &mut Vec<Action>,
    ) -> bool {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return false;
        };
        let (Some(agent), Some(callback)) = (interaction.state.agent(), &mut interaction.callback)
        else {
            return false;
        };
        if interaction.outcome != Outcome::NoAnswer || callback.retry.times == 0 {
            return false;
        }
        callback.attempts += 1;
        let (attempts, retry) = (callback.attempts, callback.retry);
        let last = attempts > retry.times;
        out.push(Action::Leave {
            id,
            agent,
            outcome: Outcome::NoAnswer,
            wrap_up,
            why: if last {
                LeftBecause::LastAttempt
            } else {
                LeftBecause::NextAttempt
            },
        });
        if last {
            self.disconnect(id, DisconnectReason::NoAnswer { attempts }, out);
            return true;
        }
        let at = self.now + retry.delay_ms;
        interaction.plan_for(at);
        out.push(Action::Notify {
            id,
            change: Change::NextAttempt {
                number: attempts + 1,
                at,
            },
        });
        self.put_back(id, out);
        true
    }
}
