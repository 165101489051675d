//! What an agent does with a contact, and what comes after.

use super::tournament::Key;
use super::{Drawn, Engine, State};
use crate::simulation::chance::{Stream, rounded};
use crate::simulation::plan::AfterCall;
use crate::simulation::sink::{Contact, Service, Sink};

impl<S: Sink, const MANY: bool, const WHOLE: bool> Engine<'_, '_, S, MANY, WHOLE> {
    /// An agent who is not listed as idle takes a contact.
    #[inline]
    pub(super) fn start(&mut self, agent: u32, contact: &Contact, drawn: Drawn, at_once: bool) {
        let plan = &self.plan.agents[agent as usize];
        let (mut talk_ms, mut after_ms) = (drawn.talk_ms, drawn.after_ms);
        if self.plan.speeds_differ {
            talk_ms = rounded(talk_ms as f64 / plan.speed);
            after_ms = rounded(after_ms as f64 / plan.speed);
        }
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

    /// An agent is through with a contact.
    #[inline]
    pub(super) fn done(&mut self, agent: u32) {
        self.agents[agent as usize].idle_since = self.now;
        let group = self.groups[self.plan.agents[agent as usize].group as usize];
        if group.here > group.scheduled {
            return self.go(agent);
        }
        self.serve(agent);
    }

    /// A free agent takes what comes first, or is idle.
    #[inline]
    pub(super) fn serve(&mut self, agent: u32) {
        let pool = self.plan.agents[agent as usize].pool as usize;
        if let Some((_, _, lane)) = self.lane_for(pool)
            && let Some(entry) = self.lanes[lane].pop()
        {
            let held = *self.held.at(entry.id);
            self.held.free(entry.id);
            return self.start(agent, &held.contact, held.drawn, false);
        }
        self.events.set(agent as usize, Key::NEVER);
        self.list(agent);
    }
}

impl AfterCall {
    #[inline]
    pub(super) fn draw(&self, stream: &mut Stream) -> i64 {
        match self {
            Self::None => 0,
            Self::Drawn { work, at_most_ms } => work.draw(stream).min(*at_most_ms),
            Self::Forced { ms } => *ms,
        }
    }
}
