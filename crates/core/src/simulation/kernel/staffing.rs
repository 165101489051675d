//! Agents come and go.

use super::tournament::Key;
use super::{Engine, Group, State};
use crate::simulation::chance::NEVER;
use crate::simulation::scenario::{Closing, Shifts};
use crate::simulation::sink::{Left, Sink};

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// The next change comes about.
    pub(super) fn change_staffing(&mut self) {
        let Some(&change) = self.plan.staffing.get(self.next_staffing) else {
            return;
        };
        self.next_staffing += 1;
        self.await_staffing();
        self.groups[change.group].scheduled = change.agents;
        let agents = self.plan.groups[change.group].agents.clone();
        for agent in agents.clone() {
            if self.agents[agent as usize].state == State::Off && self.is_needed(agent) {
                self.come(agent);
            }
        }
        for agent in agents.rev() {
            if self.agents[agent as usize].state == State::Idle && self.is_too_many(agent) {
                self.unlist(agent);
                self.go(agent);
            }
        }
        if WHOLE {
            self.close(None);
        }
    }

    /// Whether one who is there has to go.
    #[inline]
    pub(super) fn is_too_many(&self, agent: u32) -> bool {
        let group = self.plan.agents[agent as usize].group as usize;
        let Group { here, scheduled } = self.groups[group];
        if WHOLE && self.plan.groups[group].shifts == Shifts::Own {
            return self.plan.place(agent) >= scheduled;
        }
        here > scheduled
    }

    /// Whether one who is not there has to come.
    fn is_needed(&self, agent: u32) -> bool {
        let group = self.plan.agents[agent as usize].group as usize;
        let Group { here, scheduled } = self.groups[group];
        match self.plan.groups[group].shifts {
            Shifts::Own => self.plan.place(agent) < scheduled,
            Shifts::Shared => here < scheduled,
        }
    }

    pub(super) fn await_staffing(&mut self) {
        let place = self.agents.len() + self.arrivals.len();
        let next = self.plan.staffing.get(self.next_staffing);
        self.events.set(
            place,
            next.map_or(Key::NEVER, |next| Key::new(next.at_ms, place)),
        );
    }

    /// On queue, and at once for what waits.
    fn come(&mut self, agent: u32) {
        let group = self.plan.agents[agent as usize].group;
        self.groups[group as usize].here += 1;
        let row = &mut self.agents[agent as usize];
        if row.idle_since == NEVER {
            row.idle_since = self.now;
        }
        self.sink.staffed(self.now, agent, group, true);
        if WHOLE {
            return self.settle(agent);
        }
        self.serve(agent);
    }

    /// Off queue; not listed as idle.
    pub(super) fn go(&mut self, agent: u32) {
        let group = self.plan.agents[agent as usize].group;
        self.groups[group as usize].here -= 1;
        self.agents[agent as usize].state = State::Off;
        self.events.set(agent as usize, Key::NEVER);
        self.sink.staffed(self.now, agent, group, false);
    }
    /// Who waits where nobody is scheduled any more is disconnected, where the queue says so: all of
    /// them, or those whom this agent might have served.
    pub(super) fn close(&mut self, after: Option<u32>) {
        let plan = self.plan;
        let pool = after.map(|agent| plan.agents[agent as usize].pool);
        for (number, lane) in plan.lanes.iter().enumerate() {
            let queue = &plan.queues[plan.classes[lane.class].queue];
            if queue.closing != Closing::Disconnects {
                continue;
            }
            let mine = pool.is_none_or(|pool| lane.pools.iter().any(|choice| choice.index == pool));
            let open = lane
                .pools
                .iter()
                .any(|choice| self.scheduled_in(choice.index as usize));
            if !mine || open {
                continue;
            }
            while let Some(first) = self.lanes.first(number) {
                let id = first.id;
                self.step_out(id);
                self.leave(id, Left::Closed);
            }
        }
    }

    fn scheduled_in(&self, pool: usize) -> bool {
        let groups = self.plan.groups.iter().zip(&self.groups);
        groups
            .into_iter()
            .any(|(plan, group)| plan.pool == pool && group.scheduled > 0)
    }
}
