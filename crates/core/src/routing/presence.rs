//! Agents and queues as they are set: presence, membership, skills, capacity, settings.

use super::Router;
use super::action::Action;
use super::agent::Agent;
use super::event::Presence;
use super::ids::{AGENTS_MAX, AgentId, InteractionId, QUEUES_MAX, QueueId, SkillId};
use super::interaction::State;
use super::queue::Queue;
use super::reason::{AlertEnd, Refusal, StatusBecause};
use super::ring::Ring;
use super::settings::{Capacity, Medium, QueueSettings};
use super::skills::Proficiency;

impl Router {
    pub(super) fn set_queue(
        &mut self,
        id: QueueId,
        settings: QueueSettings,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        if id.0 >= QUEUES_MAX {
            return Err(Refusal::TooManyQueues(id));
        }
        settings
            .check()
            .map_err(|setting| Refusal::OutOfLimits(id, setting))?;
        match self.queues.get_mut(id.index()) {
            Some(queue) => queue.settings = settings,
            None => self.queues.insert(id.index(), Queue::new(id, settings)),
        }
        self.rematch(id, out);
        Ok(())
    }

    pub(super) fn set_agent(
        &mut self,
        id: AgentId,
        capacity: Capacity,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        if id.0 >= AGENTS_MAX {
            return Err(Refusal::TooManyAgents(id));
        }
        match self.agents.get_mut(id.index()) {
            Some(agent) => agent.capacity = capacity,
            None => self.agents.insert(id.index(), Agent::new(id, capacity)),
        }
        self.relist(id);
        self.serve(id, out);
        Ok(())
    }

    pub(super) fn join(
        &mut self,
        id: AgentId,
        queue: QueueId,
        ring: Ring,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let agent = self
            .agents
            .get_mut(id.index())
            .ok_or(Refusal::UnknownAgent(id))?;
        let row = self
            .queues
            .get_mut(queue.index())
            .ok_or(Refusal::UnknownQueue(queue))?;
        let before = match agent.membership(queue) {
            Ok(at) => Some(core::mem::replace(&mut agent.memberships[at].1, ring)),
            Err(at) => {
                agent.memberships.insert(at, (queue, ring));
                row.on_queue += u32::from(agent.presence == Presence::OnQueue);
                None
            }
        };
        for medium in Medium::ALL {
            let free = &mut row.free[medium.index()];
            let Some(since) = agent.listed[medium.index()] else {
                continue;
            };
            if let Some(before) = before {
                free.remove(before, since, id);
            }
            free.insert(ring, since, id);
        }
        self.serve(id, out);
        Ok(())
    }

    pub(super) fn leave(
        &mut self,
        id: AgentId,
        queue: QueueId,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let agent = self
            .agents
            .get_mut(id.index())
            .ok_or(Refusal::UnknownAgent(id))?;
        let row = self
            .queues
            .get_mut(queue.index())
            .ok_or(Refusal::UnknownQueue(queue))?;
        let Ok(position) = agent.membership(queue) else {
            return Ok(());
        };
        let (_, ring) = agent.memberships.remove(position);
        row.on_queue -= u32::from(agent.presence == Presence::OnQueue);
        for medium in Medium::ALL {
            if let Some(since) = agent.listed[medium.index()] {
                row.free[medium.index()].remove(ring, since, id);
            }
        }
        self.take_alerts_away(id, Some(queue), out);
        self.serve(id, out);
        Ok(())
    }

    pub(super) fn set_skill(
        &mut self,
        id: AgentId,
        skill: SkillId,
        proficiency: Option<Proficiency>,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let agent = self
            .agents
            .get_mut(id.index())
            .ok_or(Refusal::UnknownAgent(id))?;
        agent.proficiencies.retain(|&(known, _)| known != skill);
        agent.skills.remove(skill);
        if let Some(proficiency) = proficiency {
            agent.proficiencies.push((skill, proficiency));
            agent.proficiencies.sort_unstable();
            agent.skills.insert(skill);
        }
        self.serve(id, out);
        Ok(())
    }

    /// On queue is also the way back from `NOT_RESPONDING` (G3).
    pub(super) fn set_presence(
        &mut self,
        id: AgentId,
        presence: Presence,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let agent = self
            .agents
            .get_mut(id.index())
            .ok_or(Refusal::UnknownAgent(id))?;
        let changed = agent.presence != presence;
        agent.presence = presence;
        agent.not_responding = false;
        if presence == Presence::OnQueue {
            agent.idle_since.get_or_insert(self.now);
        }
        if changed {
            for (queue, _) in &agent.memberships {
                let Some(row) = self.queues.get_mut(queue.index()) else {
                    continue;
                };
                match presence {
                    Presence::OnQueue => row.on_queue += 1,
                    Presence::OffQueue => row.on_queue -= 1,
                }
            }
        }
        self.relist(id);
        self.report(id, StatusBecause::Presence, out);
        match presence {
            Presence::OnQueue => self.serve(id, out),
            Presence::OffQueue => self.take_alerts_away(id, None, out),
        }
        Ok(())
    }

    pub(super) fn set_communicating(
        &mut self,
        id: AgentId,
        communicating: bool,
        out: &mut Vec<Action>,
    ) -> Result<(), Refusal> {
        let agent = self
            .agents
            .get_mut(id.index())
            .ok_or(Refusal::UnknownAgent(id))?;
        agent.communicating = communicating;
        self.relist(id);
        self.report(id, StatusBecause::Communication, out);
        self.serve(id, out);
        Ok(())
    }

    pub(super) fn set_not_responding(&mut self, id: AgentId) {
        if let Some(agent) = self.agents.get_mut(id.index()) {
            agent.not_responding = true;
        }
    }

    /// Keeps the free lists of the agent's queues true. Called after whatever bears on availability.
    pub(super) fn relist(&mut self, id: AgentId) {
        let Some(agent) = self.agents.get_mut(id.index()) else {
            return;
        };
        for medium in Medium::ALL {
            let key = agent.idle_since.filter(|_| agent.available(medium));
            let listed = core::mem::replace(&mut agent.listed[medium.index()], key);
            if listed == key {
                continue;
            }
            for &(queue, ring) in &agent.memberships {
                let Some(queue) = self.queues.get_mut(queue.index()) else {
                    continue;
                };
                let free = &mut queue.free[medium.index()];
                if let Some(since) = listed {
                    free.remove(ring, since, id);
                }
                if let Some(since) = key {
                    free.insert(ring, since, id);
                }
            }
        }
    }

    /// Reports the agent's status where it has changed.
    pub(super) fn report(&mut self, id: AgentId, why: StatusBecause, out: &mut Vec<Action>) {
        let Some(agent) = self.agents.get_mut(id.index()) else {
            return;
        };
        let status = agent.status_now();
        if agent.status != status {
            agent.status = status;
            out.push(Action::Status {
                agent: id,
                status,
                why,
            });
        }
    }

    /// Takes away the agent's alerts, those of one queue or all.
    fn take_alerts_away(&mut self, id: AgentId, of: Option<QueueId>, out: &mut Vec<Action>) {
        let Some(agent) = self.agents.get(id.index()) else {
            return;
        };
        let alerts = |held: &&InteractionId| {
            let Some(interaction) = self.interactions.get(held) else {
                return false;
            };
            let alerting = matches!(interaction.state, State::Alerting { .. });
            alerting && of.is_none_or(|queue| queue == interaction.queue)
        };
        let alerts: Vec<InteractionId> = agent.in_hand.iter().filter(alerts).copied().collect();
        for alert in alerts {
            self.alert_over(alert, AlertEnd::AgentLeft, out);
        }
    }
}
