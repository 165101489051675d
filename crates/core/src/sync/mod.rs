//! What the agent wants of the backend, until the backend has answered for good (S1, api.md *Sync: promises*).
//!
//! Data flow: a callback is changed here → [`Input::Changed`] → an [`Intent`] under one key → [`Effect::Keep`] → kept →
//! [`Effect::Send`] → [`Input::Answered`] → [`Effect::Keep`] of what the backend has, in one write with the intent's
//! end. Every browser tab has such an outbox over the same rows. One of them, which holds a lock, sends; the others show.
//! Deliberately absent: the clock, chance, what a request looks like (`wire::http`), and any way to drop an intent that
//! the backend has not answered.

mod answer;
mod answered;
mod backoff;
mod intent;
mod level;
mod line;
mod listing;
pub mod live;
mod rows;

pub use answer::{Answer, Protocol, Reason, Request};
pub use backoff::wait_ms;
pub use intent::{Action, Booking, Intent, Remote, Stop};
pub use level::{Level, Standing};
pub use rows::{Change, Rows};

use crate::callback::Callback;
use crate::desk::Keeping;
use crate::ids::CallbackId;
use crate::limits::{CALLBACKS_MAX, IN_FLIGHT_MAX, STEPS_WAITING_MAX};
use crate::time::Timestamp;
use backoff::Backoff;
use line::{Line, Place, Wanted};
use listing::Listing;
use std::collections::BTreeMap;
use std::ops::Bound::{Excluded, Unbounded};

/// One thing that happened. The instant and 64 bits of chance come beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// What the store holds: at the start, when another tab wrote, after [`Effect::Reread`].
    Read(Box<Rows>),
    /// This tab holds the lock of the one that sends, until it is closed.
    Leading,
    /// A callback was booked or changed on this device.
    Changed(Box<Callback>),
    /// How the store answered an [`Effect::Keep`] that named an intent.
    Kept {
        /// Of which callback.
        callback: CallbackId,
        /// Which step.
        step: u32,
        /// The answer.
        keeping: Kept,
    },
    /// What came of a request. A second answer to one attempt is ignored.
    Answered {
        /// Which one.
        attempt: u64,
        /// The answer.
        answer: Answer,
    },
    /// The host has given a token.
    Token,
    /// The network is back, the page is seen again, a socket was reopened: there may have been anything meanwhile.
    Woke,
    /// There may be anything in the backend's list.
    Hinted,
    /// Time has passed.
    Tick,
    /// The agent decides about a callback that is held back.
    Chosen {
        /// Which.
        callback: CallbackId,
        /// How.
        choice: Choice,
    },
}

/// How the store answered the write of an intent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is on the disk.
    Disk,
    /// It could not be written.
    Failed,
    /// Another tab has written the row of that name.
    Taken,
}

impl From<&Keeping> for Kept {
    fn from(keeping: &Keeping) -> Self {
        match keeping {
            Keeping::Kept => Self::Disk,
            Keeping::Taken(_) => Self::Taken,
            Keeping::Failed => Self::Failed,
        }
    }
}

/// What becomes of a callback that two have changed, or whose change was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// What this agent wanted, over what the other one did.
    Mine,
    /// What the backend has.
    Theirs,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Write all of `changes` or none. Where `intent` is named, answer with [`Input::Kept`]; the row of the callback
    /// itself belongs into the same write.
    Keep {
        /// The intent that waits for it, by callback and step.
        intent: Option<(CallbackId, u32)>,
        /// What changes.
        changes: Vec<Change>,
    },
    /// Send it, with a time limit, and answer with [`Input::Answered`].
    Send {
        /// The number of the attempt; never used again by this outbox.
        attempt: u64,
        /// What to send.
        request: Request,
    },
    /// Ask the host for a token.
    NeedToken,
    /// Read the rows: there may be some that nobody told of.
    Reread,
    /// This is what the backend has, under the name that the callback has on this device.
    Adopt(Box<Callback>),
    /// How many wait, whenever that has changed.
    Level(Level),
}

/// Who sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Another tab.
    Watching,
    /// This one, once it has read what the one before left.
    Reading,
    /// This one.
    Sending,
}

/// What a request under way was for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Flight {
    Of(CallbackId, u32),
    List,
}

