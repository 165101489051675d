//! The contact center of the demo: who works there, for which queues, and who calls. Data, no behaviour.

mod customers;
mod habits;

pub(crate) use customers::{CUSTOMERS, Customer};
use habits::talk;
pub(crate) use habits::{HABITS, PATIENCE_MS_MIN, PROFILE, RETRY};

use callback_core::routing::{
    AfterCallWork, AgentId, OwnershipExpiry, QueueId, QueueSettings, Ring, RingExit,
    SkillEvaluation, SkillId, SkillSet,
};
use callback_core::simulation::scenario::Distribution;
use callback_core::time::{HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp};

/// A skill or language, with its name.
pub(crate) struct Skill {
    pub(crate) id: SkillId,
    pub(crate) name: &'static str,
}

/// How far the callbacks of a queue can be owned (P9, P10).
pub(crate) struct Ownership {
    /// `maxOwnedCallbackDelayHours`
    pub(crate) bookable_hours: u32,
    /// `maxOwnedCallbackHours`
    pub(crate) held_hours: u32,
}

/// A queue, and the calls that come to it.
pub(crate) struct Queue {
    /// Its id outside the router.
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) settings: QueueSettings,
    /// Bullseye: how each ring but the last is left. Empty: no rings.
    pub(crate) rings: &'static [RingExit],
    pub(crate) ownership: Option<Ownership>,
    /// Calls in an hour at the rate of the opening; see [`PROFILE`].
    pub(crate) calls_per_hour: f64,
    /// How long agent and customer talk.
    pub(crate) talk: Distribution,
    /// What some of the callers ask for, and how many of a hundred.
    pub(crate) asked: &'static [(SkillId, u32)],
}

/// An agent.
pub(crate) struct Agent {
    /// Their id outside the router.
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    /// Their queues, and the ring in which they stand in each.
    pub(crate) queues: &'static [(QueueId, Ring)],
    /// Skills, with stars.
    pub(crate) skills: &'static [(SkillId, u8)],
    /// Whether they begin the shift on queue.
    pub(crate) on_queue: bool,
}

/// In a queue without rings everybody stands in the first.
const INNER: Ring = Ring::FIRST;
const OUTER: Ring = match Ring::new(2) {
    Some(ring) => ring,
    None => Ring::LAST,
};

pub(crate) const SERVICE: QueueId = QueueId(0);
pub(crate) const BILLING: QueueId = QueueId(1);
pub(crate) const SALES: QueueId = QueueId(2);

/// You, the person at the page.
pub(crate) const YOU: AgentId = AgentId(0);
/// What the customers ask for who want to speak to you and nobody else.
pub(crate) const KNOWS_YOU: SkillId = SkillId(0);
const SPANISH: SkillId = SkillId(1);
const FRENCH: SkillId = SkillId(2);

/// The run that is shown where no other is asked for.
pub(crate) const SEED: u32 = 15;

/// Monday 8 March 2027, 9:00 in New York. Within the 30 days from here clocks are put forward in New York
/// (14 March) and London (28 March), and back in Sydney (4 April).
pub(crate) const OPENS: Timestamp = Timestamp::from_ms(1_804_514_400_000);
/// The shift begins before the page opens, so that it opens on a center at work.
pub(crate) const SHIFT_BEGINS: Timestamp = Timestamp::from_ms(OPENS.ms() - 20 * MINUTE_MS);
/// When the call came that you have in hand when the page opens.
pub(crate) const FIRST_CALL: Timestamp = Timestamp::from_ms(OPENS.ms() - 74 * SECOND_MS);
/// Where the center is, and you.
pub(crate) const ZONE: &str = "America/New_York";

pub(crate) const SKILLS: [Skill; 3] = [
    Skill {
        id: KNOWS_YOU,
        name: "knows you",
    },
    Skill {
        id: SPANISH,
        name: "Spanish",
    },
    Skill {
        id: FRENCH,
        name: "French",
    },
];

const fn settings(
    skills: SkillEvaluation,
    ownership_expiry: OwnershipExpiry,
    callback_alert_ms: i64,
) -> QueueSettings {
    QueueSettings {
        scoring: callback_core::routing::Scoring::TimestampAndPriority,
        skills,
        call_alert_ms: 8 * SECOND_MS,
        callback_alert_ms,
        auto_dial_ms: Some(20 * SECOND_MS),
        auto_end_ms: Some(60 * SECOND_MS),
        ownership_expiry,
        after_call_work: AfterCallWork::MandatoryTimeout {
            timeout_ms: MINUTE_MS,
        },
        rules: Vec::new(),
        rings: Vec::new(),
    }
}

