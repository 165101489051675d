//! What things are called in a file, and their places in the scenario's lists.

use super::Unreadable;
use super::class::ClassRow;
use super::group::GroupRow;
use super::queue::QueueRow;
use crate::routing::{SkillId, SkillSet};

pub(super) struct Names {
    pub(super) queues: Vec<String>,
    pub(super) classes: Vec<String>,
    pub(super) groups: Vec<String>,
    pub(super) skills: Vec<String>,
}

/// Every skill that is named anywhere, in the order of naming.
pub(super) fn skills(
    classes: &[ClassRow],
    groups: &[GroupRow],
    queues: &[QueueRow],
) -> Vec<String> {
    let asked = classes.iter().flat_map(|row| &row.skills);
    let known = groups.iter().flat_map(|row| row.skills.keys());
    let dropped = queues
        .iter()
        .flat_map(|row| &row.rings)
        .flat_map(|ring| &ring.skills_to_remove);
    let mut all: Vec<String> = Vec::new();
    for skill in asked.chain(known).chain(dropped) {
        if !all.contains(skill) {
            all.push(skill.clone());
        }
    }
    all
}

impl Names {
    /// Two things of one kind must not share a name, and skills are 256 at most.
    pub(super) fn check(&self) -> Result<(), Unreadable> {
        let kinds = [
            ("queues", &self.queues),
            ("classes", &self.classes),
            ("groups", &self.groups),
        ];
        for (kind, names) in kinds {
            for (at, name) in names.iter().enumerate() {
                if names[..at].contains(name) {
                    let expected = format!("a name of its own; `{name}` is taken");
                    return Err(Unreadable::new(format!("{kind}[{at}].name"), expected));
                }
            }
        }
        if self.skills.len() > 256 {
            return Err(Unreadable::new("skills", "256 different ones at most"));
        }
        Ok(())
    }

    pub(super) fn queue(&self, at: &str, name: &str) -> Result<usize, Unreadable> {
        find(&self.queues, at, name, "queue")
    }

    pub(super) fn class(&self, at: &str, name: &str) -> Result<usize, Unreadable> {
        find(&self.classes, at, name, "class")
    }

    pub(super) fn group(&self, at: &str, name: &str) -> Result<usize, Unreadable> {
        find(&self.groups, at, name, "group")
    }

    /// Its number. Every skill of the file has one.
    pub(super) fn skill(&self, name: &str) -> SkillId {
        let at = self.skills.iter().position(|known| known == name);
        SkillId(at.and_then(|at| u8::try_from(at).ok()).unwrap_or_default())
    }

    pub(super) fn skill_set(&self, names: &[String]) -> SkillSet {
        let mut set = SkillSet::NONE;
        for name in names {
            set.insert(self.skill(name));
        }
        set
    }
}

fn find(all: &[String], at: &str, name: &str, kind: &str) -> Result<usize, Unreadable> {
    let found = all.iter().position(|known| known == name);
    found.ok_or_else(|| {
        let known = all.join("`, `");
        Unreadable::new(
            at,
            format!("the name of a {kind} (`{known}`), not `{name}`"),
        )
    })
}
