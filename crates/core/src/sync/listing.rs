//! The backend's list, read anew after every gap: it is the truth, and whatever tells of changes is a hint.

use super::answer::Reason;
use super::intent::{Remote, Stop, press_of};
use super::line::{Line, Wanted};
use super::rows::Change;
use super::{Effect, Flight, Outbox, Request, keep};
use crate::callback::Callback;
use crate::ids::CallbackId;
use crate::limits::{CALLBACKS_MAX, LIST_EVERY_MS};
use crate::time::Timestamp;
use std::collections::BTreeSet;

/// Where the reading of the list is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Listing {
    stale: bool,
    /// A page is under way, and there was no gap since it was asked for.
    flying: bool,
    fresh: bool,
    after: Option<String>,
    /// What this device does not know yet.
    strangers: Vec<Callback>,
    /// Changes whose callback was not in the list so far.
    orphans: BTreeSet<CallbackId>,
    /// What lives as far as this device knows, and was not in the list so far: it has ended, or is another's now.
    unseen: BTreeSet<CallbackId>,
    read_at: Option<Timestamp>,
}

impl Listing {
    /// There was a gap: from the beginning.
    pub(super) fn stale(&mut self) {
        self.stale = true;
        self.after = None;
        self.fresh = false;
    }

    pub(super) fn recheck(&mut self, now: Timestamp) {
        let since = self.read_at.map_or(LIST_EVERY_MS, |at| now - at);
        if !(0..LIST_EVERY_MS).contains(&since) {
            self.stale = true;
        }
    }

    /// This backend has no list now: asked again at its time.
    pub(super) fn give_up(&mut self, now: Timestamp) {
        self.stale = false;
        self.after = None;
        self.read_at = Some(now);
    }

    /// The request for it has ended, one way or the other.
    pub(super) const fn landed(&mut self) {
        self.flying = false;
    }
}

impl Outbox {
    /// Asks for the next page, if there is need.
    pub(super) fn list(&mut self, effects: &mut Vec<Effect>) {
        if !self.listing.stale || self.listing.flying {
            return;
        }
        self.listing.flying = true;
        self.listing.fresh = true;
        if self.listing.after.is_none() {
            let orphaned = self.lines.iter().filter(|(_, line)| line.orphaned());
            self.listing.orphans = orphaned.map(|(id, _)| id.clone()).collect();
            let living = self.lines.iter().filter(|(_, line)| line.lives_there());
            self.listing.unseen = living.map(|(id, _)| id.clone()).collect();
        }
        self.attempts += 1;
        self.flights.insert(self.attempts, Flight::List);
        effects.push(Effect::Send {
            attempt: self.attempts,
            request: Request::List {
                after: self.listing.after.clone(),
            },
        });
    }

    /// One page of it.
    pub(super) fn listed(
        &mut self,
        now: Timestamp,
        page: Vec<Callback>,
        next: Option<String>,
        effects: &mut Vec<Effect>,
    ) {
        for callback in page {
            let names = self.names_here(&callback);
            for id in &names {
                self.listing.orphans.remove(id);
                self.listing.unseen.remove(id);
                if let Some(line) = self.lines.get_mut(id) {
                    line.adopt(id, callback.clone(), effects);
                }
            }
            if names.is_empty() && self.listing.strangers.len() < CALLBACKS_MAX {
                self.listing.strangers.push(callback);
            }
        }
        if !self.listing.strangers.is_empty() {
            effects.push(Effect::Reread);
        }
        if !self.listing.fresh {
            return;
        }
        // A page that leads to itself is the last one.
        let next = next.filter(|next| self.listing.after.as_ref() != Some(next));
        if next.is_none() {
            for id in std::mem::take(&mut self.listing.orphans) {
                let orphan = self.lines.get_mut(&id).filter(|line| line.orphaned());
                if let Some(line) = orphan {
                    line.hold(Stop::Refused(Reason::Missing), effects);
                }
            }
        }
        if next.is_none() {
            for id in std::mem::take(&mut self.listing.unseen) {
                let unseen = self.lines.get_mut(&id).filter(|line| line.lives_there());
                if let Some(line) = unseen {
                    line.stale = true;
                }
            }
        }
        self.listing.stale = next.is_some();
        self.listing.after = next;
        self.listing.read_at = Some(now);
    }

    /// Takes in what the list had and this device did not know. Only after the rows were read once more: another tab may
    /// have booked it, and what it booked was on the disk before it was in the list.
    pub(super) fn meet_strangers(&mut self, effects: &mut Vec<Effect>) {
        for callback in std::mem::take(&mut self.listing.strangers) {
            if self.lines.len() < CALLBACKS_MAX && self.names_here(&callback).is_empty() {
                let id = callback.id.clone();
                let mut line = Line::new(press_of(&callback.key));
                line.adopt(&id, callback, effects);
                self.lines.insert(id, line);
            }
        }
    }

    /// What a callback of the backend is called on this device: by its name there, or by its press. Where the store had
    /// refused it, another tab may know it by a second name.
    fn names_here(&self, callback: &Callback) -> Vec<CallbackId> {
        let press = press_of(&callback.key);
        let same = |line: &Line| {
            let remote = line.remote.as_ref();
            remote.map_or(line.press == press, |remote| remote.id == callback.id)
        };
        let found = self.lines.iter().filter(|(_, line)| same(line));
        found.map(|(id, _)| id.clone()).collect()
    }
}

impl Line {
    /// It is there after all: what waits for it can be sent.
    pub(super) fn link(
        &mut self,
        id: &CallbackId,
        name: CallbackId,
        version: u32,
        effects: &mut Vec<Effect>,
    ) {
        let first = self.queue.front().map_or(1, |first| first.intent.step);
        let remote = Remote {
            press: self.press.clone(),
            id: name,
            version,
            confirmed: false,
            done: first - 1,
        };
        self.remote = Some(remote.clone());
        keep(vec![Change::Remote(id.clone(), remote)], effects);
    }

    /// Takes what the backend has, unless something of ours is on its way there.
    pub(super) fn adopt(&mut self, id: &CallbackId, theirs: Callback, effects: &mut Vec<Effect>) {
        if self.orphaned() {
            return self.link(id, theirs.id, theirs.version, effects);
        }
        if !self.queue.is_empty() || self.flight.is_some() {
            return;
        }
        let remote = Remote {
            press: self.press.clone(),
            id: theirs.id.clone(),
            version: theirs.version,
            confirmed: true,
            done: self.last_step,
        };
        if self
            .remote
            .as_ref()
            .is_some_and(|mine| mine.version > remote.version)
        {
            // An answer from before our last change.
            return;
        }
        if self.remote.as_ref() != Some(&remote) {
            self.remote = Some(remote.clone());
            keep(vec![Change::Remote(id.clone(), remote)], effects);
        }
        self.wanted = Some(Wanted::of(&theirs));
        effects.push(Effect::Adopt(Box::new(Callback {
            id: id.clone(),
            ..theirs
        })));
    }
}
