//! Who with whom: an agent for an interaction, an interaction for an agent.
//!
//! Between two events nothing waits that a free agent may take. So an event needs to look only from
//! what it changed: from an interaction that came in for the best agent, or from an agent who
//! became free for the first in line. The two must never disagree about who may take what.

use super::Router;
use super::action::Action;
use super::agent::Agent;
use super::event::Routing;
use super::ids::{AgentId, InteractionId, QueueId};
use super::interaction::{Interaction, State};
use super::line::{Place, Ticket};
use super::queue::Queue;
use super::reason::{Absence, AlertedBecause, PassedOver, WaitsBecause};
use super::settings::{Medium, SkillEvaluation};
use super::skills::SkillSet;

impl Router {
    /// Finds an agent for an interaction that is in its queue but not in the line, or puts it there.
    pub(super) fn route(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        self.pass_over_requested(id);
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        if interaction.expired(self.now) {
            return self.expire(id, out);
        }
        match self.choose(interaction) {
            Ok((agent, why)) => self.alert(id, agent, why, out),
            Err(why) => {
                out.push(Action::Wait {
                    id,
                    queue: interaction.queue,
                    why,
                });
                self.line_up(id);
            }
        }
    }

    /// Alerts an agent who became free for whatever they may take, first in line first.
    pub(super) fn serve(&mut self, agent: AgentId, out: &mut Vec<Action>) {
        while let Some((place, owned)) = self.first_for(agent) {
            let id = place.id;
            self.leave_line(id);
            let Some(interaction) = self.interactions.get(&id) else {
                return;
            };
            if interaction.expired(self.now) {
                self.expire(id, out);
                continue;
            }
            let waited_ms = (self.now - interaction.entered).max(0);
            let why = if owned {
                AlertedBecause::Owner
            } else {
                AlertedBecause::FirstInLine { waited_ms }
            };
            self.alert(id, agent, why, out);
        }
    }

    /// Looks at a queue's line anew after its settings changed: first everybody takes their new
    /// place, then in that order each one asks for an agent.
    pub(super) fn rematch(&mut self, queue: QueueId, out: &mut Vec<Action>) {
        for place in self.places(queue) {
            self.leave_line(place.id);
            self.line_up(place.id);
        }
        for Place { id, .. } in self.places(queue) {
            self.leave_line(id);
            let Some(interaction) = self.interactions.get(&id) else {
                continue;
            };
            if interaction.expired(self.now) {
                self.expire(id, out);
                continue;
            }
            match self.choose(interaction) {
                Ok((agent, why)) => self.alert(id, agent, why, out),
                Err(_) => self.line_up(id),
            }
        }
    }

    /// A queue's line, in order; empty for an unknown queue.
    pub(super) fn places(&self, queue: QueueId) -> Vec<Place> {
        let queue = self.queues.get(queue.index());
        queue.map(|queue| queue.line.places()).unwrap_or_default()
    }

    /// The best agent for it, or why there is none.
    fn choose(&self, interaction: &Interaction) -> Result<(AgentId, AlertedBecause), WaitsBecause> {
        if let Some((owner, until)) = interaction.ownership() {
            return match self.absence(owner, interaction) {
                None => Ok((owner, AlertedBecause::Owner)),
                Some(why) => Err(WaitsBecause::OwnerNotAvailable { owner, why, until }),
            };
        }
        if let Some(agent) = interaction.requested()
            && self.absence(agent, interaction).is_none()
        {
            return Ok((agent, AlertedBecause::RequestedAgent));
        }
        let medium = interaction.medium();
        let Some(queue) = self.queues.get(interaction.queue.index()) else {
            return Err(WaitsBecause::NobodyOnQueue);
        };
        self.choose_free(queue, medium, &interaction.skills)
            .ok_or_else(|| why_nobody(queue, medium))
    }

