//! How people behave: what is drawn, and from which shapes. Data, no behaviour.

use callback_core::routing::Retry;
use callback_core::simulation::scenario::Distribution;
use callback_core::time::{MINUTE_MS, SECOND_MS};

/// What people do, as the simulator draws it: handling times are lognormal, patience and gaps are without memory.
pub(crate) static HABITS: Habits = Habits {
    patience: Distribution::Exponential { mean_ms: 240_000.0 },
    work: Distribution::Lognormal {
        mean_ms: 20_000.0,
        scv: 0.8,
    },
    answer: seconds(1.0, 5.0),
    away: seconds(60.0, 180.0),
    preview: seconds(3.0, 9.0),
    ring: seconds(4.0, 15.0),
    missed: 0.04,
    no_answer: 0.25,
};

/// Nobody gives up before.
pub(crate) const PATIENCE_MS_MIN: i64 = 20 * SECOND_MS;

/// How people behave, whatever the queue.
pub(crate) struct Habits {
    /// How long a customer waits before giving up, beyond [`PATIENCE_MS_MIN`].
    pub(crate) patience: Distribution,
    /// After-call work of the others.
    pub(crate) work: Distribution,
    /// How long an alert rings until an agent takes it.
    pub(crate) answer: Distribution,
    /// How long an agent who missed an alert is away.
    pub(crate) away: Distribution,
    /// From accepting a callback to dialing it.
    pub(crate) preview: Distribution,
    /// How long a customer's phone rings until it is answered.
    pub(crate) ring: Distribution,
    /// The probability that an agent overlooks an alert.
    pub(crate) missed: f64,
    /// The probability that a customer does not answer a callback.
    pub(crate) no_answer: f64,
}

const fn seconds(from: f64, to: f64) -> Distribution {
    Distribution::Uniform {
        from_ms: from * 1_000.0,
        to_ms: to * 1_000.0,
    }
}

/// Talk times spread widely: the variance is that of published call centers, a little above the squared mean.
pub(super) const fn talk(mean_ms: f64) -> Distribution {
    Distribution::Lognormal { mean_ms, scv: 1.2 }
}

/// Calls in each hour of the day, as a share of those at nine in the morning, when the page opens.
pub(crate) const PROFILE: [f64; 24] = [
    0.03, 0.02, 0.02, 0.02, 0.03, 0.05, 0.1, 0.3, 0.75, 1.0, 1.1, 1.05, 0.85, 0.9, 1.0, 1.0, 0.95,
    0.8, 0.5, 0.3, 0.2, 0.12, 0.08, 0.05,
];

/// A customer who does not answer a callback is tried twice more, each time a quarter of an hour later.
pub(crate) const RETRY: Retry = match Retry::new(2, 15 * MINUTE_MS) {
    Some(retry) => retry,
    None => Retry::NEVER,
};
