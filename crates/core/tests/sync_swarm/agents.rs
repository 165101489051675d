//! What people do: book, edit, cancel, decide; and another agent who changes the same callback elsewhere.

use crate::browser::Job;
use crate::wire::{self, Foreign};
use crate::world::World;
use callback_core::callback::{Callback, DisconnectReason, State};
use callback_core::desk::Durability;
use callback_core::ids::{CallbackId, Key};
use callback_core::sync::{Choice, Input, Standing};
use callback_core::time::{DAY_MS, MINUTE_MS};

impl World {
    /// Somebody does something.
    pub(crate) fn act(&mut self) {
        let Some((browser, tab)) = self.some_tab() else {
            return;
        };
        match self.rng.below(100) {
            0..45 => self.book(browser, tab),
            45..75 => self.edit(browser, tab),
            75..85 => self.cancel(browser, tab),
            85..93 => self.decide(browser, tab),
            _ => self.change_elsewhere(),
        }
    }

    fn some_tab(&mut self) -> Option<(usize, u32)> {
        let browser = self.rng.below(self.browsers.len() as u64) as usize;
        let ready: Vec<u32> = self.browsers[browser]
            .tabs
            .iter()
            .filter(|tab| tab.read)
            .map(|tab| tab.id)
            .collect();
        (!ready.is_empty()).then(|| (browser, self.rng.pick(&ready)))
    }

    fn book(&mut self, browser: usize, tab: u32) {
        self.presses += 1;
        let press = Key::new(format!("press{}", self.presses));
        // Two tabs may hold the same conversation.
        let same = self.presses > 1 && self.rng.percent(8);
        let conversation = format!("{browser}-{}", self.presses - u64::from(same));
        let ahead_ms = if self.rng.percent(15) {
            MINUTE_MS + i64::from(self.rng.small(30 * 60_000))
        } else {
            DAY_MS + i64::from(self.rng.small(20 * 86_400_000))
        };
        let note = self.note();
        let callback = wire::booked(&conversation, &press, self.now + ahead_ms, &note, self.now);
        let id = &callback.id;
        let standing = self
            .tab(browser, tab)
            .is_some_and(|here| here.desk.get(id).is_some() || here.outbox.remote(id).is_some());
        if standing {
            return;
        }
        self.count.booked += 1;
        self.judge.booked(&callback, browser, tab);
        self.change(browser, tab, callback);
    }

    fn note(&mut self) -> String {
        self.notes += 1;
        self.notes.to_string()
    }

    /// One that this tab shows, is not over, and that no other tab of the browser edits.
    fn mine(&mut self, browser: usize, tab: u32) -> Option<Callback> {
        let shown = &self.browsers[browser]
            .tabs
            .iter()
            .find(|it| it.id == tab)?
            .desk;
        let open: Vec<&Callback> = shown.all().filter(|it| !it.state.over()).collect();
        if open.is_empty() {
            return None;
        }
        let one = open[self.rng.below(open.len() as u64) as usize].clone();
        self.judge.edited_by(&one.key, browser, tab);
        Some(one)
    }

    fn edit(&mut self, browser: usize, tab: u32) {
        let Some(mut callback) = self.mine(browser, tab) else {
            return;
        };
        callback.promise.note = self.note();
        callback.version += 1;
        self.count.edited += 1;
        self.change(browser, tab, callback);
    }

    fn cancel(&mut self, browser: usize, tab: u32) {
        let Some(mut callback) = self.mine(browser, tab) else {
            return;
        };
        callback.state = State::Disconnected(DisconnectReason::Client);
        callback.version += 1;
        self.change(browser, tab, callback);
    }

    fn change(&mut self, browser: usize, tab: u32, callback: Callback) {
        if let Some(tab) = self.tab(browser, tab) {
            // Newer than what is there: it is taken as it is.
            tab.desk
                .opened(Durability::Durable, vec![callback.clone()], 0);
        }
        self.judge.pressed(&callback);
        self.tell(browser, tab, Input::Changed(Box::new(callback)));
    }

    /// The agent reads what is refused or changed by two, and decides.
    pub(crate) fn decide(&mut self, browser: usize, tab: u32) {
        let now = self.local(browser);
        let Some(here) = self.tab(browser, tab) else {
            return;
        };
        let asking = here.desk.all().find_map(|it| {
            let standing = here.outbox.standing(&it.id, now)?;
            let known = here.outbox.remote(&it.id).is_some();
            match standing {
                Standing::Conflict(_) | Standing::Refused(_) => Some((it.clone(), known)),
                _ => None,
            }
        });
        let Some((mut callback, known)) = asking else {
            return;
        };
        self.judge.decided(&callback);
        if known {
            let choice = self
                .rng
                .pick(&[Choice::Mine, Choice::Theirs, Choice::Theirs]);
            let callback: CallbackId = callback.id;
            self.count.decided += 1;
            self.tell(browser, tab, Input::Chosen { callback, choice });
        } else {
            callback.state = State::Disconnected(DisconnectReason::Client);
            callback.version += 1;
            self.change(browser, tab, callback);
        }
    }

    fn change_elsewhere(&mut self) {
        let note = self.note();
        let which = self.rng.below(40) as usize;
        if let Some(key) = self.backend.change(&Foreign { which, note }) {
            self.count.elsewhere += 1;
            self.judge.elsewhere(&key);
        }
    }

    /// Reads the rows once more, as a tab does that was told of a change.
    pub(crate) fn reread(&mut self, browser: usize, tab: u32) {
        self.job(browser, tab, Job::Read);
    }
}
