//! One callback's intents, in their order, and what comes next of them.

use super::Effect;
use super::answer::{Protocol, Reason, Request};
use super::backoff::Backoff;
use super::intent::{Action, Booking, Intent, Remote, Stop, key_of};
use crate::callback::{Callback, DisconnectReason, State};
use crate::command::Promise;
use crate::ids::{CallbackId, Key};
use crate::limits::{REGION_LATE_MS, STEPS_WAITING_MAX};
use crate::time::Timestamp;
use std::collections::VecDeque;

/// Where an intent is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Being written: nothing is sent of it.
    Writing,
    /// On the disk: whichever tab holds the lock sends it.
    Disk,
    /// The store refused it: in this tab alone, which sends it whoever holds the lock.
    Memory,
}

/// An intent that the backend has not answered for good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pending {
    pub(super) intent: Intent,
    pub(super) place: Place,
    /// Since when it may be at the backend without our knowing.
    pub(super) doubtful_since: Option<Timestamp>,
    /// The steps whose place it takes, until it is written.
    pub(super) instead_of: Vec<u32>,
}

/// What was wanted last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    promise: Promise,
    cancelled: bool,
    /// Nothing more happens to it.
    over: bool,
}

impl Wanted {
    pub(super) fn of(callback: &Callback) -> Self {
        Self {
            promise: callback.promise.clone(),
            cancelled: callback.state == State::Disconnected(DisconnectReason::Client),
            over: callback.state.over(),
        }
    }

    /// Nothing is expected of it any more.
    pub(super) const fn end(&mut self) {
        self.over = true;
    }

    pub(super) const fn cancelled(&self) -> bool {
        self.cancelled
    }
}

impl Wanted {
    /// What is wanted by the last intent that says all of it.
    fn by(action: &Action, before: Option<Self>) -> Option<Self> {
        let promise = match action {
            Action::Create(booking) => &booking.promise,
            Action::Replace(promise) => promise,
            Action::Cancel => {
                return before.map(|before| Self {
                    cancelled: true,
                    over: true,
                    ..before
                });
            }
        };
        Some(Self {
            promise: promise.clone(),
            cancelled: false,
            over: false,
        })
    }
}

/// One callback. Never more than one request of it is under way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) press: Key,
    pub(super) queue: VecDeque<Pending>,
    pub(super) remote: Option<Remote>,
    pub(super) wanted: Option<Wanted>,
    pub(super) backoff: Backoff,
    /// The request under way, by the number of its attempt.
    pub(super) flight: Option<u64>,
    /// The backend has another version than we thought: read before anything else.
    pub(super) stale: bool,
    /// The highest step there ever was.
    pub(super) last_step: u32,
    /// The keys that were answered last: their rows may be there still.
    answered: VecDeque<Key>,
}

impl Line {
    pub(super) const fn new(press: Key) -> Self {
        Self {
            press,
            queue: VecDeque::new(),
            remote: None,
            wanted: None,
            backoff: Backoff::new(),
            flight: None,
            stale: false,
            last_step: 0,
            answered: VecDeque::new(),
        }
    }

    /// Takes the intents up to `step` away, which are answered, and returns the steps whose rows go with them: what the
    /// store refused has none, and the row of that name may be another tab's.
    pub(super) fn answer(&mut self, step: u32) -> Vec<u32> {
        let mut rows = Vec::new();
        while let Some(first) = self.queue.pop_front_if(|first| first.intent.step <= step) {
            rows.extend(first.row());
            self.answered.push_back(first.intent.key);
        }
        let over = self.answered.len().saturating_sub(STEPS_WAITING_MAX);
        self.answered.drain(..over);
        rows
    }

    /// Whether the intent of that key was answered, as far as this tab remembers.
    pub(super) fn has_answered(&self, key: &Key) -> bool {
        self.answered.contains(key)
    }

    /// No backend has ever said that it has it.
    pub(super) fn only_here(&self) -> bool {
        let accepted = |first: &Pending| first.intent.accepted;
        self.remote.is_none() && !self.queue.front().is_some_and(accepted)
    }

    /// Its instant, as far as this device knows.
    pub(super) fn at(&self) -> Option<Timestamp> {
        self.wanted.as_ref().map(|wanted| wanted.promise.at)
    }

    /// What is wanted after all that waits, where `callback` is what is kept of it.
    pub(super) fn want(&mut self, callback: Option<&Callback>) {
        let kept = callback.map(Wanted::of).or_else(|| self.wanted.take());
        let waiting = self.queue.iter().map(|it| &it.intent.action);
        self.wanted = waiting.fold(kept, |before, action| Wanted::by(action, before));
    }

    /// Why its first intent is held back.
    pub(super) fn stop(&self) -> Option<&Stop> {
        self.queue.front()?.intent.stop.as_ref()
    }

    /// Changes wait for a callback that nobody has made as far as this device knows.
    pub(super) fn orphaned(&self) -> bool {
        let first = self.queue.front().map(|first| &first.intent);
        let change =
            first.is_some_and(|it| it.stop.is_none() && !matches!(it.action, Action::Create(_)));
        self.remote.is_none() && change
    }

