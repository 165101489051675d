//! Customers: what they tell the router.

use super::*;

impl<S: Sink> Driver<'_, S> {
    pub(super) fn arrive(&mut self, class: usize, interval: usize) {
        match self.scenario.classes[class].kind {
            Kind::Call => self.call(class, interval, Origin::Arrival),
            Kind::Callback(_) => {
                let own = self.streams[class].own();
                self.schedule_for(class, self.now, Promised::Anyone, Origin::Arrival, own);
            }
        }
    }

    pub(super) fn call(&mut self, class: usize, interval: usize, origin: Origin) {
        let contact = self.contact(class, interval, self.now, origin);
        let own = self.streams[class].own();
        self.enter(contact, own);
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

    pub(super) fn contact(
        &mut self,
        class: usize,
        interval: usize,
        at: i64,
        origin: Origin,
    ) -> Contact {
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
    pub(super) fn enter(&mut self, contact: Contact, own: Own) {
        let class = contact.class as usize;
        let plan = &self.plan.classes[class];
        let interval = contact.interval as usize;
        let drawn = match contact.origin {
            Origin::Arrival | Origin::Standing => self.streams[class].draw(plan, interval),
            _ => Drawn::own(own, plan, interval),
        };
        let customer = Customer {
            contact,
            own,
            alerts: 0,
            drawn,
            dialing: Dialing::own(own, plan),
            at_once: true,
            connected: false,
        };
        self.customers.insert(contact.number, customer);
        self.sink.entered(&contact);
    }

    pub(super) fn await_patience(&mut self, number: u64) {
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

    pub(super) fn schedule(&mut self, class: usize, at: i64, promised: Promised, own: Own) {
        self.schedule_for(class, at, promised, Origin::Booked, own);
    }

    pub(super) fn schedule_for(
        &mut self,
        class: usize,
        at: i64,
        promised: Promised,
        origin: Origin,
        own: Own,
    ) {
        let contact = self.contact(class, 0, at, origin);
        let unborn = Customer {
            contact,
            own,
            alerts: 0,
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

    pub(super) fn try_again(&mut self, number: u64) {
        let customer = self.customers.get_mut(&number).expect("a customer");
        let class = &self.plan.classes[customer.contact.class as usize];
        let work = class.callback.as_ref().expect("a callback");
        customer.connected = false;
        customer.own = customer.own.next();
        customer.contact.origin = Origin::Retry;
        customer.contact.entered_ms = self.now + work.retry_after_ms;
    }

    pub(super) fn come_due(&mut self, number: u64) {
        let Customer {
            mut contact, own, ..
        } = self.customers[&number];
        let ends = &self.plan.interval_ends;
        let interval = ends.partition_point(|&end| end <= self.now);
        contact.interval = interval.min(ends.len().saturating_sub(1)) as u32;
        self.enter(contact, own);
    }

    pub(super) fn book(&mut self, number: u64, agent: u32) {
        let class = self.customers[&number].contact.class as usize;
        let Some((booking, delay)) = &self.plan.classes[class].books else {
            return;
        };
        let stream = &mut self.customers[&number].own.stream(Fate::Books);
        if stream.uniform() >= booking.probability {
            return;
        }
        let at = booking.at_ms(self.now, delay.draw(stream));
        let share = stream.uniform();
        let promised = self.plan.promised(booking, share, agent, at);
        let promise = match promised {
            Promised::Anyone => Promise::Anyone,
            Promised::ToMe { agent } => Promise::ToMe(agent),
            Promised::Owned {
                agent,
                owned_for_ms,
            } => Promise::Owned {
                agent,
                until_ms: at + owned_for_ms,
            },
        };
        let number = self.number;
        let own = Own(stream.next_u64());
        self.schedule(booking.class, at, promised, own);
        let contact = self.customers[&number].contact;
        self.sink.booked(self.now, &contact, promise);
    }
}

fn retry(kind: &Kind) -> Retry {
    let Kind::Callback(work) = kind else {
        return Retry::NEVER;
    };
    Retry::new(work.retries as u8, work.retry_after_ms).unwrap_or(Retry::NEVER)
}
