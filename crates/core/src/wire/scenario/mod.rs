//! A scenario of the simulator as a person writes it down in JSON; `docs/scenario.md` is its description.
//!
//! Durations are seconds, and things are called by their names. A field that is not known is refused, so that a
//! spelling mistake does not simulate something else. Whether the numbers make sense is
//! [`Plan::new`](crate::simulation::Plan::new)'s to say.

mod class;
mod distribution;
mod group;
mod names;
mod queue;
mod rules;

use super::Unreadable;
use crate::simulation::scenario::{self as core, Run, Scenario};
use class::ClassRow;
use group::GroupRow;
use names::Names;
use queue::QueueRow;
use rules::{BlendingRow, ListsRow};
use serde::Deserialize;

/// The version of files that are read here.
pub const SCENARIO_VERSION: u32 = 1;

/// A file.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ScenarioFile {
    /// [`SCENARIO_VERSION`].
    version: u32,
    #[serde(default)]
    name: String,
    /// Where its numbers come from; for people.
    #[serde(default)]
    source: String,
    #[serde(default)]
    intervals: Vec<f64>,
    queues: Vec<QueueRow>,
    classes: Vec<ClassRow>,
    groups: Vec<GroupRow>,
    lists: Option<ListsRow>,
    blending: Option<BlendingRow>,
    trunks: Option<u32>,
    busyness_shape: Option<f64>,
    #[serde(default)]
    start: Vec<StandingRow>,
    run: RunRow,
    #[serde(default)]
    service_levels: Vec<f64>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct StandingRow {
    class: String,
    count: u32,
    #[serde(default)]
    waited: f64,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum RunRow {
    /// Through all intervals, and on until nobody is left.
    Day,
    #[serde(rename_all = "camelCase")]
    Steady {
        warm_up: f64,
        batches: u32,
        batch: f64,
    },
}

/// What a file says: what to simulate, and what to look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The scenario.
    pub scenario: Scenario,
    /// Where its numbers come from.
    pub source: String,
    /// Service levels are the shares served within these times, in ms.
    pub service_levels_ms: Vec<i64>,
}

impl ScenarioFile {
    /// What it says, with every name found.
    ///
    /// # Errors
    /// The first place that cannot be read, and what would be right there.
    pub fn read(self) -> Result<Asked, Unreadable> {
        if self.version != SCENARIO_VERSION {
            let expected = format!("{SCENARIO_VERSION}, not {}", self.version);
            return Err(Unreadable::new("version", expected));
        }
        let names = Names {
            queues: all(&self.queues, |row| &row.name),
            classes: all(&self.classes, |row| &row.name),
            groups: all(&self.groups, |row| &row.name),
            skills: names::skills(&self.classes, &self.groups, &self.queues),
        };
        names.check()?;
        let rules = match self.lists {
            Some(lists) => core::Rules::Lists(lists.read(&names)?),
            None => core::Rules::Router,
        };
        let scenario = Scenario {
            name: self.name,
            intervals_ms: each(&self.intervals, |at, s| ms(&format!("intervals[{at}]"), *s))?,
            queues: each(&self.queues, |at, row| {
                row.read(&format!("queues[{at}]"), &names)
            })?,
            classes: each(&self.classes, |at, row| {
                row.read(&format!("classes[{at}]"), &names)
            })?,
            groups: each(&self.groups, |at, row| {
                row.read(&format!("groups[{at}]"), &names)
            })?,
            rules,
            blending: self.blending.map(BlendingRow::read),
            trunks: self.trunks,
            busyness_shape: self.busyness_shape,
            start: each(&self.start, |at, row| {
                row.read(&format!("start[{at}]"), &names)
            })?,
            scheduled: Vec::new(),
            tagged: None,
            run: self.run.read()?,
        };
        Ok(Asked {
            scenario,
            source: self.source,
            service_levels_ms: each(&self.service_levels, |at, s| {
                ms(&format!("serviceLevels[{at}]"), *s)
            })?,
        })
    }
}

impl StandingRow {
    fn read(&self, at: &str, names: &Names) -> Result<core::Standing, Unreadable> {
        Ok(core::Standing {
            class: names.class(&format!("{at}.class"), &self.class)?,
            count: self.count,
            waited_ms: ms(&format!("{at}.waited"), self.waited)?,
        })
    }
}

impl RunRow {
    fn read(self) -> Result<Run, Unreadable> {
        Ok(match self {
            Self::Day => Run::Terminating,
            Self::Steady {
                warm_up,
                batches,
                batch,
            } => Run::Steady {
                warm_up_ms: ms("run.steady.warmUp", warm_up)?,
                batches,
                batch_ms: ms("run.steady.batch", batch)?,
            },
        })
    }
}

fn all<T>(rows: &[T], name: impl Fn(&T) -> &String) -> Vec<String> {
    rows.iter().map(|row| name(row).clone()).collect()
}

/// Each row read, with its place.
fn each<T, U>(
    rows: &[T],
    read: impl Fn(usize, &T) -> Result<U, Unreadable>,
) -> Result<Vec<U>, Unreadable> {
    let read = |(at, row)| read(at, row);
    rows.iter().enumerate().map(read).collect()
}

/// Whole milliseconds of seconds.
fn ms(at: &str, seconds: f64) -> Result<i64, Unreadable> {
    /// A thousand years.
    const SECONDS_MAX: f64 = 31_556_952_000.0;
    if !(0.0..=SECONDS_MAX).contains(&seconds) {
        return Err(Unreadable::new(at, "seconds, 0 or more"));
    }
    #[expect(clippy::cast_possible_truncation, reason = "within a thousand years")]
    let whole = libm::round(seconds * 1_000.0) as i64;
    Ok(whole)
}

#[cfg(test)]
mod tests;
