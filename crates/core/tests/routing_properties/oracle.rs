//! What the oracle knows: its own picture of agents and interactions, from events and actions alone.

use crate::item::{Agent, Item};
use callback_core::routing::{
    Action, AgentId, Event, InteractionId, Presence, QueueId, QueueSettings, Router, Routing,
};
use callback_core::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

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
        if let (Event::AgentRemoved { agent }, false) = (event, refused) {
            let removed = self.agents.remove(agent).unwrap();
            assert!(removed.alerted.is_empty() && removed.holds.is_empty());
        }
        self.check_nobody_waits_for_a_free_agent();
        self.check_statuses(router);
    }

    fn learn_agent(&mut self, event: &Event) {
        let now = self.now();
        match event.clone() {
            Event::QueueSettings { queue, settings } => {
                self.queues.insert(queue, settings);
                for item in self.items.values_mut().filter(|item| item.queue == queue) {
                    item.looked = now;
                }
            }
            Event::QueueRemoved { queue, hand_to } => {
                self.queues.remove(&queue);
                for agent in self.agents.values_mut() {
                    agent.queues.remove(&queue);
                }
                for item in self.items.values_mut().filter(|item| item.queue == queue) {
                    item.waiting = false;
                    item.queue = hand_to.unwrap_or(queue);
                    item.searched = now;
                    item.named_alerted = false;
                }
            }
            Event::AgentRemoved { agent } => self.agent(agent).on_queue = false,
            Event::AgentSettings { agent, capacity } => {
                self.agents
                    .entry(agent)
                    .or_insert_with(|| Agent::new(capacity))
                    .capacity = capacity;
            }
            Event::AgentJoined { agent, queue, ring } => {
                self.agent(agent).queues.insert(queue, ring);
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
                routing,
            } => self.begin(Item::call(id, queue, (priority, skills), routing, now)),
            Event::CallbackScheduled { id, booking } => self.begin(Item::callback(id, booking)),
            Event::Rescheduled { id, at } => self.item(id).scheduled(at),
            Event::Reassigned { id, queue, routing } => {
                let item = self.item(id);
                item.queue = queue;
                item.routing = routing;
                item.named_alerted = false;
            }
            Event::Answered { id } => self.item(id).on_the_line = true,
            Event::NotAnswered { id } | Event::HungUp { id } => self.item(id).on_the_line = false,
            Event::Released { id } => self.item(id).routing = Routing::Standard,
            Event::PriorityChanged { id, priority } => self.item(id).priority = priority,
            _ => {}
        }
    }

    pub(crate) fn begin(&mut self, item: Item) {
        assert!(self.begun.insert(item.id), "begun twice");
        self.items.insert(item.id, item);
    }

    pub(crate) fn gone(&mut self, id: InteractionId) {
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
