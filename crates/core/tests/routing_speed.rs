//! How many events a second the router takes, in centers of 10, 200 and 1 000 agents.
//!
//! A busy center: calls and callbacks at nine tenths of what its agents can do, and for the second
//! half more than they can, so that a line builds up. Only the time inside the router is counted. The
//! figures are printed; what is asserted is that a large center is not slower by an order.

#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "it measures the time the router takes; the router is handed its own"
)]

use callback_core::routing::{
    Action, AgentId, AutoDial, Booking, Capacity, Event, InteractionId, Presence, Proficiency,
    QueueId, QueueSettings, Retry, Ring, RingExit, Router, Routing, SkillEvaluation, SkillId,
    SkillSet, State, Timer,
};
use callback_core::time::{SECOND_MS, Timestamp};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const INTERACTIONS: u64 = 100_000;
const TALK_MS: i64 = 180 * SECOND_MS;

#[derive(Clone, Copy)]
enum Coming {
    Arrival,
    Timer(Timer),
    Accepts(InteractionId, AgentId),
    Ends(InteractionId, AgentId),
}

struct Center {
    router: Router,
    agents: u32,
    queues: u32,
    skills: bool,
    coming: BTreeMap<(Timestamp, u64), Coming>,
    timers: BTreeMap<Timer, (Timestamp, u64)>,
    put: u64,
    rng: u64,
    actions: Vec<Action>,
    events: u64,
    spent: Duration,
}

impl Center {
    fn new(agents: u32, queues: u32, settings: &QueueSettings) -> Self {
        let mut center = Self {
            router: Router::new(),
            agents,
            queues,
            skills: settings.skills == SkillEvaluation::Best,
            coming: BTreeMap::new(),
            timers: BTreeMap::new(),
            put: 0,
            rng: 7,
            actions: Vec::new(),
            events: 0,
            spent: Duration::ZERO,
        };
        let start = Timestamp::from_ms(0);
        for queue in (0..queues).map(QueueId) {
            let settings = settings.clone();
            center.tell(start, Event::QueueSettings { queue, settings });
        }
        for agent in (0..agents).map(AgentId) {
            let capacity = Capacity::default();
            center.tell(start, Event::AgentSettings { agent, capacity });
            let skills = if center.skills { 4 } else { 0 };
            for skill in (0..skills).map(SkillId) {
                let stars = u8::try_from(center.below(6)).unwrap_or(0);
                let proficiency = Proficiency::new(stars);
                center.tell(
                    start,
                    Event::AgentSkill {
                        agent,
                        skill,
                        proficiency,
                    },
                );
            }
            for queue in [agent.0 % queues, (agent.0 + 1) % queues].map(QueueId) {
                let ring = Ring::new(u8::try_from(agent.0 % 3).unwrap_or(0) + 1);
                let ring = ring.unwrap_or(Ring::FIRST);
                center.tell(start, Event::AgentJoined { agent, queue, ring });
            }
            let presence = Presence::OnQueue;
            center.tell(start, Event::AgentPresence { agent, presence });
        }
        center.put(start, Coming::Arrival);
        center
    }

