//! The beginning of a run: the center as the scenario has it, twenty minutes into the shift.

use super::agenda::{Agenda, Coming};
use super::bookings::{Bookings, Wish};
use super::draw::Draw;
use super::scenario::{
    AGENTS, CUSTOMERS, FIRST_CALL, OPENS, PROMISED, Promised, QUEUES, SHIFT_BEGINS, YOU, held_ms,
};
use super::timeline::{Party, Timeline};
use super::you::Conversations;
use super::{Center, Input, Life};
use callback_core::routing::{
    AgentId, Capacity, Event, Medium, Presence, Proficiency, QueueId, Ring, Router, Routing,
};
use callback_core::time::Timestamp;
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

/// You take callbacks whenever you are on queue, and a call when you ask for one: so the demo does not
/// put a stranger on your line while you wait for a callback.
pub(super) const CALLBACKS_ONLY: Capacity = capacity(0);
/// A call, or a callback.
pub(super) const ONE_CALL: Capacity = capacity(1);

const fn capacity(calls: u16) -> Capacity {
    Capacity {
        calls,
        callbacks: 1,
        mixing: callback_core::routing::Mixing::Apart,
    }
}

/// What streams of chance are for.
pub(super) const ARRIVALS: u64 = 1 << 32;
pub(super) const CALLS: u64 = 2 << 32;
pub(super) const YOURS: u64 = 3 << 32;
pub(super) const CALLBACKS: u64 = 4 << 32;

impl Center {
    /// The center of this seed, at the moment when the page opens.
    pub(crate) fn open(seed: u64) -> Self {
        let arrivals = [0, 1, 2].map(|queue| Draw::stream(seed, ARRIVALS + queue));
        let mut center = Self {
            seed,
            now: SHIFT_BEGINS,
            router: Router::new(),
            agenda: Agenda::default(),
            timeline: Timeline::default(),
            bookings: Bookings::default(),
            conversations: Conversations::default(),
            lives: BTreeMap::new(),
            arrivals,
            entered: 0,
            calls: 0,
            yours: 0,
            alerts: 0,
            then: VecDeque::new(),
        };
        center.staff();
        center.promise();
        center.advance(FIRST_CALL);
        center.take(Input::NextCall);
        center.advance(OPENS);
        center
    }

    /// The same run again: what was done by hand, each at its time, and on to `until`.
    pub(crate) fn replay(seed: u64, inputs: &[(i64, Input)], until: Timestamp) -> Self {
        let mut center = Self::open(seed);
        for (at, input) in inputs {
            center.advance(Timestamp::from_ms(*at));
            center.take(input.clone());
        }
        center.advance(until);
        center
    }

    fn staff(&mut self) {
        for (id, queue) in (0..).map(QueueId).zip(&QUEUES) {
            self.tell(Event::QueueSettings {
                queue: id,
                settings: queue.settings.clone(),
            });
            self.plan_call(id);
        }
        for (agent, spec) in (0..).map(AgentId).zip(&AGENTS) {
            let capacity = if agent == YOU {
                CALLBACKS_ONLY
            } else {
                ONE_CALL
            };
            self.tell(Event::AgentSettings { agent, capacity });
            for &queue in spec.queues {
                self.tell(Event::AgentJoined {
                    agent,
                    queue,
                    ring: Ring::FIRST,
                });
            }
            for &(skill, stars) in spec.skills {
                let proficiency = Proficiency::new(stars);
                self.tell(Event::AgentSkill {
                    agent,
                    skill,
                    proficiency,
                });
            }
            if spec.on_queue {
                self.tell(Event::AgentPresence {
                    agent,
                    presence: Presence::OnQueue,
                });
            }
        }
    }

    /// What colleagues promised before.
    fn promise(&mut self) {
        for Promised {
            owner,
            queue,
            after_ms,
            customer,
        } in PROMISED
        {
            let customer = &CUSTOMERS[customer];
            let party = Party {
                name: customer.name.to_owned(),
                number: customer.number.to_owned(),
                medium: Medium::Callback,
            };
            let routing = Routing::Owned {
                agent: owner,
                owned_for_ms: held_ms(queue),
            };
            let wish = Wish {
                at: OPENS + after_ms,
                queue,
                routing,
            };
            self.book(None, party, wish);
        }
    }

    /// Enters a callback into the center's books and the router.
    pub(super) fn book(&mut self, key: Option<String>, party: Party, wish: Wish) {
        let id = self.new_id();
        let party = Arc::new(party);
        let ordinal = self.bookings.all().count() as u64;
        let draw = Draw::stream(self.seed, CALLBACKS + ordinal);
        let life = Life {
            party: Arc::clone(&party),
            customer: None,
            draw,
        };
        self.lives.insert(id, life);
        let booking = self.bookings.add(id, key, party, wish);
        self.tell(Event::CallbackScheduled { id, booking });
    }

    /// Plans the queue's next call.
    pub(super) fn plan_call(&mut self, queue: QueueId) {
        let Some(spec) = super::scenario::queue(queue) else {
            return;
        };
        let Some(draw) = self.arrivals.get_mut(queue.0 as usize) else {
            return;
        };
        let wait_ms = draw.exponential_ms(spec.between_calls_ms);
        self.agenda.put(self.now + wait_ms, Coming::Call(queue));
    }
}