/// The intents of one browser tab.
#[derive(Clone, Debug)]
pub struct Outbox {
    protocol: Protocol,
    role: Role,
    lines: BTreeMap<CallbackId, Line>,
    flights: BTreeMap<u64, Flight>,
    attempts: u64,
    /// For what concerns the backend as a whole.
    gate: Backoff,
    token_needed: bool,
    /// Whose turn was last: one that always fails keeps no other from being tried.
    turn: Option<CallbackId>,
    listing: Listing,
    read_at: Option<Timestamp>,
    seen_at: Option<Timestamp>,
    level: Level,
}

impl Outbox {
    /// One that knows nothing yet.
    #[must_use]
    pub fn new(protocol: Protocol) -> Self {
        Self {
            protocol,
            role: Role::Watching,
            lines: BTreeMap::new(),
            flights: BTreeMap::new(),
            attempts: 0,
            gate: Backoff::new(),
            token_needed: false,
            turn: None,
            listing: Listing::default(),
            read_at: None,
            seen_at: None,
            level: Level::default(),
        }
    }

    /// How many callbacks stand where.
    #[must_use]
    pub const fn level(&self) -> &Level {
        &self.level
    }

    /// Where that one stands, if it is the backend's business at all.
    #[must_use]
    pub fn standing(&self, callback: &CallbackId, now: Timestamp) -> Option<Standing> {
        self.lines
            .get(callback)
            .map(|line| line.standing(self.protocol, now))
    }

    /// What the backend has of that one.
    #[must_use]
    pub fn remote(&self, callback: &CallbackId) -> Option<&Remote> {
        self.lines.get(callback)?.remote.as_ref()
    }

    /// Whether nothing of that one waits, so that the backend has the last word of it.
    #[must_use]
    pub fn settled(&self, callback: &CallbackId) -> bool {
        let line = self.lines.get(callback);
        line.is_some_and(|line| line.queue.is_empty() && line.remote.is_some())
    }

    /// Whether this tab is the one that sends, and writes what comes back.
    #[must_use]
    pub fn sends(&self) -> bool {
        self.role == Role::Sending
    }

    /// Every intent that the backend has not answered for good: what a person exports before they sign out.
    pub fn unsent(&self) -> impl Iterator<Item = &Intent> {
        let queues = self.lines.values().flat_map(|line| &line.queue);
        queues.map(|pending| &pending.intent)
    }

    /// Takes one input at `now`, with `draw` of chance, and adds what is to be done to `effects`.
    pub fn handle(&mut self, now: Timestamp, draw: u64, input: Input, effects: &mut Vec<Effect>) {
        self.look_at_clock(now);
        match input {
            Input::Read(rows) => self.read(now, *rows, effects),
            Input::Leading => {
                self.role = Role::Reading;
                self.listing.stale();
                effects.push(Effect::Reread);
            }
            Input::Changed(callback) => self.changed(draw, &callback, effects),
            Input::Kept {
                callback,
                step,
                keeping,
            } => self.kept(&callback, step, keeping, effects),
            Input::Answered { attempt, answer } => {
                self.answered(now, draw, attempt, answer, effects);
            }
            Input::Token => self.token_needed = false,
            Input::Woke => self.wake(effects),
            Input::Hinted => self.listing.stale(),
            Input::Tick => {
                self.ask_again(now, draw, effects);
                self.recheck(now, effects);
            }
            Input::Chosen { callback, choice } => self.chosen(draw, &callback, choice, effects),
        }
        self.send(now, effects);
        let level = Level::of(self.lines.iter(), self.protocol, self.token_needed, now);
        if level != self.level {
            self.level = level.clone();
            effects.push(Effect::Level(level));
        }
    }

    /// A clock that was put back makes no wait longer, and no doubt.
    fn look_at_clock(&mut self, now: Timestamp) {
        let by_ms = self.seen_at.map_or(0, |seen_at| seen_at - now);
        self.seen_at = Some(now);
        if by_ms <= 0 {
            return;
        }
        self.gate.put_back(by_ms);
        for line in self.lines.values_mut() {
            line.backoff.put_back(by_ms);
            for pending in &mut line.queue {
                pending.doubtful_since = pending.doubtful_since.map(|since| since - by_ms);
            }
        }
    }

