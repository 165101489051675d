//! What an answer means for the intent it answers.

use super::intent::{Action, Remote, Stop, press_of};
use super::line::{Line, Place};
use super::rows::Change;
use super::{Answer, Choice, Effect, Flight, Outbox, Reason, keep};
use crate::callback::Callback;
use crate::command::Promise;
use crate::ids::CallbackId;
use crate::limits::{REGION_LATE_MS, REGION_LOOK_MS};
use crate::time::Timestamp;

impl Outbox {
    pub(super) fn answered(
        &mut self,
        now: Timestamp,
        draw: u64,
        attempt: u64,
        answer: Answer,
        effects: &mut Vec<Effect>,
    ) {
        let Some(flight) = self.flights.remove(&attempt) else {
            return;
        };
        match &answer {
            Answer::Unreachable => self.gate.fail(now, None, draw),
            Answer::Busy { after_ms } => self.gate.fail(now, *after_ms, draw),
            Answer::Unauthorized => {
                self.gate.fail(now, None, draw);
                if !self.token_needed {
                    self.token_needed = true;
                    effects.push(Effect::NeedToken);
                }
            }
            Answer::Broken => {}
            _ => self.gate.rest(),
        }
        match flight {
            Flight::List => {
                self.listing.landed();
                match answer {
                    Answer::Listed(page, next) => self.listed(now, page, next, effects),
                    Answer::Broken | Answer::Refused(_) => self.listing.give_up(now),
                    _ => {}
                }
            }
            Flight::Of(id, step) => {
                if let Some(line) = self.lines.get_mut(&id) {
                    line.flight = None;
                    line.answered(now, draw, (&id, step), answer, effects);
                    if line.remote.is_none() && line.queue.is_empty() {
                        self.lines.remove(&id);
                    }
                }
            }
        }
    }

    /// The agent has decided about what is held back. Nothing of it is on its way, so that any tab may do it.
    pub(super) fn chosen(
        &mut self,
        draw: u64,
        id: &CallbackId,
        choice: Choice,
        effects: &mut Vec<Effect>,
    ) {
        let Some(line) = self.lines.get_mut(id) else {
            return;
        };
        let Some(remote) = line.remote.clone() else {
            return;
        };
        match (choice, line.stop().cloned()) {
            (_, None) => {}
            (Choice::Theirs, Some(stop)) => {
                let mut changes = line.give_up(id);
                let remote = Remote {
                    confirmed: false,
                    done: line.last_step,
                    ..remote
                };
                changes.push(Change::Remote(id.clone(), remote.clone()));
                line.remote = Some(remote);
                keep(changes, effects);
                if let Stop::Conflict(theirs) = stop {
                    line.adopt(id, *theirs, effects);
                }
            }
            (Choice::Mine, Some(Stop::Conflict(theirs))) => {
                let remote = Remote {
                    version: theirs.version,
                    ..remote
                };
                let last = line.queue.back().map(|it| it.intent.action.clone());
                line.remote = Some(remote.clone());
                if let Some(action) = last {
                    keep(vec![Change::Remote(id.clone(), remote)], effects);
                    line.want_more(draw, id, action, effects);
                }
            }
            (Choice::Mine, Some(Stop::Refused(_))) => {}
        }
    }
}

impl Line {
    fn answered(
        &mut self,
        now: Timestamp,
        draw: u64,
        (id, step): (&CallbackId, u32),
        answer: Answer,
        effects: &mut Vec<Effect>,
    ) {
        match answer {
            // It was not looked at.
            Answer::Unauthorized => return,
            Answer::Unreachable | Answer::Busy { .. } | Answer::Broken => {
                self.backoff.fail(now, None, draw.rotate_left(32));
                if let Some(first) = self.queue.front_mut() {
                    first.doubtful_since = Some(now);
                }
                return;
            }
            _ => self.backoff.rest(),
        }
        match answer {
            Answer::Created(Some((name, version))) => self.done(id, step, name, version, effects),
            Answer::Created(None) => self.accepted(now, effects),
            Answer::Found(Some(name)) if self.orphaned() => self.link(id, name, 0, effects),
            Answer::Found(None) if self.orphaned() && self.given_up(now) => {
                self.hold(Stop::Refused(Reason::Missing), effects);
            }
            Answer::Found(Some(name)) => self.done(id, step, name, 0, effects),
            Answer::Found(None) => self.backoff.pause(now, REGION_LOOK_MS),
            Answer::Done(version) => {
                if let Some(remote) = &self.remote {
                    self.done(id, step, remote.id.clone(), version, effects);
                }
            }
            Answer::Held(theirs) if self.stale => self.compare_with(id, *theirs, effects),
            Answer::Held(theirs) => self.adopt(id, *theirs, effects),
            Answer::Stale => self.stale = true,
            Answer::Refused(reason) => self.refused(id, step, reason, effects),
            _ => {}
        }
    }

