//! The engine: one run of a plan, event by event.
//!
//! An event is the end of what an agent has in hand, an arrival, a change of staffing, or a timer.
//! Each agent and each class has one fixed place in a winner tree; timers, of which there may be
//! many and far ahead, are in a heap whose head has one place. Events of one instant come in the
//! order of the places: agents by number, classes by number, staffing, timers in the order set.
//!
//! The engine is compiled three times. `MANY` knows more than one lane and pool. `WHOLE` knows what
//! can happen to a contact besides waiting and one service: alerts, callbacks, ownership, rings,
//! redial. Without it nobody is woken when a customer gives up: the deadline stands with the
//! contact, and whoever is found past it is gone (that is all a queue's order can show).

mod alert;
mod arrivals;
mod lane;
mod life;
mod matching;
mod pool;
mod service;
mod slab;
mod staffing;
mod timers;
mod tournament;

pub(super) use tournament::PLACES_MAX;

use super::chance::{NEVER, Stream};
use super::plan::Plan;
use super::scenario::Run;
use super::sink::{Contact, Left, Origin, Sink};
use arrivals::Arrivals;
use lane::{Entry, Lane, Order};
use life::Life;
use pool::Pool;
use slab::Slab;
use timers::Timers;
use tournament::{Key, Tournament};

/// What a contact's stream of chance is for. One for each purpose and class, so that paired runs
/// meet the same customers whatever else differs.
#[derive(Clone, Copy)]
enum Purpose {
    Arrivals,
    Talk,
    AfterCall,
    Patience,
    Balks,
    Redial,
    Books,
    Dial,
    Alerts,
    Selection,
    Busyness,
}

fn stream(seed: u64, purpose: Purpose, class: usize) -> Stream {
    Stream::new(seed, ((purpose as u64 + 1) << 32) | class as u64)
}

/// A contact that waits or is with an agent.
#[derive(Clone, Copy, Debug)]
struct Held {
    contact: Contact,
    drawn: Drawn,
}

/// What was drawn for a contact when it entered.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    talk_ms: i64,
    after_ms: i64,
    patience_ms: i64,
}

/// The streams of a class.
#[derive(Clone, Debug)]
struct Streams {
    talk: Stream,
    after_call: Stream,
    patience: Stream,
    balks: Stream,
    redial: Stream,
    books: Stream,
    dial: Stream,
}

/// An agent in a run.
#[derive(Clone, Copy, Debug)]
struct Agent {
    /// When the last contact began or ended; before the first, when first on queue.
    idle_since: i64,
    state: State,
    /// What is in hand, and when the agent is through with it. `WHOLE` alone keeps this.
    contact: u32,
    until: i64,
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
    /// Contacts so far.
    number: u64,
    /// The next change of staffing.
    next_staffing: usize,
    events: Tournament,
    arrivals: Vec<Arrivals>,
    streams: Vec<Streams>,
    selection: Stream,
    lanes: Vec<Lane>,
    pools: Vec<Pool>,
    /// The first idle agent of each pool.
    idle: Vec<Key>,
    agents: Vec<Agent>,
    groups: Vec<Group>,
    held: Slab<Held>,
    // The rest is for `WHOLE`.
    /// Entries into queues so far.
    sequence: u64,
    /// By the numbers of `held`.
    lives: Vec<Life>,
    timers: Timers,
    /// What waits for each agent by name.
    owned: Vec<Lane>,
    alerts: Stream,
    /// Trunks in use.
    on_line: u32,
    calls_waiting: u32,
    /// The tagged contact has met its fate.
    over: bool,
}

