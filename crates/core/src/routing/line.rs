//! The line in which a queue's interactions wait, ordered by a key that does not change with time.
//!
//! Minutes waited plus priority puts two interactions in the same order at every instant, so the
//! order is that of `entered − 60 000 × priority` (routing.md §1.2). It is split into lanes, one for
//! each ring and set of skills asked for and one for each agent who is waited for by name, so that an
//! agent looks at heads only.

use super::event::Routing;
use super::ids::{AgentId, InteractionId};
use super::interaction::Interaction;
use super::reach::Reach;
use super::ring::Ring;
use super::settings::{Medium, QueueSettings, Scoring};
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
    /// These agents by name: the interaction stands in a lane of each.
    Named(Medium, Reach),
    /// The members up to this ring who have these skills.
    Members(Medium, Ring, SkillSet),
}

/// What a waiting interaction holds, to be found again whatever has been changed since.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket {
    lane: Lane,
    place: Place,
}

impl Ticket {
    pub(super) fn of(interaction: &Interaction, settings: &QueueSettings) -> Self {
        let medium = interaction.medium();
        let lane = match interaction.reach.ring() {
            None => Lane::Named(medium, interaction.reach),
            Some(ring) => Lane::Members(medium, ring, settings.asked(interaction.skills, ring)),
        };
        Self {
            lane,
            place: Place::of(interaction, settings.scoring),
        }
    }
}

/// A queue's line. A lane is there exactly while somebody stands in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    members: [BTreeMap<(Ring, SkillSet), BTreeSet<Place>>; 2],
    named: [BTreeMap<AgentId, BTreeSet<Place>>; 2],
}

impl Line {
    /// `routing` is the interaction's: it has the names.
    pub(super) fn insert(&mut self, ticket: Ticket, routing: &Routing) {
        match ticket.lane {
            Lane::Named(medium, reach) => {
                for agent in routing.named(reach) {
                    let lane = self.named[medium.index()].entry(agent).or_default();
                    lane.insert(ticket.place);
                }
            }
            Lane::Members(medium, ring, skills) => {
                let lanes = &mut self.members[medium.index()];
                lanes
                    .entry((ring, skills))
                    .or_default()
                    .insert(ticket.place);
            }
        }
    }

    /// `routing` is what it was at [`Line::insert`].
    pub(super) fn remove(&mut self, ticket: &Ticket, routing: &Routing) {
        match ticket.lane {
            Lane::Named(medium, reach) => {
                for agent in routing.named(reach) {
                    leave(&mut self.named[medium.index()], &agent, ticket.place);
                }
            }
            Lane::Members(medium, ring, skills) => {
                let lanes = &mut self.members[medium.index()];
                leave(lanes, &(ring, skills), ticket.place);
            }
        }
    }

    /// The first that waits for this agent by name.
    pub(super) fn first_named(&self, medium: Medium, agent: AgentId) -> Option<Place> {
        self.named[medium.index()].get(&agent)?.first().copied()
    }

    /// The first that a member in this ring may take whose skills `fits` accepts.
    pub(super) fn first(
        &self,
        medium: Medium,
        ring: Ring,
        fits: impl Fn(&SkillSet) -> bool,
    ) -> Option<Place> {
        let reaching = self.members[medium.index()].range((ring, SkillSet::NONE)..);
        reaching
            .filter(|((_, skills), _)| fits(skills))
            .filter_map(|(_, lane)| lane.first().copied())
            .min()
    }

    /// Everything that waits, in the order of serving.
    pub(super) fn places(&self) -> Vec<Place> {
        let members = self.members.iter().flat_map(BTreeMap::values).flatten();
        let named = self.named.iter().flat_map(BTreeMap::values).flatten();
        let mut places: Vec<Place> = members.chain(named).copied().collect();
        places.sort_unstable();
        // What waits for several agents by name stands in a lane of each.
        places.dedup();
        places
    }
}

impl Routing {
    /// The agents whom it reaches by name.
    fn named(&self, reach: Reach) -> impl Iterator<Item = AgentId> + '_ {
        let owner = match (self, reach) {
            (Self::Owned { agent, .. }, Reach::Owner) => Some(*agent),
            _ => None,
        };
        let preferred = match (self, reach) {
            (Self::Preferred(agents), Reach::Preferred { score_min, .. }) => {
                Some(agents.with(score_min).map(|scored| scored.agent))
            }
            _ => None,
        };
        owner.into_iter().chain(preferred.into_iter().flatten())
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
