//! Who with whom: an idle agent for a lane, a lane for a free agent.

use super::lane::Order;
use super::tournament::Key;
use super::{Engine, State};
use crate::simulation::scenario::Selection;
use crate::simulation::sink::Sink;

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// The idle agent to take what stands in this lane.
    #[inline]
    pub(super) fn idle_for(&mut self, lane: usize) -> Option<u32> {
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

    /// The lane whose first contact the agents of this pool take next.
    #[inline]
    pub(super) fn lane_for(&mut self, pool: usize) -> Option<usize> {
        if !MANY {
            return self.first_in(0).map(|_| 0);
        }
        let plan = self.plan;
        let mut best: Option<(Order, usize)> = None;
        let mut tier = 0;
        for choice in &plan.pools[pool].lanes {
            if choice.tier != tier {
                if best.is_some() {
                    break;
                }
                tier = choice.tier;
            }
            let lane = choice.index as usize;
            if let Some(order) = self.first_in(lane)
                && best.is_none_or(|(first, _)| order < first)
            {
                best = Some((order, lane));
            }
        }
        best.map(|(_, lane)| lane)
    }

    /// The first contact of a lane that is still there.
    #[inline]
    fn first_in(&mut self, lane: usize) -> Option<Order> {
        loop {
            let first = self.lanes[lane].first()?;
            if first.deadline >= self.now {
                return Some(first.order);
            }
            let gone = self.lanes[lane].pop()?;
            let row = self.held.at(gone.id);
            self.sink
                .left(gone.deadline, &row.contact, Self::gone(self.plan, row));
            self.held.free(gone.id);
        }
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
