//! Agents: what they tell the router.

use super::*;

impl<S: Sink> Driver<'_, S> {
    /// An agent's next step.
    pub(super) fn next_of(&mut self, agent: u32) {
        let Some((_, next)) = self.agents[agent as usize].take() else {
            return;
        };
        let who = AgentId(agent);
        match next {
            Next::Accept(id) => self.tell(Event::Accepted {
                id: InteractionId(id),
                agent: who,
            }),
            Next::Miss(id) => self.tell(Event::TimerFired(Timer::Alert(InteractionId(id)))),
            Next::Dial(id) => self.dial(id, agent),
            Next::Answer(id) => self.answer(id, agent),
            Next::End(id) => self.end(id, agent),
            Next::Done(id) => self.done(id, agent),
            Next::Back if self.too_many(agent) => self.go(agent),
            Next::Back => self.tell(Event::AgentPresence {
                agent: who,
                presence: Presence::OnQueue,
            }),
        }
    }

    pub(super) fn dial(&mut self, number: u64, agent: u32) {
        let customer = self.customers[&number];
        let class = &self.plan.classes[customer.contact.class as usize];
        let by_itself = class
            .callback
            .as_ref()
            .is_some_and(|work| customer.dialing.preview_ms >= work.auto_dial_ms);
        self.agents[agent as usize] =
            Some((self.now + customer.dialing.ring_ms, Next::Answer(number)));
        let id = InteractionId(number);
        self.tell(if by_itself {
            Event::TimerFired(Timer::AutoDial(id))
        } else {
            Event::Dialed {
                id,
                agent: AgentId(agent),
            }
        });
    }

    pub(super) fn answer(&mut self, number: u64, agent: u32) {
        let customer = self.customers[&number];
        let id = InteractionId(number);
        if !customer.dialing.answered {
            self.tell(Event::NotAnswered { id });
            return self.end(number, agent);
        }
        let talk_ms = self.at_speed(agent, customer.drawn.talk_ms);
        self.agents[agent as usize] = Some((self.now + talk_ms, Next::End(number)));
        self.tell(Event::Answered { id });
    }

    pub(super) fn end(&mut self, number: u64, agent: u32) {
        if self.customers[&number].dialing.answered {
            self.book(number, agent);
        }
        let at_once = self.after_ms(number, agent) == 0;
        if at_once && self.too_many(agent) {
            self.go(agent);
        }
        self.tell(Event::Ended {
            id: InteractionId(number),
            agent: AgentId(agent),
        });
        if at_once
            && let Some((_, Next::Done(id))) = self.agents[agent as usize]
            && id == number
        {
            self.agents[agent as usize] = None;
            self.done(number, agent);
        }
    }

    pub(super) fn done(&mut self, number: u64, agent: u32) {
        if self.here[agent as usize] && self.too_many(agent) {
            self.go(agent);
        }
        self.tell(Event::AfterCallWorkDone {
            id: InteractionId(number),
            agent: AgentId(agent),
        });
    }

    pub(super) fn too_many(&self, agent: u32) -> bool {
        let group = self.plan.agents[agent as usize].group as usize;
        match self.plan.groups[group].shifts {
            Shifts::Own => self.plan.place(agent) >= self.scheduled[group],
            Shifts::Shared => self.here_in(group) > self.scheduled[group],
        }
    }

    fn is_needed(&self, agent: u32) -> bool {
        let group = self.plan.agents[agent as usize].group as usize;
        match self.plan.groups[group].shifts {
            Shifts::Own => self.plan.place(agent) < self.scheduled[group],
            Shifts::Shared => self.here_in(group) < self.scheduled[group],
        }
    }

    pub(super) fn here_in(&self, group: usize) -> u32 {
        let agents = self.plan.groups[group].agents.clone();
        agents.filter(|&agent| self.here[agent as usize]).count() as u32
    }

    pub(super) fn change_staffing(&mut self) {
        let change = self.plan.staffing[self.staffing];
        self.staffing += 1;
        self.scheduled[change.group] = change.agents;
        let agents = self.plan.groups[change.group].agents.clone();
        for agent in agents.clone() {
            if !self.here[agent as usize] && self.is_needed(agent) {
                self.here[agent as usize] = true;
                self.sink
                    .staffed(self.now, agent, change.group as u32, true);
                self.tell(Event::AgentPresence {
                    agent: AgentId(agent),
                    presence: Presence::OnQueue,
                });
            }
        }
        for agent in agents.rev() {
            let idle = self.here[agent as usize] && self.agents[agent as usize].is_none();
            if idle && self.too_many(agent) {
                self.go(agent);
            }
        }
    }

    pub(super) fn go(&mut self, agent: u32) {
        self.here[agent as usize] = false;
        let group = self.plan.agents[agent as usize].group;
        self.sink.staffed(self.now, agent, group, false);
        self.tell(Event::AgentPresence {
            agent: AgentId(agent),
            presence: Presence::OffQueue,
        });
    }
}
