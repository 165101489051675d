//! What will come about a contact, maybe far ahead. Each contact has one place in a tree of its own,
//! with the first of its alarms; only the first of all has a place among the events.

use super::Engine;
use super::life::Stage;
use super::tournament::{Key, Rank, TIME_END, Tournament};
use crate::simulation::chance::NEVER;
use crate::simulation::sink::{Promise, Sink};

/// What an alarm is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Alarm {
    /// What is scheduled enters its queue; who waits gives up.
    Own,
    /// The ownership ends.
    Ownership,
    /// More agents may take it.
    Reach,
}

/// A time, and the number of the setting: those of one instant come in the order in which they were
/// set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Setting {
    at: i64,
    sequence: u64,
}

/// The alarms of a contact, by what they are for.
pub(super) type Alarms = [Setting; 3];

pub(super) const SILENT: Alarms = [Setting {
    at: NEVER,
    sequence: u64::MAX,
}; 3];

/// Time, number of the setting, contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Timer(u128);

/// Bits of a timer that hold the contact.
const ID_BITS: u32 = 28;

impl Rank for Timer {
    const NEVER: Self = Self(u128::MAX);
}

impl Timer {
    #[inline]
    const fn new(setting: Setting, id: u32) -> Self {
        if setting.at >= TIME_END {
            return Self::NEVER;
        }
        let time = (setting.at as u128) << 80;
        Self(time | (setting.sequence as u128) << ID_BITS | id as u128)
    }

    #[inline]
    const fn time(self) -> i64 {
        (self.0 >> 80) as i64
    }

    #[inline]
    const fn id(self) -> u32 {
        self.0 as u32 & ((1 << ID_BITS) - 1)
    }
}

#[derive(Clone, Debug)]
pub(super) struct Timers {
    tree: Tournament<Timer>,
    sequence: u64,
}

impl Timers {
    pub(super) fn new() -> Self {
        Self {
            tree: Tournament::new(1),
            sequence: 0,
        }
    }
}

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// Sets one of a contact's alarms. [`Self::await_alarm`] must follow before the next event: a
    /// contact that sets several takes its place in the tree once.
    #[inline]
    pub(super) fn set_alarm(&mut self, at: i64, id: u32, alarm: Alarm) {
        self.timers.sequence += 1;
        self.lives[id as usize].alarms[alarm as usize] = Setting {
            at,
            sequence: self.timers.sequence,
        };
    }

    /// Takes one back; the same must follow.
    #[inline]
    pub(super) fn drop_alarm(&mut self, id: u32, alarm: Alarm) {
        self.lives[id as usize].alarms[alarm as usize] = SILENT[0];
    }

    /// Takes all back.
    #[inline]
    pub(super) fn drop_alarms(&mut self, id: u32) {
        self.lives[id as usize].alarms = SILENT;
        self.await_alarm(id);
    }

    /// The contact's first alarm takes its place in the tree. Where an earlier one stands there, which
    /// was taken back, it stays: most are, and another contact has the place before its time comes.
    pub(super) fn await_alarm(&mut self, id: u32) {
        let first = self.first_alarm(id);
        let tree = &mut self.timers.tree;
        tree.reserve(id as usize + 1);
        if first < tree.at(id as usize) {
            self.put_alarm(id, first);
        }
    }

    /// One that comes after the agent's acceptance will not come at all.
    fn first_alarm(&self, id: u32) -> Timer {
        let life = &self.lives[id as usize];
        let [own, ownership, reach] = life.alarms;
        let first = own.min(ownership).min(reach);
        match life.stage {
            Stage::Alerting { agent } if self.agents[agent as usize].accepts_by(first.at) => {
                Timer::NEVER
            }
            _ => Timer::new(first, id),
        }
    }

    /// Into the tree, and the tree's first one among the events.
    fn put_alarm(&mut self, id: u32, first: Timer) {
        let tree = &mut self.timers.tree;
        let before = tree.first();
        tree.set_far(id as usize, first);
        let next = tree.first();
        if next != before {
            let place = self.agents.len() + self.arrivals.len() + 1;
            let key = if next == Timer::NEVER {
                Key::NEVER
            } else {
                Key::new(next.time(), place)
            };
            self.events.set(place, key);
        }
    }

    /// The first alarm's time has come, if it was not taken back.
    pub(super) fn fire(&mut self) {
        let fired = self.timers.tree.first();
        let id = fired.id();
        let first = self.first_alarm(id);
        if first != fired {
            return self.put_alarm(id, first);
        }
        let [own, ownership, reach] = self.lives[id as usize].alarms;
        let alarm = match own.min(ownership).min(reach) {
            first if first == own => Alarm::Own,
            first if first == ownership => Alarm::Ownership,
            _ => Alarm::Reach,
        };
        self.drop_alarm(id, alarm);
        let next = self.first_alarm(id);
        self.put_alarm(id, next);
        let life = &self.lives[id as usize];
        match (alarm, life.stage) {
            (Alarm::Own, Stage::Scheduled) => self.come_in(id),
            (Alarm::Own, Stage::Waiting | Stage::Alerting { .. }) => {
                let how = Self::gone(self.plan, self.held.at(id));
                self.step_out(id);
                self.leave(id, how);
            }
            // It may have ended this very instant, with the alert that it outlasted.
            (Alarm::Ownership, Stage::Waiting) if matches!(life.promise, Promise::Owned { .. }) => {
                self.step_out(id);
                self.expire(id);
            }
            (Alarm::Reach, Stage::Waiting) => {
                self.step_out(id);
                self.route(id);
            }
            _ => {}
        }
    }
}
