//! The router, driven by the draws of a scenario: the slow engine, in which every decision is the
//! router's own. Events of one instant come in the order of the fast engine: agents, classes,
//! staffing, timers.

use crate::routing::{
    Action, AfterCallWork, AgentId, AlertEnd, AutoDial, Booking, Capacity, DisconnectReason, Event,
    InteractionId, LeftBecause, Presence, QueueId, QueuedBecause, Refusal, Retry, Router, Routing,
    Timer,
};
use crate::simulation::chance::{NEVER, Stream, rounded};
use crate::simulation::kernel::arrivals::Arrivals;
use crate::simulation::kernel::streams::{Dialing, Drawn, Purpose, Streams, stream};
use crate::simulation::plan::Plan;
use crate::simulation::scenario::{Kind, Promised, Run, Scenario};
use crate::simulation::sink::{Contact, Left, Origin, Promise, Service, Sink};
use crate::time::Timestamp;
use std::collections::{BTreeMap, VecDeque};

/// What an agent does next.
#[derive(Clone, Copy, Debug)]
enum Next {
    Accept(u64),
    Miss(u64),
    Dial(u64),
    Answer(u64),
    End(u64),
    Done(u64),
    Back,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alarm {
    Router(Timer),
    GivesUp(u64),
}

/// A customer whom the router knows.
#[derive(Clone, Copy, Debug)]
struct Customer {
    contact: Contact,
    drawn: Drawn,
    dialing: Dialing,
    at_once: bool,
    connected: bool,
}

pub(super) struct Driver<'a, S> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    sink: &'a mut S,
    router: Router,
    now: i64,
    number: u64,
    agents: Vec<Option<(i64, Next)>>,
    /// Who is there, busy or not.
    here: Vec<bool>,
    scheduled: Vec<u32>,
    arrivals: Vec<(Arrivals, Option<i64>)>,
    staffing: usize,
    timers: BTreeMap<(i64, u64), Alarm>,
    sequence: u64,
    streams: Vec<Streams>,
    alerts: Stream,
    customers: BTreeMap<u64, Customer>,
    /// Agents who were alerted for what is gone.
    released: Vec<u32>,
    /// Accepted the moment it rings.
    at_once: VecDeque<(InteractionId, AgentId)>,
}

impl<'a, S: Sink> Driver<'a, S> {
    pub(super) fn new(scenario: &'a Scenario, plan: &'a Plan, seed: u64, sink: &'a mut S) -> Self {
        let last = plan.run == Run::Terminating;
        let arrivals = |(class, rates): (usize, &crate::simulation::plan::Class)| {
            let stream = stream(seed, Purpose::Arrivals, class);
            (Arrivals::new(stream, &rates.per_hour, 1.0, last), None)
        };
        let mut driver = Self {
            scenario,
            plan,
            sink,
            router: Router::new(),
            now: 0,
            number: 0,
            agents: vec![None; plan.agents.len()],
            here: vec![false; plan.agents.len()],
            scheduled: vec![0; plan.groups.len()],
            arrivals: plan.classes.iter().enumerate().map(arrivals).collect(),
            staffing: 0,
            timers: BTreeMap::new(),
            sequence: 0,
            streams: (0..plan.classes.len())
                .map(|class| Streams::new(seed, class))
                .collect(),
            alerts: stream(seed, Purpose::Alerts, 0),
            customers: BTreeMap::new(),
            released: Vec::new(),
            at_once: VecDeque::new(),
        };
        driver.set_up();
        driver
    }

    fn set_up(&mut self) {
        for (number, queue) in self.scenario.queues.iter().enumerate() {
            self.tell(Event::QueueSettings {
                queue: QueueId(number as u32),
                settings: queue.settings.clone(),
            });
        }
        for (agent, row) in self.plan.agents.iter().enumerate() {
            let group = &self.scenario.groups[row.group as usize];
            let agent = AgentId(agent as u32);
            self.tell(Event::AgentSettings {
                agent,
                capacity: Capacity::default(),
            });
            for &(queue, ring) in &group.queues {
                self.tell(Event::AgentJoined {
                    agent,
                    queue: QueueId(queue as u32),
                    ring,
                });
            }
            for &(skill, proficiency) in &group.skills {
                self.tell(Event::AgentSkill {
                    agent,
                    skill,
                    proficiency: Some(proficiency),
                });
            }
        }
    }

