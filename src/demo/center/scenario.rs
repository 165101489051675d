//! The contact center of the demo: who works there, for which queues, and who calls. Data, no behaviour.

mod customers;

pub(crate) use customers::{CUSTOMERS, Customer};

use callback_core::routing::{
    AfterCallWork, AgentId, OwnershipExpiry, QueueId, QueueSettings, SkillEvaluation, SkillId,
};
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
    pub(crate) ownership: Option<Ownership>,
    /// The mean time between two calls, in ms.
    pub(crate) between_calls_ms: i64,
    /// The mean talk time, in ms.
    pub(crate) talk_ms: i64,
    /// What some of the callers ask for, and how many of a hundred.
    pub(crate) asked: &'static [(SkillId, u32)],
}

/// An agent.
pub(crate) struct Agent {
    /// Their id outside the router.
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
    pub(crate) queues: &'static [QueueId],
    /// Skills, with stars.
    pub(crate) skills: &'static [(SkillId, u8)],
    /// Whether they begin the shift on queue.
    pub(crate) on_queue: bool,
}

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
pub(crate) const SEED: u32 = 18;

/// Monday 8 March 2027, 9:00 in New York. Within the 30 days from here clocks are put forward in New York
/// (14 March) and London (28 March), and back in Sydney (4 April).
pub(crate) const OPENS: Timestamp = Timestamp::from_ms(1_804_514_400_000);
/// The shift begins before the page opens, so that it opens on a center at work.
pub(crate) const SHIFT_BEGINS: Timestamp = Timestamp::from_ms(OPENS.ms() - 20 * MINUTE_MS);
/// When the call came that you have in hand when the page opens.
pub(crate) const FIRST_CALL: Timestamp = Timestamp::from_ms(OPENS.ms() - 74 * SECOND_MS);
/// Where the center is, and you.
pub(crate) const ZONE: &str = "America/New_York";

/// How long a customer waits before giving up: the mean, in ms.
pub(crate) const PATIENCE_MS: i64 = 4 * MINUTE_MS;
/// After-call work of the others: the mean, in ms.
pub(crate) const WORK_MS: i64 = 15 * SECOND_MS;
/// Of a hundred alerts, how many an agent overlooks.
pub(crate) const MISSED_PERCENT: u32 = 4;
/// Of a hundred callbacks dialed, how many customers answer.
pub(crate) const ANSWERED_PERCENT: u32 = 85;

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
        between_calls_ms: 100 * SECOND_MS,
        talk_ms: 4 * MINUTE_MS,
        asked: &[(SPANISH, 20)],
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
        between_calls_ms: 150 * SECOND_MS,
        talk_ms: 5 * MINUTE_MS,
        asked: &[(SPANISH, 10), (FRENCH, 10)],
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
        between_calls_ms: 210 * SECOND_MS,
        talk_ms: 6 * MINUTE_MS,
        asked: &[(SPANISH, 25), (FRENCH, 25)],
    },
];

/// The agents, in the order of their ids.
pub(crate) const AGENTS: [Agent; 8] = [
    Agent {
        key: "robin.hale",
        name: "Robin Hale",
        queues: &[SERVICE, BILLING],
        skills: &[(KNOWS_YOU, 5), (SPANISH, 3)],
        on_queue: true,
    },
    Agent {
        key: "kim.sato",
        name: "Kim Sato",
        queues: &[SERVICE],
        skills: &[],
        on_queue: true,
    },
    Agent {
        key: "noor.haddad",
        name: "Noor Haddad",
        queues: &[SERVICE, BILLING],
        skills: &[(FRENCH, 4)],
        on_queue: true,
    },
    Agent {
        key: "luis.ortega",
        name: "Luis Ortega",
        queues: &[SERVICE, SALES],
        skills: &[(SPANISH, 5)],
        on_queue: true,
    },
    Agent {
        key: "ewa.lis",
        name: "Ewa Lis",
        queues: &[BILLING],
        skills: &[],
        on_queue: true,
    },
    Agent {
        key: "tariq.aziz",
        name: "Tariq Aziz",
        queues: &[BILLING, SALES],
        skills: &[(SPANISH, 2), (FRENCH, 5)],
        on_queue: true,
    },
    Agent {
        key: "mei.wong",
        name: "Mei Wong",
        queues: &[SALES],
        skills: &[(FRENCH, 2)],
        on_queue: true,
    },
    Agent {
        key: "jo.reyes",
        name: "Jo Reyes",
        queues: &[SERVICE, BILLING, SALES],
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
