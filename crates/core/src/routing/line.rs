//! The line in which a queue's interactions wait, ordered by a key that does not change with time.
//!
//! Minutes waited plus priority puts two interactions in the same order at every instant, so the
//! order is that of `entered − 60 000 × priority` (routing.md §1.2). It is split into lanes, one for
//! each set of skills asked for and one for each owner, so that an agent looks at heads only.

use super::ids::{AgentId, InteractionId};
use super::interaction::Interaction;
use super::settings::{Medium, Scoring};
use super::skills::SkillSet;
use crate::time::{MINUTE_MS, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// A place in the order of everything that waits, in whatever queue. Lower is served first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    /// 0 in a `PriorityOnly` queue, else 1: such queues are served before the others.
    class: u8,
    key: i64,
    entered: Timestamp,
    sequence: u64,
    pub(super) id: InteractionId,
}

impl Place {
    pub(super) fn of(interaction: &Interaction, scoring: Scoring) -> Self {
        let priority = i64::from(interaction.priority);
        let (class, key) = match scoring {
            Scoring::PriorityOnly => (0, -priority),
            Scoring::TimestampAndPriority => (1, (interaction.entered - MINUTE_MS * priority).ms()),
        };
        Self {
            class,
            key,
            entered: interaction.entered,
            sequence: interaction.sequence,
            id: interaction.id,
        }
    }
}

/// Who may take what stands in a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lane {
    Owner(AgentId),
    Anyone(Medium, SkillSet),
}

/// What a waiting interaction holds, to be found again whatever has been changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket {
    lane: Lane,
    place: Place,
}

impl Ticket {
    pub(super) fn of(interaction: &Interaction, scoring: Scoring) -> Self {
        let lane = match interaction.ownership() {
            Some((owner, _)) => Lane::Owner(owner),
            None => Lane::Anyone(interaction.medium(), interaction.skills),
        };
        Self {
            lane,
            place: Place::of(interaction, scoring),
        }
    }
}

/// A queue's line. A lane is there exactly while somebody stands in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    anyone: [BTreeMap<SkillSet, BTreeSet<Place>>; 2],
    owned: BTreeMap<AgentId, BTreeSet<Place>>,
}

impl Line {
    pub(super) fn insert(&mut self, ticket: Ticket) {
        let lane = match ticket.lane {
            Lane::Owner(owner) => self.owned.entry(owner).or_default(),
            Lane::Anyone(medium, skills) => self.anyone[medium.index()].entry(skills).or_default(),
        };
        lane.insert(ticket.place);
    }

    pub(super) fn remove(&mut self, ticket: &Ticket) {
        match ticket.lane {
            Lane::Owner(owner) => leave(&mut self.owned, &owner, ticket.place),
            Lane::Anyone(medium, skills) => {
                leave(&mut self.anyone[medium.index()], &skills, ticket.place);
            }
        }
    }

    /// The first of the callbacks that this agent owns.
    pub(super) fn first_owned(&self, owner: AgentId) -> Option<Place> {
        self.owned.get(&owner)?.first().copied()
    }

    /// The first that anyone may take whose skills `fits` accepts.
    pub(super) fn first(&self, medium: Medium, fits: impl Fn(&SkillSet) -> bool) -> Option<Place> {
        let lanes = self.anyone[medium.index()].iter();
        lanes
            .filter(|(skills, _)| fits(skills))
            .filter_map(|(_, lane)| lane.first().copied())
            .min()
    }

    /// Everything that waits, in the order of serving.
    pub(super) fn places(&self) -> Vec<Place> {
        let anyone = self.anyone.iter().flat_map(BTreeMap::values).flatten();
        let mut places: Vec<Place> = anyone
            .chain(self.owned.values().flatten())
            .copied()
            .collect();
        places.sort_unstable();
        places
    }
}

fn leave<K: Ord>(lanes: &mut BTreeMap<K, BTreeSet<Place>>, key: &K, place: Place) {
    if let Some(lane) = lanes.get_mut(key) {
        lane.remove(&place);
        if lane.is_empty() {
            lanes.remove(key);
        }
    }
}