    pub(super) fn run(mut self, end: i64) {
        while self
            .plan
            .staffing
            .get(self.staffing)
            .is_some_and(|change| change.at_ms == 0)
        {
            self.change_staffing();
        }
        for standing in &self.scenario.start {
            for _ in 0..standing.count {
                self.call(standing.class, 0, Origin::Standing);
            }
        }
        for scheduled in &self.scenario.scheduled {
            self.schedule(scheduled.class, scheduled.at_ms, scheduled.promised);
        }
        for class in 0..self.arrivals.len() {
            self.await_arrival(class);
        }
        while let Some((at, place)) = self.next_event()
            && at < end
        {
            self.now = at;
            let (agents, classes) = (self.agents.len(), self.arrivals.len());
            if place < agents {
                self.next_of(place as u32);
            } else if place < agents + classes {
                let class = place - agents;
                let interval = self.arrivals[class].0.interval();
                self.await_arrival(class);
                self.arrive(class, interval);
            } else if place == agents + classes {
                self.change_staffing();
            } else if let Some((_, alarm)) = self.timers.pop_first() {
                self.ring(alarm);
            }
        }
    }

    fn next_event(&self) -> Option<(i64, usize)> {
        let agents = self.agents.iter().map(|next| next.map(|(at, _)| at));
        let classes = self.arrivals.iter().map(|&(_, next)| next);
        let staffing = self
            .plan
            .staffing
            .get(self.staffing)
            .map(|change| change.at_ms);
        let timer = self.timers.first_key_value().map(|(&(at, _), _)| at);
        let all = agents.chain(classes).chain([staffing, timer]).enumerate();
        all.filter_map(|(place, at)| Some((at?, place))).min()
    }

    fn await_arrival(&mut self, class: usize) {
        let (arrivals, next) = &mut self.arrivals[class];
        *next = arrivals.next(&self.plan.interval_ends);
    }

    /// Tells the router, and does what it says, until it has nothing more to say.
    fn tell(&mut self, event: Event) {
        let mut actions = Vec::new();
        self.router
            .handle(Timestamp::from_ms(self.now), event, &mut actions);
        for action in actions {
            self.obey(action);
        }
        while let Some((id, agent)) = self.at_once.pop_front() {
            self.tell(Event::Accepted { id, agent });
        }
    }

    fn arrive(&mut self, class: usize, interval: usize) {
        match self.scenario.classes[class].kind {
            Kind::Call => self.call(class, interval, Origin::Arrival),
            Kind::Callback(_) => {
                self.schedule_for(class, self.now, Promised::Anyone, Origin::Arrival)
            }
        }
    }

    fn call(&mut self, class: usize, interval: usize, origin: Origin) {
        let contact = self.contact(class, interval, self.now, origin);
        self.enter(contact);
        let spec = &self.scenario.classes[class];
        self.tell(Event::CallEntered {
            id: InteractionId(contact.number),
            queue: QueueId(spec.queue as u32),
            priority: spec.priority,
            skills: spec.skills,
            routing: Routing::Standard,
        });
        self.await_patience(contact.number);
    }

    fn contact(&mut self, class: usize, interval: usize, at: i64, origin: Origin) -> Contact {
        self.number += 1;
        Contact {
            number: self.number - 1,
            class: class as u32,
            interval: interval as u32,
            entered_ms: at,
            waited_before_ms: 0,
            origin,
        }
    }

    /// It is in its queue: everything about it is drawn.
    fn enter(&mut self, contact: Contact) {
        let class = contact.class as usize;
        let plan = &self.plan.classes[class];
        let streams = &mut self.streams[class];
        let customer = Customer {
            contact,
            drawn: streams.draw(plan, contact.interval as usize),
            dialing: streams.draw_dialing(plan),
            at_once: true,
            connected: false,
        };
        self.customers.insert(contact.number, customer);
        self.sink.entered(&contact);
    }

