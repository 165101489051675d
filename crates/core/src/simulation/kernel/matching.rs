//! Who with whom: an idle agent for a lane, a lane for a free agent.

use super::lane::EMPTY;
use super::tournament::Key;
use super::{Engine, State};
use crate::simulation::plan::Choice;
use crate::simulation::scenario::Selection;
use crate::simulation::sink::Sink;

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// The idle agent to take what stands in this lane.
    #[inline]
    pub(super) fn idle_for(&mut self, lane: usize) -> Option<u32> {
        if WHOLE && self.held_back(lane, 0) {
            return None;
        }
        if self.plan.selection == Selection::Random {
            return self.any_idle_for(lane);
        }
        if !MANY {
            let first = self.pools[0].first();
            return (first != Key::NEVER).then_some(first.place() as u32);
        }
        let mut best = Key::NEVER;
        let mut tier = 0;
        for choice in &self.plan.lanes[lane].pools {
            if choice.tier != tier {
                if best != Key::NEVER {
                    break;
                }
                tier = choice.tier;
            }
            best = best.min(self.idle[choice.index as usize]);
        }
        (best != Key::NEVER).then_some(best.place() as u32)
    }

    /// Any of the idle agents of the first tier in which there is one, equally likely.
    #[inline(never)]
    fn any_idle_for(&mut self, lane: usize) -> Option<u32> {
        let choices = &self.plan.lanes[lane].pools;
        for tier in choices.chunk_by(|a, b| a.tier == b.tier) {
            let count = |pool: u32| self.pools[pool as usize].count();
            let all = tier.iter().map(|choice| count(choice.index)).sum();
            if all == 0 {
                continue;
            }
            let mut left = self.selection.below(all);
            for choice in tier {
                if left < count(choice.index) {
                    return Some(self.pools[choice.index as usize].member(left));
                }
                left -= count(choice.index);
            }
        }
        None
    }

    /// The lane whose first contact the agents of this pool take next, and its tier.
    #[inline]
    pub(super) fn lane_for(&mut self, pool: usize) -> Option<(u32, usize)> {
        loop {
            let (tier, lane) = if MANY { self.best_lane(pool)? } else { (0, 0) };
            let first = self.lanes.first(lane)?;
            if first.deadline >= self.now {
                return Some((tier, lane));
            }
            let gone = self.lanes.pop(lane)?;
            let row = self.held.at(gone.id);
            self.sink
                .left(gone.deadline, &row.contact, Self::gone(self.plan, row));
            self.held.free(gone.id);
        }
    }

    /// The same, where the first contact may be gone.
    #[inline]
    fn best_lane(&self, pool: usize) -> Option<(u32, usize)> {
        let mut best = EMPTY;
        let (mut tier, mut lane) = (0, 0);
        for choice in &self.plan.pools[pool].lanes {
            if best != EMPTY && choice.tier != tier {
                break;
            }
            let other = choice.index as usize;
            let key = self.lanes.key(other);
            if key > best || key == EMPTY || (key == best && !self.before(other, lane)) {
                continue;
            }
            if WHOLE && self.held_back(other, 1) {
                continue;
            }
            (best, tier, lane) = (key, choice.tier, other);
        }
        (best != EMPTY).then_some((tier, lane))
    }

    /// Of two lanes whose first contacts have the same score, whether this one's came first.
    fn before(&self, lane: usize, other: usize) -> bool {
        let order = |lane| self.lanes.first(lane).map(|first| first.order);
        order(lane) < order(other)
    }

    /// Blending: whether a callback in this lane must not start now. `freed` agents are idle and
    /// not counted in their pools.
    fn held_back(&self, lane: usize, freed: u32) -> bool {
        let Some(blending) = self.plan.blending else {
            return false;
        };
        let lane = &self.plan.lanes[lane];
        if self.plan.classes[lane.class].callback.is_none() {
            return false;
        }
        let count = |choice: &Choice| self.pools[choice.index as usize].count();
        let idle: u32 = lane.pools.iter().map(count).sum();
        self.calls_waiting > 0 || idle + freed <= blending.reserved_idle
    }

    /// Whether the agent may be alerted.
    pub(super) fn is_idle(&self, agent: u32) -> bool {
        self.agents[agent as usize].state == State::Idle
    }

    /// The agent is idle from now on.
    #[inline]
    pub(super) fn list(&mut self, agent: u32) {
        let row = &mut self.agents[agent as usize];
        row.state = State::Idle;
        let plan = &self.plan.agents[agent as usize];
        let order = match self.plan.selection {
            Selection::LongestIdle | Selection::Random => row.idle_since,
            Selection::InOrder => 0,
            Selection::Fastest => i64::from(plan.rank),
        };
        let pool = plan.pool as usize;
        self.pools[pool].insert(plan.seat, Key::new(order, agent as usize));
        if MANY {
            self.idle[pool] = self.pools[pool].first();
        }
    }

    /// The agent is not idle any more.
    #[inline]
    pub(super) fn unlist(&mut self, agent: u32) {
        let plan = &self.plan.agents[agent as usize];
        let pool = plan.pool as usize;
        self.pools[pool].remove(plan.seat);
        if MANY {
            self.idle[pool] = self.pools[pool].first();
        }
    }
}
