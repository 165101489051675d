//! What the router wants done.

use super::*;

impl<S: Sink> Driver<'_, S> {
    pub(super) fn obey(&mut self, action: Action) {
        match action {
            Action::Queue {
                id,
                why: QueuedBecause::Due,
                ..
            } => self.come_due(id.0),
            Action::Queue {
                id,
                why: QueuedBecause::OwnershipExpired { owner },
                ..
            } => {
                let contact = self.customers[&id.0].contact;
                self.sink.handed_over(self.now, &contact, owner.0);
            }
            Action::Wait { id, .. } => {
                if let Some(customer) = self.customers.get_mut(&id.0) {
                    customer.at_once = false;
                }
            }
            Action::Alert {
                id, agent, until, ..
            } => self.alert(id, agent, until.ms()),
            Action::StopAlert { id, agent, why } => self.stop_alert(id.0, agent.0, why),
            Action::Connect { id, agent } => self.connect(id.0, agent.0),
            Action::WrapUp { id, agent, .. } => {
                let after_ms = self.after_ms(id.0, agent.0);
                self.agents[agent.0 as usize] = Some((self.now + after_ms, Next::Done(id.0)));
            }
            Action::End { id, .. }
            | Action::Disconnect {
                id,
                why: DisconnectReason::NoAnswer { .. },
            } => {
                self.customers.remove(&id.0);
            }
            Action::Leave { id, why, .. } => {
                if why == LeftBecause::NextAttempt {
                    self.try_again(id.0);
                }
            }
            Action::Disconnect { id, why } => {
                let how = match why {
                    DisconnectReason::Client => Left::Abandoned,
                    _ => Left::Expired,
                };
                self.drop_timers(id.0);
                if let Some(customer) = self.customers.remove(&id.0) {
                    self.sink.left(self.now, &customer.contact, how);
                }
            }
            Action::SetTimer { at, timer } => self.set_timer(at.ms(), timer),
            Action::DropTimer { timer } => {
                self.timers.retain(|_, set| *set != Alarm::Router(timer));
            }
            // What is due at the very instant at which it is not needed any more may still fire.
            Action::Refuse {
                why: Refusal::StaleTimer(_),
            } => {}
            Action::Refuse { why } => panic!("refused at {}: {why:?}", self.now),
            Action::Transfer { .. } => panic!("nobody transfers"),
            Action::Queue { .. }
            | Action::Dial { .. }
            | Action::Status { .. }
            | Action::Notify { .. } => {}
        }
    }

    pub(super) fn set_timer(&mut self, at: i64, timer: Timer) {
        if let Timer::Alert(_) | Timer::AutoDial(_) | Timer::AutoEnd(_) | Timer::AfterCallWork(_) =
            timer
        {
            return;
        }
        self.timers.retain(|_, set| *set != Alarm::Router(timer));
        self.sequence += 1;
        self.timers
            .insert((at, self.sequence), Alarm::Router(timer));
    }

    pub(super) fn drop_timers(&mut self, number: u64) {
        self.timers.retain(|_, set| *set != Alarm::GivesUp(number));
    }

    pub(super) fn alert(&mut self, id: InteractionId, agent: AgentId, until: i64) {
        let group = self.plan.agents[agent.0 as usize].group as usize;
        let Some(rings) = &self.plan.groups[group].alerting else {
            self.at_once.push_back((id, agent));
            return self.connect(id.0, agent.0);
        };
        let customer = self.customers.get_mut(&id.0).expect("a customer");
        let mut chance = customer.own.alert(customer.alerts);
        customer.alerts += 1;
        let missed = rings.missed > 0.0 && chance.uniform() < rings.missed;
        let answer_ms = rings.answer.draw(&mut chance);
        let next = if !missed && answer_ms < until - self.now {
            (self.now + answer_ms, Next::Accept(id.0))
        } else {
            self.back_at[agent.0 as usize] = until + rings.away.draw(&mut chance);
            (until, Next::Miss(id.0))
        };
        self.agents[agent.0 as usize] = Some(next);
        let contact = self.customers[&id.0].contact;
        self.sink.alerted(self.now, &contact, agent.0);
    }

    pub(super) fn stop_alert(&mut self, number: u64, agent: u32, why: AlertEnd) {
        self.agents[agent as usize] = None;
        if why == AlertEnd::Missed {
            let contact = self.customers[&number].contact;
            self.sink.missed(self.now, &contact, agent);
            let back = self.back_at[agent as usize];
            self.agents[agent as usize] = Some((back, Next::Back));
        } else {
            self.released.push(agent);
        }
    }

    /// Who answers at once has it with the alert; what the router says of it then is no news.
    pub(super) fn connect(&mut self, number: u64, agent: u32) {
        self.drop_timers(number);
        let customer = self.customers.get_mut(&number).expect("a customer");
        if core::mem::replace(&mut customer.connected, true) {
            return;
        }
        let customer = *customer;
        let class = &self.plan.classes[customer.contact.class as usize];
        let talk_ms = self.at_speed(agent, customer.drawn.talk_ms);
        let auto_dial_ms = class.callback.as_ref().map_or(0, |work| work.auto_dial_ms);
        let dial_ms = customer.dialing.preview_ms.min(auto_dial_ms);
        let spoken_ms = self.now + dial_ms + customer.dialing.ring_ms;
        let talked_ms = if customer.dialing.answered {
            spoken_ms + talk_ms
        } else {
            spoken_ms
        };
        self.sink.started(
            &customer.contact,
            &Service {
                at_ms: self.now,
                agent,
                group: self.plan.agents[agent as usize].group,
                at_once: customer.at_once,
                spoken_ms: customer.dialing.answered.then_some(spoken_ms),
                talked_ms,
                until_ms: talked_ms + self.after_ms(number, agent),
            },
        );
        let next = match class.callback {
            None => (talked_ms, Next::End(number)),
            Some(_) => (self.now + dial_ms, Next::Dial(number)),
        };
        self.agents[agent as usize] = Some(next);
    }

    pub(super) fn after_ms(&self, number: u64, agent: u32) -> i64 {
        let customer = &self.customers[&number];
        let work_ms = self.at_speed(agent, customer.drawn.after_ms);
        match self.scenario.queues[self.plan.classes[customer.contact.class as usize].queue]
            .settings
            .after_call_work
        {
            AfterCallWork::Optional | AfterCallWork::AgentRequested { .. } => 0,
            AfterCallWork::Mandatory => work_ms,
            AfterCallWork::MandatoryTimeout { timeout_ms } => work_ms.min(timeout_ms),
            AfterCallWork::MandatoryForcedTimeout { timeout_ms } => timeout_ms,
        }
    }

    pub(super) fn at_speed(&self, agent: u32, work_ms: i64) -> i64 {
        rounded(work_ms as f64 / self.plan.agents[agent as usize].speed)
    }
}
