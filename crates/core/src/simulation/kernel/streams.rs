//! Which stream of chance is for what: one for each purpose and class, so that paired runs meet the
//! same customers whatever else differs.

use crate::simulation::chance::{NEVER, Stream};
use crate::simulation::plan::{AfterCall, Class};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    Arrivals,
    Talk,
    AfterCall,
    Patience,
    Balks,
    Redial,
    Books,
    Dial,
    Alerts,
    Selection,
    Busyness,
}

/// The stream of a run for a purpose; purposes that are of no class have class 0.
pub(crate) fn stream(seed: u64, purpose: Purpose, class: usize) -> Stream {
    Stream::new(seed, ((purpose as u64 + 1) << 32) | class as u64)
}

/// The streams of a class.
#[derive(Clone, Debug)]
pub(crate) struct Streams {
    talk: Stream,
    after_call: Stream,
    patience: Stream,
    pub(crate) balks: Stream,
    pub(crate) redial: Stream,
    pub(crate) books: Stream,
    dial: Stream,
}

/// What was drawn for a contact when it entered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drawn {
    pub(crate) talk_ms: i64,
    pub(crate) after_ms: i64,
    pub(crate) patience_ms: i64,
}

impl Drawn {
    /// Of a contact that has not entered yet.
    pub(crate) const NONE: Self = Self {
        talk_ms: 0,
        after_ms: 0,
        patience_ms: NEVER,
    };
}

/// What was drawn for an attempt of a callback.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dialing {
    /// From accepting to dialing, if no automatic dialing comes before.
    pub(crate) preview_ms: i64,
    pub(crate) ring_ms: i64,
    pub(crate) answered: bool,
}

impl Streams {
    pub(crate) fn new(seed: u64, class: usize) -> Self {
        let of = |purpose| stream(seed, purpose, class);
        Self {
            talk: of(Purpose::Talk),
            after_call: of(Purpose::AfterCall),
            patience: of(Purpose::Patience),
            balks: of(Purpose::Balks),
            redial: of(Purpose::Redial),
            books: of(Purpose::Books),
            dial: of(Purpose::Dial),
        }
    }

    /// For a contact that enters in this interval.
    #[inline]
    pub(crate) fn draw(&mut self, class: &Class, interval: usize) -> Drawn {
        let talk = &class.talk[interval.min(class.talk.len() - 1)];
        let patience = &class.patience[interval.min(class.patience.len() - 1)];
        Drawn {
            talk_ms: talk.draw(&mut self.talk),
            after_ms: class.after_call.draw(&mut self.after_call),
            patience_ms: patience.draw(&mut self.patience),
        }
    }

    /// For an attempt of a callback; a call is not dialed.
    pub(crate) fn draw_dialing(&mut self, class: &Class) -> Dialing {
        let Some(work) = &class.callback else {
            return Dialing {
                preview_ms: 0,
                ring_ms: 0,
                answered: true,
            };
        };
        Dialing {
            preview_ms: work.preview.draw(&mut self.dial),
            ring_ms: work.ring.draw(&mut self.dial),
            answered: work.no_answer == 0.0 || self.dial.uniform() >= work.no_answer,
        }
    }
}

impl AfterCall {
    /// The work itself, as long as it would take.
    #[inline]
    fn draw(&self, stream: &mut Stream) -> i64 {
        match self {
            Self::None => 0,
            Self::Drawn { work, .. } => work.draw(stream),
            Self::Forced { ms } => *ms,
        }
    }
}
