//! The router, driven by the draws of a scenario: the slow engine, in which every decision is the
//! router's own. Events of one instant come in the order of the fast engine: agents, classes,
//! staffing, timers.

mod agents;
mod customers;
mod obey;

use crate::routing::{
    Action, AfterCallWork, AgentId, AlertEnd, AutoDial, Booking, Capacity, DisconnectReason, Event,
    InteractionId, LeftBecause, Presence, QueueId, QueuedBecause, Refusal, Retry, Router, Routing,
    Timer,
};
use crate::simulation::chance::{NEVER, rounded};
use crate::simulation::kernel::arrivals::Arrivals;
use crate::simulation::kernel::streams::{Dialing, Drawn, Fate, Own, Purpose, Streams, stream};
use crate::simulation::plan::Plan;
use crate::simulation::scenario::{Kind, Promised, Run, Scenario, Shifts};
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
    own: Own,
    /// Alerts in this attempt.
    alerts: u32,
    drawn: Drawn,
    dialing: Dialing,
    at_once: bool,
    connected: bool,
}

pub(in crate::simulation::equal) struct Driver<'a, S> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    sink: &'a mut S,
    seed: u64,
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
    /// When who misses the alert is back.
    back_at: Vec<i64>,
    customers: BTreeMap<u64, Customer>,
    /// Agents who were alerted for what is gone.
    released: Vec<u32>,
    /// Accepted the moment it rings.
    at_once: VecDeque<(InteractionId, AgentId)>,
}

impl<'a, S: Sink> Driver<'a, S> {
    pub(in crate::simulation::equal) fn new(
        scenario: &'a Scenario,
        plan: &'a Plan,
        seed: u64,
        sink: &'a mut S,
    ) -> Self {
        let last = plan.run == Run::Terminating;
        let arrivals = |(class, rates): (usize, &crate::simulation::plan::Class)| {
            let stream = stream(seed, Purpose::Arrivals, class);
            (Arrivals::new(stream, &rates.per_hour, 1.0, last), None)
        };
        let mut driver = Self {
            scenario,
            plan,
            sink,
            seed,
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
            back_at: vec![0; plan.agents.len()],
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

    pub(in crate::simulation::equal) fn run(mut self, end: i64) {
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
        let mut chance = stream(self.seed, Purpose::Promised, 0);
        for scheduled in &self.scenario.scheduled {
            let own = Own(chance.next_u64());
            self.schedule(scheduled.class, scheduled.at_ms, scheduled.promised, own);
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
}
