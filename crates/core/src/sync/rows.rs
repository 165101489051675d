//! What is kept on the disk, and how an outbox takes it in.

use super::answer::Reason;
use super::intent::{Action, Intent, Remote, Stop, press_of};
use super::line::{Line, Pending, Place};
use super::{Effect, Outbox, Role, keep};
use crate::callback::Callback;
use crate::ids::{CallbackId, Key};
use crate::limits::RECHECK_MS;
use crate::time::Timestamp;
use std::collections::BTreeMap;

/// One change of what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Adds an intent; where its row is there, nothing of the write happens.
    Add(Intent),
    /// Writes an intent over its row.
    Put(Intent),
    /// Forgets an intent.
    Drop(CallbackId, u32),
    /// Writes what the backend has of a callback.
    Remote(CallbackId, Remote),
}

/// All that is kept, of one moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The callbacks of this device.
    pub callbacks: Vec<Callback>,
    /// What waits for the backend.
    pub intents: Vec<Intent>,
    /// What the backend has.
    pub remotes: Vec<(CallbackId, Remote)>,
}

impl Outbox {
    /// Takes what is kept for the truth of every tab; what this one has not written yet stays.
    pub(super) fn read(&mut self, now: Timestamp, rows: Rows, effects: &mut Vec<Effect>) {
        self.read_at = Some(now);
        let sending = self.role == Role::Sending;
        if self.role == Role::Reading {
            self.role = Role::Sending;
        }
        let mut remotes: BTreeMap<_, _> = rows.remotes.into_iter().collect();
        for (id, line) in &mut self.lines {
            line.learn(id, remotes.remove(id), sending, effects);
        }
        for (id, remote) in remotes {
            let mut line = Line::new(remote.press.clone());
            line.learn(&id, Some(remote), sending, effects);
            self.lines.insert(id, line);
        }
        let mut kept = rows.intents;
        kept.sort_by(|a, b| (&a.callback, a.step).cmp(&(&b.callback, b.step)));
        for line in self.lines.values_mut() {
            line.compare(&kept);
        }
        for intent in kept {
            let line = self.lines.entry(intent.callback.clone());
            let line = line.or_insert_with(|| Line::new(press_of(&intent.key)));
            let done = line.remote.as_ref().map_or(0, |remote| remote.done);
            if line.is_anothers(&intent.key) {
                let stop = Some(Stop::Refused(Reason::Duplicate));
                line.restore(Intent { stop, ..intent }, now);
                continue;
            }
            if line.has_answered(&intent.key) {
                line.forget(&intent, effects);
            } else if intent.step > done {
                line.restore(intent, now);
            } else if self.role == Role::Sending {
                line.move_up(&intent.callback.clone(), intent, effects);
            }
        }
        if sending {
            self.meet_strangers(effects);
        }
        let callbacks: BTreeMap<_, _> = rows.callbacks.iter().map(|it| (&it.id, it)).collect();
        for (id, line) in &mut self.lines {
            if let Some(callback) = callbacks.get(id) {
                line.want(Some(callback));
            } else if !line.queue.is_empty() {
                line.want(None);
            }
        }
        self.lines
            .retain(|_, line| line.remote.is_some() || !line.queue.is_empty());
    }

    /// Whoever wrote a row may have died before it told of it, and a store that was full may have room again.
    pub(super) fn recheck(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        let since = self.read_at.map_or(RECHECK_MS, |at| now - at);
        if !(0..RECHECK_MS).contains(&since) {
            self.read_at = Some(now);
            effects.push(Effect::Reread);
        }
        for line in self.lines.values() {
            let refused = |it: &Pending| it.place == Place::Memory;
            if since >= RECHECK_MS
                && line.flight.is_none()
                && let Some(last) = line.queue.iter().rposition(refused)
            {
                effects.push(line.keep(last));
            }
        }
        self.listing.recheck(now);
    }
}

