//! What an administrator decides for a queue and for an agent. Data only; no rule is applied here.

use super::preferred::{PreferredRule, RULE_MS_MAX, RULE_MS_MIN, RULES_MAX, SCORE_MAX, Threshold};
use super::ring::{RING_MS_MAX, RINGS_MAX, RingExit};
use crate::time::{HOUR_MS, SECOND_MS};

/// What kind of interaction it is. Capacity is counted for each (routing.md §1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Medium {
    /// A customer on the line.
    Call,
    /// A callback: nobody is on the line until the agent has dialed.
    Callback,
}

impl Medium {
    /// Both, in the order of declaration.
    pub const ALL: [Self; 2] = [Self::Call, Self::Callback];

    pub(super) const fn index(self) -> usize {
        self as usize
    }
}

/// Which of the waiting comes first (routing.md §1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scoring {
    /// Minutes in the queue plus priority, highest first.
    TimestampAndPriority,
    /// Priority alone; an agent serves such queues before the others.
    PriorityOnly,
}

/// What the skills asked for mean (routing.md §1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SkillEvaluation {
    /// An agent must have every skill; the longest idle of them is alerted.
    All,
    /// An agent must have every skill; the highest average proficiency is alerted.
    Best,
    /// Skills are ignored.
    None,
}

/// What becomes of an owned callback when its ownership ends unserved (P10).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnershipExpiry {
    /// Out of the queue and disconnected, reason `timeout`.
    Disconnect,
    /// The queue's other agents may take it from then on; it keeps its place.
    HandToQueue,
}

/// The agent's time after an interaction, in which nothing new comes (routing.md §1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterCallWork {
    /// None is held: the agent is free at once, and may write the code later.
    Optional,
    /// Until the agent says done.
    Mandatory,
    /// Until the agent says done, at most so long.
    MandatoryTimeout {
        /// At most so long, in ms.
        timeout_ms: i64,
    },
    /// Exactly so long: the agent cannot cut it short.
    MandatoryForcedTimeout {
        /// So long, in ms.
        timeout_ms: i64,
    },
    /// As `MandatoryTimeout` where the agent asked for it during the interaction, else none.
    AgentRequested {
        /// At most so long, in ms.
        timeout_ms: i64,
    },
}

/// A queue's configuration. [`QueueSettings::check`] holds its limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueueSettings {
    /// Which of the waiting comes first.
    pub scoring: Scoring,
    /// What the skills asked for mean.
    pub skills: SkillEvaluation,
    /// How long a call alerts an agent, in ms: 7 s or more.
    pub call_alert_ms: i64,
    /// How long a callback alerts an agent, in ms: 7 s or more.
    pub callback_alert_ms: i64,
    /// How long after accepting a callback is dialed by itself, in ms: 0 to 1200 s. `None`: never.
    pub auto_dial_ms: Option<i64>,
    /// How long after its call a callback is ended by itself, in ms: 0 to 1200 s. `None`: never.
    pub auto_end_ms: Option<i64>,
    /// What the end of an ownership does.
    pub ownership_expiry: OwnershipExpiry,
    /// What follows an interaction.
    pub after_call_work: AfterCallWork,
    /// How long only preferred agents are asked, in order: up to 6 rules. One whose threshold no
    /// preferred agent of the interaction meets takes no time.
    pub rules: Vec<PreferredRule>,
    /// Bullseye: how each ring but the last is left. Empty: no rings; 1 to 5: 2 to 6 rings.
    pub rings: Vec<RingExit>,
}

/// The shortest alert (routing.md §1.5).
pub const ALERT_MS_MIN: i64 = 7 * SECOND_MS;
/// The longest automatic delay before dialing and before ending (routing.md §1.5).
pub const AUTO_MS_MAX: i64 = 1_200 * SECOND_MS;
/// The longest alert or after-call work: a day, our own bound against nonsense.
pub const HOLD_MS_MAX: i64 = 24 * HOUR_MS;

/// The reference behaviour: 8 s for calls, 30 s for callbacks, 300 s for auto-dial and auto-end.
impl Default for QueueSettings {
    fn default() -> Self {
        Self {
            scoring: Scoring::TimestampAndPriority,
            skills: SkillEvaluation::All,
            call_alert_ms: 8 * SECOND_MS,
            callback_alert_ms: 30 * SECOND_MS,
            auto_dial_ms: Some(300 * SECOND_MS),
            auto_end_ms: Some(300 * SECOND_MS),
            ownership_expiry: OwnershipExpiry::Disconnect,
            after_call_work: AfterCallWork::Optional,
            rules: Vec::new(),
            rings: Vec::new(),
        }
    }
}

