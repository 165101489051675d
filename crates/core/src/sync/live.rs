//! What cannot wait: the notification socket, and what an agent answers to a callback that is with them now.
//!
//! Nothing of it is kept. The socket is a hint and the list is the truth (api.md, *Sync: promises* 6): whatever is heard,
//! and every gap, comes out as [`Effect::Changed`], upon which the [`Outbox`](super::Outbox) reads the list. An answer to
//! an alert is worth something for seconds; it is tried a few times, and what came of it is read from the list too.
//! Deliberately absent: the clock, chance, and what a question looks like on its way (`wire::live`).

use super::backoff::Backoff;
use crate::callback::State;
use crate::ids::{AgentId, CallbackId, ParticipantId};
use crate::limits::{ANSWER_TRIES_MAX, LISTEN_AGAIN_MS, SILENCE_MS};
use crate::panel::Answer;
use crate::time::Timestamp;
use std::collections::BTreeMap;

/// What an agent does with a callback that is with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Say {
    /// Takes it.
    Connect,
    /// Does not take it, or is done talking.
    Disconnect,
    /// Has the number dialled.
    Dial,
    /// Is done with the work after it.
    WrapUp,
}

impl Say {
    /// What that answer is for a callback in that state.
    #[must_use]
    pub const fn of(answer: Answer, state: &State) -> Self {
        match (answer, state) {
            (Answer::Accept, _) => Self::Connect,
            (Answer::Dial, _) => Self::Dial,
            (Answer::End, State::WrapUp { .. }) => Self::WrapUp,
            (Answer::Decline | Answer::End, _) => Self::Disconnect,
        }
    }
}

/// One question to the backend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whose the token is.
    Me,
    /// For a channel.
    Channel,
    /// That the channel tells of this agent's callbacks.
    Topics {
        /// Its name.
        channel: String,
        /// Whose.
        me: AgentId,
    },
    /// Which part in that callback is an agent's.
    Part {
        /// Its name there.
        id: CallbackId,
    },
    /// This, of that callback.
    Say {
        /// Its name there.
        id: CallbackId,
        /// The agent's part in it.
        part: ParticipantId,
        /// What.
        say: Say,
    },
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// The token is that agent's.
    Me(AgentId),
    /// The channel's name, and the path of its socket.
    Channel(String, String),
    /// The agent's part.
    Part(ParticipantId),
    /// It was done.
    Done,
    /// Nobody knows, or not now; how long to wait, in milliseconds, where it was said.
    Failed(Option<i64>),
    /// No; a second try will not help.
    Refused,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Time has passed.
    Tick,
    /// The network is back, there is a token, or the page is seen again.
    Woke,
    /// The agent has answered.
    Said {
        /// The callback's name at the backend.
        id: CallbackId,
        /// What.
        say: Say,
    },
    /// What came of a question.
    Told {
        /// Which one.
        attempt: u64,
        /// The answer.
        told: Told,
    },
    /// The socket is open.
    Opened,
    /// It has said something; whether that was of a callback.
    Heard(bool),
    /// It was closed, or could not be opened.
    Closed,
}

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask it, with a time limit, and answer with [`Input::Told`].
    Ask {
        /// The number of the attempt.
        attempt: u64,
        /// What.
        question: Question,
    },
    /// Open the socket at that path, in the place of any other.
    Open(String),
    /// Close it, if it is open.
    Close,
    /// There may be anything at the backend: read the list.
    Changed,
}

/// How far the socket is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Way {
    Closed,
    /// A question is under way; after which channel.
    Asking(u64, Option<(String, String)>),
    /// The socket is being opened, since then.
    Opening(Timestamp),
    /// It is open, and said something then.
    Open(Timestamp),
}

/// What an agent said of one callback.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Saying {
    say: Say,
    part: Option<ParticipantId>,
    flight: Option<u64>,
    tries: u32,
    backoff: Backoff,
}

/// The live side of one browser tab.
#[derive(Clone, Debug)]
pub struct Live {
    way: Way,
    backoff: Backoff,
    me: Option<AgentId>,
    sayings: BTreeMap<CallbackId, Saying>,
    attempts: u64,
}

impl Default for Live {
    fn default() -> Self {
        Self::new()
    }
}