    /// The backend has done it: what it has now, and the end of the intent, in one write.
    fn done(
        &mut self,
        id: &CallbackId,
        step: u32,
        name: CallbackId,
        version: u32,
        effects: &mut Vec<Effect>,
    ) {
        let first = self.queue.front();
        let press = first.map_or_else(|| self.press.clone(), |it| press_of(&it.intent.key));
        let remote = Remote {
            press,
            id: name,
            version,
            confirmed: false,
            done: step,
        };
        let rows = self.answer(step);
        self.stale = false;
        self.remote = Some(remote.clone());
        let dropped = rows.into_iter().map(|step| Change::Drop(id.clone(), step));
        let changes = [Change::Remote(id.clone(), remote)]
            .into_iter()
            .chain(dropped);
        keep(changes.collect(), effects);
    }

    /// Whether what is not shown by now will never be.
    fn given_up(&self, now: Timestamp) -> bool {
        let since = self.queue.front().and_then(|first| first.doubtful_since);
        since.is_none_or(|since| now - since > REGION_LATE_MS)
    }

    fn accepted(&mut self, now: Timestamp, effects: &mut Vec<Effect>) {
        self.backoff.pause(now, REGION_LOOK_MS);
        if let Some(first) = self.queue.front_mut() {
            first.intent.accepted = true;
            self.put_first(effects);
        }
    }

    /// The version was another one. Either our own change was done and its answer lost, or somebody else was faster.
    fn compare_with(&mut self, id: &CallbackId, theirs: Callback, effects: &mut Vec<Effect>) {
        self.stale = false;
        let Some(first) = self.queue.front() else {
            return self.adopt(id, theirs, effects);
        };
        let step = first.intent.step;
        let there = match &first.intent.action {
            Action::Replace(promise) => same(promise, &theirs.promise),
            Action::Cancel => theirs.state.over(),
            Action::Create(_) => true,
        };
        if there {
            self.done(id, step, theirs.id.clone(), theirs.version, effects);
        } else if theirs.state.over() {
            self.hold(Stop::Refused(Reason::TooLate), effects);
        } else if first.intent.action != Action::Cancel {
            self.hold(Stop::Conflict(Box::new(theirs)), effects);
        }
    }

    fn refused(&mut self, id: &CallbackId, step: u32, reason: Reason, effects: &mut Vec<Effect>) {
        let Some(first) = self.queue.front().filter(|it| it.intent.step == step) else {
            // It is there no more, so that there is nothing to read back.
            if let Some(remote) = &mut self.remote {
                remote.confirmed = true;
            }
            if let Some(wanted) = &mut self.wanted {
                wanted.end();
            }
            self.stale = false;
            return;
        };
        let cancelled = self
            .queue
            .iter()
            .any(|it| it.intent.action == Action::Cancel);
        let gone = reason == Reason::Missing && first.intent.action == Action::Cancel;
        let never = matches!(first.intent.action, Action::Create(_)) && cancelled;
        if gone || never {
            let mut changes = self.give_up(id);
            if let Some(remote) = &mut self.remote {
                (remote.confirmed, remote.done) = (true, self.last_step);
                changes.push(Change::Remote(id.clone(), remote.clone()));
            }
            return keep(changes, effects);
        }
        self.hold(Stop::Refused(reason), effects);
    }

    /// Holds the first intent back, durably, until the agent has decided.
    pub(super) fn hold(&mut self, stop: Stop, effects: &mut Vec<Effect>) {
        if let Some(first) = self.queue.front_mut() {
            first.intent.stop = Some(stop);
            self.put_first(effects);
        }
    }

    /// Writes the first intent over its row. Of one that the store refused the row may be another tab's.
    fn put_first(&self, effects: &mut Vec<Effect>) {
        let first = self.queue.front();
        if let Some(first) = first.filter(|first| first.place == Place::Disk) {
            keep(vec![Change::Put(first.intent.clone())], effects);
        }
    }
}

/// Whether it is the same promise to a person. Instants may differ where the two hold different rules of a zone.
fn same(mine: &Promise, theirs: &Promise) -> bool {
    mine.said == theirs.said
        && mine.phones == theirs.phones
        && mine.name == theirs.name
        && mine.queue == theirs.queue
        && mine.note == theirs.note
        && mine.route.claim() == theirs.route.claim()
        && mine.route.agent() == theirs.route.agent()
}