/// A setting of a queue that has limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LimitedSetting {
    /// [`QueueSettings::call_alert_ms`]
    CallAlert,
    /// [`QueueSettings::callback_alert_ms`]
    CallbackAlert,
    /// [`QueueSettings::auto_dial_ms`]
    AutoDial,
    /// [`QueueSettings::auto_end_ms`]
    AutoEnd,
    /// The time-out of [`QueueSettings::after_call_work`]
    AfterCallWork,
    /// [`QueueSettings::rules`]: their number, a threshold, or a wait
    Rules,
    /// [`QueueSettings::rings`]: their number, or a stay
    Rings,
}

impl QueueSettings {
    /// The first setting outside its limits, if any.
    ///
    /// # Errors
    /// The setting; the limits stand at its field.
    pub fn check(&self) -> Result<(), LimitedSetting> {
        let alert = ALERT_MS_MIN..=HOLD_MS_MAX;
        let auto = |delay: Option<i64>| delay.is_none_or(|ms| (0..=AUTO_MS_MAX).contains(&ms));
        let rules = [
            (
                alert.contains(&self.call_alert_ms),
                LimitedSetting::CallAlert,
            ),
            (
                alert.contains(&self.callback_alert_ms),
                LimitedSetting::CallbackAlert,
            ),
            (auto(self.auto_dial_ms), LimitedSetting::AutoDial),
            (auto(self.auto_end_ms), LimitedSetting::AutoEnd),
            (
                self.after_call_work.within_limits(),
                LimitedSetting::AfterCallWork,
            ),
            (
                self.rules.len() <= RULES_MAX
                    && self.rules.iter().all(PreferredRule::within_limits),
                LimitedSetting::Rules,
            ),
            (
                self.rings.len() < RINGS_MAX && self.rings.iter().all(RingExit::within_limits),
                LimitedSetting::Rings,
            ),
        ];
        match rules.into_iter().find(|(holds, _)| !holds) {
            Some((_, setting)) => Err(setting),
            None => Ok(()),
        }
    }

    pub(super) const fn alert_ms(&self, medium: Medium) -> i64 {
        match medium {
            Medium::Call => self.call_alert_ms,
            Medium::Callback => self.callback_alert_ms,
        }
    }
}

impl PreferredRule {
    fn within_limits(&self) -> bool {
        let threshold = match self.threshold {
            Threshold::Meets(score) => score <= SCORE_MAX,
            Threshold::Any => true,
        };
        threshold && (RULE_MS_MIN..=RULE_MS_MAX).contains(&self.wait_ms)
    }
}

impl RingExit {
    fn within_limits(&self) -> bool {
        (0..=RING_MS_MAX).contains(&self.after_ms)
    }
}

impl AfterCallWork {
    fn within_limits(self) -> bool {
        match self {
            Self::Optional | Self::Mandatory => true,
            Self::MandatoryTimeout { timeout_ms }
            | Self::MandatoryForcedTimeout { timeout_ms }
            | Self::AgentRequested { timeout_ms } => (0..=HOLD_MS_MAX).contains(&timeout_ms),
        }
    }
}

/// Whether an agent who is busy with one medium may be alerted for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mixing {
    /// One medium at a time.
    Apart,
    /// Each medium up to its own capacity.
    Together,
}

/// How much an agent takes at once (routing.md §1.3). Alerts and after-call work count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capacity {
    /// Calls at once.
    pub calls: u16,
    /// Callbacks at once.
    pub callbacks: u16,
    /// Whether the two go together.
    pub mixing: Mixing,
}

/// One call or one callback.
impl Default for Capacity {
    fn default() -> Self {
        Self {
            calls: 1,
            callbacks: 1,
            mixing: Mixing::Apart,
        }
    }
}

impl Capacity {
    pub(super) const fn of(&self, medium: Medium) -> u16 {
        match medium {
            Medium::Call => self.calls,
            Medium::Callback => self.callbacks,
        }
    }
}