    /// The backend has it, it lives, and nothing of it waits: the list should have it.
    pub(super) fn lives_there(&self) -> bool {
        let lives = self.wanted.as_ref().is_some_and(|wanted| !wanted.over);
        lives && self.queue.is_empty() && self.remote.as_ref().is_some_and(|it| it.confirmed)
    }

    /// Nothing that waits has made it, nor will. A change that is held back says that it is there, unless the backend has
    /// said that it is not.
    fn never_made(&self) -> bool {
        self.queue
            .front()
            .is_none_or(|first| match &first.intent.stop {
                None => false,
                Some(Stop::Refused(Reason::Missing)) => true,
                Some(_) => matches!(first.intent.action, Action::Create(_)),
            })
    }

    /// What has to be done for `callback` to be what the backend has, if anything.
    pub(super) fn action(&self, callback: &Callback) -> Option<Action> {
        let wanted = Wanted::of(callback);
        let unknown = self.remote.is_none() && self.never_made();
        match &self.wanted {
            Some(before) if before.cancelled || *before == wanted => None,
            _ if wanted.cancelled && unknown => None,
            _ if wanted.cancelled => Some(Action::Cancel),
            _ if callback.state.over() => None,
            _ if unknown => Some(Action::Create(Box::new(Booking::of(callback)))),
            Some(before) if before.promise == wanted.promise => None,
            _ => Some(Action::Replace(Box::new(wanted.promise))),
        }
    }

    /// One more thing is wanted of it.
    pub(super) fn want_more(
        &mut self,
        draw: u64,
        id: &CallbackId,
        action: Action,
        effects: &mut Vec<Effect>,
    ) {
        let booking = self.last_step == 0 && matches!(action, Action::Create(_));
        let intent = Intent {
            callback: id.clone(),
            step: 0,
            key: key_of(&self.press, booking, draw),
            action,
            stop: None,
            accepted: false,
        };
        self.backoff.wake();
        self.push(intent, &[], effects);
    }

    /// Puts an intent at the end and has it written. Whatever is stopped gives way to it, and the rows of `moved`.
    pub(super) fn push(&mut self, mut intent: Intent, moved: &[u32], effects: &mut Vec<Effect>) {
        let mut instead_of = moved.to_vec();
        if self.stop().is_some() {
            instead_of.extend(self.queue.drain(..).filter_map(|it| it.row()));
        }
        self.last_step += 1;
        intent.step = self.last_step;
        self.stale = false;
        self.queue.push_back(Pending {
            intent,
            place: Place::Writing,
            doubtful_since: None,
            instead_of,
        });
        effects.push(self.keep(self.queue.len() - 1));
    }

    /// The request that is next, where `may` says that what is kept there may be sent from here.
    pub(super) fn next(
        &self,
        protocol: Protocol,
        now: Timestamp,
        may: impl Fn(Place) -> bool,
    ) -> Option<Request> {
        if self.flight.is_some() || !self.backoff.ready(now) {
            return None;
        }
        let Some(first) = self.queue.front() else {
            let remote = self.remote.as_ref()?;
            let asked = self.stale || !remote.confirmed;
            let read = asked && protocol == Protocol::Keys && may(Place::Disk);
            return read.then(|| Request::Read {
                id: remote.id.clone(),
            });
        };
        if !may(first.place) || first.intent.stop.is_some() {
            return None;
        }
        let key = first.intent.key.clone();
        match (&first.intent.action, &self.remote) {
            (Action::Create(booking), _) => Some(first.create(protocol, now, key, booking)),
            // Its booking is not on the disk any more, nor what became of it: looked for by its press.
            (_, None) if protocol == Protocol::Keys => None,
            (_, None) => Some(Request::Look {
                key: self.press.clone(),
                promise: Box::new(self.wanted.as_ref()?.promise.clone()),
            }),
            (_, Some(remote)) if self.stale => Some(Request::Read {
                id: remote.id.clone(),
            }),
            (Action::Replace(promise), Some(remote)) => Some(Request::Replace {
                id: remote.id.clone(),
                key,
                version: remote.version,
                promise: promise.clone(),
            }),
            (Action::Cancel, Some(remote)) => Some(Request::Cancel {
                id: remote.id.clone(),
                key,
            }),
        }
    }
}

impl Pending {
    /// The step whose row it has.
    pub(super) fn row(&self) -> Option<u32> {
        (self.place != Place::Memory).then_some(self.intent.step)
    }

    /// Without keys it is looked for as long as it could still come to light; only then is it made again.
    fn create(&self, protocol: Protocol, now: Timestamp, key: Key, booking: &Booking) -> Request {
        let hidden = match self.doubtful_since {
            None => self.intent.accepted,
            Some(since) => self.intent.accepted || now - since <= REGION_LATE_MS,
        };
        if protocol == Protocol::Region && hidden {
            return Request::Look {
                key,
                promise: Box::new(booking.promise.clone()),
            };
        }
        Request::Create {
            key,
            booking: Box::new(booking.clone()),
        }
    }
}
