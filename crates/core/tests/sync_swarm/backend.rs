//! The backend as it is promised: one store, every effect in one transaction, a key kept with its answer for ever.

use crate::wire::{self, Foreign};
use callback_core::callback::{Callback, DisconnectReason, State};
use callback_core::ids::{CallbackId, Key};
use callback_core::limits::LATE_GRACE_MS;
use callback_core::sync::{Answer, Booking, Protocol, Reason, Request};
use callback_core::time::{HOUR_MS, Release, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) struct Backend {
    protocol: Protocol,
    pub(crate) held: BTreeMap<CallbackId, Callback>,
    seen: BTreeMap<Key, (Request, Answer)>,
    /// When each came to be: a region shows it later.
    made_at: BTreeMap<CallbackId, Timestamp>,
    /// What was done, by key, in order.
    pub(crate) log: Vec<Key>,
    /// The token that it takes.
    pub(crate) token: u32,
    /// Whether its rules of zones are newer than the panel's.
    pub(crate) newer_rules: bool,
    pub(crate) keys_reused: u32,
    /// Presses for whose conversation there was one already.
    pub(crate) refused: BTreeSet<Key>,
    /// How long a region takes to show what it has.
    pub(crate) shown_after_ms: i64,
}

impl Backend {
    pub(crate) fn new(protocol: Protocol) -> Self {
        Self {
            protocol,
            held: BTreeMap::new(),
            seen: BTreeMap::new(),
            made_at: BTreeMap::new(),
            log: Vec::new(),
            token: 0,
            newer_rules: false,
            keys_reused: 0,
            refused: BTreeSet::new(),
            shown_after_ms: 0,
        }
    }

    /// One request, in one transaction.
    pub(crate) fn answer(&mut self, now: Timestamp, token: u32, request: &Request) -> Answer {
        if token != self.token {
            return Answer::Unauthorized;
        }
        let keys = self.protocol == Protocol::Keys;
        let key = match request {
            Request::Create { key, .. }
            | Request::Replace { key, .. }
            | Request::Cancel { key, .. }
                if keys =>
            {
                Some(key.clone())
            }
            _ => None,
        };
        if let Some((before, answer)) = key.as_ref().and_then(|key| self.seen.get(key)) {
            if wire::body(before) == wire::body(request) {
                return answer.clone();
            }
            self.keys_reused += 1;
            return Answer::Refused(Reason::KeyReused);
        }
        let answer = self.act(now, request);
        let done = matches!(answer, Answer::Created(_) | Answer::Done(_));
        if let Some(key) = key.filter(|_| done) {
            self.seen.insert(key, (request.clone(), answer.clone()));
        }
        answer
    }

    fn act(&mut self, now: Timestamp, request: &Request) -> Answer {
        match request {
            Request::Create { key, booking } => self.create(now, key, booking),
            Request::Replace {
                id,
                key,
                version,
                promise,
            } => {
                let Some(callback) = self.held.get_mut(id) else {
                    return Answer::Refused(Reason::Missing);
                };
                if callback.version != *version {
                    return Answer::Stale;
                }
                if callback.state.over() {
                    return Answer::Refused(Reason::TooLate);
                }
                callback.promise = (**promise).clone();
                callback.version += 1;
                self.log.push(key.clone());
                Answer::Done(callback.version)
            }
            Request::Cancel { id, key } => {
                let Some(callback) = self.held.get_mut(id) else {
                    return Answer::Refused(Reason::Missing);
                };
                if !callback.state.over() {
                    callback.state = State::Disconnected(DisconnectReason::Client);
                    callback.version += 1;
                    self.log.push(key.clone());
                }
                Answer::Done(callback.version)
            }
            Request::Read { id } => match self.held.get(id) {
                Some(callback) => Answer::Held(Box::new(callback.clone())),
                None => Answer::Refused(Reason::Missing),
            },
            Request::Look { key, .. } => {
                let shown = |it: &&Callback| {
                    it.key == *key && now - self.made_at[&it.id] >= self.shown_after_ms
                };
                let found = self.held.values().find(shown);
                Answer::Found(found.map(|it| it.id.clone()))
            }
            Request::List { after } => self.list(after.as_deref()),
        }
    }

    fn create(&mut self, now: Timestamp, key: &Key, booking: &Booking) -> Answer {
        if now - booking.promise.at > LATE_GRACE_MS {
            return Answer::Refused(Reason::TooLate);
        }
        let standing = |it: &Callback| it.conversation == booking.conversation && !it.state.over();
        if self.protocol == Protocol::Keys && self.held.values().any(standing) {
            self.refused.insert(Key::new(wire::press(key)));
            return Answer::Refused(Reason::Duplicate);
        }
        let id = CallbackId::new(format!("server-{:04}", self.held.len()));
        let mut promise = booking.promise.clone();
        if self.newer_rules {
            promise.at = promise.at + HOUR_MS;
            promise.tzdb = Release::read("2099a").unwrap_or(promise.tzdb);
        }
        self.made_at.insert(id.clone(), now);
        self.held
            .insert(id.clone(), wire::held(&id, key, booking, promise, now));
        self.log.push(key.clone());
        match self.protocol {
            Protocol::Keys => Answer::Created(Some((id, 1))),
            Protocol::Region => Answer::Created(None),
        }
    }

    fn list(&self, after: Option<&str>) -> Answer {
        let from = CallbackId::new(after.unwrap_or_default());
        let mut rest = self.held.values().filter(|it| it.id > from);
        let page: Vec<Callback> = rest.by_ref().take(5).cloned().collect();
        let more = rest.next().is_some();
        let next = page.last().filter(|_| more).map(|it| it.id.to_string());
        Answer::Listed(page, next)
    }

    /// Another agent changes one, by other means.
    pub(crate) fn change(&mut self, foreign: &Foreign) -> Option<Key> {
        let callback = self.held.values_mut().nth(foreign.which)?;
        if callback.state.over() {
            return None;
        }
        callback.promise.note.clone_from(&foreign.note);
        callback.version += 1;
        Some(callback.key.clone())
    }

    /// Everything that came from one press.
    pub(crate) fn of_press(&self, press: &Key) -> impl Iterator<Item = &Callback> {
        let press = press.clone();
        self.held
            .values()
            .filter(move |it| wire::press(&it.key) == press.as_str())
    }
}
