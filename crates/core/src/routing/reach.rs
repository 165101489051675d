//! Who may take an interaction as time goes by: its preferred agents, rule after rule, then the
//! queue's rings, one after another, or at once all its members (routing.md §1.4).
//!
//! How far it reaches follows from one clock, which starts when it comes into the queue and again
//! when it is given to another queue or agent. Neither alerts nor missed ones stop that clock. A
//! change of the queue's settings leaves it running: what waits is then where the new settings put
//! something that has waited so long.

use super::Router;
use super::action::Action;
use super::event::Routing;
use super::ids::InteractionId;
use super::interaction::{Interaction, State};
use super::reason::QueuedBecause;
use super::ring::Ring;
use super::settings::QueueSettings;
use super::skills::SkillSet;
use super::timer::Timer;
use crate::time::Timestamp;

/// Who may take it now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Its owner.
    Owner,
    /// Its preferred agents with this score or more, by the queue's rule of this number, from 1.
    Preferred {
        /// The rule.
        rule: u8,
        /// The lowest score.
        score_min: u8,
    },
    /// The members in this ring and those within it, without the skills that were given up.
    Ring(Ring),
    /// All members.
    Queue,
}

impl Reach {
    /// The outermost ring whose members may take it, where it is not for agents by name.
    pub(super) const fn ring(self) -> Option<Ring> {
        match self {
            Self::Owner | Self::Preferred { .. } => None,
            Self::Ring(ring) => Some(ring),
            Self::Queue => Some(Ring::LAST),
        }
    }
}

impl QueueSettings {
    /// How far the interaction reaches at `now`, and when that changes next.
    fn reach(&self, interaction: &Interaction, now: Timestamp) -> (Reach, Option<Timestamp>) {
        if let Routing::Owned { .. } = interaction.routing {
            return (Reach::Owner, None);
        }
        let mut ends = interaction.searched_since;
        if let Routing::Preferred(agents) = &interaction.routing {
            for (rule, number) in self.rules.iter().zip(1..) {
                let score_min = rule.threshold.score_min();
                if agents.with(score_min).next().is_none() {
                    continue;
                }
                ends = ends + rule.wait_ms;
                if now < ends {
                    let reach = Reach::Preferred {
                        rule: number,
                        score_min,
                    };
                    return (reach, Some(ends));
                }
            }
        }
        if self.rings.is_empty() {
            return (Reach::Queue, None);
        }
        let mut ring = Ring::FIRST;
        for exit in &self.rings {
            ends = ends + exit.after_ms;
            if now < ends {
                return (Reach::Ring(ring), Some(ends));
            }
            ring = ring.next();
        }
        (Reach::Ring(ring), None)
    }

    /// What is still asked for of these skills in that ring.
    pub(super) fn asked(&self, skills: SkillSet, ring: Ring) -> SkillSet {
        let left = self.rings.iter().take(ring.index());
        left.fold(skills, |skills, exit| {
            skills.without(&exit.skills_to_remove)
        })
    }
}

impl Router {
    /// Brings up to date how far it reaches; it must not stand in the line.
    pub(super) fn look_around(&mut self, id: InteractionId) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let Some(queue) = self.queues.get(interaction.queue.index()) else {
            return;
        };
        (interaction.reach, interaction.reach_until) = queue.settings.reach(interaction, self.now);
    }

    /// Asks to be woken when what waits in the line reaches further.
    pub(super) fn watch_reach(&self, id: InteractionId, out: &mut Vec<Action>) {
        let until = self.interactions.get(&id).and_then(|it| it.reach_until);
        if let Some(at) = until {
            out.push(Action::SetTimer {
                at,
                timer: Timer::Reach(id),
            });
        }
    }

    /// The time of a rule or a ring is over for what waits: others may take it now.
    pub(super) fn reach_further(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        self.drop_timer(Timer::Reach(id), out);
        self.leave_line(id);
        self.look_around(id);
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        if interaction.state != State::Waiting {
            return;
        }
        out.push(Action::Queue {
            id,
            queue: interaction.queue,
            entered: interaction.entered,
            why: QueuedBecause::Reaches(interaction.reach),
        });
        self.route(id, out);
    }
}
