//! Preferred agents: an interaction names agents with scores, its queue says by rules how long only
//! those of them with a certain score are asked (routing.md §1.4).

use super::ids::AgentId;
use crate::time::SECOND_MS;

/// A preferred agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoredAgent {
    /// Who.
    pub agent: AgentId,
    /// How much preferred: 0 to 100.
    pub score: u8,
}

/// The highest score.
pub const SCORE_MAX: u8 = 100;
/// Preferred agents of one interaction at most.
pub const SCORED_AGENTS_MAX: usize = 20;
/// Rules of a queue at most.
pub const RULES_MAX: usize = 6;
/// The shortest wait of a rule.
pub const RULE_MS_MIN: i64 = 2 * SECOND_MS;
/// The longest wait of a rule.
pub const RULE_MS_MAX: i64 = 259_200 * SECOND_MS;

/// The preferred agents of an interaction, each once, the highest score first, ties by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoredAgents(Box<[ScoredAgent]>);

/// Why a list of preferred agents is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScoredAgentsError {
    /// It has no agent.
    Empty,
    /// It has more than [`SCORED_AGENTS_MAX`].
    TooMany,
    /// This agent's score is above [`SCORE_MAX`].
    Score(AgentId),
    /// This agent is in it twice.
    Twice(AgentId),
}

impl ScoredAgents {
    /// The list of these agents.
    ///
    /// ```
    /// use callback_core::routing::{AgentId, ScoredAgent, ScoredAgents, ScoredAgentsError};
    /// let (kim, lee) = (AgentId(0), AgentId(1));
    /// let agents = [ScoredAgent { agent: kim, score: 60 }, ScoredAgent { agent: lee, score: 100 }];
    /// let list = ScoredAgents::new(&agents).expect("two scores up to 100");
    /// assert_eq!(list.iter().next().map(|first| first.agent), Some(lee));
    /// assert_eq!(ScoredAgents::new(&[]), Err(ScoredAgentsError::Empty));
    /// ```
    ///
    /// # Errors
    /// What makes it none.
    pub fn new(agents: &[ScoredAgent]) -> Result<Self, ScoredAgentsError> {
        use ScoredAgentsError as Error;
        if agents.is_empty() {
            return Err(Error::Empty);
        }
        if agents.len() > SCORED_AGENTS_MAX {
            return Err(Error::TooMany);
        }
        let mut known: Vec<AgentId> = Vec::new();
        for scored in agents {
            if scored.score > SCORE_MAX {
                return Err(Error::Score(scored.agent));
            }
            if known.contains(&scored.agent) {
                return Err(Error::Twice(scored.agent));
            }
            known.push(scored.agent);
        }
        let mut agents = agents.to_vec();
        agents.sort_unstable_by_key(|scored| (SCORE_MAX - scored.score, scored.agent));
        Ok(Self(agents.into()))
    }

    /// Those with this score or more, the highest first.
    pub(super) fn with(&self, score_min: u8) -> impl Iterator<Item = &ScoredAgent> {
        self.0
            .iter()
            .take_while(move |scored| scored.score >= score_min)
    }

    /// The highest score first, ties by id.
    pub fn iter(&self) -> impl Iterator<Item = &ScoredAgent> {
        self.0.iter()
    }
}

/// Which of an interaction's preferred agents a rule asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threshold {
    /// Those with this score or more (`MEETS_THRESHOLD`).
    Meets(u8),
    /// All of them (`ANY`).
    Any,
}

impl Threshold {
    /// The lowest score it lets through.
    #[must_use]
    pub const fn score_min(self) -> u8 {
        match self {
            Self::Meets(score) => score,
            Self::Any => 0,
        }
    }
}

/// One of a queue's rules for preferred agents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PreferredRule {
    /// Whom it asks.
    pub threshold: Threshold,
    /// How long, in ms: 2 s to 259 200 s.
    pub wait_ms: i64,
}

/// Any preferred agent for 5 s.
impl Default for PreferredRule {
    fn default() -> Self {
        Self {
            threshold: Threshold::Any,
            wait_ms: 5 * SECOND_MS,
        }
    }
}
