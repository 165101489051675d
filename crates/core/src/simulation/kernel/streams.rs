//! Which chance is for what, so that paired runs meet the same customers whatever else differs.
//!
//! Whoever comes by itself comes in one order in both runs: what such a contact brings along is drawn
//! from a stream for each purpose and class, in the order of arrival. All else that may befall a
//! contact is drawn from chance of its own, which hangs on the contact alone: its alerts, what is
//! promised to it, its next attempt. What befalls one contact shifts nothing for another.

use crate::simulation::chance::{NEVER, Stream, Variate};
use crate::simulation::plan::{AfterCall, Class};

#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    Arrivals,
    Talk,
    AfterCall,
    Patience,
    Balks,
    Contacts,
    Promised,
    Selection,
    Busyness,
}

/// What a contact's own chance is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Fate {
    /// What it brings along, where it does not come by itself.
    Entry,
    /// Whether it waits, where it does not come by itself.
    Balks,
    /// Preview, ring, answer.
    Dial,
    /// Whether it has a callback promised, when, and by whom; and that callback's own chance.
    Books,
    /// Whether it calls again.
    Redial,
    /// The chance of its next attempt.
    Next,
    /// The first alert; the others follow.
    Alert,
}

/// The chance that is a contact's own, in this attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Own(pub(crate) u64);

impl Own {
    /// Whether it, finding no agent free, does not care to wait.
    #[inline]
    pub(crate) fn balks(self, class: &Class) -> bool {
        class.balks > 0.0 && self.stream(Fate::Balks).uniform() < class.balks
    }

    /// For one purpose.
    #[inline]
    pub(crate) fn stream(self, fate: Fate) -> Stream {
        Stream::new(self.0, fate as u64)
    }

    /// For the alert with this number, counted from 0.
    #[inline]
    pub(crate) fn alert(self, number: u32) -> Stream {
        Stream::new(self.0, Fate::Alert as u64 + u64::from(number))
    }

    /// Of the next attempt.
    pub(crate) fn next(self) -> Self {
        Self(self.stream(Fate::Next).next_u64())
    }
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
    balks: Stream,
    contacts: Stream,
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
            contacts: of(Purpose::Contacts),
        }
    }

    /// For a contact that comes by itself in this interval.
    #[inline]
    pub(crate) fn draw(&mut self, class: &Class, interval: usize) -> Drawn {
        let (talk, patience) = class.in_interval(interval);
        Drawn {
            talk_ms: talk.draw(&mut self.talk),
            after_ms: class.after_call.draw(&mut self.after_call),
            patience_ms: patience.draw(&mut self.patience),
        }
    }

    /// Whether the same contact, finding no agent free, does not care to wait.
    #[inline]
    pub(crate) fn balks(&mut self, class: &Class) -> bool {
        class.balks > 0.0 && self.balks.uniform() < class.balks
    }

    /// The chance of the next contact that comes by itself.
    #[inline]
    pub(crate) fn own(&mut self) -> Own {
        Own(self.contacts.next_u64())
    }
}

impl Drawn {
    /// For a contact that was promised, or comes once more, in this interval.
    pub(crate) fn own(own: Own, class: &Class, interval: usize) -> Self {
        let (talk, patience) = class.in_interval(interval);
        let mut stream = own.stream(Fate::Entry);
        Self {
            talk_ms: talk.draw(&mut stream),
            after_ms: class.after_call.draw(&mut stream),
            patience_ms: patience.draw(&mut stream),
        }
    }
}

impl Dialing {
    /// For an attempt of a callback; a call is not dialed.
    pub(crate) fn own(own: Own, class: &Class) -> Self {
        let Some(work) = &class.callback else {
            return Self {
                preview_ms: 0,
                ring_ms: 0,
                answered: true,
            };
        };
        let mut stream = own.stream(Fate::Dial);
        Self {
            preview_ms: work.preview.draw(&mut stream),
            ring_ms: work.ring.draw(&mut stream),
            answered: work.no_answer == 0.0 || stream.uniform() >= work.no_answer,
        }
    }
}

impl Class {
    /// How long one who enters in it talks, and waits.
    #[inline]
    fn in_interval(&self, interval: usize) -> (&Variate, &Variate) {
        let talk = &self.talk[interval.min(self.talk.len() - 1)];
        let patience = &self.patience[interval.min(self.patience.len() - 1)];
        (talk, patience)
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
