//! What will come about a contact, maybe far ahead. Only the head of the heap has a place among the
//! events.

use super::Engine;
use super::life::Stage;
use super::tournament::Key;
use crate::simulation::chance::NEVER;
use crate::simulation::sink::{Left, Sink};
use core::cmp::Reverse;
use std::collections::BinaryHeap;

/// What a timer is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Alarm {
    /// It enters its queue: a callback's time, a redial.
    Due,
    /// The customer gives up.
    GivesUp,
    /// The ownership ends.
    OwnershipEnds,
    /// More agents may take it.
    ReachesFurther,
}

/// Those of one instant come in the order in which they were set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Timer {
    at: i64,
    sequence: u64,
    id: u32,
    /// Of the contact; another one by now, and the timer is void.
    generation: u32,
    alarm: Alarm,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Timers {
    heap: BinaryHeap<Reverse<Timer>>,
    sequence: u64,
}

/// So many void timers are not worth clearing out.
const VOID_MIN: usize = 1_024;

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// Sets a timer; its number.
    pub(super) fn set_timer(&mut self, at: i64, id: u32, alarm: Alarm) -> u64 {
        self.timers.sequence += 1;
        let sequence = self.timers.sequence;
        if at == NEVER {
            return sequence;
        }
        if self.timers.heap.len() > VOID_MIN + 4 * self.held.len() {
            let lives = &self.lives;
            self.timers
                .heap
                .retain(|Reverse(timer)| lives[timer.id as usize].generation == timer.generation);
        }
        self.timers.heap.push(Reverse(Timer {
            at,
            sequence,
            id,
            generation: self.lives[id as usize].generation,
            alarm,
        }));
        self.await_timer();
        sequence
    }

    fn await_timer(&mut self) {
        let place = self.agents.len() + self.arrivals.len() + 1;
        let next = self.timers.heap.peek();
        let key = next.map_or(Key::NEVER, |Reverse(timer)| Key::new(timer.at, place));
        if self.events.at(place) != key {
            self.events.set(place, key);
        }
    }

    /// The first timer's time has come.
    pub(super) fn fire(&mut self) {
        let Some(Reverse(timer)) = self.timers.heap.pop() else {
            return;
        };
        self.await_timer();
        let life = &self.lives[timer.id as usize];
        if life.generation != timer.generation {
            return;
        }
        let waits = life.stage == Stage::Waiting;
        match timer.alarm {
            Alarm::Due => self.come_in(timer.id),
            Alarm::GivesUp => {
                let how = Self::gone(self.plan, self.held.at(timer.id));
                self.give_up(timer.id, how);
            }
            Alarm::OwnershipEnds if waits => {
                self.step_out(timer.id);
                self.expire(timer.id);
            }
            Alarm::ReachesFurther if waits && life.reach_timer == timer.sequence => {
                self.step_out(timer.id);
                self.route(timer.id);
            }
            Alarm::OwnershipEnds | Alarm::ReachesFurther => {}
        }
    }

    /// Gone from the lane, or from an alert.
    fn give_up(&mut self, id: u32, how: Left) {
        self.step_out(id);
        self.leave(id, how);
    }
}
