//! A scenario, checked and made fit to run: every name an index, every rule a table.
//!
//! Contacts wait in *lanes*: one for each class and, where more agents may take it after a while,
//! each stage of that. Idle agents stand in *pools*: one for each set of agents who may take the
//! same. Who may be matched with whom is then two tables, from lanes to pools and back, and each
//! entry has a *tier*: a lower one is looked at first, within one the score or the idle time decides.

mod check;
mod class;
mod matching;
mod staffing;

pub use check::{Problem, What};
pub(super) use class::{AfterCall, Class};

use super::chance::Variate;
use super::scenario::{
    Alerting, Blending, Booking, Closing, Promised, Rules, Run, Scenario, Scheduled, Selection,
    Shifts, Standing, Tagged,
};

/// Shared by all runs of a scenario.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where intervals end, ascending; the last one is the end of the day.
    pub(super) interval_ends: Vec<i64>,
    pub(super) classes: Vec<Class>,
    pub(super) queues: Vec<Queue>,
    pub(super) lanes: Vec<Lane>,
    pub(super) pools: Vec<Pool>,
    pub(super) agents: Vec<Agent>,
    pub(super) groups: Vec<Group>,
    /// Ascending in time; those of one instant by group.
    pub(super) staffing: Vec<Staffing>,
    pub(super) selection: Selection,
    pub(super) speeds_differ: bool,
    pub(super) blending: Option<Blending>,
    pub(super) trunks: u32,
    pub(super) busyness_shape: Option<f64>,
    pub(super) start: Vec<Standing>,
    pub(super) scheduled: Vec<Scheduled>,
    pub(super) tagged: Option<Tagged>,
    pub(super) run: Run,
    /// Whether there is more than one lane and one pool that take each other.
    pub(super) many: bool,
    /// Whether anything happens between an entry and an end besides waiting and one service.
    pub(super) whole: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Queue {
    pub(super) call_alert_ms: i64,
    pub(super) callback_alert_ms: i64,
    pub(super) hands_over: bool,
    /// `usize::MAX`: without limit.
    pub(super) room: usize,
    pub(super) closing: Closing,
    /// The lanes of its classes.
    pub(super) lanes: Vec<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Lane {
    pub(super) class: usize,
    /// How long after the entry the next lane takes over.
    pub(super) next_after_ms: Option<i64>,
    /// In the order of tiers.
    pub(super) pools: Vec<Choice>,
}

/// A pool of a lane, or a lane of a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) index: u32,
    pub(super) tier: u32,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    pub(super) size: usize,
    /// In the order of tiers.
    pub(super) lanes: Vec<Choice>,
    /// The queues whose owned and *to me* callbacks its agents may take.
    pub(super) queues: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Agent {
    pub(super) group: u32,
    pub(super) pool: u32,
    /// The place in the pool.
    pub(super) seat: u32,
    /// In the order of speed, the fastest first.
    pub(super) rank: u32,
    pub(super) speed: f64,
}

#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Its agents are these, all intervals together.
    pub(super) agents: core::ops::Range<u32>,
    pub(super) pool: usize,
    pub(super) shifts: Shifts,
    pub(super) alerting: Option<Rings>,
}

#[derive(Clone, Debug)]
pub(super) struct Rings {
    pub(super) answer: Variate,
    pub(super) missed: f64,
    pub(super) away: Variate,
}

/// From then on so many agents are scheduled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Staffing {
    pub(super) at_ms: i64,
    pub(super) group: usize,
    pub(super) agents: u32,
}

