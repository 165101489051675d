//! The beginning of a run: the center as the scenario has it, twenty minutes into the shift.

use super::agenda::{Agenda, Coming};
use super::arrivals::next_call;
use super::bookings::Bookings;
use super::chance::{Fate, Purpose, stream};
use super::log::Log;
use super::scenario::{
    AGENTS, CUSTOMERS, FIRST_CALL, OPENS, PROMISED, Promised, QUEUES, SHIFT_BEGINS, YOU, held_ms,
};
use super::timeline::{Party, Timeline};
use super::you::Conversations;
use super::{Center, Claim, Done, Input, Life, Promise};
use callback_core::routing::{
    AgentId, Capacity, Event, Presence, Proficiency, QueueId, QueueSettings, Router,
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

impl Center {
    /// The center of this seed, at the moment when the page opens.
    pub(crate) fn open(seed: u64) -> Self {
        let arrivals = [0, 1, 2].map(|queue| stream(seed, Purpose::Arrivals, queue));
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
            log: Log::default(),
        };
        center.staff();
        center.promise();
        center.advance(FIRST_CALL);
        center.take(Input::NextCall);
        center.advance(OPENS);
        center
    }

    /// The same run again: what was done by hand, each at its time, and on to `until`.
    pub(crate) fn replay(seed: u32, done: &[Done], until: Timestamp) -> Self {
        let mut center = Self::open(u64::from(seed));
        for one in done {
            center.advance(one.at());
            center.take(one.input.clone());
        }
        center.advance(until);
        center
    }

    fn staff(&mut self) {
        for (id, queue) in (0..).map(QueueId).zip(&QUEUES) {
            self.tell(Event::QueueSettings {
                queue: id,
                settings: QueueSettings {
                    rings: queue.rings.to_vec(),
                    ..queue.settings.clone()
                },
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
            for &(queue, ring) in spec.queues {
                self.tell(Event::AgentJoined { agent, queue, ring });
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
            self.book(Promise {
                key: None,
                name: customer.name.to_owned(),
                number: customer.number.to_owned(),
                note: String::new(),
                after_ms,
                queue: queue.0,
                claim: Claim::Owned(owner.0, held_ms(queue)),
            });
        }
    }

    /// Enters a callback into the center's books and the router.
    pub(super) fn book(&mut self, promise: Promise) {
        let id = self.new_id();
        let party = Arc::new(Party::promised(
            promise.name.clone(),
            promise.number.clone(),
        ));
        let ordinal = self.bookings.all().count() as u64;
        let mut chance = stream(self.seed, Purpose::Callbacks, ordinal);
        let queue = QUEUES.get(promise.queue as usize).unwrap_or(&QUEUES[0]);
        let life = Life {
            party: Arc::clone(&party),
            customer: None,
            fate: Fate::draw(queue, &mut chance),
            chance,
        };
        self.lives.insert(id, life);
        let booking = self.bookings.add(id, party, promise);
        self.tell(Event::CallbackScheduled { id, booking });
    }

    /// Plans the queue's next call.
    pub(super) fn plan_call(&mut self, queue: QueueId) {
        let Some(spec) = super::scenario::queue(queue) else {
            return;
        };
        let Some(stream) = self.arrivals.get_mut(queue.0 as usize) else {
            return;
        };
        let at = next_call(self.now, spec, stream);
        self.agenda.put(at, Coming::Call(queue));
    }
}
