//! What the oracle knows: its own picture of agents and interactions, from events and actions alone.

use callback_core::routing::Router;
use callback_core::routing::{
    Action, AgentId, AlertEnd, Capacity, Change, Event, InteractionId, Medium, Presence,
    Proficiency, QueueId, QueueSettings, Routing, RoutingStatus, SkillId, SkillSet,
};
use callback_core::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug)]
pub(crate) struct Agent {
    pub(crate) capacity: Capacity,
    pub(crate) on_queue: bool,
    pub(crate) not_responding: bool,
    pub(crate) communicating: bool,
    pub(crate) queues: BTreeSet<QueueId>,
    pub(crate) skills: BTreeMap<SkillId, Proficiency>,
    pub(crate) alerted: BTreeSet<InteractionId>,
    pub(crate) holds: BTreeSet<InteractionId>,
    pub(crate) idle_since: Option<Timestamp>,
}

#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) id: InteractionId,
    pub(crate) medium: Medium,
    pub(crate) queue: QueueId,
    pub(crate) priority: i32,
    pub(crate) skills: SkillSet,
    pub(crate) at: Timestamp,
    pub(crate) routing: Routing,
    pub(crate) waiting: bool,
    pub(crate) entered: Timestamp,
    pub(crate) entry: u64,
    /// The agent of *to me if possible* had the chance, or was not there.
    pub(crate) asked_requested: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Oracle {
    pub(crate) now: Option<Timestamp>,
    pub(crate) agents: BTreeMap<AgentId, Agent>,
    pub(crate) queues: BTreeMap<QueueId, QueueSettings>,
    pub(crate) items: BTreeMap<InteractionId, Item>,
    ended: BTreeMap<InteractionId, u32>,
    begun: BTreeSet<InteractionId>,
    entries: u64,
}

impl Oracle {
    /// Takes in one event and its actions, and checks every rule on the way.
    pub(crate) fn watch(
        &mut self,
        now: Timestamp,
        event: &Event,
        actions: &[Action],
        router: &Router,
    ) {
        self.now = Some(now);
        let refused = actions
            .iter()
            .any(|action| matches!(action, Action::Refuse { .. }));
        self.check_lock(event, refused);
        if !refused {
            self.learn_agent(event);
            self.learn_interaction(event);
        }
        // What this event takes out of the queue is gone at once, whatever the order of the actions.
        for action in actions {
            if let Action::Disconnect { id, .. } = action
                && let Some(item) = self.items.get_mut(id)
            {
                item.waiting = false;
            }
        }
        for action in actions {
            self.obey(action);
        }
        self.check_nobody_waits_for_a_free_agent();
        self.check_statuses(router);
    }

    fn learn_agent(&mut self, event: &Event) {
        let now = self.now();
        match event.clone() {
            Event::QueueSettings { queue, settings } => {
                self.queues.insert(queue, settings);
            }
            Event::AgentSettings { agent, capacity } => {
                self.agents
                    .entry(agent)
                    .or_insert_with(|| Agent::new(capacity))
                    .capacity = capacity;
            }
            Event::AgentJoined { agent, queue, .. } => {
                self.agent(agent).queues.insert(queue);
            }
            Event::AgentLeft { agent, queue } => {
                self.agent(agent).queues.remove(&queue);
            }
            Event::AgentSkill {
                agent,
                skill,
                proficiency,
            } => {
                let skills = &mut self.agent(agent).skills;
                skills.remove(&skill);
                skills.extend(proficiency.map(|proficiency| (skill, proficiency)));
            }
            Event::AgentPresence { agent, presence } => {
                let agent = self.agent(agent);
                agent.on_queue = presence == Presence::OnQueue;
                agent.not_responding = false;
                if agent.on_queue {
                    agent.idle_since.get_or_insert(now);
                }
            }
            Event::AgentCommunicating {
                agent,
                communicating,
            } => {
                self.agent(agent).communicating = communicating;
            }
            _ => {}
        }
    }

