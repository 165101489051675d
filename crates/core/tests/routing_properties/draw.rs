//! Draws the next event. Mostly one that fits where things are, now and then any event at all.

use crate::rng::Rng;
use callback_core::routing::{
    AfterCallWork, AgentId, AutoDial, Booking, CampaignId, Capacity, Contact, ContactId,
    ContactListId, Event, Interaction, InteractionId, Mixing, OwnershipExpiry, Presence,
    Proficiency, QueueId, QueueSettings, Retry, Ring, Router, Routing, Scoring, SkillEvaluation,
    SkillId, SkillSet, State, Timer,
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

pub(crate) fn event(rng: &mut Rng, router: &Router, now: Timestamp, next_id: &mut u64) -> Event {
    match rng.below(100) {
        0..=19 => arrival(rng, now, next_id),
        20..=69 => something_goes_on(rng, router, now),
        70..=87 => agents(rng),
        88..=90 => Event::QueueSettings {
            queue: queue(rng),
            settings: settings(rng),
        },
        91..=94 => contacts(rng),
        _ => {
            let id = InteractionId(rng.below(*next_id + 2));
            let agent = AgentId(rng.small(AGENTS + 1));
            about(rng, id, agent, now)
        }
    }
}

fn arrival(rng: &mut Rng, now: Timestamp, next_id: &mut u64) -> Event {
    let id = InteractionId(*next_id);
    *next_id += 1;
    let (queue, priority, skills) = (queue(rng), priority(rng), skills(rng));
    if rng.percent(45) {
        return Event::CallEntered {
            id,
            queue,
            priority,
            skills,
            routing: Routing::Standard,
        };
    }
    let at = now
        + rng.pick(&[
            0, -1_000, 60_000, 899_999, 900_000, 900_001, 1_500_000, 3_600_000, 3_600_000,
        ]);
    let contact = rng.percent(50).then(|| Contact {
        id: ContactId(rng.below(4)),
        list: ContactListId(rng.small(2)),
        campaign: rng.percent(50).then(|| CampaignId(rng.small(2))),
    });
    let auto_dial = rng.pick(&[AutoDial::AsQueue, AutoDial::Never, AutoDial::AfterMs(3_000)]);
    let routing = routing(rng);
    Event::CallbackScheduled {
        id,
        booking: Booking {
            queue,
            at,
            routing,
            priority,
            skills,
            contact,
            auto_dial,
            retry: Retry::NEVER,
            windows: None,
        },
    }
}

/// What the interaction's state suggests, for one that is drawn.
fn something_goes_on(rng: &mut Rng, router: &Router, now: Timestamp) -> Event {
    let busy: Vec<&Interaction> = router
        .interactions()
        .filter(|it| it.agent().is_some())
        .collect();
    let all: Vec<&Interaction> = router.interactions().collect();
    if all.is_empty() {
        return agents(rng);
    }
    let interaction = if busy.is_empty() || rng.percent(25) {
        rng.pick(&all)
    } else {
        rng.pick(&busy)
    };
    let (id, agent) = (interaction.id(), interaction.agent().unwrap_or(AgentId(0)));
    match interaction.state() {
        State::Scheduled if rng.percent(20) => Event::CallNow { id },
        State::Waiting if interaction.ownership().is_some() && rng.percent(20) => {
            Event::Released { id }
        }
        State::Alerting { .. } if rng.percent(65) => Event::Accepted { id, agent },
        State::Accepted { .. } if rng.percent(60) => Event::Dialed { id, agent },
        State::Dialing { .. } if rng.percent(60) => Event::Answered { id },
        State::Connected { .. } if rng.percent(60) => Event::Ended { id, agent },
        State::CallOver { .. } if rng.percent(60) => Event::Ended { id, agent },
        State::WrapUp { .. } if rng.percent(60) => Event::AfterCallWorkDone { id, agent },
        _ => about(rng, id, agent, now),
    }
}

/// Any event about an interaction.
fn about(rng: &mut Rng, id: InteractionId, agent: AgentId, now: Timestamp) -> Event {
    match rng.below(17) {
        0 => Event::Rescheduled {
            id,
            at: now + rng.pick(&[-1, 0, 10_000, 899_999, 900_000, 1_800_000]),
        },
        1 => Event::Reassigned {
            id,
            queue: queue(rng),
            routing: routing(rng),
        },
        2 => Event::Released { id },
        3 if rng.percent(50) => Event::Cancelled { id },
        4 => Event::CallNow { id },
        5 => Event::PriorityChanged {
            id,
            priority: priority(rng),
        },
        6 => Event::Accepted { id, agent },
        7 => Event::Declined { id, agent },
        8 => Event::Dialed { id, agent },
        9 => Event::Answered { id },
        10 => Event::NotAnswered { id },
        11 => Event::HungUp { id },
        12 => Event::Ended { id, agent },
        13 => Event::AfterCallWorkRequested { id, agent },
        14 => Event::AfterCallWorkDone { id, agent },
        _ => Event::TimerFired(rng.pick(&[
            Timer::Due(id),
            Timer::Alert(id),
            Timer::Ownership(id),
            Timer::AutoDial(id),
            Timer::AutoEnd(id),
            Timer::AfterCallWork(id),
        ])),
    }
}

fn agents(rng: &mut Rng) -> Event {
    let agent = AgentId(rng.small(AGENTS));
    match rng.below(12) {
        0..=4 => Event::AgentPresence {
            agent,
            presence: Presence::OnQueue,
        },
        5 => Event::AgentPresence {
            agent,
            presence: Presence::OffQueue,
        },
        6 | 7 => Event::AgentJoined {
            agent,
            queue: queue(rng),
            ring: Ring::FIRST,
        },
        8 => Event::AgentLeft {
            agent,
            queue: queue(rng),
        },
        9 => skill(rng, agent),
        10 => Event::AgentCommunicating {
            agent,
            communicating: rng.percent(30),
        },
        _ => Event::AgentSettings {
            agent,
            capacity: capacity(rng),
        },
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

fn contacts(rng: &mut Rng) -> Event {
    let (contact, campaign) = (ContactId(rng.below(4)), CampaignId(rng.small(2)));
    match rng.below(6) {
        0 | 1 => Event::ContactUncallable { contact },
        2 => Event::ContactCallable { contact },
        3 => Event::ContactListChanged {
            list: ContactListId(rng.small(2)),
        },
        4 => Event::CampaignReset { campaign },
        _ => Event::CampaignRecycled { campaign },
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
        rules: Vec::new(),
        rings: Vec::new(),
    }
}

fn routing(rng: &mut Rng) -> Routing {
    let agent = AgentId(rng.small(AGENTS));
    match rng.below(4) {
        0 => Routing::Standard,
        1 => Routing::ToMe(agent),
        _ => Routing::Owned {
            agent,
            owned_for_ms: rng.pick(&[0, 1, 30_000, 120_000, 600_000, 3_600_000]),
        },
    }
}

/// Whole minutes of priority and of waiting meet often enough to make equal scores.
fn priority(rng: &mut Rng) -> i32 {
    rng.pick(&[0, 0, 0, 1, 1, 5, -1])
}

fn skills(rng: &mut Rng) -> SkillSet {
    let mut skills = SkillSet::NONE;
    for _ in 0..rng.pick(&[0, 0, 1, 2]) {
        skills.insert(skill_id(rng));
    }
    skills
}

fn skill_id(rng: &mut Rng) -> SkillId {
    SkillId(u8::try_from(rng.small(SKILLS)).unwrap())
}

fn queue(rng: &mut Rng) -> QueueId {
    QueueId(rng.small(QUEUES))
}