    /// The queue's best free agent for these skills (routing.md §1.3).
    fn choose_free(
        &self,
        queue: &Queue,
        medium: Medium,
        asked: &SkillSet,
    ) -> Option<(AgentId, AlertedBecause)> {
        let free = queue.free[medium.index()].iter();
        let mut fitting = free.filter_map(|&(since, id)| {
            let agent = self.agents.get(id.index())?;
            fits(queue, agent, asked).then_some((agent, (self.now - since).max(0)))
        });
        if queue.settings.skills != SkillEvaluation::Best || asked.is_empty() {
            let (agent, idle_ms) = fitting.next()?;
            return Some((agent.id, AlertedBecause::LongestIdle { idle_ms }));
        }
        let mut best: Option<(&Agent, i64, u32)> = None;
        for (agent, idle_ms) in fitting {
            let stars = agent.stars(asked);
            if best.is_none_or(|(_, _, most)| stars > most) {
                best = Some((agent, idle_ms, stars));
            }
        }
        let (agent, idle_ms, stars) = best?;
        Some((
            agent.id,
            AlertedBecause::BestSkills {
                stars,
                skills: asked.len(),
                idle_ms,
            },
        ))
    }

    /// The first in line of what this agent may take now, and whether it is their own callback.
    fn first_for(&self, agent: AgentId) -> Option<(Place, bool)> {
        let agent = self.agents.get(agent.index())?;
        let mut first: Option<(Place, bool)> = None;
        let mut consider = |place: Option<Place>, owned: bool| {
            if let Some(place) = place
                && first.is_none_or(|(best, _)| place < best)
            {
                first = Some((place, owned));
            }
        };
        for medium in Medium::ALL
            .into_iter()
            .filter(|&medium| agent.available(medium))
        {
            for queue in agent
                .queues
                .iter()
                .filter_map(|id| self.queues.get(id.index()))
            {
                consider(
                    queue.line.first(medium, |asked| fits(queue, agent, asked)),
                    false,
                );
                if medium == Medium::Callback {
                    consider(queue.line.first_owned(agent.id), true);
                }
            }
        }
        first
    }

    /// Why the agent it is meant for cannot be alerted, or `None` where they can. Skills are not
    /// asked for: the customer was promised this agent.
    pub(super) fn absence(&self, agent: AgentId, interaction: &Interaction) -> Option<Absence> {
        let agent = self.agents.get(agent.index())?;
        if !agent.member_of(interaction.queue) {
            return Some(Absence::NotMember);
        }
        if agent.available(interaction.medium()) {
            return None;
        }
        let missed = interaction
            .passed_over
            .filter(|passed| passed.agent == agent.id);
        match missed {
            Some(passed) if agent.not_responding => Some(passed.why),
            _ => Some(Absence::NotAvailable(agent.status)),
        }
    }

    /// *To me if possible* holds at the time it comes, not later: where the agent is not available
    /// now, anyone may have it from now on (P7).
    fn pass_over_requested(&mut self, id: InteractionId) {
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        let Some(agent) = interaction.requested() else {
            return;
        };
        let Some(why) = self.absence(agent, interaction) else {
            return;
        };
        if let Some(interaction) = self.interactions.get_mut(&id) {
            interaction.passed_over = Some(PassedOver { agent, why });
        }
    }

    /// Takes its place in the line.
    pub(super) fn line_up(&mut self, id: InteractionId) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let Some(queue) = self.queues.get_mut(interaction.queue.index()) else {
            return;
        };
        let ticket = Ticket::of(interaction, queue.settings.scoring);
        queue.line.insert(ticket);
        interaction.state = State::Waiting;
        interaction.ticket = Some(ticket);
    }

    /// Steps out of the line; no harm where it does not stand in it.
    pub(super) fn leave_line(&mut self, id: InteractionId) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let Some(queue) = self.queues.get_mut(interaction.queue.index()) else {
            return;
        };
        if let Some(ticket) = interaction.ticket.take() {
            queue.line.remove(&ticket);
        }
    }
}

impl Interaction {
    /// The agent of *to me if possible*, until that agent was passed over.
    fn requested(&self) -> Option<AgentId> {
        match self.callback?.routing {
            Routing::ToMe(agent) if self.passed_over.is_none() => Some(agent),
            _ => None,
        }
    }
}

/// Whether the agent has the skills asked for, as the queue understands them.
fn fits(queue: &Queue, agent: &Agent, asked: &SkillSet) -> bool {
    queue.settings.skills == SkillEvaluation::None || agent.skills.contains(asked)
}

fn why_nobody(queue: &Queue, medium: Medium) -> WaitsBecause {
    let free = u32::try_from(queue.free[medium.index()].len()).unwrap_or(u32::MAX);
    match (queue.on_queue, free) {
        (0, _) => WaitsBecause::NobodyOnQueue,
        (on_queue, 0) => WaitsBecause::NobodyFree { on_queue },
        _ => WaitsBecause::NobodyWithSkills { free },
    }
}
