//! Customers: how they come, what they want, how long they wait.

use super::{ByInterval, Distribution};
use crate::routing::SkillSet;

/// A kind of contact. What an arrival brings along is drawn in the order of arrival within its class,
/// all else from chance that is the contact's own, so that paired runs meet the same customers.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// For people.
    pub name: String,
    /// The queue it waits in.
    pub queue: usize,
    /// On the line, or to be called back.
    pub kind: Kind,
    /// Minutes of head start (routing.md §1.2), or the rank in a `PriorityOnly` queue.
    pub priority: i32,
    /// Skills and language asked for.
    pub skills: SkillSet,
    /// Poisson arrivals: expected number in an hour, by interval; up to 3 600 000.
    pub per_hour: ByInterval<f64>,
    /// How long agent and customer talk, by interval of entry.
    pub talk: ByInterval<Distribution>,
    /// How long the after-call work takes, as far as the queue's settings allow any.
    pub after_call: Distribution,
    /// How long a customer waits before giving up, by interval of entry.
    pub patience: ByInterval<Distribution>,
    /// The probability that a customer who finds no agent free leaves at once. Counts as abandoned.
    pub balks: f64,
    /// Who still waits after so long leaves a message and is gone (simulation only).
    pub message_after_ms: Option<i64>,
    /// Customers who gave up and call again (simulation only).
    pub redial: Option<Redial>,
    /// Callbacks that are promised during these contacts.
    pub books: Option<Booking>,
}

/// Whether the customer waits on the line.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// On the line.
    Call,
    /// To be called back; it enters the queue when its time has come. Arrivals by `per_hour` are
    /// due at once. Patience counts too: usually [`Distribution::Never`].
    Callback(CallbackWork),
}

/// What a callback takes besides the talk.
#[derive(Clone, Debug, PartialEq)]
pub struct CallbackWork {
    /// From accepting to dialing; the queue's auto-dial cuts it short.
    pub preview: Distribution,
    /// How long the customer's phone rings, answered or not.
    pub ring: Distribution,
    /// The probability that the customer does not answer.
    pub no_answer: f64,
    /// Attempts after the first one, where the customer does not answer.
    pub retries: u32,
    /// From the end of an attempt, after-call work included, to the time of the next one.
    pub retry_after_ms: i64,
}

/// A customer who gave up calls again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Redial {
    /// After so long: a second or more.
    pub after_ms: i64,
    /// With this probability, each time anew.
    pub probability: f64,
    /// Whether the new attempt has the same talk and patience, or draws them anew.
    pub keeps_draws: bool,
}

/// A callback that the agent promises when the talk ends.
#[derive(Clone, Debug, PartialEq)]
pub struct Booking {
    /// The probability that a conversation ends in one.
    pub probability: f64,
    /// The class of the callback; of [`Kind::Callback`].
    pub class: usize,
    /// From the end of the talk to its time.
    pub delay: Distribution,
    /// People promise half past three and not 15:27:41: its time is the next multiple of this, counted
    /// from the start of the day. 0: any time will do.
    pub round_to_ms: i64,
    /// The share that is *to me if possible* (P7).
    pub to_me: f64,
    /// The share that the agent owns (P8), where the agent is scheduled at its time: nobody promises
    /// to call at an hour at which they are not there. What is left over is standard.
    pub owned: f64,
    /// How long past its time an owned one stays owned.
    pub owned_for_ms: i64,
}

impl Booking {
    /// The time of a callback that is promised now.
    pub(in crate::simulation) fn at_ms(&self, now_ms: i64, delay_ms: i64) -> i64 {
        let round = self.round_to_ms.max(1);
        (now_ms + delay_ms.max(1) + round - 1).div_euclid(round) * round
    }
}

impl Class {
    /// Calls in queue 0 that come at these rates, talk so long, and wait for ever.
    #[must_use]
    pub fn calls(per_hour: ByInterval<f64>, talk: Distribution) -> Self {
        Self {
            name: String::new(),
            queue: 0,
            kind: Kind::Call,
            priority: 0,
            skills: SkillSet::NONE,
            per_hour,
            talk: ByInterval::same(talk),
            after_call: Distribution::Constant { ms: 0 },
            patience: ByInterval::same(Distribution::Never),
            balks: 0.0,
            message_after_ms: None,
            redial: None,
            books: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promised_time_is_round_and_never_now() {
        let booking = |round_to_ms| Booking {
            probability: 1.0,
            class: 0,
            delay: Distribution::Never,
            round_to_ms,
            to_me: 0.0,
            owned: 0.0,
            owned_for_ms: 0,
        };
        let quarter = 900_000;
        for (round_to_ms, now_ms, delay_ms, at_ms) in [
            (0, 7, 0, 8),
            (0, 7, 5, 12),
            (quarter, 0, 0, quarter),
            (quarter, 1, quarter - 1, quarter),
            (quarter, 1, quarter, 2 * quarter),
        ] {
            assert_eq!(booking(round_to_ms).at_ms(now_ms, delay_ms), at_ms);
        }
    }
}
