//! What the oracle knows of one agent and of one interaction.

use callback_core::routing::{
    AgentId, Booking, Capacity, InteractionId, Medium, Proficiency, QueueId, Retry, Ring, Routing,
    RoutingStatus, SkillId, SkillSet, Windows,
};
use callback_core::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug)]
pub(crate) struct Agent {
    pub(crate) capacity: Capacity,
    pub(crate) on_queue: bool,
    pub(crate) not_responding: bool,
    pub(crate) communicating: bool,
    pub(crate) queues: BTreeMap<QueueId, Ring>,
    pub(crate) skills: BTreeMap<SkillId, Proficiency>,
    pub(crate) alerted: BTreeSet<InteractionId>,
    pub(crate) holds: BTreeSet<InteractionId>,
    pub(crate) idle_since: Option<Timestamp>,
}

#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) id: InteractionId,
    pub(crate) medium: Medium,
    pub(crate) queue: QueueId,
    pub(crate) priority: i32,
    pub(crate) skills: SkillSet,
    pub(crate) at: Timestamp,
    pub(crate) routing: Routing,
    pub(crate) retry: Retry,
    pub(crate) attempts: u8,
    pub(crate) windows: Option<Windows>,
    pub(crate) waiting: bool,
    /// The customer is on the line.
    pub(crate) on_the_line: bool,
    pub(crate) entered: Timestamp,
    pub(crate) entry: u64,
    /// Since when somebody is looked for, and when it was last looked who may take it.
    pub(crate) searched: Timestamp,
    pub(crate) looked: Timestamp,
    /// An agent whom it names was alerted.
    pub(crate) named_alerted: bool,
}

impl Agent {
    pub(crate) const fn new(capacity: Capacity) -> Self {
        Self {
            capacity,
            on_queue: false,
            not_responding: false,
            communicating: false,
            queues: BTreeMap::new(),
            skills: BTreeMap::new(),
            alerted: BTreeSet::new(),
            holds: BTreeSet::new(),
            idle_since: None,
        }
    }

    pub(crate) fn status(&self) -> RoutingStatus {
        match self {
            Self {
                on_queue: false, ..
            } => RoutingStatus::OffQueue,
            Self {
                not_responding: true,
                ..
            } => RoutingStatus::NotResponding,
            _ if !self.holds.is_empty() => RoutingStatus::Interacting,
            Self {
                communicating: true,
                ..
            } => RoutingStatus::Communicating,
            _ => RoutingStatus::Idle,
        }
    }
}

impl Item {
    pub(crate) fn call(
        id: InteractionId,
        queue: QueueId,
        (priority, skills): (i32, SkillSet),
        routing: Routing,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            medium: Medium::Call,
            queue,
            priority,
            skills,
            at: now,
            routing,
            retry: Retry::NEVER,
            attempts: 0,
            windows: None,
            waiting: false,
            on_the_line: true,
            entered: now,
            entry: 0,
            searched: now,
            looked: now,
            named_alerted: false,
        }
    }

    pub(crate) fn callback(id: InteractionId, booking: Booking) -> Self {
        let needs = (booking.priority, booking.skills);
        Self {
            medium: Medium::Callback,
            retry: booking.retry,
            windows: booking.windows,
            on_the_line: false,
            ..Self::call(id, booking.queue, needs, booking.routing, booking.at)
        }
    }

    /// Out of the queue, and scheduled for then.
    pub(crate) fn scheduled(&mut self, at: Timestamp) {
        self.at = at;
        self.waiting = false;
        self.entry = 0;
        self.named_alerted = false;
    }

    pub(crate) fn owner(&self) -> Option<(AgentId, Timestamp)> {
        match self.routing {
            Routing::Owned {
                agent,
                owned_for_ms,
            } => Some((agent, self.at + owned_for_ms)),
            _ => None,
        }
    }

    /// When its customer would be called, were there no windows: now, where it is in the queue.
    pub(crate) fn due(&self, now: Timestamp) -> Timestamp {
        if self.entry > 0 {
            now
        } else {
            now.max(self.at)
        }
    }

    pub(crate) fn callable(&self, at: Timestamp) -> bool {
        let windows = self.windows.as_ref();
        windows.is_none_or(|windows| windows.next(at) == Some(at))
    }
}
