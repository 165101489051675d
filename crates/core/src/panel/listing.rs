//! What the agent does to callbacks that are scheduled, and to the one that came to them (P14, G).

use super::{Answer, ChangeKind, Changing, Effect, HostEvent, Notice, Panel, Write};
use crate::callback::{Callback, State};
use crate::desk::{Desk, Fed};
use crate::draft::{Draft, Pick, When};
use crate::ids::CallbackId;
use crate::problem::{Field, Refusal};
use crate::rules_change::RulesMark;
use crate::time::{Current, Timestamp};

fn replace(row: Callback) -> Effect {
    Effect::Keep {
        row: Box::new(row),
        write: Write::Replace,
    }
}

impl Panel {
    /// Opens a scheduled callback in the form. The conversation's own draft waits behind it.
    pub(super) fn change(
        &mut self,
        now: Timestamp,
        id: &CallbackId,
        first: Field,
        desk: &Desk,
        effects: &mut Vec<Effect>,
    ) {
        if self.changing.as_ref().is_some_and(|it| it.id == *id) {
            // It is open already, with what was typed so far.
            effects.push(Effect::Focus(first));
            return;
        }
        match desk.may_edit(now, id, self.settings.agent.as_ref()) {
            Ok(callback) => {
                let draft = self.draft_of(now, callback);
                let doubtful = matches!(callback.rules_mark(), Some(RulesMark::Doubtful(_)));
                self.changing = Some(Changing {
                    id: id.clone(),
                    draft,
                });
                self.left.clear();
                if doubtful {
                    // What new rules have put in doubt is asked at once.
                    self.left.push(Field::Time);
                }
                self.notice = None;
                effects.push(Effect::Focus(first));
            }
            Err(refusal) => self.notice = Some(Notice::Refused(refusal)),
        }
    }

    fn draft_of(&self, now: Timestamp, callback: &Callback) -> Draft {
        let promise = &callback.promise;
        let mut draft = Draft::from_context(&self.context, &self.settings);
        draft.phones = promise.phones.iter().map(ToString::to_string).collect();
        draft.name.clone_from(&promise.name);
        draft.note.clone_from(&promise.note);
        draft.zone = Pick::Chosen(promise.said.zone);
        draft.queue = Pick::Chosen(promise.queue.clone());
        draft.claim = promise.route.claim();
        let (date, time) = super::shown::printed(promise.said.local, &self.facts(now));
        draft.when = When::Typed {
            date,
            time,
            fold: promise.said.fold,
        };
        for field in [Field::Phone, Field::Name, Field::Zone, Field::Queue] {
            draft.touch(field);
        }
        draft
    }

    pub(super) fn leave_unchanged(&mut self) {
        self.changing = None;
        self.left.clear();
    }

    /// Runs one change of the desk; a refusal becomes a notice.
    fn told(&mut self, outcome: Result<Callback, Refusal>) -> Option<Callback> {
        outcome
            .map_err(|refusal| self.notice = Some(Notice::Refused(refusal)))
            .ok()
    }

    pub(super) fn cancel(
        &mut self,
        now: Timestamp,
        id: &CallbackId,
        desk: &mut Desk,
        effects: &mut Vec<Effect>,
    ) {
        let outcome = desk.cancel(now, id, self.settings.agent.as_ref());
        if let Some(row) = self.told(outcome) {
            if self
                .changing
                .as_ref()
                .is_some_and(|changing| changing.id == *id)
            {
                self.leave_unchanged();
            }
            self.notice = Some(Notice::Cancelling(id.clone()));
            effects.push(replace(row));
            self.settle(now, desk, effects);
        }
    }

    pub(super) fn undo(&mut self, id: &CallbackId, desk: &mut Desk, effects: &mut Vec<Effect>) {
        let outcome = desk.undo(id, self.settings.agent.as_ref());
        if let Some(row) = self.told(outcome) {
            self.notice = None;
            effects.push(replace(row));
        }
    }

    /// Carries out the cancels that can no longer be had back.
    pub(super) fn settle(&mut self, now: Timestamp, desk: &mut Desk, effects: &mut Vec<Effect>) {
        for row in desk.settle(now) {
            if self.notice == Some(Notice::Cancelling(row.id.clone())) {
                self.notice = None;
            }
            effects.push(replace(row.clone()));
            effects.push(Effect::Tell(HostEvent::Cancelled(Box::new(row))));
        }
    }

    /// Rows come back from a store that an older program wrote, here or in another tab: newer rules of a zone move what
    /// they move, and the host, which routes it, is told (T1).
    pub(super) fn follow_rules(now: Timestamp, desk: &mut Desk, effects: &mut Vec<Effect>) {
        for row in desk.follow(&Current, now) {
            effects.push(replace(row.clone()));
            effects.push(Effect::Tell(HostEvent::Updated {
                callback: Box::new(row),
                change: ChangeKind::Rules,
            }));
        }
    }

    /// Open even under the edit lock (P11). The host, or the router, places it.
    pub(super) fn call_now(&mut self, id: &CallbackId, desk: &Desk, effects: &mut Vec<Effect>) {
        let outcome = desk.may_call_now(id, self.settings.agent.as_ref()).cloned();
        if let Some(callback) = self.told(outcome) {
            let change = ChangeKind::CallNow;
            effects.push(Effect::Tell(HostEvent::Updated {
                callback: Box::new(callback),
                change,
            }));
        }
    }

    /// Only the agent who is alerted, or has it, answers (G2).
    pub(super) fn answer(
        &mut self,
        id: &CallbackId,
        answer: Answer,
        desk: &Desk,
        effects: &mut Vec<Effect>,
    ) {
        let me = self.settings.agent.as_ref().map(|agent| &agent.id);
        let Some(callback) = desk
            .get(id)
            .filter(|callback| me.is_some() && callback.state.agent() == me)
        else {
            self.notice = Some(Notice::Refused(Refusal::TooLate));
            return;
        };
        let fits = match answer {
            Answer::Accept | Answer::Decline => matches!(callback.state, State::Alerting { .. }),
            Answer::Dial | Answer::End => true,
        };
        if !fits {
            self.notice = Some(Notice::Refused(Refusal::TooLate));
            return;
        }
        let callback = Box::new(callback.clone());
        effects.push(match answer {
            Answer::Dial => Effect::Tell(HostEvent::Dial(callback)),
            _ => Effect::Tell(HostEvent::Updated {
                callback,
                change: ChangeKind::Answered(answer),
            }),
        });
    }

    /// Host events are for what the agent did, never for what the page itself set: a feed tells nothing back but errors.
    pub(super) fn feed(feeds: Vec<Fed>, desk: &mut Desk, effects: &mut Vec<Effect>) {
        for fed in feeds {
            let id = fed.id.clone();
            match desk.feed(fed) {
                Ok(Some(row)) => effects.push(replace(row)),
                Ok(None) => {}
                Err(refusal) => effects.push(Effect::Tell(HostEvent::FeedRefused { id, refusal })),
            }
        }
    }
}
