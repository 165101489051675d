//! A press of Schedule or Save, until the row is kept and the host has heard of it (P12, S1).

use super::{ChangeKind, Effect, HostEvent, Notice, Panel, Press, Write};
use crate::callback::Callback;
use crate::check::check;
use crate::command::Command;
use crate::desk::{Desk, Keeping};
use crate::draft::Draft;
use crate::ids::{CallbackId, Key};
use crate::problem::{Field, Refusal};
use crate::time::Timestamp;

impl Panel {
    pub(super) fn schedule(
        &mut self,
        now: Timestamp,
        key: &Key,
        desk: &Desk,
        effects: &mut Vec<Effect>,
    ) {
        if self.press != Press::None {
            return;
        }
        for field in Field::ALL {
            self.leave(field);
        }
        self.read_left(now);
        match super::shown::button(
            &self.facts(now),
            desk,
            self.changing.as_ref().map(|it| &it.id),
            false,
        ) {
            super::Button::Off(refusal) => self.notice = Some(Notice::Refused(refusal)),
            super::Button::Busy => {}
            super::Button::Ready => self.press_on(now, key, effects),
        }
    }

    fn press_on(&mut self, now: Timestamp, key: &Key, effects: &mut Vec<Effect>) {
        match check(self.active(), &self.facts(now), key, &self.verdicts) {
            Ok(command) => {
                self.press = Press::Asking(Box::new(command.clone()));
                effects.push(Effect::Ask(Box::new(command)));
            }
            Err(problems) => {
                if let Some(first) = problems.first() {
                    effects.push(Effect::Focus(first.field));
                }
                effects.push(Effect::Tell(HostEvent::Invalid(problems)));
            }
        }
    }

    /// The command whose host was asked under `key`; an answer to any other question is too late and ignored.
    fn asked(&mut self, key: &Key) -> Option<Command> {
        match &self.press {
            Press::Asking(command) if command.key() == key => {
                let command = (**command).clone();
                self.press = Press::None;
                Some(command)
            }
            _ => None,
        }
    }

    pub(super) fn vetoed(&mut self, key: &Key) {
        if self.asked(key).is_some() {
            self.notice = Some(Notice::Refused(Refusal::Vetoed));
        }
    }

    pub(super) fn allowed(
        &mut self,
        now: Timestamp,
        key: &Key,
        desk: &mut Desk,
        effects: &mut Vec<Effect>,
    ) {
        let Some(command) = self.asked(key) else {
            return;
        };
        let agent = self.settings.agent.as_ref();
        let (row, write) = match &self.changing {
            Some(changing) => (
                desk.edit(now, &changing.id, command.promise().clone(), agent),
                Write::Replace,
            ),
            None => (
                desk.book(&command, agent, &self.settings.policy),
                Write::New,
            ),
        };
        match row {
            Ok(row) => {
                self.press = Press::Keeping(row.id.clone());
                effects.push(Effect::Keep {
                    row: Box::new(row),
                    write,
                });
            }
            Err(refusal) => self.notice = Some(Notice::Refused(refusal)),
        }
    }

    /// The store has answered. A row it could not write is still booked, in memory, and said to be so (S1).
    pub(super) fn kept(
        &mut self,
        id: &CallbackId,
        keeping: Keeping,
        desk: &mut Desk,
        effects: &mut Vec<Effect>,
    ) {
        let outcome = desk.kept(id, keeping);
        if !matches!(&self.press, Press::Keeping(row) if row == id) {
            return;
        }
        self.press = Press::None;
        match (outcome, desk.get(id).cloned()) {
            (Ok(()), Some(callback)) => self.booked(callback, effects),
            (Ok(()), None) => {}
            (Err(refusal), _) => self.notice = Some(Notice::Refused(refusal)),
        }
    }

    fn booked(&mut self, callback: Callback, effects: &mut Vec<Effect>) {
        let id = callback.id.clone();
        let callback = Box::new(callback);
        self.left.clear();
        if self.changing.take().is_some() {
            self.notice = Some(Notice::Changed(id));
            effects.push(Effect::Tell(HostEvent::Updated {
                callback,
                change: ChangeKind::Edited,
            }));
            return;
        }
        if self.context.conversation == callback.conversation {
            self.draft = Draft::from_context(&self.context, &self.settings);
            self.notice = Some(Notice::Scheduled(id));
            self.keep_draft(effects);
        }
        effects.push(Effect::Tell(HostEvent::Scheduled(callback)));
    }
}
