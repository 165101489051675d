//! A driver that draws its events, keeps the timers, and shows everything to the oracle.

use crate::draw;
use crate::oracle::Oracle;
use crate::rng::Rng;
use crate::values::{self, AGENTS, QUEUES};
use callback_core::routing::{
    Action, Agent, AgentId, Capacity, Event, Presence, QueueId, QueueSettings, Ring, Router,
    RoutingStatus, SkillEvaluation, State, Timer,
};
use callback_core::time::{DAY_MS, Timestamp};
use std::collections::BTreeMap;

pub(crate) struct World {
    rng: Rng,
    router: Router,
    oracle: Oracle,
    now: Timestamp,
    timers: BTreeMap<(Timestamp, u64), Timer>,
    set: u64,
    next_id: u64,
    /// Everything that happened, and what was answered.
    pub(crate) log: Vec<(Timestamp, Event, Vec<Action>)>,
}

impl World {
    pub(crate) fn new(seed: u64) -> Self {
        let mut world = Self {
            rng: Rng::new(seed),
            router: Router::new(),
            oracle: Oracle::default(),
            now: Timestamp::from_ms(1_000_000),
            timers: BTreeMap::new(),
            set: 0,
            next_id: 0,
            log: Vec::new(),
        };
        world.open();
        world
    }

    fn open(&mut self) {
        for queue in (0..QUEUES).map(QueueId) {
            let mut settings = values::settings(&mut self.rng);
            settings.call_alert_ms = settings.call_alert_ms.max(8_000);
            self.tell(Event::QueueSettings { queue, settings });
        }
        for agent in (0..AGENTS).map(AgentId) {
            let capacity = values::capacity(&mut self.rng);
            self.tell(Event::AgentSettings { agent, capacity });
            for queue in (0..QUEUES).map(QueueId) {
                if self.rng.percent(60) {
                    let ring = values::ring(&mut self.rng);
                    self.tell(Event::AgentJoined { agent, queue, ring });
                }
            }
            for _ in 0..3 {
                let event = values::skill(&mut self.rng, agent);
                self.tell(event);
            }
            if self.rng.percent(60) {
                self.tell(Event::AgentPresence {
                    agent,
                    presence: Presence::OnQueue,
                });
            }
        }
    }

    /// Draws and tells that many events. The driver is sometimes late with its timers.
    pub(crate) fn run(&mut self, events: usize) {
        for _ in 0..events {
            let then = self.now + values::gap_ms(&mut self.rng);
            if self.rng.percent(80) {
                self.fire_until(then);
            }
            self.now = then;
            let event = draw::event(&mut self.rng, &self.router, self.now, &mut self.next_id);
            self.tell(event);
        }
    }

    /// Serves everybody to the end: nothing may be left over, neither callback nor timer.
    pub(crate) fn finish(&mut self) {
        for queue in (0..QUEUES).map(QueueId) {
            let settings = QueueSettings {
                skills: SkillEvaluation::None,
                ..QueueSettings::default()
            };
            self.tell(Event::QueueSettings { queue, settings });
        }
        for agent in (0..AGENTS).map(AgentId) {
            self.tell(Event::AgentSettings {
                agent,
                capacity: Capacity::default(),
            });
            self.tell(Event::AgentCommunicating {
                agent,
                communicating: false,
            });
            for queue in (0..QUEUES).map(QueueId) {
                self.tell(Event::AgentJoined {
                    agent,
                    queue,
                    ring: Ring::FIRST,
                });
            }
        }
        for _ in 0..5_000 {
            self.call_back();
            self.fire_until(self.now);
            if let Some(event) = self.next_step() {
                self.tell(event);
            } else if let Some((&(at, _), _)) = self.timers.first_key_value() {
                self.fire_until(at);
            } else {
                break;
            }
        }
        self.fire_until(self.now + 2 * DAY_MS);
        assert_eq!(self.router.interactions().count(), 0, "left over");
        self.oracle.all_ended();
    }

    /// Agents who are off queue or not responding go on queue.
    fn call_back(&mut self) {
        for agent in (0..AGENTS).map(AgentId) {
            let status = self.router.agent(agent).map(Agent::status);
            if matches!(
                status,
                Some(RoutingStatus::OffQueue | RoutingStatus::NotResponding)
            ) {
                self.tell(Event::AgentPresence {
                    agent,
                    presence: Presence::OnQueue,
                });
            }
        }
    }

    /// What the agents do next to bring an interaction to its end.
    fn next_step(&self) -> Option<Event> {
        self.router.interactions().find_map(|interaction| {
            let id = interaction.id();
            match interaction.state() {
                State::Alerting { agent, until } if until > self.now => {
                    Some(Event::Accepted { id, agent })
                }
                // Every other customer never answers: up the whole ladder.
                State::Accepted { agent, .. } if id.0 % 2 == 0 => Some(Event::Dialed { id, agent }),
                State::Dialing { .. } if id.0 % 2 == 0 => Some(Event::NotAnswered { id }),
                State::Accepted { agent, .. }
                | State::Dialing { agent }
                | State::Connected { agent }
                | State::CallOver { agent, .. } => Some(Event::Ended { id, agent }),
                State::WrapUp {
                    agent,
                    forced: false,
                    ..
                } => Some(Event::AfterCallWorkDone { id, agent }),
                _ => None,
            }
        })
    }

    fn fire_until(&mut self, until: Timestamp) {
        while let Some((&(at, _), &timer)) = self
            .timers
            .first_key_value()
            .filter(|((at, _), _)| *at <= until)
        {
            self.timers.pop_first();
            self.now = self.now.max(at);
            self.tell(Event::TimerFired(timer));
        }
        self.now = self.now.max(until);
    }

    fn tell(&mut self, event: Event) {
        let mut actions = Vec::new();
        self.router.handle(self.now, event.clone(), &mut actions);
        for action in &actions {
            match *action {
                Action::SetTimer { at, timer } => {
                    self.timers.retain(|_, set| *set != timer);
                    self.timers.insert((at, self.set), timer);
                    self.set += 1;
                }
                Action::DropTimer { timer } => self.timers.retain(|_, set| *set != timer),
                _ => {}
            }
        }
        self.oracle.watch(self.now, &event, &actions, &self.router);
        self.log.push((self.now, event, actions));
    }
}
