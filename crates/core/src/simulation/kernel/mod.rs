//! The engine: one run of a plan, event by event.
//!
//! An event is the end of what an agent has in hand, an arrival, a change of staffing, or a timer.
//! Each agent and each class has one fixed place in a winner tree; timers, of which there may be
//! many and far ahead, are in heaps of which the first one has one place. Events of one instant come
//! in the order of the places: agents by number, classes by number, staffing, timers in the order set.
//!
//! The engine is compiled three times. `MANY` knows more than one lane and pool. `WHOLE` knows what
//! can happen to a contact besides waiting and one service: alerts, callbacks, ownership, rings,
//! redial. Without it nobody is woken when a customer gives up: the deadline stands with the
//! contact, and whoever is found past it is gone (that is all a queue's order can show).

mod alert;
pub(super) mod arrivals;
mod entry;
mod finish;
mod lane;
mod life;
mod matching;
mod pool;
mod service;
mod slab;
mod staffing;
pub(super) mod streams;
mod timers;
mod tournament;
mod way;

pub(super) use tournament::PLACES_MAX;

use super::chance::{NEVER, Stream};
use super::plan::Plan;
use super::scenario::Run;
use super::sink::{Contact, Origin, Sink};
use arrivals::Arrivals;
use lane::{Lane, Lanes};
use life::Life;
use pool::Pool;
use slab::Slab;
use streams::{Drawn, Purpose, Streams, stream};
use timers::Timers;
use tournament::{Key, Tournament};

/// A contact that waits or is with an agent.
#[derive(Clone, Copy, Debug)]
struct Held {
    contact: Contact,
    drawn: Drawn,
}

/// An agent in a run.
#[derive(Clone, Copy, Debug)]
struct Agent {
    /// When the last contact began or ended; before the first, when first on queue.
    idle_since: i64,
    state: State,
    /// What is in hand, and when the agent accepts it, is through with it, or is back after missing
    /// it. `WHOLE` alone keeps this.
    contact: u32,
    until: i64,
}

impl Agent {
    /// Whether an alert will have been accepted by then.
    #[inline]
    fn accepts_by(&self, at: i64) -> bool {
        self.state == State::Alerted { accepts: true } && self.until <= at
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    /// Not there yet, or gone.
    Off,
    Idle,
    Busy,
    Alerted {
        accepts: bool,
    },
    AfterCall,
    /// Missed an alert.
    Away,
}

/// A group in a run.
#[derive(Clone, Copy, Debug, Default)]
struct Group {
    scheduled: u32,
    /// Idle, busy, or busy with a last contact.
    here: u32,
}

pub(super) struct Engine<'p, 's, S, const MANY: bool, const WHOLE: bool> {
    plan: &'p Plan,
    sink: &'s mut S,
    now: i64,
    /// Events from then on do not happen; 0 once the run is over.
    end: i64,
    /// Contacts so far.
    number: u64,
    /// The next change of staffing.
    next_staffing: usize,
    events: Tournament,
    arrivals: Vec<Arrivals>,
    streams: Vec<Streams>,
    selection: Stream,
    lanes: Lanes,
    pools: Vec<Pool>,
    /// The first idle agent of each pool.
    idle: Vec<Key>,
    agents: Vec<Agent>,
    groups: Vec<Group>,
    held: Slab<Held>,
    // The rest is for `WHOLE`.
    seed: u64,
    /// Entries into queues so far.
    sequence: u64,
    /// By the numbers of `held`.
    lives: Vec<Life>,
    timers: Timers,
    /// What waits for each agent by name, two lines for each.
    owned: Vec<Lane>,
    /// Trunks in use.
    on_line: u32,
    calls_waiting: u32,
}

/// The engine that a plan and a sink need.
pub(super) enum Engines<'p, 's, S> {
    One(Engine<'p, 's, S, false, false>),
    Many(Engine<'p, 's, S, true, false>),
    Whole(Engine<'p, 's, S, true, true>),
}

impl<'p, 's, S: Sink> Engines<'p, 's, S> {
    pub(super) fn new(plan: &'p Plan, seed: u64, sink: &'s mut S) -> Self {
        match (plan.many, plan.whole || S::IN_ORDER) {
            (_, true) => Self::Whole(Engine::new(plan, seed, sink)),
            (true, false) => Self::Many(Engine::new(plan, seed, sink)),
            (false, false) => Self::One(Engine::new(plan, seed, sink)),
        }
    }