/// Runs a plan once.
pub(super) fn run<S: Sink>(plan: &Plan, seed: u64, sink: &mut S) {
    match (plan.many, plan.whole || S::IN_ORDER) {
        (_, true) => Engine::<S, true, true>::new(plan, seed, sink).run(),
        (true, false) => Engine::<S, true, false>::new(plan, seed, sink).run(),
        (false, false) => Engine::<S, false, false>::new(plan, seed, sink).run(),
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
        let streams = |class| Streams {
            talk: stream(seed, Purpose::Talk, class),
            after_call: stream(seed, Purpose::AfterCall, class),
            patience: stream(seed, Purpose::Patience, class),
            balks: stream(seed, Purpose::Balks, class),
            redial: stream(seed, Purpose::Redial, class),
            books: stream(seed, Purpose::Books, class),
            dial: stream(seed, Purpose::Dial, class),
        };
        let agent = Agent {
            idle_since: NEVER,
            state: State::Off,
            contact: 0,
            until: 0,
        };
        let pool = |pool: &super::plan::Pool| Pool::new(pool.size, plan.selection);
        Self {
            plan,
            sink,
            now: 0,
            number: 0,
            next_staffing: 0,
            events: Tournament::new(plan.agents.len() + plan.classes.len() + 2),
            arrivals: plan.classes.iter().enumerate().map(arrivals).collect(),
            streams: (0..plan.classes.len()).map(streams).collect(),
            selection: stream(seed, Purpose::Selection, 0),
            lanes: vec![Lane::default(); plan.lanes.len()],
            pools: plan.pools.iter().map(pool).collect(),
            idle: vec![Key::NEVER; plan.pools.len()],
            agents: vec![agent; plan.agents.len()],
            groups: vec![Group::default(); plan.groups.len()],
            held: Slab::new(),
            sequence: 0,
            lives: Vec::new(),
            timers: Timers::default(),
            owned: vec![Lane::default(); if WHOLE { plan.agents.len() } else { 0 }],
            alerts: stream(seed, Purpose::Alerts, 0),
            on_line: 0,
            calls_waiting: 0,
            over: false,
        }
    }

    fn run(mut self) {
        let end = match self.plan.run {
            Run::Steady {
                warm_up_ms,
                batches,
                batch_ms,
            } => warm_up_ms + i64::from(batches) * batch_ms,
            Run::Terminating | Run::Tagged => {
                self.plan.interval_ends.last().copied().unwrap_or(0) + Run::LATEST_MS
            }
        };
        self.begin();
        let (agents, classes) = (self.agents.len(), self.arrivals.len());
        loop {
            let next = self.events.first();
            if next.time() >= end || (WHOLE && self.over) {
                break;
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
        if self.plan.run == Run::Terminating {
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

    /// A new contact comes into its queue: to an agent, or into the lane, or away.
    #[inline]
    fn enter(&mut self, class: usize, interval: usize, entered_ms: i64, origin: Origin) {
        if WHOLE {
            let id = self.admit(class, entered_ms, origin);
            return self.come_in_at(id, interval);
        }
        let contact = Contact {
            number: self.number,
            class: class as u32,
            interval: interval as u32,
            entered_ms,
            waited_before_ms: 0,
            origin,
        };
        self.number += 1;
        let drawn = self.draw(class, interval);
        self.sink.entered(&contact);
        let plan = self.plan;
        let lane = plan.classes[class].lane;
        if let Some(agent) = self.idle_for(lane) {
            self.unlist(agent);
            return self.start(agent, &contact, drawn, true);
        }
        let class = &plan.classes[class];
        if self.waiting_in(class.queue) >= plan.queues[class.queue].room {
            return self.sink.left(self.now, &contact, Left::Blocked);
        }
        if class.balks > 0.0 && self.streams[contact.class as usize].balks.uniform() < class.balks {
            return self.sink.left(self.now, &contact, Left::Balked);
        }
        self.line_up(lane, contact, drawn);
    }

    #[inline]
    fn draw(&mut self, class: usize, interval: usize) -> Drawn {
        let plan = &self.plan.classes[class];
        let streams = &mut self.streams[class];
        let talk = &plan.talk[interval.min(plan.talk.len() - 1)];
        let patience = &plan.patience[interval.min(plan.patience.len() - 1)];
        Drawn {
            talk_ms: talk.draw(&mut streams.talk),
            after_ms: plan.after_call.draw(&mut streams.after_call),
            patience_ms: patience.draw(&mut streams.patience),
        }
    }

    #[inline]
    fn line_up(&mut self, lane: usize, contact: Contact, drawn: Drawn) {
        let class = &self.plan.classes[contact.class as usize];
        let patience_ms = drawn
            .patience_ms
            .min(class.message_after_ms.unwrap_or(NEVER));
        let key = if class.by_priority_only {
            0
        } else {
            contact.entered_ms
        };
        let order = Order {
            key: key - class.head_start_ms,
            entered: contact.entered_ms,
            sequence: contact.number,
        };
        let id = self.held.insert(Held { contact, drawn });
        self.lanes[lane].insert(Entry {
            order,
            deadline: self.now.saturating_add(patience_ms),
            id,
        });
        if self.lanes[lane].sweep_is_due() {
            self.sweep(lane);
        }
    }

    /// Who is gone, and why: gave up, or left a message.
    fn gone(plan: &Plan, held: &Held) -> Left {
        let class = &plan.classes[held.contact.class as usize];
        match class.message_after_ms {
            Some(ms) if ms < held.drawn.patience_ms => Left::Message,
            _ => Left::Abandoned,
        }
    }

    /// Clears a lane of those who are gone.
    fn sweep(&mut self, lane: usize) {
        let (plan, held, sink) = (self.plan, &mut self.held, &mut *self.sink);
        self.lanes[lane].sweep(self.now, |entry| {
            let row = held.at(entry.id);
            sink.left(entry.deadline, &row.contact, Self::gone(plan, row));
            held.free(entry.id);
        });
    }

    /// How many wait in a queue with a limit; for one without, none is as good a number.
    #[inline]
    fn waiting_in(&mut self, queue: usize) -> usize {
        let queue = &self.plan.queues[queue];
        if queue.room == usize::MAX {
            return 0;
        }
        let stand =
            |lanes: &[Lane]| -> usize { queue.lanes.iter().map(|&lane| lanes[lane].len()).sum() };
        if !WHOLE && stand(&self.lanes) >= queue.room {
            for &lane in &queue.lanes {
                self.sweep(lane);
            }
        }
        stand(&self.lanes)
    }

    /// The end of a terminating run: nobody will come for those who are left.
    fn leave_unserved(&mut self, end: i64) {
        for lane in &mut self.lanes {
            while let Some(entry) = lane.pop() {
                let row = self.held.at(entry.id);
                if entry.deadline < end {
                    self.sink
                        .left(entry.deadline, &row.contact, Self::gone(self.plan, row));
                } else {
                    self.sink.left(end, &row.contact, Left::Unserved);
                }
            }
        }
    }
}
