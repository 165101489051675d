//! The choice itself: the best agent for an interaction, the first interaction for an agent, and why
//! (routing.md §1.3, §1.4). Nothing is changed here but who was passed over.

use super::Router;
use super::agent::Agent;
use super::event::Routing;
use super::ids::{AgentId, InteractionId};
use super::interaction::Interaction;
use super::line::Place;
use super::preferred::SCORE_MAX;
use super::queue::Queue;
use super::reach::Reach;
use super::reason::{Absence, AlertedBecause, PassedOver, WaitsBecause};
use super::ring::Ring;
use super::settings::{Medium, SkillEvaluation};
use super::skills::SkillSet;
use crate::time::Timestamp;
use core::cmp::Reverse;

impl Router {
    /// The best agent for it, or why there is none.
    pub(super) fn choose(
        &self,
        interaction: &Interaction,
    ) -> Result<(AgentId, AlertedBecause), WaitsBecause> {
        let Some(queue) = self.queues.get(interaction.queue.index()) else {
            return Err(WaitsBecause::NobodyOnQueue);
        };
        if let Some((owner, until)) = interaction.ownership() {
            return match self.absence(owner, interaction) {
                None => Ok((owner, AlertedBecause::Owner)),
                Some(why) => Err(WaitsBecause::OwnerNotAvailable { owner, why, until }),
            };
        }
        if let Reach::Preferred { rule, score_min } = interaction.reach {
            return self
                .choose_preferred(interaction, score_min, Some(rule))
                .ok_or(WaitsBecause::NobodyPreferred { rule, score_min });
        }
        if let Some(requested) = self.choose_requested(interaction) {
            return Ok(requested);
        }
        let (medium, ring) = (
            interaction.medium(),
            interaction.reach.ring().unwrap_or(Ring::LAST),
        );
        let asked = queue.settings.asked(interaction.skills, ring);
        self.choose_free(queue, medium, ring, &asked)
            .ok_or_else(|| why_nobody(queue, medium, interaction.reach))
    }

    /// Whoever was asked for by name, where it is the time to ask.
    fn choose_requested(&self, interaction: &Interaction) -> Option<(AgentId, AlertedBecause)> {
        if interaction.passed_over.is_some() {
            return None;
        }
        match interaction.routing {
            Routing::ToMe(agent) => {
                let available = self.absence(agent, interaction).is_none();
                available.then_some((agent, AlertedBecause::RequestedAgent))
            }
            Routing::Preferred(_) if self.without_rules(interaction) => {
                self.choose_preferred(interaction, 0, None)
            }
            _ => None,
        }
    }

    /// The available preferred agent of the highest score; among equals the longest idle, ties by id.
    fn choose_preferred(
        &self,
        interaction: &Interaction,
        score_min: u8,
        rule: Option<u8>,
    ) -> Option<(AgentId, AlertedBecause)> {
        let Routing::Preferred(agents) = &interaction.routing else {
            return None;
        };
        let available = agents
            .with(score_min)
            .filter(|it| self.absence(it.agent, interaction).is_none());
        let best = available.min_by_key(|it| {
            let idle_since = self.agent(it.agent).and_then(|agent| agent.idle_since);
            (SCORE_MAX - it.score, idle_since, it.agent)
        })?;
        let score = best.score;
        Some((best.agent, AlertedBecause::Preferred { score, rule }))
    }

    /// The best free agent up to that ring for these skills (routing.md §1.3).
    fn choose_free(
        &self,
        queue: &Queue,
        medium: Medium,
        ring: Ring,
        asked: &SkillSet,
    ) -> Option<(AgentId, AlertedBecause)> {
        let free = &queue.free[medium.index()];
        let agent = |id: AgentId| self.agents.get(id.index());
        let fits = |id| agent(id).is_some_and(|agent| fits(queue, agent, asked));
        let idle_ms = |since: Timestamp| (self.now - since).max(0);
        if queue.settings.skills != SkillEvaluation::Best || asked.is_empty() {
            let (since, id) = free.first(ring, fits)?;
            let idle_ms = idle_ms(since);
            return Some((id, AlertedBecause::LongestIdle { idle_ms }));
        }
        let stars = |id| agent(id).map_or(0, |agent| agent.stars(asked));
        let fitting = free.within(ring).filter(|&(_, id)| fits(id));
        let (Reverse(stars), since, id) = fitting
            .map(|(since, id)| (Reverse(stars(id)), since, id))
            .min()?;
        Some((
            id,
            AlertedBecause::BestSkills {
                stars,
                skills: asked.len(),
                idle_ms: idle_ms(since),
            },
        ))
    }