    /// Takes up to so many events; whether the run is over.
    pub(super) fn advance(&mut self, events: u64) -> bool {
        match self {
            Self::One(engine) => engine.advance(events),
            Self::Many(engine) => engine.advance(events),
            Self::Whole(engine) => engine.advance(events),
        }
    }
}

impl<'p, 's, S: Sink, const MANY: bool, const WHOLE: bool> Engine<'p, 's, S, MANY, WHOLE> {
    fn new(plan: &'p Plan, seed: u64, sink: &'s mut S) -> Self {
        let mut busyness = stream(seed, Purpose::Busyness, 0);
        let factor = plan
            .busyness_shape
            .map_or(1.0, |shape| busyness.gamma(shape) / shape);
        let last_interval_ends = plan.run == Run::Terminating;
        let arrivals = |(class, rates): (usize, &super::plan::Class)| {
            let stream = stream(seed, Purpose::Arrivals, class);
            Arrivals::new(stream, &rates.per_hour, factor, last_interval_ends)
        };
        let agent = Agent {
            idle_since: NEVER,
            state: State::Off,
            contact: 0,
            until: 0,
        };
        let pool = |pool: &super::plan::Pool| Pool::new(pool.size, plan.selection);
        let mut engine = Self {
            plan,
            sink,
            now: 0,
            end: plan.end_ms(),
            number: 0,
            next_staffing: 0,
            events: Tournament::new(plan.agents.len() + plan.classes.len() + 2),
            arrivals: plan.classes.iter().enumerate().map(arrivals).collect(),
            streams: (0..plan.classes.len())
                .map(|class| Streams::new(seed, class))
                .collect(),
            selection: stream(seed, Purpose::Selection, 0),
            lanes: Lanes::new(plan.lanes.len()),
            pools: plan.pools.iter().map(pool).collect(),
            idle: vec![Key::NEVER; plan.pools.len()],
            agents: vec![agent; plan.agents.len()],
            groups: vec![Group::default(); plan.groups.len()],
            held: Slab::new(),
            seed,
            sequence: 0,
            lives: Vec::new(),
            timers: Timers::default(),
            owned: vec![Lane::default(); if WHOLE { 2 * plan.agents.len() } else { 0 }],
            on_line: 0,
            calls_waiting: 0,
        };
        engine.begin();
        engine
    }

    fn advance(&mut self, events: u64) -> bool {
        let (agents, classes) = (self.agents.len(), self.arrivals.len());
        for _ in 0..events {
            let next = self.events.first();
            if next.time() >= self.end {
                self.finish_run();
                return true;
            }
            self.now = next.time();
            let place = next.place();
            if place < agents {
                if WHOLE {
                    self.next_of(place as u32);
                } else {
                    self.done(place as u32);
                }
            } else if place < agents + classes {
                self.arrive(place - agents);
            } else if place == agents + classes {
                self.change_staffing();
            } else if WHOLE {
                self.fire();
            }
        }
        false
    }

    /// The end of a terminating run: nobody will come for those who are left.
    fn finish_run(&mut self) {
        let end = core::mem::replace(&mut self.end, 0);
        if self.plan.run == Run::Terminating && end > 0 {
            self.leave_unserved(end);
        }
    }

    /// Time 0: first the agents, then who is there, then the world goes on.
    fn begin(&mut self) {
        while self
            .plan
            .staffing
            .get(self.next_staffing)
            .is_some_and(|change| change.at_ms == 0)
        {
            self.change_staffing();
        }
        self.await_staffing();
        for standing in &self.plan.start {
            for _ in 0..standing.count {
                self.enter(standing.class, 0, -standing.waited_ms, Origin::Standing);
            }
        }
        if WHOLE {
            self.begin_whole();
        }
        for class in 0..self.arrivals.len() {
            self.await_arrival(class);
        }
    }

    fn await_arrival(&mut self, class: usize) {
        let next = self.arrivals[class].next(&self.plan.interval_ends);
        let place = self.agents.len() + class;
        self.events
            .set(place, next.map_or(Key::NEVER, |at| Key::new(at, place)));
    }

    fn arrive(&mut self, class: usize) {
        let interval = self.arrivals[class].interval();
        self.await_arrival(class);
        self.enter(class, interval, self.now, Origin::Arrival);
    }
}