/// The queues, in the order of their ids.
pub(crate) static QUEUES: [Queue; 3] = [
    Queue {
        key: "service",
        name: "Service",
        settings: settings(
            SkillEvaluation::All,
            OwnershipExpiry::Disconnect,
            30 * SECOND_MS,
        ),
        ownership: Some(Ownership {
            bookable_hours: 720,
            held_hours: 2,
        }),
        calls_per_hour: 36.0,
        talk: talk(240_000.0),
        asked: &[(SPANISH, 20)],
        rings: &[],
    },
    Queue {
        key: "billing",
        name: "Billing",
        settings: settings(
            SkillEvaluation::All,
            OwnershipExpiry::HandToQueue,
            20 * SECOND_MS,
        ),
        ownership: Some(Ownership {
            bookable_hours: 72,
            held_hours: 1,
        }),
        calls_per_hour: 24.0,
        talk: talk(300_000.0),
        asked: &[(SPANISH, 10), (FRENCH, 10)],
        rings: &[],
    },
    Queue {
        key: "sales",
        name: "Sales",
        settings: settings(
            SkillEvaluation::Best,
            OwnershipExpiry::Disconnect,
            30 * SECOND_MS,
        ),
        ownership: None,
        calls_per_hour: 17.0,
        talk: talk(360_000.0),
        asked: &[(SPANISH, 25), (FRENCH, 25)],
        rings: &[RingExit {
            after_ms: 20 * SECOND_MS,
            skills_to_remove: SkillSet::NONE,
        }],
    },
];

/// The agents, in the order of their ids.
pub(crate) const AGENTS: [Agent; 8] = [
    Agent {
        key: "robin.hale",
        name: "Robin Hale",
        queues: &[(SERVICE, INNER), (BILLING, INNER)],
        skills: &[(KNOWS_YOU, 5), (SPANISH, 3)],
        on_queue: true,
    },
    Agent {
        key: "kim.sato",
        name: "Kim Sato",
        queues: &[(SERVICE, INNER)],
        skills: &[],
        on_queue: true,
    },
    Agent {
        key: "noor.haddad",
        name: "Noor Haddad",
        queues: &[(SERVICE, INNER), (BILLING, INNER)],
        skills: &[(FRENCH, 4)],
        on_queue: true,
    },
    Agent {
        key: "luis.ortega",
        name: "Luis Ortega",
        queues: &[(SERVICE, INNER), (SALES, INNER)],
        skills: &[(SPANISH, 5)],
        on_queue: true,
    },
    Agent {
        key: "ewa.lis",
        name: "Ewa Lis",
        queues: &[(BILLING, INNER)],
        skills: &[],
        on_queue: true,
    },
    Agent {
        key: "tariq.aziz",
        name: "Tariq Aziz",
        queues: &[(BILLING, INNER), (SALES, OUTER)],
        skills: &[(SPANISH, 2), (FRENCH, 5)],
        on_queue: true,
    },
    Agent {
        key: "mei.wong",
        name: "Mei Wong",
        queues: &[(SALES, INNER)],
        skills: &[(FRENCH, 2)],
        on_queue: true,
    },
    Agent {
        key: "jo.reyes",
        name: "Jo Reyes",
        queues: &[(SERVICE, INNER), (BILLING, INNER), (SALES, OUTER)],
        skills: &[(SPANISH, 4), (FRENCH, 1)],
        on_queue: false,
    },
];

/// A callback that a colleague promised before.
pub(crate) struct Promised {
    pub(crate) owner: AgentId,
    pub(crate) queue: QueueId,
    /// Its time after the page opens, in ms.
    pub(crate) after_ms: i64,
    /// The place of the customer in [`CUSTOMERS`].
    pub(crate) customer: usize,
}

/// One that is kept, one that is handed on, and one that is dropped: their owner is off queue.
pub(crate) const PROMISED: [Promised; 3] = [
    Promised {
        owner: AgentId(2),
        queue: BILLING,
        after_ms: 6 * MINUTE_MS,
        customer: 14,
    },
    Promised {
        owner: AgentId(7),
        queue: BILLING,
        after_ms: 12 * MINUTE_MS,
        customer: 13,
    },
    Promised {
        owner: AgentId(7),
        queue: SERVICE,
        after_ms: 25 * MINUTE_MS,
        customer: 12,
    },
];

/// The ownership of a queue's callbacks, in ms past their time.
pub(crate) fn held_ms(queue: QueueId) -> i64 {
    let ownership = self::queue(queue).and_then(|queue| queue.ownership.as_ref());
    ownership.map_or(0, |ownership| i64::from(ownership.held_hours) * HOUR_MS)
}

/// A queue by its number.
pub(crate) fn queue(id: QueueId) -> Option<&'static Queue> {
    QUEUES.get(usize::try_from(id.0).ok()?)
}

/// An agent by their number.
pub(crate) fn agent(id: AgentId) -> Option<&'static Agent> {
    AGENTS.get(usize::try_from(id.0).ok()?)
}

/// A queue by its id outside.
pub(crate) fn queue_called(key: &str) -> Option<QueueId> {
    let at = QUEUES.iter().position(|queue| queue.key == key)?;
    u32::try_from(at).ok().map(QueueId)
}

/// An agent by their id outside.
pub(crate) fn agent_called(key: &str) -> Option<AgentId> {
    let at = AGENTS.iter().position(|agent| agent.key == key)?;
    u32::try_from(at).ok().map(AgentId)
}
