//! Queues and their settings; what is not said is the router's default.

use super::names::Names;
use super::{Unreadable, each, ms};
use crate::routing::{
    AfterCallWork, OwnershipExpiry, QueueSettings, RingExit, Scoring, SkillEvaluation,
};
use crate::simulation::scenario::{Closing, Queue};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct QueueRow {
    pub(super) name: String,
    #[serde(default)]
    scoring: ScoringRow,
    #[serde(default)]
    skill_evaluation: SkillsRow,
    call_alert: Option<f64>,
    callback_alert: Option<f64>,
    auto_dial: Option<f64>,
    #[serde(default)]
    ownership_expiry: ExpiryRow,
    #[serde(default)]
    after_call_work: AfterCallRow,
    #[serde(default)]
    pub(super) rings: Vec<RingRow>,
    room: Option<u32>,
    #[serde(default)]
    closing: ClosingRow,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
enum ScoringRow {
    #[default]
    TimestampAndPriority,
    PriorityOnly,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum SkillsRow {
    #[default]
    All,
    Best,
    None,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum ExpiryRow {
    #[default]
    Disconnect,
    HandToQueue,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum AfterCallRow {
    #[default]
    Optional,
    Mandatory,
    MandatoryTimeout(f64),
    MandatoryForcedTimeout(f64),
    AgentRequested(f64),
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum ClosingRow {
    #[default]
    KeepsWaiting,
    Disconnects,
}

/// How a ring is left.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct RingRow {
    after: f64,
    #[serde(default)]
    pub(super) skills_to_remove: Vec<String>,
}

impl QueueRow {
    pub(super) fn read(&self, at: &str, names: &Names) -> Result<Queue, Unreadable> {
        let reference = QueueSettings::default();
        let place = |field: &str| format!("{at}.{field}");
        let or = |field, seconds: Option<f64>, default| match seconds {
            Some(seconds) => ms(&place(field), seconds),
            None => Ok(default),
        };
        let ring = |number: usize, row: &RingRow| -> Result<RingExit, Unreadable> {
            Ok(RingExit {
                after_ms: ms(&format!("{at}.rings[{number}].after"), row.after)?,
                skills_to_remove: names.skill_set(&row.skills_to_remove),
            })
        };
        let settings = QueueSettings {
            scoring: match self.scoring {
                ScoringRow::TimestampAndPriority => Scoring::TimestampAndPriority,
                ScoringRow::PriorityOnly => Scoring::PriorityOnly,
            },
            skills: match self.skill_evaluation {
                SkillsRow::All => SkillEvaluation::All,
                SkillsRow::Best => SkillEvaluation::Best,
                SkillsRow::None => SkillEvaluation::None,
            },
            call_alert_ms: or("callAlert", self.call_alert, reference.call_alert_ms)?,
            callback_alert_ms: or(
                "callbackAlert",
                self.callback_alert,
                reference.callback_alert_ms,
            )?,
            auto_dial_ms: match self.auto_dial {
                Some(seconds) => Some(ms(&place("autoDial"), seconds)?),
                None => reference.auto_dial_ms,
            },
            ownership_expiry: match self.ownership_expiry {
                ExpiryRow::Disconnect => OwnershipExpiry::Disconnect,
                ExpiryRow::HandToQueue => OwnershipExpiry::HandToQueue,
            },
            after_call_work: self.after_call_work.read(&place("afterCallWork"))?,
            rings: each(&self.rings, ring)?,
            ..reference
        };
        Ok(Queue {
            name: self.name.clone(),
            settings,
            room: self.room,
            closing: match self.closing {
                ClosingRow::KeepsWaiting => Closing::KeepsWaiting,
                ClosingRow::Disconnects => Closing::Disconnects,
            },
        })
    }
}

impl AfterCallRow {
    fn read(self, at: &str) -> Result<AfterCallWork, Unreadable> {
        let timeout = |seconds| ms(at, seconds);
        Ok(match self {
            Self::Optional => AfterCallWork::Optional,
            Self::Mandatory => AfterCallWork::Mandatory,
            Self::MandatoryTimeout(seconds) => AfterCallWork::MandatoryTimeout {
                timeout_ms: timeout(seconds)?,
            },
            Self::MandatoryForcedTimeout(seconds) => AfterCallWork::MandatoryForcedTimeout {
                timeout_ms: timeout(seconds)?,
            },
            Self::AgentRequested(seconds) => AfterCallWork::AgentRequested {
                timeout_ms: timeout(seconds)?,
            },
        })
    }
}