impl Live {
    /// One that has asked for nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            way: Way::Closed,
            backoff: Backoff::new(),
            me: None,
            sayings: BTreeMap::new(),
            attempts: 0,
        }
    }

    /// Takes one input at `now`, with `draw` of chance. It listens only while `listens`: in the tab that sends, to a
    /// backend that has a socket, with a token.
    pub fn handle(
        &mut self,
        now: Timestamp,
        draw: u64,
        listens: bool,
        input: Input,
        effects: &mut Vec<Effect>,
    ) {
        match input {
            Input::Tick => self.look(now, draw, effects),
            Input::Woke => {
                self.backoff.wake();
                for saying in self.sayings.values_mut() {
                    saying.backoff.wake();
                }
            }
            Input::Said { id, say } => {
                let saying = Saying {
                    say,
                    part: None,
                    flight: None,
                    tries: 0,
                    backoff: Backoff::new(),
                };
                self.sayings.insert(id, saying);
            }
            Input::Told { attempt, told } => self.told(now, draw, attempt, told, effects),
            Input::Opened => {
                if matches!(self.way, Way::Opening(_)) {
                    self.way = Way::Open(now);
                    effects.push(Effect::Changed);
                }
            }
            Input::Heard(of_callback) => {
                if matches!(self.way, Way::Open(_)) {
                    self.backoff.rest();
                    self.way = Way::Open(now);
                }
                if of_callback {
                    effects.push(Effect::Changed);
                }
            }
            Input::Closed => self.lost(now, None, draw),
        }
        if !listens && self.way != Way::Closed {
            (self.way, self.me) = (Way::Closed, None);
            effects.push(Effect::Close);
        }
        if listens && self.way == Way::Closed && self.backoff.ready(now) {
            let question = self.me.as_ref().map_or(Question::Me, |_| Question::Channel);
            self.ask_for_socket(question, None, effects);
        }
        self.say(now, effects);
    }

    /// A socket that says nothing is none: its heartbeat comes twice a minute.
    fn look(&mut self, now: Timestamp, draw: u64, effects: &mut Vec<Effect>) {
        let (Way::Opening(since) | Way::Open(since)) = &mut self.way else {
            return;
        };
        // A clock that was put back makes no silence longer.
        *since = (*since).min(now);
        if now - *since > SILENCE_MS {
            effects.push(Effect::Close);
            self.lost(now, None, draw);
        }
    }

    /// The next try begins with a new channel: the server that had this one may be gone.
    fn lost(&mut self, now: Timestamp, after_ms: Option<i64>, draw: u64) {
        if self.way != Way::Closed {
            self.way = Way::Closed;
            self.backoff.fail(now, after_ms, draw);
        }
    }

    fn told(
        &mut self,
        now: Timestamp,
        draw: u64,
        attempt: u64,
        told: Told,
        effects: &mut Vec<Effect>,
    ) {
        let Way::Asking(asked, channel) = &self.way else {
            return self.answered(now, draw, attempt, told, effects);
        };
        if *asked != attempt {
            return self.answered(now, draw, attempt, told, effects);
        }
        match (told, channel.clone(), self.me.clone()) {
            (Told::Me(me), None, _) => {
                self.me = Some(me);
                self.ask_for_socket(Question::Channel, None, effects);
            }
            (Told::Channel(channel, path), None, Some(me)) => {
                let question = Question::Topics {
                    channel: channel.clone(),
                    me,
                };
                self.ask_for_socket(question, Some((channel, path)), effects);
            }
            (Told::Done, Some((_, path)), _) => {
                self.way = Way::Opening(now);
                effects.push(Effect::Open(path));
            }
            (Told::Refused, None, _) => {
                // Whose the token is may have another answer next time.
                (self.way, self.me) = (Way::Closed, None);
                self.backoff.pause(now, LISTEN_AGAIN_MS);
            }
            (Told::Failed(after_ms), ..) => self.lost(now, after_ms, draw),
            _ => self.lost(now, None, draw),
        }
    }

    fn ask_for_socket(
        &mut self,
        question: Question,
        channel: Option<(String, String)>,
        effects: &mut Vec<Effect>,
    ) {
        let attempt = self.ask(question, effects);
        self.way = Way::Asking(attempt, channel);
    }

    fn ask(&mut self, question: Question, effects: &mut Vec<Effect>) -> u64 {
        self.attempts += 1;
        let attempt = self.attempts;
        effects.push(Effect::Ask { attempt, question });
        attempt
    }

    fn say(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        for (id, saying) in &mut self.sayings {
            if saying.flight.is_some() || !saying.backoff.ready(now) {
                continue;
            }
            let id = id.clone();
            let question = match saying.part.clone() {
                None => Question::Part { id },
                Some(part) => Question::Say {
                    id,
                    part,
                    say: saying.say,
                },
            };
            self.attempts += 1;
            let attempt = self.attempts;
            saying.flight = Some(attempt);
            effects.push(Effect::Ask { attempt, question });
        }
    }

    fn answered(
        &mut self,
        now: Timestamp,
        draw: u64,
        attempt: u64,
        told: Told,
        effects: &mut Vec<Effect>,
    ) {
        let mut all = self.sayings.iter_mut();
        let Some((id, saying)) = all.find(|(_, saying)| saying.flight == Some(attempt)) else {
            return;
        };
        saying.flight = None;
        match told {
            Told::Part(part) => saying.part = Some(part),
            Told::Failed(after_ms) if saying.tries < ANSWER_TRIES_MAX => {
                saying.tries += 1;
                saying.backoff.fail(now, after_ms, draw);
            }
            // Done, refused or given up: the list says what is.
            _ => {
                let id = id.clone();
                self.sayings.remove(&id);
                effects.push(Effect::Changed);
            }
        }
    }
}