    fn await_patience(&mut self, number: u64) {
        let Some(customer) = self.customers.get(&number) else {
            return;
        };
        if !customer.connected && customer.drawn.patience_ms != NEVER {
            self.sequence += 1;
            let at = self.now + customer.drawn.patience_ms;
            self.timers
                .insert((at, self.sequence), Alarm::GivesUp(number));
        }
    }

    fn schedule(&mut self, class: usize, at: i64, promised: Promised) {
        self.schedule_for(class, at, promised, Origin::Booked);
    }

    fn schedule_for(&mut self, class: usize, at: i64, promised: Promised, origin: Origin) {
        let contact = self.contact(class, 0, at, origin);
        let unborn = Customer {
            contact,
            drawn: Drawn::NONE,
            dialing: Dialing {
                preview_ms: 0,
                ring_ms: 0,
                answered: true,
            },
            at_once: true,
            connected: false,
        };
        self.customers.insert(contact.number, unborn);
        let spec = &self.scenario.classes[class];
        self.tell(Event::CallbackScheduled {
            id: InteractionId(contact.number),
            booking: Booking {
                queue: QueueId(spec.queue as u32),
                at: Timestamp::from_ms(at),
                routing: match promised {
                    Promised::Anyone => Routing::Standard,
                    Promised::ToMe { agent } => Routing::ToMe(AgentId(agent)),
                    Promised::Owned {
                        agent,
                        owned_for_ms,
                    } => Routing::Owned {
                        agent: AgentId(agent),
                        owned_for_ms,
                    },
                },
                priority: spec.priority,
                skills: spec.skills,
                contact: None,
                auto_dial: AutoDial::AsQueue,
                retry: retry(&spec.kind),
                windows: None,
            },
        });
    }

    fn ring(&mut self, alarm: Alarm) {
        match alarm {
            Alarm::GivesUp(number) => self.tell(Event::HungUp {
                id: InteractionId(number),
            }),
            Alarm::Router(timer) => self.tell(Event::TimerFired(timer)),
        }
        for agent in core::mem::take(&mut self.released) {
            if self.agents[agent as usize].is_none() && self.too_many(agent) {
                self.go(agent);
            }
        }
    }

