//! What is drawn for one person: the simulator's streams and shapes, a stream for each interaction and purpose, so
//! that what happens to one shifts nobody else's chances.

use super::scenario::{HABITS, Queue};
use callback_core::simulation::scenario::Distribution;
use callback_core::simulation::{Stream, Variate};

/// What a stream of chance is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Purpose {
    /// When calls come, by queue.
    Arrivals,
    /// Who calls and what they ask for, by the number of the call.
    Calls,
    /// Those who ask for you by name.
    Yours,
    /// Promised callbacks, in the order of booking.
    Callbacks,
}

pub(super) fn stream(seed: u64, purpose: Purpose, ordinal: u64) -> Stream {
    Stream::new(seed, ((purpose as u64 + 1) << 32) | ordinal)
}

/// A duration of this shape, in ms.
pub(super) fn draw(shape: &Distribution, stream: &mut Stream) -> i64 {
    Variate::new(shape).draw(stream)
}

/// True with this probability.
pub(super) fn happens(probability: f64, stream: &mut Stream) -> bool {
    stream.uniform() < probability
}

/// What is settled about a customer and their conversation from the beginning.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fate {
    pub(super) patience_ms: i64,
    pub(super) talk_ms: i64,
    pub(super) work_ms: i64,
}

impl Fate {
    pub(super) fn draw(queue: &Queue, stream: &mut Stream) -> Self {
        Self {
            patience_ms: draw(&HABITS.patience, stream),
            talk_ms: draw(&queue.talk, stream),
            work_ms: draw(&HABITS.work, stream),
        }
    }
}
