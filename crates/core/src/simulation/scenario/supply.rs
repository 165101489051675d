//! Agents: who they are, when they are there, how they answer.

use super::{ByInterval, Distribution};
use crate::routing::{Proficiency, Ring, SkillId};

/// Agents who are alike. Agents are numbered through all groups, in the order of the groups.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// For people.
    pub name: String,
    /// How many are scheduled, by interval. When it falls, idle agents leave at once (the highest
    /// number first), the others after the contact they have in hand. When it rises, the lowest
    /// absent numbers come and take at once what waits.
    pub agents: ByInterval<u32>,
    /// Who leaves when it falls.
    pub shifts: Shifts,
    /// Stretches in which fewer are there.
    pub breaks: Vec<Break>,
    /// The queues they are members of, with the bullseye ring they stand in, for
    /// [`Rules::Router`](super::Rules::Router).
    pub queues: Vec<(usize, Ring)>,
    /// What they know.
    pub skills: Vec<(SkillId, Proficiency)>,
    /// How fast each one works: talk and after-call work, where its
    /// length is the agent's, are divided by it; 0.001 to 1 000. Empty: 1 for all; where
    /// the list is shorter than the group, the last value is kept.
    pub speed: Vec<f64>,
    /// How they take an alert.
    pub alerting: Alerting,
}

/// Whose end of work it is when fewer are scheduled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shifts {
    /// Whoever is idle or done first goes: what theory of servers that are alike assumes.
    #[default]
    Shared,
    /// The highest number's: a person is there when their place is scheduled, so that a callback
    /// which they own at that time finds them.
    Own,
}

/// So many agents of the group fewer, from then till then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Break {
    /// Begin.
    pub from_ms: i64,
    /// End.
    pub until_ms: i64,
    /// How many.
    pub agents: u32,
}

/// How an agent takes an alert.
#[derive(Clone, Debug, PartialEq)]
pub enum Alerting {
    /// At once: what theory assumes.
    AtOnce,
    /// It rings first.
    Rings {
        /// How long until the agent accepts. Not before the end of the alert: missed.
        answer: Distribution,
        /// The probability that the agent lets it run out.
        missed: f64,
        /// How long an agent who missed one stays `NOT_RESPONDING`.
        away: Distribution,
    },
}

impl Group {
    /// So many agents in queue 0, all day, who answer at once.
    #[must_use]
    pub fn of(agents: u32) -> Self {
        Self {
            name: String::new(),
            agents: ByInterval::same(agents),
            shifts: Shifts::Shared,
            breaks: Vec::new(),
            queues: vec![(0, Ring::FIRST)],
            skills: Vec::new(),
            speed: Vec::new(),
            alerting: Alerting::AtOnce,
        }
    }
}