impl Line {
    /// Takes what is kept. What the one that sends knows may be newer, where the store could not take it.
    fn learn(
        &mut self,
        id: &CallbackId,
        row: Option<Remote>,
        sending: bool,
        effects: &mut Vec<Effect>,
    ) {
        let age = |remote: &Remote| (remote.done, remote.version, remote.confirmed);
        match (&self.remote, row) {
            (Some(mine), row)
                if row
                    .as_ref()
                    .is_none_or(|row| sending && age(row) < age(mine)) =>
            {
                keep(vec![Change::Remote(id.clone(), mine.clone())], effects);
            }
            (_, None) => {}
            (_, Some(row)) => {
                self.last_step = self.last_step.max(row.done);
                self.remote = Some(row);
            }
        }
    }

    /// Forgets what was on the disk and is there no more: another tab's agent has decided otherwise.
    fn compare(&mut self, kept: &[Intent]) {
        self.queue.retain(|mine| {
            let name = |it: &Intent| {
                (&it.callback, it.step).cmp(&(&mine.intent.callback, mine.intent.step))
            };
            mine.place != Place::Disk || kept.binary_search_by(name).is_ok()
        });
    }

    /// Two tabs have booked for one conversation while the store took neither: what the backend has came from the
    /// other press, and nothing that was meant for this one is done to it.
    fn is_anothers(&self, key: &Key) -> bool {
        let remote = self.remote.as_ref();
        remote.is_some_and(|remote| remote.press != press_of(key))
    }

    fn restore(&mut self, intent: Intent, now: Timestamp) {
        self.last_step = self.last_step.max(intent.step);
        let same = |mine: &&mut Pending| mine.intent.step == intent.step;
        if let Some(mine) = self.queue.iter_mut().find(same) {
            if mine.place == Place::Disk && self.flight.is_none() {
                mine.intent = intent;
            }
            return;
        }
        let at = self
            .queue
            .partition_point(|mine| mine.intent.step < intent.step);
        self.queue.insert(
            at,
            Pending {
                intent,
                place: Place::Disk,
                doubtful_since: Some(now),
                instead_of: Vec::new(),
            },
        );
    }

    /// It was answered, but the store could not take that.
    fn forget(&self, intent: &Intent, effects: &mut Vec<Effect>) {
        let id = &intent.callback;
        let remote = self.remote.iter();
        let remote = remote.map(|it| Change::Remote(id.clone(), it.clone()));
        let drop = Change::Drop(id.clone(), intent.step);
        keep(remote.chain([drop]).collect(), effects);
    }

    /// A tab that had not heard of the last steps has given their number once more: the key of that number is used.
    fn move_up(&mut self, id: &CallbackId, intent: Intent, effects: &mut Vec<Effect>) {
        let step = intent.step;
        if matches!(intent.action, Action::Create(_)) {
            // Whatever it is that the backend has, it has it.
            return keep(vec![Change::Drop(id.clone(), step)], effects);
        }
        if self.queue.iter().all(|it| !it.instead_of.contains(&step)) {
            self.queue.retain(|it| it.intent.step != step);
            self.push(intent, &[step], effects);
        }
    }

    /// Asks for the intent at `at` to be written, and with it those before it that are not yet: no step is on the disk
    /// without the steps that it follows.
    pub(super) fn keep(&self, at: usize) -> Effect {
        let writing = &self.queue[at];
        let id = &writing.intent.callback;
        let dropped = writing.instead_of.iter();
        let dropped = dropped.map(|step| Change::Drop(id.clone(), *step));
        let earlier = self.queue.range(..at);
        let unwritten = earlier.filter(|it| it.place != Place::Disk);
        let added = unwritten.chain([writing]);
        let added = added.map(|it| Change::Add(it.intent.clone()));
        Effect::Keep {
            intent: Some((id.clone(), writing.intent.step)),
            changes: dropped.chain(added).collect(),
        }
    }

    /// The intent of that step was written, with all before it.
    pub(super) fn kept(&mut self, at: usize) {
        for pending in self.queue.range_mut(..=at) {
            pending.written(Place::Disk);
        }
    }

    /// The changes by which all that waits of it is forgotten.
    pub(super) fn give_up(&mut self, id: &CallbackId) -> Vec<Change> {
        let given_up = self.queue.drain(..);
        given_up
            .filter_map(|it| Some(Change::Drop(id.clone(), it.row()?)))
            .collect()
    }
}

impl Pending {
    /// It was written, or will never be.
    pub(super) fn written(&mut self, place: Place) {
        self.place = place;
        self.instead_of.clear();
    }
}
