//! Who may take what waits, as a list of stages on one clock.

use crate::item::{Agent, Item};
use crate::oracle::Oracle;
use crate::values::SKILLS;
use callback_core::routing::{
    AgentId, Medium, Mixing, QueueSettings, Ring, Routing, ScoredAgents, SkillEvaluation, SkillId,
    SkillSet,
};
use callback_core::time::Timestamp;

/// Whom a stage lets take it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Stage<'a> {
    Owner(AgentId),
    Scored(&'a ScoredAgents, u8),
    Members(Ring, SkillSet),
}

impl Item {
    /// The stage that this time falls into.
    pub(crate) fn stage(&self, settings: &QueueSettings, at: Timestamp) -> Stage<'_> {
        if let Some((owner, _)) = self.owner() {
            return Stage::Owner(owner);
        }
        let mut stages = Vec::new();
        if let Routing::Preferred(agents) = &self.routing {
            for rule in &settings.rules {
                let least = rule.threshold.score_min();
                if agents.iter().any(|scored| scored.score >= least) {
                    stages.push((rule.wait_ms, Stage::Scored(agents, least)));
                }
            }
        }
        let mut skills = self.skills;
        for (exit, number) in settings.rings.iter().zip(1..) {
            let ring = Ring::new(number).unwrap();
            stages.push((exit.after_ms, Stage::Members(ring, skills)));
            for skill in (0..=u8::MAX).map(SkillId) {
                if exit.skills_to_remove.has(skill) {
                    skills.remove(skill);
                }
            }
        }
        let last = match u8::try_from(settings.rings.len()).unwrap() {
            0 => Ring::LAST,
            exits => Ring::new(exits + 1).unwrap(),
        };
        let mut left_ms = at - self.searched;
        for (length_ms, stage) in stages {
            if left_ms < length_ms {
                return stage;
            }
            left_ms -= length_ms;
        }
        Stage::Members(last, skills)
    }
}

impl Oracle {
    /// As it was last looked.
    pub(crate) fn stage_of<'a>(&self, item: &'a Item) -> Stage<'a> {
        item.stage(&self.queues[&item.queue], item.looked)
    }

    /// A member, and the owner where there is one, preferred where that is the rule, else in the
    /// rings asked, with the skills.
    pub(crate) fn may_take(&self, id: AgentId, item: &Item) -> bool {
        let row = &self.agents[&id];
        let Some(&ring) = row.queues.get(&item.queue) else {
            return false;
        };
        match self.stage_of(item) {
            Stage::Owner(owner) => owner == id,
            Stage::Scored(agents, least) => score(agents, id).is_some_and(|mine| mine >= least),
            Stage::Members(last, skills) => {
                let ignored = self.queues[&item.queue].skills == SkillEvaluation::None;
                ring <= last && (ignored || asked(skills).all(|it| row.skills.contains_key(&it)))
            }
        }
    }

    /// On queue, responding, not talking elsewhere, and below the capacity for the medium.
    pub(crate) fn free(&self, row: &Agent, medium: Medium) -> bool {
        let in_hand = |medium: Medium| {
            let all = row.alerted.iter().chain(&row.holds);
            all.filter(|id| self.items[*id].medium == medium).count()
        };
        let (capacity, other) = match medium {
            Medium::Call => (row.capacity.calls, Medium::Callback),
            Medium::Callback => (row.capacity.callbacks, Medium::Call),
        };
        let apart = row.capacity.mixing == Mixing::Apart;
        row.on_queue
            && !row.not_responding
            && !row.communicating
            && in_hand(medium) < usize::from(capacity)
            && !(apart && in_hand(other) > 0)
    }
}

pub(crate) fn score(agents: &ScoredAgents, id: AgentId) -> Option<u8> {
    let mine = agents.iter().find(|scored| scored.agent == id);
    mine.map(|mine| mine.score)
}

fn asked(skills: SkillSet) -> impl Iterator<Item = SkillId> {
    let all = (0..SKILLS).filter_map(|skill| u8::try_from(skill).ok());
    all.map(SkillId).filter(move |&skill| skills.has(skill))
}

pub(crate) fn stars(row: &Agent, skills: SkillSet) -> i64 {
    asked(skills)
        .filter_map(|skill| row.skills.get(&skill))
        .map(|proficiency| i64::from(proficiency.stars()))
        .sum()
}
