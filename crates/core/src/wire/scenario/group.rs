//! Agents.

use super::distribution::DistributionRow;
use super::names::Names;
use super::{Unreadable, each, ms};
use crate::routing::{Proficiency, Ring, SkillId};
use crate::simulation::scenario::{Alerting, Break, ByInterval, Group, Shifts};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct GroupRow {
    pub(super) name: String,
    agents: Vec<u32>,
    #[serde(default)]
    shifts: ShiftsRow,
    #[serde(default)]
    breaks: Vec<BreakRow>,
    queues: Vec<MembershipRow>,
    /// Name to proficiency, 0 to 5.
    #[serde(default)]
    pub(super) skills: BTreeMap<String, u8>,
    #[serde(default)]
    speed: Vec<f64>,
    alerting: Option<AlertingRow>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
enum ShiftsRow {
    #[default]
    Shared,
    Own,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct MembershipRow {
    queue: String,
    #[serde(default = "first")]
    ring: u8,
}

const fn first() -> u8 {
    Ring::FIRST.number()
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct BreakRow {
    from: f64,
    until: f64,
    agents: u32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct AlertingRow {
    answer: DistributionRow,
    #[serde(default)]
    missed: f64,
    away: DistributionRow,
}

impl GroupRow {
    pub(super) fn read(&self, at: &str, names: &Names) -> Result<Group, Unreadable> {
        let skill = |(name, stars): (&String, &u8)| -> Result<(SkillId, Proficiency), Unreadable> {
            let place = || format!("{at}.skills.{name}");
            let proficiency = Proficiency::new(*stars);
            let proficiency = proficiency.ok_or_else(|| Unreadable::new(place(), "0 to 5"))?;
            Ok((names.skill(name), proficiency))
        };
        Ok(Group {
            name: self.name.clone(),
            agents: ByInterval(self.agents.clone()),
            shifts: match self.shifts {
                ShiftsRow::Shared => Shifts::Shared,
                ShiftsRow::Own => Shifts::Own,
            },
            breaks: each(&self.breaks, |number, row| {
                row.read(&format!("{at}.breaks[{number}]"))
            })?,
            queues: each(&self.queues, |number, row| {
                row.read(&format!("{at}.queues[{number}]"), names)
            })?,
            skills: self.skills.iter().map(skill).collect::<Result<_, _>>()?,
            speed: self.speed.clone(),
            alerting: match &self.alerting {
                Some(row) => row.read(&format!("{at}.alerting"))?,
                None => Alerting::AtOnce,
            },
        })
    }
}

impl MembershipRow {
    fn read(&self, at: &str, names: &Names) -> Result<(usize, Ring), Unreadable> {
        let ring = Ring::new(self.ring);
        let ring = ring.ok_or_else(|| Unreadable::new(format!("{at}.ring"), "1 to 6"))?;
        Ok((names.queue(&format!("{at}.queue"), &self.queue)?, ring))
    }
}

impl BreakRow {
    fn read(self, at: &str) -> Result<Break, Unreadable> {
        Ok(Break {
            from_ms: ms(&format!("{at}.from"), self.from)?,
            until_ms: ms(&format!("{at}.until"), self.until)?,
            agents: self.agents,
        })
    }
}

impl AlertingRow {
    fn read(&self, at: &str) -> Result<Alerting, Unreadable> {
        Ok(Alerting::Rings {
            answer: self.answer.read(&format!("{at}.answer"))?,
            missed: self.missed,
            away: self.away.read(&format!("{at}.away"))?,
        })
    }
}
