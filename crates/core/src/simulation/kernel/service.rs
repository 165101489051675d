//! What an agent does with a contact, and what comes after.

use super::streams::Drawn;
use super::tournament::Key;
use super::{Engine, State};
use crate::simulation::chance::rounded;
use crate::simulation::plan::AfterCall;
use crate::simulation::sink::{Contact, Service, Sink};

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// An agent who is not listed as idle takes a contact.
    #[inline]
    pub(super) fn start(&mut self, agent: u32, contact: &Contact, drawn: Drawn, at_once: bool) {
        let plan = &self.plan.agents[agent as usize];
        let (talk_ms, after_ms) = self.work_of(agent, contact.class, drawn);
        let talked_ms = self.now + talk_ms;
        let until_ms = talked_ms + after_ms;
        self.agents[agent as usize].state = State::Busy;
        self.events
            .set(agent as usize, Key::new(until_ms, agent as usize));
        self.sink.started(
            contact,
            &Service {
                at_ms: self.now,
                agent,
                group: plan.group,
                at_once,
                spoken_ms: Some(self.now),
                talked_ms,
                until_ms,
            },
        );
    }

    /// How long this agent talks, and works after it.
    #[inline]
    pub(super) fn work_of(&self, agent: u32, class: u32, drawn: Drawn) -> (i64, i64) {
        let speed = self.plan.agents[agent as usize].speed;
        let take = |work_ms: i64| {
            if self.plan.speeds_differ {
                rounded(work_ms as f64 / speed)
            } else {
                work_ms
            }
        };
        let after_ms = match &self.plan.classes[class as usize].after_call {
            AfterCall::None => 0,
            AfterCall::Drawn { at_most_ms, .. } => take(drawn.after_ms).min(*at_most_ms),
            AfterCall::Forced { ms } => *ms,
        };
        (take(drawn.talk_ms), after_ms)
    }

    /// An agent is through with a contact.
    #[inline]
    pub(super) fn done(&mut self, agent: u32) {
        self.agents[agent as usize].idle_since = self.now;
        if self.is_too_many(agent) {
            return self.go(agent);
        }
        self.serve(agent);
    }

    /// A free agent takes what comes first, or is idle.
    #[inline]
    pub(super) fn serve(&mut self, agent: u32) {
        let pool = self.plan.agents[agent as usize].pool as usize;
        if let Some((_, lane)) = self.lane_for(pool)
            && let Some(entry) = self.lanes.pop(lane)
        {
            let held = *self.held.at(entry.id);
            self.held.free(entry.id);
            return self.start(agent, &held.contact, held.drawn, false);
        }
        self.events.set(agent as usize, Key::NEVER);
        self.list(agent);
    }
}