    fn changed(&mut self, draw: u64, callback: &Callback, effects: &mut Vec<Effect>) {
        let known = self.lines.contains_key(&callback.id);
        // What was there before a backend was named stays this device's own.
        let new = callback.version == 1 && !callback.state.over();
        if !known && (!new || self.lines.len() >= CALLBACKS_MAX) {
            return;
        }
        let line = self
            .lines
            .entry(callback.id.clone())
            .or_insert_with(|| Line::new(callback.key.clone()));
        if line.queue.len() >= STEPS_WAITING_MAX {
            return;
        }
        if let Some(action) = line.action(callback) {
            line.wanted = Some(Wanted::of(callback));
            line.want_more(draw, &callback.id, action, effects);
        } else if Wanted::of(callback).cancelled() && line.only_here() {
            // The backend refused it, and nobody wants it any more.
            let changes = line.give_up(&callback.id);
            self.lines.remove(&callback.id);
            keep(changes, effects);
        }
    }

    /// The store's answer. A row that another tab has written first means another step, or that the callback itself
    /// is the other tab's.
    fn kept(&mut self, id: &CallbackId, step: u32, keeping: Kept, effects: &mut Vec<Effect>) {
        let Some(line) = self.lines.get_mut(id) else {
            return;
        };
        let writing = |it: &line::Pending| it.intent.step == step && it.place != Place::Disk;
        let Some(at) = line.queue.iter().position(writing) else {
            return;
        };
        let pending = &mut line.queue[at];
        match keeping {
            Kept::Disk => line.kept(at),
            Kept::Failed => pending.written(Place::Memory),
            // It may be under way: its key is what it is.
            Kept::Taken if pending.place == Place::Memory => {}
            Kept::Taken => {
                if matches!(pending.intent.action, Action::Create(_)) {
                    line.queue.clear();
                } else {
                    line.last_step += 1;
                    pending.intent.step = line.last_step;
                    effects.push(line.keep(at));
                }
                effects.push(Effect::Reread);
            }
        }
    }

    /// Whoever gives tokens may have failed too.
    fn ask_again(&mut self, now: Timestamp, draw: u64, effects: &mut Vec<Effect>) {
        if self.token_needed && self.gate.ready(now) {
            self.gate.fail(now, None, draw);
            effects.push(Effect::NeedToken);
        }
    }

    fn wake(&mut self, effects: &mut Vec<Effect>) {
        self.gate.wake();
        for line in self.lines.values_mut() {
            line.backoff.wake();
        }
        self.listing.stale();
        effects.push(Effect::Reread);
    }

    /// Sends all that may be sent now: one request for each callback, few at once, and only one to try whether the
    /// backend answers again.
    fn send(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        if self.token_needed || !self.gate.ready(now) {
            return;
        }
        let room = if self.gate.failing() {
            1
        } else {
            IN_FLIGHT_MAX
        };
        let (protocol, sending) = (self.protocol, self.role == Role::Sending);
        let may = |place| match place {
            Place::Disk => sending,
            Place::Memory => true,
            Place::Writing => false,
        };
        while self.flights.len() < room {
            let after = self.turn.as_ref().map_or(Unbounded, Excluded);
            let others = self.lines.range((after, Unbounded)).chain(&self.lines);
            let mut ready = others.filter_map(|(id, line)| {
                let request = line.next(protocol, now, may)?;
                Some((id.clone(), request))
            });
            let Some((id, request)) = ready.next() else {
                break;
            };
            drop(ready);
            self.fly(id, request, effects);
        }
        if sending && protocol == Protocol::Keys && self.flights.len() < room {
            self.list(effects);
        }
    }

    fn fly(&mut self, id: CallbackId, request: Request, effects: &mut Vec<Effect>) {
        self.attempts += 1;
        let attempt = self.attempts;
        if let Some(line) = self.lines.get_mut(&id) {
            line.flight = Some(attempt);
            let step = line.queue.front().map_or(0, |first| first.intent.step);
            self.flights.insert(attempt, Flight::Of(id.clone(), step));
            self.turn = Some(id);
            effects.push(Effect::Send { attempt, request });
        }
    }
}

/// Asks for a write that nothing waits for, if there is anything to write.
fn keep(changes: Vec<Change>, effects: &mut Vec<Effect>) {
    if !changes.is_empty() {
        effects.push(Effect::Keep {
            intent: None,
            changes,
        });
    }
}