    fn obey(&mut self, action: Action) {
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
                self.timers.retain(|_, set| *set != Alarm::Router(timer))
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

    fn set_timer(&mut self, at: i64, timer: Timer) {
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

    fn drop_timers(&mut self, number: u64) {
        self.timers.retain(|_, set| *set != Alarm::GivesUp(number));
    }

    fn try_again(&mut self, number: u64) {
        let customer = self.customers.get_mut(&number).expect("a customer");
        let class = &self.plan.classes[customer.contact.class as usize];
        let work = class.callback.as_ref().expect("a callback");
        customer.connected = false;
        customer.contact.origin = Origin::Retry;
        customer.contact.entered_ms = self.now + work.retry_after_ms;
    }

    fn come_due(&mut self, number: u64) {
        let mut contact = self.customers[&number].contact;
        let ends = &self.plan.interval_ends;
        let interval = ends.partition_point(|&end| end <= self.now);
        contact.interval = interval.min(ends.len().saturating_sub(1)) as u32;
        self.enter(contact);
    }

    fn alert(&mut self, id: InteractionId, agent: AgentId, until: i64) {
        let group = self.plan.agents[agent.0 as usize].group as usize;
        let Some(rings) = &self.plan.groups[group].alerting else {
            self.at_once.push_back((id, agent));
            return self.connect(id.0, agent.0);
        };
        let missed = rings.missed > 0.0 && self.alerts.uniform() < rings.missed;
        let answer_ms = rings.answer.draw(&mut self.alerts);
        let next = if !missed && answer_ms < until - self.now {
            (self.now + answer_ms, Next::Accept(id.0))
        } else {
            (until, Next::Miss(id.0))
        };
        self.agents[agent.0 as usize] = Some(next);
        let contact = self.customers[&id.0].contact;
        self.sink.alerted(self.now, &contact, agent.0);
    }

    fn stop_alert(&mut self, number: u64, agent: u32, why: AlertEnd) {
        self.agents[agent as usize] = None;
        if why == AlertEnd::Missed {
            let contact = self.customers[&number].contact;
            self.sink.missed(self.now, &contact, agent);
            let group = self.plan.agents[agent as usize].group as usize;
            let rings = self.plan.groups[group]
                .alerting
                .as_ref()
                .expect("an alert that rang");
            let back = self.now + rings.away.draw(&mut self.alerts);
            self.agents[agent as usize] = Some((back, Next::Back));
        } else {
            self.released.push(agent);
        }
    }

    /// Who answers at once has it with the alert; what the router says of it then is no news.
    fn connect(&mut self, number: u64, agent: u32) {
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

    fn after_ms(&self, number: u64, agent: u32) -> i64 {
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

    fn at_speed(&self, agent: u32, work_ms: i64) -> i64 {
        rounded(work_ms as f64 / self.plan.agents[agent as usize].speed)
    }

    /// An agent's next step.
    fn next_of(&mut self, agent: u32) {
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

    fn dial(&mut self, number: u64, agent: u32) {
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

    fn answer(&mut self, number: u64, agent: u32) {
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

    fn end(&mut self, number: u64, agent: u32) {
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

    fn done(&mut self, number: u64, agent: u32) {
        if self.here[agent as usize] && self.too_many(agent) {
            self.go(agent);
        }
        self.tell(Event::AfterCallWorkDone {
            id: InteractionId(number),
            agent: AgentId(agent),
        });
    }

    fn book(&mut self, number: u64, agent: u32) {
        let class = self.customers[&number].contact.class as usize;
        let Some((booking, delay)) = &self.plan.classes[class].books else {
            return;
        };
        let stream = &mut self.streams[class].books;
        if stream.uniform() >= booking.probability {
            return;
        }
        let at = self.now + delay.draw(stream).max(1);
        let share = stream.uniform();
        let (promised, promise) = if share < booking.to_me {
            (Promised::ToMe { agent }, Promise::ToMe(agent))
        } else if share < booking.to_me + booking.owned {
            let owned_for_ms = booking.owned_for_ms;
            let until_ms = at + owned_for_ms;
            (
                Promised::Owned {
                    agent,
                    owned_for_ms,
                },
                Promise::Owned { agent, until_ms },
            )
        } else {
            (Promised::Anyone, Promise::Anyone)
        };
        let number = self.number;
        self.schedule(booking.class, at, promised);
        let contact = self.customers[&number].contact;
        self.sink.booked(self.now, &contact, promise);
    }

    fn too_many(&self, agent: u32) -> bool {
        let group = self.plan.agents[agent as usize].group as usize;
        self.here_in(group) > self.scheduled[group]
    }

    fn here_in(&self, group: usize) -> u32 {
        let agents = self.plan.groups[group].agents.clone();
        agents.filter(|&agent| self.here[agent as usize]).count() as u32
    }

    fn change_staffing(&mut self) {
        let change = self.plan.staffing[self.staffing];
        self.staffing += 1;
        self.scheduled[change.group] = change.agents;
        let agents = self.plan.groups[change.group].agents.clone();
        for agent in agents.clone() {
            if self.here_in(change.group) < change.agents && !self.here[agent as usize] {
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
            if self.here_in(change.group) > change.agents && idle {
                self.go(agent);
            }
        }
    }

    fn go(&mut self, agent: u32) {
        self.here[agent as usize] = false;
        let group = self.plan.agents[agent as usize].group;
        self.sink.staffed(self.now, agent, group, false);
        self.tell(Event::AgentPresence {
            agent: AgentId(agent),
            presence: Presence::OffQueue,
        });
    }
}

fn retry(kind: &Kind) -> Retry {
    let Kind::Callback(work) = kind else {
        return Retry::NEVER;
    };
    Retry::new(work.retries as u8, work.retry_after_ms).unwrap_or(Retry::NEVER)
}
