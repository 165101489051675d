//! What will come about a contact, maybe far ahead: heaps of settings, of which only the first has a
//! place among the events. A setting that is taken back is left where it is (most are taken back, and
//! few ever come up): a contact knows the numbers of those that stand.

use super::Engine;
use super::life::{Life, Stage};
use super::tournament::{Key, TIME_END};
use crate::simulation::sink::{Promise, Sink};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

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

/// The numbers of a contact's settings that stand, by what they are for.
pub(super) type Alarms = [u64; 3];

/// No setting has this number.
const NONE: u64 = 0;

pub(super) const SILENT: Alarms = [NONE; 3];

/// A setting: time, its number, contact, alarm. Those of one instant come in the order in which they
/// were set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Timer(u128);

/// Bits of a timer that hold the alarm, the contact, the number.
const ALARM_BITS: u32 = 2;
const ID_BITS: u32 = 30;
const NUMBER_BITS: u32 = 48;

impl Timer {
    #[inline]
    const fn new(at: i64, number: u64, id: u32, alarm: Alarm) -> Self {
        let id = ((id << ALARM_BITS) | alarm as u32) as u128;
        let number = (number as u128) << (ID_BITS + ALARM_BITS);
        Self(((at as u128) << (NUMBER_BITS + ID_BITS + ALARM_BITS)) | number | id)
    }

    #[inline]
    const fn at(self) -> i64 {
        (self.0 >> (NUMBER_BITS + ID_BITS + ALARM_BITS)) as i64
    }

    #[inline]
    const fn number(self) -> u64 {
        (self.0 >> (ID_BITS + ALARM_BITS)) as u64 & ((1 << NUMBER_BITS) - 1)
    }

    #[inline]
    const fn id(self) -> u32 {
        (self.0 as u32) >> ALARM_BITS
    }

    #[inline]
    const fn alarm(self) -> Alarm {
        match self.0 as u32 & ((1 << ALARM_BITS) - 1) {
            0 => Alarm::Own,
            1 => Alarm::Ownership,
            _ => Alarm::Reach,
        }
    }

    /// Whether it was neither taken back nor set anew.
    #[inline]
    fn stands(self, lives: &[Life]) -> bool {
        lives[self.id() as usize].alarms[self.alarm() as usize] == self.number()
    }
}

/// Settings, the first on top.
#[derive(Clone, Debug, Default)]
struct Heap {
    timers: BinaryHeap<Reverse<Timer>>,
    /// When there are so many, those that do not stand are cleared out.
    sweep_at: usize,
}

/// Smaller heaps are not worth a sweep.
const SWEEP_MIN: usize = 64;

impl Heap {
    #[inline]
    fn push(&mut self, timer: Timer, lives: &[Life]) {
        if self.timers.len() >= self.sweep_at.max(SWEEP_MIN) {
            self.timers.retain(|Reverse(timer)| timer.stands(lives));
            self.sweep_at = 2 * self.timers.len();
        }
        self.timers.push(Reverse(timer));
    }

    #[inline]
    fn first(&self) -> Option<Timer> {
        self.timers.peek().map(|&Reverse(timer)| timer)
    }
}

/// Settings less than this ahead, about 17 minutes, are near: mostly of those who wait, and mostly
/// taken back. What is promised for later is kept apart, so that the others' heap is small.
const NEAR_MS: i64 = 1 << 20;

#[derive(Clone, Debug, Default)]
pub(super) struct Timers {
    near: Heap,
    far: Heap,
    /// The number of the last setting.
    number: u64,
}

impl Timers {
    #[inline]
    fn first(&self) -> Option<Timer> {
        match (self.near.first(), self.far.first()) {
            (Some(near), Some(far)) => Some(near.min(far)),
            (near, far) => near.or(far),
        }
    }

    /// Takes out the first.
    #[inline]
    fn pop(&mut self) -> Option<Timer> {
        let first = self.first()?;
        let heap = if self.near.first() == Some(first) {
            &mut self.near
        } else {
            &mut self.far
        };
        heap.timers.pop();
        Some(first)
    }
}

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// Sets one of a contact's alarms, in place of how it was set before.
    pub(super) fn set_alarm(&mut self, at: i64, id: u32, alarm: Alarm) {
        if at >= TIME_END {
            return self.drop_alarm(id, alarm);
        }
        let timers = &mut self.timers;
        timers.number += 1;
        self.lives[id as usize].alarms[alarm as usize] = timers.number;
        let timer = Timer::new(at, timers.number, id, alarm);
        let is_first = timers.first().is_none_or(|first| timer < first);
        let heap = if at - self.now < NEAR_MS {
            &mut timers.near
        } else {
            &mut timers.far
        };
        heap.push(timer, &self.lives);
        if is_first {
            self.await_timer();
        }
    }

    /// Takes one back. It stays in its heap until it comes up there, or is cleared out.
    #[inline]
    pub(super) fn drop_alarm(&mut self, id: u32, alarm: Alarm) {
        self.lives[id as usize].alarms[alarm as usize] = NONE;
    }

    /// Takes all back.
    #[inline]
    pub(super) fn drop_alarms(&mut self, id: u32) {
        self.lives[id as usize].alarms = SILENT;
    }

    /// Takes out what comes before the first setting that stands.
    fn clear_timers(&mut self) {
        while let Some(first) = self.timers.first()
            && !first.stands(&self.lives)
        {
            self.timers.pop();
        }
    }

    /// The first setting takes the timers' place among the events.
    fn await_timer(&mut self) {
        let place = self.agents.len() + self.arrivals.len() + 1;
        let first = self.timers.first();
        let key = first.map_or(Key::NEVER, |first| Key::new(first.at(), place));
        self.events.set(place, key);
    }

    /// The time of the timers' place has come: of the first setting, if that still stands.
    pub(super) fn fire(&mut self) {
        self.clear_timers();
        let fired = self.timers.first();
        let Some(fired) = fired.filter(|fired| fired.at() <= self.now) else {
            return self.await_timer();
        };
        self.timers.pop();
        self.clear_timers();
        self.await_timer();
        let (id, alarm) = (fired.id(), fired.alarm());
        self.drop_alarm(id, alarm);
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
