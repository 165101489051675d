//! What goes wrong, and how often it did.

use crate::rng::Rng;

/// The weather of the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Weather {
    Fair,
    Lossy,
    Down,
    Busy,
}

impl Weather {
    pub(crate) fn drawn(rng: &mut Rng) -> Self {
        rng.pick(&[
            Self::Fair,
            Self::Fair,
            Self::Lossy,
            Self::Lossy,
            Self::Down,
            Self::Busy,
        ])
    }
}

/// How long a request may take before the browser gives it up, in milliseconds.
pub(crate) const TIMEOUT_MS: i64 = 30_000;

/// What becomes of one message.
pub(crate) struct Fate {
    pub(crate) request_lost: bool,
    pub(crate) answer_lost: bool,
    pub(crate) there_ms: i64,
    pub(crate) back_ms: i64,
    /// A copy that comes later.
    pub(crate) again_ms: Option<i64>,
}

impl Fate {
    pub(crate) fn drawn(rng: &mut Rng, weather: Weather) -> Self {
        let lossy = weather == Weather::Lossy;
        let slow = |rng: &mut Rng| {
            if lossy && rng.percent(10) {
                i64::from(rng.small(40_000))
            } else {
                5 + i64::from(rng.small(200))
            }
        };
        Self {
            request_lost: weather == Weather::Down || (lossy && rng.percent(20)),
            answer_lost: lossy && rng.percent(25),
            there_ms: slow(rng),
            back_ms: slow(rng),
            again_ms: rng
                .percent(if lossy { 20 } else { 3 })
                .then(|| i64::from(rng.small(300_000))),
        }
    }
}