    /// The first in line of what this agent may take now.
    pub(super) fn first_for(&self, agent: AgentId) -> Option<Place> {
        let agent = self.agents.get(agent.index())?;
        let mut first: Option<Place> = None;
        for medium in Medium::ALL {
            if !agent.available(medium) {
                continue;
            }
            for &(queue, ring) in &agent.memberships {
                let Some(queue) = self.queues.get(queue.index()) else {
                    continue;
                };
                let anyone = queue
                    .line
                    .first(medium, ring, |asked| fits(queue, agent, asked));
                let named = queue.line.first_named(medium, agent.id);
                first = first.into_iter().chain(anyone).chain(named).min();
            }
        }
        first
    }

    /// Why the agent it is meant for cannot be alerted, or `None` where they can. Skills are not
    /// asked for: the customer was promised this agent.
    pub(super) fn absence(&self, agent: AgentId, interaction: &Interaction) -> Option<Absence> {
        let Some(agent) = self.agents.get(agent.index()) else {
            return Some(Absence::Removed);
        };
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
    /// now, anyone may have it from now on (P7). The same for preferred agents without rules.
    pub(super) fn pass_over_requested(&mut self, id: InteractionId) {
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        if interaction.passed_over.is_some() {
            return;
        }
        let requested = match &interaction.routing {
            Routing::ToMe(agent) => Some(*agent),
            Routing::Preferred(agents) if self.without_rules(interaction) => {
                agents.iter().next().map(|first| first.agent)
            }
            _ => None,
        };
        let Some(agent) = requested else { return };
        if self.choose_requested(interaction).is_some() {
            return;
        }
        let Some(why) = self.absence(agent, interaction) else {
            return;
        };
        if let Some(interaction) = self.interactions.get_mut(&id) {
            interaction.passed_over = Some(PassedOver { agent, why });
        }
    }

    fn without_rules(&self, interaction: &Interaction) -> bool {
        let queue = self.queues.get(interaction.queue.index());
        queue.is_none_or(|queue| queue.settings.rules.is_empty())
    }
}

impl Interaction {
    /// Why an agent who became free takes it.
    pub(super) fn first_in_line(&self, agent: AgentId, now: Timestamp) -> AlertedBecause {
        match (self.reach, &self.routing) {
            (Reach::Owner, _) => AlertedBecause::Owner,
            (Reach::Preferred { rule, .. }, Routing::Preferred(agents)) => {
                let mine = agents.iter().find(|scored| scored.agent == agent);
                AlertedBecause::Preferred {
                    score: mine.map_or(0, |mine| mine.score),
                    rule: Some(rule),
                }
            }
            _ => AlertedBecause::FirstInLine {
                waited_ms: (now - self.entered).max(0),
            },
        }
    }
}

impl Routing {
    /// Whether it names this agent.
    pub(super) fn names(&self, agent: AgentId) -> bool {
        match self {
            Self::Standard => false,
            Self::ToMe(named) | Self::Owned { agent: named, .. } => *named == agent,
            Self::Preferred(agents) => agents.iter().any(|scored| scored.agent == agent),
        }
    }
}

/// Whether the agent has the skills asked for, as the queue understands them.
fn fits(queue: &Queue, agent: &Agent, asked: &SkillSet) -> bool {
    queue.settings.skills == SkillEvaluation::None || agent.skills.contains(asked)
}

fn why_nobody(queue: &Queue, medium: Medium, reach: Reach) -> WaitsBecause {
    let free = u32::try_from(queue.free[medium.index()].len()).unwrap_or(u32::MAX);
    match (queue.on_queue, free, reach) {
        (0, ..) => WaitsBecause::NobodyOnQueue,
        (on_queue, 0, _) => WaitsBecause::NobodyFree { on_queue },
        (_, _, Reach::Ring(ring)) => WaitsBecause::NobodyInRing { ring, free },
        _ => WaitsBecause::NobodyWithSkills { free },
    }
}
