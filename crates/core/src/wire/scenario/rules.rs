//! Matching by lists, for what papers and other simulators have; without it the router's rules hold.

use super::names::Names;
use super::{Unreadable, each, ms};
use crate::simulation::scenario::{Blending, Lists, Reach, Release, Selection};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ListsRow {
    /// For each class by name, the groups that may take it.
    groups: BTreeMap<String, Vec<ReachRow>>,
    #[serde(default)]
    in_order: bool,
    selection: SelectionRow,
    /// For each group by name, the classes it takes.
    classes: BTreeMap<String, Vec<String>>,
    release: ReleaseRow,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ReachRow {
    group: String,
    #[serde(default)]
    after: f64,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum SelectionRow {
    LongestIdle,
    Random,
    InOrder,
    Fastest,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum ReleaseRow {
    Score,
    InOrder,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct BlendingRow {
    reserved_idle: u32,
}

impl BlendingRow {
    pub(super) const fn read(self) -> Blending {
        Blending {
            reserved_idle: self.reserved_idle,
        }
    }
}

impl ListsRow {
    pub(super) fn read(&self, names: &Names) -> Result<Lists, Unreadable> {
        known("lists.groups", self.groups.keys(), &names.classes)?;
        known("lists.classes", self.classes.keys(), &names.groups)?;
        let groups = each(&names.classes, |_, class| {
            let rows = self
                .groups
                .get(class)
                .map(Vec::as_slice)
                .unwrap_or_default();
            each(rows, |at, row| {
                row.read(&format!("lists.groups.{class}[{at}]"), names)
            })
        })?;
        let classes = each(&names.groups, |_, group| {
            let rows = self
                .classes
                .get(group)
                .map(Vec::as_slice)
                .unwrap_or_default();
            each(rows, |at, name| {
                names.class(&format!("lists.classes.{group}[{at}]"), name)
            })
        })?;
        Ok(Lists {
            groups,
            in_order: self.in_order,
            selection: match self.selection {
                SelectionRow::LongestIdle => Selection::LongestIdle,
                SelectionRow::Random => Selection::Random,
                SelectionRow::InOrder => Selection::InOrder,
                SelectionRow::Fastest => Selection::Fastest,
            },
            classes,
            release: match self.release {
                ReleaseRow::Score => Release::Score,
                ReleaseRow::InOrder => Release::InOrder,
            },
        })
    }
}

/// Every key is the name of something.
fn known<'a>(
    at: &str,
    mut keys: impl Iterator<Item = &'a String>,
    names: &[String],
) -> Result<(), Unreadable> {
    match keys.find(|key| !names.contains(key)) {
        Some(key) => {
            let expected = format!("one of `{}`", names.join("`, `"));
            Err(Unreadable::new(format!("{at}.{key}"), expected))
        }
        None => Ok(()),
    }
}

impl ReachRow {
    fn read(&self, at: &str, names: &Names) -> Result<Reach, Unreadable> {
        Ok(Reach {
            group: names.group(&format!("{at}.group"), &self.group)?,
            after_ms: ms(&format!("{at}.after"), self.after)?,
        })
    }
}
