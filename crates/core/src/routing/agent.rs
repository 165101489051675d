//! An agent: where they stand, what they have in hand, what they know.

use super::action::RoutingStatus;
use super::event::Presence;
use super::ids::{AgentId, InteractionId, QueueId, SkillId};
use super::ring::Ring;
use super::settings::{Capacity, Medium, Mixing};
use super::skills::{Proficiency, SkillSet};
use crate::time::Timestamp;

/// An agent as a host may show them.
#[derive(Clone, Debug)]
pub struct Agent {
    pub(super) id: AgentId,
    pub(super) capacity: Capacity,
    pub(super) presence: Presence,
    /// Missed or declined an alert since last on queue.
    pub(super) not_responding: bool,
    /// In a conversation that no queue knows of.
    pub(super) communicating: bool,
    /// Their queues, each once and in order, and their ring in each.
    pub(super) memberships: Vec<(QueueId, Ring)>,
    pub(super) skills: SkillSet,
    /// In order of the skill, each once; the same skills as `skills`.
    pub(super) proficiencies: Vec<(SkillId, Proficiency)>,
    /// Alerts, conversations and after-call work, oldest first.
    pub(super) in_hand: Vec<InteractionId>,
    /// `in_hand`, counted for each medium.
    pub(super) load: [u16; 2],
    /// `in_hand` without the alerts, counted.
    pub(super) held: u16,
    /// When the last interaction began or ended; before the first one, when first on queue.
    pub(super) idle_since: Option<Timestamp>,
    /// The status last reported.
    pub(super) status: RoutingStatus,
    /// Under which key the agent stands among the free of their queues, for each medium.
    pub(super) listed: [Option<Timestamp>; 2],
}

impl Agent {
    pub(super) const fn new(id: AgentId, capacity: Capacity) -> Self {
        Self {
            id,
            capacity,
            presence: Presence::OffQueue,
            not_responding: false,
            communicating: false,
            memberships: Vec::new(),
            skills: SkillSet::NONE,
            proficiencies: Vec::new(),
            in_hand: Vec::new(),
            load: [0; 2],
            held: 0,
            idle_since: None,
            status: RoutingStatus::OffQueue,
            listed: [None; 2],
        }
    }

    /// Their number.
    #[must_use]
    pub const fn id(&self) -> AgentId {
        self.id
    }

    /// Their routing status.
    #[must_use]
    pub const fn status(&self) -> RoutingStatus {
        self.status
    }

    /// On or off queue, as set.
    #[must_use]
    pub const fn presence(&self) -> Presence {
        self.presence
    }

    /// How much they take at once.
    #[must_use]
    pub const fn capacity(&self) -> Capacity {
        self.capacity
    }

    /// The queues they are a member of, in order.
    pub fn queues(&self) -> impl Iterator<Item = QueueId> + '_ {
        self.memberships.iter().map(|&(queue, _)| queue)
    }

    /// Their skills and languages.
    #[must_use]
    pub const fn skills(&self) -> SkillSet {
        self.skills
    }

    /// Alerts, conversations and after-call work, oldest first.
    #[must_use]
    pub fn in_hand(&self) -> &[InteractionId] {
        &self.in_hand
    }

    /// Since when without an interaction beginning or ending; `None` before they were ever on queue.
    #[must_use]
    pub const fn idle_since(&self) -> Option<Timestamp> {
        self.idle_since
    }

    /// Whether they may be alerted for this medium now (routing.md §1.3).
    #[must_use]
    pub fn available(&self, medium: Medium) -> bool {
        let other = match medium {
            Medium::Call => Medium::Callback,
            Medium::Callback => Medium::Call,
        };
        let mixes = self.capacity.mixing == Mixing::Together || self.load[other.index()] == 0;
        self.presence == Presence::OnQueue
            && !self.not_responding
            && !self.communicating
            && self.load[medium.index()] < self.capacity.of(medium)
            && mixes
    }

    /// Whether they are a member of the queue.
    #[must_use]
    pub fn member_of(&self, queue: QueueId) -> bool {
        self.ring_in(queue).is_some()
    }

    /// Their ring in the queue, where they are a member.
    #[must_use]
    pub fn ring_in(&self, queue: QueueId) -> Option<Ring> {
        let at = self.membership(queue).ok()?;
        Some(self.memberships[at].1)
    }

    /// Where the queue stands among the memberships, or would stand.
    pub(super) fn membership(&self, queue: QueueId) -> Result<usize, usize> {
        self.memberships
            .binary_search_by_key(&queue, |&(queue, _)| queue)
    }

    /// The stars over these skills, added up; a skill that is missing counts nought.
    pub(super) fn stars(&self, asked: &SkillSet) -> u32 {
        let known = self
            .proficiencies
            .iter()
            .filter(|(skill, _)| asked.has(*skill));
        known
            .map(|(_, proficiency)| u32::from(proficiency.stars()))
            .sum()
    }

    /// The status that follows from everything else.
    pub(super) const fn status_now(&self) -> RoutingStatus {
        match self.presence {
            Presence::OffQueue => RoutingStatus::OffQueue,
            Presence::OnQueue if self.not_responding => RoutingStatus::NotResponding,
            Presence::OnQueue if self.held > 0 => RoutingStatus::Interacting,
            Presence::OnQueue if self.communicating => RoutingStatus::Communicating,
            Presence::OnQueue => RoutingStatus::Idle,
        }
    }
}