    fn below(&mut self, n: u64) -> u64 {
        self.rng = self
            .rng
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.rng >> 33) % n
    }

    fn put(&mut self, at: Timestamp, coming: Coming) -> (Timestamp, u64) {
        self.put += 1;
        self.coming.insert((at, self.put), coming);
        (at, self.put)
    }

    fn tell(&mut self, now: Timestamp, event: Event) {
        let mut actions = core::mem::take(&mut self.actions);
        let begun = Instant::now();
        self.router.handle(now, event, &mut actions);
        self.spent += begun.elapsed();
        self.events += 1;
        for action in actions.drain(..) {
            match action {
                Action::SetTimer { at, timer } => {
                    let place = self.put(at, Coming::Timer(timer));
                    if let Some(before) = self.timers.insert(timer, place) {
                        self.coming.remove(&before);
                    }
                }
                Action::DropTimer { timer } => {
                    if let Some(place) = self.timers.remove(&timer) {
                        self.coming.remove(&place);
                    }
                }
                Action::Alert { id, agent, .. } => {
                    self.put(now + 3 * SECOND_MS, Coming::Accepts(id, agent));
                }
                Action::Connect { id, agent } => {
                    let talk_ms = 1 + self.below(2 * TALK_MS.unsigned_abs()).cast_signed();
                    self.put(now + talk_ms, Coming::Ends(id, agent));
                }
                _ => {}
            }
        }
        self.actions = actions;
    }

    fn arrival(&mut self, id: u64, now: Timestamp) {
        let queue = QueueId(u32::try_from(self.below(self.queues.into())).unwrap_or(0));
        let skills = match self.below(4) {
            skill if self.skills => SkillSet::of(&[SkillId(u8::try_from(skill).unwrap_or(0))]),
            _ => SkillSet::NONE,
        };
        let (id, priority) = (InteractionId(id), i32::try_from(self.below(3)).unwrap_or(0));
        let (calls, routing) = (self.below(3) > 0, Routing::Standard);
        let event = if calls {
            Event::CallEntered {
                id,
                queue,
                priority,
                skills,
                routing,
            }
        } else {
            let booking = Booking {
                queue,
                at: now + 600 * SECOND_MS,
                routing,
                priority,
                skills,
                contact: None,
                auto_dial: AutoDial::Never,
                retry: Retry::NEVER,
                windows: None,
            };
            Event::CallbackScheduled { id, booking }
        };
        self.tell(now, event);
    }

    /// Nine tenths of the capacity for the first half, then a tenth too much.
    fn run(&mut self) {
        let mut begun = 0;
        while let Some(((now, _), coming)) = self.coming.pop_first() {
            match coming {
                Coming::Arrival => {
                    self.arrival(begun, now);
                    begun += 1;
                    if begun == INTERACTIONS {
                        return;
                    }
                    let load = if begun < INTERACTIONS / 2 { 9 } else { 11 };
                    let mean_ms = TALK_MS * 10 / (load * i64::from(self.agents));
                    let gap_ms = self.below(2 * mean_ms.unsigned_abs()).cast_signed();
                    self.put(now + gap_ms, Coming::Arrival);
                }
                Coming::Timer(timer) => {
                    self.timers.remove(&timer);
                    self.tell(now, Event::TimerFired(timer));
                }
                Coming::Accepts(id, agent) => self.tell(now, Event::Accepted { id, agent }),
                Coming::Ends(id, agent) => self.tell(now, Event::Ended { id, agent }),
            }
        }
    }

    fn waiting(&self) -> usize {
        let interactions = self.router.interactions();
        interactions
            .filter(|it| it.state() == State::Waiting)
            .count()
    }
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn a_center_of_1_000_agents_is_not_slower_by_an_order() {
    let best = QueueSettings {
        skills: SkillEvaluation::Best,
        ..QueueSettings::default()
    };
    let exit = RingExit {
        after_ms: 10 * SECOND_MS,
        skills_to_remove: SkillSet::NONE,
    };
    let rings = QueueSettings {
        rings: vec![exit, exit],
        ..QueueSettings::default()
    };
    for (name, settings) in [
        ("longest idle", QueueSettings::default()),
        ("best skills", best),
        ("rings", rings),
    ] {
        let mut ns = Vec::new();
        for (agents, queues) in [(10, 2), (200, 5), (1_000, 10)] {
            let mut center = Center::new(agents, queues, &settings);
            center.run();
            ns.push(center.spent.as_nanos() / u128::from(center.events));
            let rate = u128::from(center.events) * 1_000_000 / center.spent.as_micros().max(1);
            let (events, waiting) = (center.events, center.waiting());
            println!("{name}, {agents} agents: {rate} events/s of {events}, {waiting} wait");
        }
        assert!(ns[2] < 10 * ns[0].max(1), "{name}: {ns:?} ns for an event");
    }
}