    fn learn_interaction(&mut self, event: &Event) {
        let now = self.now();
        match event.clone() {
            Event::CallEntered {
                id,
                queue,
                priority,
                skills,
                ..
            } => {
                let item = Item::new(
                    id,
                    Medium::Call,
                    queue,
                    (priority, skills),
                    now,
                    Routing::Standard,
                );
                self.items.insert(id, item);
                self.begun.insert(id);
            }
            Event::CallbackScheduled { id, booking } => {
                let needs = (booking.priority, booking.skills);
                let item = Item::new(
                    id,
                    Medium::Callback,
                    booking.queue,
                    needs,
                    booking.at,
                    booking.routing,
                );
                self.items.insert(id, item);
                self.begun.insert(id);
            }
            Event::Rescheduled { id, at } => {
                let item = self.item(id);
                item.at = at;
                item.waiting = false;
                item.entry = 0;
                item.asked_requested = false;
            }
            Event::Reassigned { id, queue, routing } => {
                let item = self.item(id);
                item.queue = queue;
                item.routing = routing;
                item.asked_requested = false;
            }
            Event::Released { id } => self.item(id).routing = Routing::Standard,
            Event::PriorityChanged { id, priority } => self.item(id).priority = priority,
            _ => {}
        }
    }

    fn obey(&mut self, action: &Action) {
        let now = self.now();
        match *action {
            Action::Queue {
                id,
                queue,
                entered,
                why,
            } => self.queued(id, queue, entered, why),
            Action::Alert {
                id,
                agent,
                until,
                why,
                ..
            } => {
                assert!(until > now, "an alert without time");
                self.check_alert(id, agent, why);
                self.item(id).waiting = false;
                self.item(id).asked_requested = true;
                self.agent(agent).alerted.insert(id);
            }
            Action::StopAlert { id, agent, why } => {
                assert!(self.agent(agent).alerted.remove(&id), "no such alert");
                let missed = matches!(why, AlertEnd::Missed | AlertEnd::Declined);
                self.agent(agent).not_responding |= missed;
            }
            Action::Connect { id, agent } => {
                assert!(
                    self.agent(agent).alerted.remove(&id),
                    "connected without an alert"
                );
                self.agent(agent).holds.insert(id);
                self.agent(agent).idle_since = Some(now);
            }
            Action::Dial { id, agent, .. } | Action::WrapUp { id, agent, .. } => {
                assert!(
                    self.agent(agent).holds.contains(&id),
                    "not in this agent's hands"
                );
            }
            Action::End { id, agent, .. } => {
                assert!(
                    self.agent(agent).holds.contains(&id),
                    "ended by another agent"
                );
                self.gone(id);
            }
            Action::Disconnect { id, .. } => self.gone(id),
            Action::Notify {
                id,
                change: Change::HandedToQueue { owner, until, .. },
            } => {
                assert_eq!(self.item(id).owner(), Some((owner, until)));
                assert!(now >= until, "handed over before the ownership ended");
                self.item(id).routing = Routing::Standard;
            }
            Action::Wait { id, .. } => assert!(self.item(id).waiting, "waits without being queued"),
            _ => {}
        }
    }

    fn gone(&mut self, id: InteractionId) {
        let now = self.now();
        assert!(
            self.items.remove(&id).is_some(),
            "ended without having begun"
        );
        *self.ended.entry(id).or_default() += 1;
        for agent in self.agents.values_mut() {
            assert!(
                !agent.alerted.contains(&id),
                "ended, and the agent's alert goes on"
            );
            if agent.holds.remove(&id) {
                agent.idle_since = Some(now);
            }
        }
    }

    pub(crate) fn next_entry(&mut self) -> u64 {
        self.entries += 1;
        self.entries
    }

    /// Each that began ended, once.
    pub(crate) fn all_ended(&self) {
        for id in &self.begun {
            assert_eq!(
                self.ended.get(id),
                Some(&1),
                "{id:?} did not end exactly once"
            );
        }
        assert_eq!(self.begun.len(), self.ended.len());
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.now.unwrap()
    }

    pub(crate) fn agent(&mut self, id: AgentId) -> &mut Agent {
        self.agents.get_mut(&id).unwrap()
    }

    pub(crate) fn item(&mut self, id: InteractionId) -> &mut Item {
        self.items
            .get_mut(&id)
            .unwrap_or_else(|| panic!("{id:?} is not there"))
    }
}

impl Agent {
    const fn new(capacity: Capacity) -> Self {
        Self {
            capacity,
            on_queue: false,
            not_responding: false,
            communicating: false,
            queues: BTreeSet::new(),
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
    fn new(
        id: InteractionId,
        medium: Medium,
        queue: QueueId,
        (priority, skills): (i32, SkillSet),
        at: Timestamp,
        routing: Routing,
    ) -> Self {
        let (waiting, entered, entry, asked_requested) = (false, at, 0, false);
        Self {
            id,
            medium,
            queue,
            priority,
            skills,
            at,
            routing,
            waiting,
            entered,
            entry,
            asked_requested,
        }
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
}
