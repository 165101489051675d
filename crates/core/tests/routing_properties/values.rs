//! Draws the values that events carry: settings, bookings, agents.

use crate::rng::Rng;
use callback_core::routing::{
    AfterCallWork, AgentId, Capacity, Event, Mixing, OwnershipExpiry, PreferredRule, Proficiency,
    QueueId, QueueSettings, Retry, Ring, RingExit, Routing, ScoredAgent, ScoredAgents, Scoring,
    SkillEvaluation, SkillId, SkillSet, Threshold, Window, Windows,
};
use callback_core::time::{MINUTE_MS, SECOND_MS, Timestamp};

pub(crate) const AGENTS: u32 = 5;
pub(crate) const QUEUES: u32 = 3;
pub(crate) const SKILLS: u32 = 3;

/// How long until the next event: often none, sometimes long, and the limits' neighbourhood.
pub(crate) fn gap_ms(rng: &mut Rng) -> i64 {
    match rng.below(10) {
        0 | 1 => 0,
        2 => 1,
        3 => rng.pick(&[7_999, 8_000, 29_999, 30_000]),
        4..=6 => i64::try_from(rng.below(5_000)).unwrap(),
        7 | 8 => i64::try_from(rng.below(60_000)).unwrap(),
        _ => i64::try_from(rng.below(20)).unwrap() * MINUTE_MS,
    }
}

pub(crate) fn skill(rng: &mut Rng, agent: AgentId) -> Event {
    let proficiency = if rng.percent(70) {
        Proficiency::new(u8::try_from(rng.below(6)).unwrap())
    } else {
        None
    };
    Event::AgentSkill {
        agent,
        skill: skill_id(rng),
        proficiency,
    }
}

pub(crate) fn capacity(rng: &mut Rng) -> Capacity {
    Capacity {
        calls: u16::try_from(rng.pick(&[1, 1, 1, 2, 0])).unwrap(),
        callbacks: u16::try_from(rng.pick(&[1, 1, 1, 2, 3])).unwrap(),
        mixing: rng.pick(&[Mixing::Apart, Mixing::Apart, Mixing::Together]),
    }
}

pub(crate) fn settings(rng: &mut Rng) -> QueueSettings {
    let timeout_ms = 20_000;
    QueueSettings {
        scoring: rng.pick(&[
            Scoring::TimestampAndPriority,
            Scoring::TimestampAndPriority,
            Scoring::PriorityOnly,
        ]),
        skills: rng.pick(&[
            SkillEvaluation::All,
            SkillEvaluation::Best,
            SkillEvaluation::None,
        ]),
        call_alert_ms: rng.pick(&[8 * SECOND_MS, 8 * SECOND_MS, 6 * SECOND_MS]),
        callback_alert_ms: 30 * SECOND_MS,
        auto_dial_ms: rng.pick(&[None, Some(0), Some(5_000)]),
        auto_end_ms: rng.pick(&[None, Some(0), Some(5_000)]),
        ownership_expiry: rng.pick(&[OwnershipExpiry::Disconnect, OwnershipExpiry::HandToQueue]),
        after_call_work: rng.pick(&[
            AfterCallWork::Optional,
            AfterCallWork::Mandatory,
            AfterCallWork::MandatoryTimeout { timeout_ms },
            AfterCallWork::MandatoryForcedTimeout { timeout_ms },
            AfterCallWork::AgentRequested { timeout_ms },
        ]),
        rules: (0..rng.pick(&[0, 0, 2, 3])).map(|_| rule(rng)).collect(),
        rings: (0..rng.pick(&[0, 0, 1, 2]))
            .map(|_| ring_exit(rng))
            .collect(),
    }
}

fn rule(rng: &mut Rng) -> PreferredRule {
    PreferredRule {
        threshold: rng.pick(&[
            Threshold::Any,
            Threshold::Meets(50),
            Threshold::Meets(80),
            Threshold::Meets(100),
        ]),
        wait_ms: rng.pick(&[2_000, 5_000, 30_000, 120_000]),
    }
}

fn ring_exit(rng: &mut Rng) -> RingExit {
    RingExit {
        after_ms: rng.pick(&[0, 2_000, 10_000, 60_000]),
        skills_to_remove: skills(rng),
    }
}

pub(crate) fn ring(rng: &mut Rng) -> Ring {
    Ring::new(rng.pick(&[1, 1, 2, 3, 6])).unwrap()
}

/// Two windows around that time, or none at all.
pub(crate) fn windows(rng: &mut Rng, at: Timestamp) -> Windows {
    let mut from = at - 60_000;
    let mut windows = Vec::new();
    for _ in 0..rng.pick(&[2, 2, 1, 0]) {
        from = from + rng.pick(&[0, 0, 600_000, 3_600_000]);
        let to = from + rng.pick(&[61_000, 70_000, 90_000, 3_600_000, 7_200_000]);
        windows.push(Window { from, to });
        from = to;
    }
    Windows::new(&windows).unwrap()
}

fn preferred(rng: &mut Rng) -> ScoredAgents {
    let mut agents: Vec<ScoredAgent> = Vec::new();
    for agent in (0..AGENTS).map(AgentId) {
        if agents.is_empty() || rng.percent(40) {
            let score = rng.pick(&[0, 50, 79, 80, 80, 100]);
            agents.push(ScoredAgent { agent, score });
        }
    }
    ScoredAgents::new(&agents).unwrap()
}

pub(crate) fn routing(rng: &mut Rng) -> Routing {
    let agent = AgentId(rng.small(AGENTS));
    match rng.below(6) {
        0 => Routing::Standard,
        1 => Routing::ToMe(agent),
        2 | 3 => Routing::Preferred(preferred(rng)),
        _ => Routing::Owned {
            agent,
            owned_for_ms: rng.pick(&[0, 1, 30_000, 120_000, 600_000, 3_600_000]),
        },
    }
}

/// Whole minutes of priority and of waiting meet often enough to make equal scores.
pub(crate) fn priority(rng: &mut Rng) -> i32 {
    rng.pick(&[0, 0, 0, 1, 1, 5, -1])
}

pub(crate) fn skills(rng: &mut Rng) -> SkillSet {
    let mut skills = SkillSet::NONE;
    for _ in 0..rng.pick(&[0, 0, 1, 2]) {
        skills.insert(skill_id(rng));
    }
    skills
}

fn skill_id(rng: &mut Rng) -> SkillId {
    SkillId(u8::try_from(rng.small(SKILLS)).unwrap())
}

pub(crate) fn queue(rng: &mut Rng) -> QueueId {
    QueueId(rng.small(QUEUES))
}

pub(crate) fn retry(rng: &mut Rng) -> Retry {
    rng.pick(&[
        Retry::NEVER,
        Retry::new(1, MINUTE_MS).unwrap(),
        Retry::new(2, 90 * SECOND_MS).unwrap(),
    ])
}