impl Plan {
    /// Checks the scenario and makes its tables.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn new(scenario: &Scenario) -> Result<Self, Problem> {
        check::check(scenario)?;
        let mut end = 0;
        let interval_ends = scenario.intervals_ms.iter().map(|length| {
            end += length;
            end
        });
        let tables = matching::tables(scenario);
        let (groups, agents) = staffing::people(scenario, &tables.pool_of_group);
        let mut pools = tables.pools;
        for agent in &agents {
            pools[agent.pool as usize].size += 1;
        }
        let lists = match &scenario.rules {
            Rules::Router => None,
            Rules::Lists(lists) => Some(lists),
        };
        let first_lanes = &tables.first_lane_of_class;
        let classes = scenario.classes.iter().zip(first_lanes);
        let mut plan = Self {
            interval_ends: interval_ends.collect(),
            classes: classes
                .map(|(class, &lane)| {
                    Class::new(class, lane, &scenario.queues[class.queue].settings)
                })
                .collect(),
            queues: tables.queues,
            many: !one_to_one(&tables.lanes, &pools),
            lanes: tables.lanes,
            pools,
            speeds_differ: agents.iter().any(|agent| agent.speed != 1.0),
            agents,
            groups,
            staffing: staffing::changes(scenario),
            selection: lists.map_or(Selection::LongestIdle, |lists| lists.selection),
            blending: scenario.blending,
            trunks: scenario.trunks.unwrap_or(u32::MAX),
            busyness_shape: scenario.busyness_shape,
            start: scenario.start.clone(),
            scheduled: scenario.scheduled.clone(),
            tagged: scenario.tagged,
            run: scenario.run,
            whole: false,
        };
        plan.whole = plan.needs_whole();
        Ok(plan)
    }

    /// Agents in all, of all intervals.
    #[must_use]
    pub fn agents(&self) -> usize {
        self.agents.len()
    }

    /// Where the intervals end, in ms; empty for one interval without end.
    #[must_use]
    pub fn interval_ends_ms(&self) -> &[i64] {
        &self.interval_ends
    }

    /// Whom an agent promises a callback: of `share`, uniform in 0 to 1, the first part is *to me*, the
    /// next one owned. Nobody makes it their own for a time at which they are not scheduled.
    pub(super) fn promised(
        &self,
        booking: &Booking,
        share: f64,
        agent: u32,
        at_ms: i64,
    ) -> Promised {
        if share < booking.to_me {
            Promised::ToMe { agent }
        } else if share < booking.to_me + booking.owned && self.is_scheduled(agent, at_ms) {
            Promised::Owned {
                agent,
                owned_for_ms: booking.owned_for_ms,
            }
        } else {
            Promised::Anyone
        }
    }

    /// Whether the agent's place in the group is one of those scheduled then.
    fn is_scheduled(&self, agent: u32, at_ms: i64) -> bool {
        let number = self.agents[agent as usize].group as usize;
        let so_far = self.staffing.partition_point(|it| it.at_ms <= at_ms);
        let mut changes = self.staffing[..so_far].iter();
        let last = changes.rfind(|change| change.group == number);
        last.is_some_and(|change| self.place(agent) < change.agents)
    }

    /// The agent's place in the group, counted from 0.
    pub(super) fn place(&self, agent: u32) -> u32 {
        let group = self.agents[agent as usize].group as usize;
        agent - self.groups[group].agents.start
    }

    /// When a run ends at the latest.
    pub(super) fn end_ms(&self) -> i64 {
        match self.run {
            Run::Steady {
                warm_up_ms,
                batches,
                batch_ms,
            } => warm_up_ms + i64::from(batches) * batch_ms,
            Run::Terminating | Run::Tagged => {
                self.interval_ends.last().copied().unwrap_or(0) + Run::LATEST_MS
            }
        }
    }

    fn needs_whole(&self) -> bool {
        let class = |class: &Class| {
            class.redial.is_some() || class.books.is_some() || class.callback.is_some()
        };
        self.classes.iter().any(class)
            || self.lanes.iter().any(|lane| lane.next_after_ms.is_some())
            || self
                .groups
                .iter()
                .any(|group| group.alerting.is_some() || group.shifts == Shifts::Own)
            || self
                .queues
                .iter()
                .any(|queue| queue.closing == Closing::Disconnects)
            || self.trunks != u32::MAX
            || self.blending.is_some()
            || self.tagged.is_some()
            || !self.scheduled.is_empty()
    }
}

/// One lane, one pool, and they take each other.
fn one_to_one(lanes: &[Lane], pools: &[Pool]) -> bool {
    matches!((lanes, pools), ([lane], [pool]) if lane.pools.len() == 1 && pool.lanes.len() == 1)
}

impl Rings {
    fn new(alerting: &Alerting) -> Option<Self> {
        match alerting {
            Alerting::AtOnce => None,
            Alerting::Rings {
                answer,
                missed,
                away,
            } => Some(Self {
                answer: Variate::new(answer),
                missed: *missed,
                away: Variate::new(away),
            }),
        }
    }
}
