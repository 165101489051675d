//! The contact center of the demo: a driver of the core's router.
//!
//! It brings the router what a real center would: calls that come in, people who answer, talk and hang up, and the
//! timers it asked for. All chance is drawn here, from one seed, by the simulator's streams; all time is handed in. So a
//! seed and what was done by hand give the same timeline everywhere. Deliberately absent: the page, the device's
//! clock, and every decision about who gets what, which is the router's.

mod agenda;
mod arrivals;
mod bookings;
mod chance;
mod hand;
mod heard;
mod input;
mod log;
mod people;
mod reactions;
pub(crate) mod scenario;
mod start;
mod subject;
#[cfg(test)]
mod tests;
mod timeline;
mod you;

pub(crate) use bookings::{Booked, Finish};
pub(crate) use heard::Heard;
pub(crate) use input::{Answer, Claim, Done, Input, Promise};
pub(crate) use log::{Digest, Fingerprint};
pub(crate) use timeline::{About, Deed, Line, Party, What};
pub(crate) use you::{Conversation, Phase};

use agenda::Agenda;
use bookings::Bookings;
use callback_core::routing::{Action, Event, InteractionId, Medium, Refusal, Router, State};
use callback_core::simulation::Stream;
use callback_core::time::{DAY_MS, Timestamp};
use callback_core::wire::host::FedValue;
use chance::Fate;
use log::Log;
use scenario::{Customer, QUEUES, YOU};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use subject::subject;
use timeline::Timeline;
use you::Conversations;

/// Who is on the line, as long as it lasts.
#[derive(Clone, Debug)]
struct Life {
    party: Arc<Party>,
    /// In the customer file, where it is a call.
    customer: Option<&'static Customer>,
    fate: Fate,
    /// What those who deal with this customer do by chance, as it comes up.
    chance: Stream,
}

/// Where *next* stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// At the next line of the timeline.
    Line,
    /// At the next line about a callback or you.
    Promise,
}

/// The furthest that *next* looks: further than any callback can be booked.
const LOOK_MS: i64 = 40 * DAY_MS;

/// The contact center.
#[derive(Clone, Debug)]
pub(crate) struct Center {
    seed: u64,
    now: Timestamp,
    router: Router,
    agenda: Agenda,
    timeline: Timeline,
    bookings: Bookings,
    conversations: Conversations,
    lives: BTreeMap<InteractionId, Life>,
    /// For each queue, when its calls come.
    arrivals: [Stream; QUEUES.len()],
    /// Interactions there ever were.
    entered: u64,
    /// Calls that came in there ever were.
    calls: u64,
    /// Calls of yours that nobody else could have taken, there ever were.
    yours: u64,
    /// Alerts of callbacks to you there ever were.
    alerts: u64,
    /// What is told to the router as soon as it is at rest.
    then: VecDeque<Event>,
    log: Log,
}

impl Center {
    /// Lets time pass until `to`.
    pub(crate) fn advance(&mut self, to: Timestamp) {
        while self.agenda.next_at().is_some_and(|at| at <= to) {
            self.come();
        }
        self.now = self.now.max(to);
    }

    /// Lets time pass until `to`, but no further than to a callback that begins to alert you: so quick a clock
    /// would be past it before you have seen it.
    pub(crate) fn watch(&mut self, to: Timestamp) {
        let alerts = self.alerts;
        while self.agenda.next_at().is_some_and(|at| at <= to) {
            self.come();
            if self.alerts != alerts {
                return;
            }
        }
        self.now = self.now.max(to);
    }

    /// Goes straight to what comes next.
    pub(crate) fn next(&mut self, stop: Next) {
        let end = self.now + LOOK_MS;
        // Where no callback is to come, the next one would not be found in all that time.
        let standing = self
            .bookings
            .all()
            .any(|(_, booked)| booked.finish.is_none());
        let stop = if standing { stop } else { Next::Line };
        let before = self.written(stop);
        while self.step(end) && self.written(stop) == before {}
    }

    /// Lets one more thing happen, if it comes by then.
    pub(crate) fn step(&mut self, by: Timestamp) -> bool {
        let comes = self.agenda.next_at().is_some_and(|at| at <= by);
        if comes {
            self.come();
        }
        comes
    }

    /// Lines of that kind there ever were.
    pub(crate) const fn written(&self, stop: Next) -> u64 {
        match stop {
            Next::Line => self.timeline.written(),
            Next::Promise => self.timeline.promised(),
        }
    }

    /// Tells the router something, and does what it wants done.
    fn tell(&mut self, event: Event) {
        self.then.push_back(event);
        let mut actions = Vec::new();
        while let Some(event) = self.then.pop_front() {
            self.router.handle(self.now, event, &mut actions);
            for action in actions.drain(..) {
                self.log.write(self.now, &action);
                self.perform(action);
            }
        }
    }

    fn perform(&mut self, action: Action) {
        match action {
            Action::SetTimer { at, timer } => self.agenda.put(at, agenda::Coming::Timer(timer)),
            Action::DropTimer { timer } => self.agenda.drop_timer(timer),
            // A timer of the very instant at which its reason went away.
            Action::Refuse {
                why: Refusal::StaleTimer(_),
            } => {}
            _ => {
                self.write(subject(&action), What::Decided(action));
                self.react(&action);
            }
        }
    }

    fn write(&mut self, about: Option<InteractionId>, what: What) {
        let party = about.and_then(|id| self.party(id));
        self.timeline.write(self.now, party, what);
    }

    fn party(&self, id: InteractionId) -> Option<Arc<Party>> {
        let booked = || {
            self.bookings
                .get(id)
                .map(|booked| Arc::clone(&booked.party))
        };
        self.lives
            .get(&id)
            .map(|life| Arc::clone(&life.party))
            .or_else(booked)
    }

    /// A number that no interaction had before.
    const fn new_id(&mut self) -> InteractionId {
        self.entered += 1;
        InteractionId(self.entered)
    }

    fn state(&self, id: InteractionId) -> Option<State> {
        self.router
            .interaction(id)
            .map(callback_core::routing::Interaction::state)
    }

    fn is_callback(&self, id: InteractionId) -> bool {
        self.lives
            .get(&id)
            .is_some_and(|life| life.party.medium == Medium::Callback)
    }
}

/// What the page shows. Reading changes nothing.
impl Center {
    pub(crate) const fn now(&self) -> Timestamp {
        self.now
    }

    pub(crate) const fn router(&self) -> &Router {
        &self.router
    }

    pub(crate) const fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// Your last conversations, the newest last.
    pub(crate) fn conversations(&self) -> &[Conversation] {
        self.conversations.all()
    }

    /// The callbacks, in the order of booking.
    pub(crate) fn callbacks(&self) -> impl Iterator<Item = (InteractionId, &Booked)> {
        self.bookings.all()
    }

    /// Who an interaction is with.
    pub(crate) fn with(&self, id: InteractionId) -> Option<Arc<Party>> {
        self.party(id)
    }

    /// The name of a contact.
    pub(crate) fn contact(&self, contact: callback_core::routing::ContactId) -> Option<&str> {
        self.bookings
            .of_contact(contact)
            .map(|booked| booked.party.name.as_str())
    }

    /// What the router decided until now.
    pub(crate) fn fingerprint(&self) -> Fingerprint {
        self.log.fingerprint()
    }

    /// Whether a callback alerts you.
    pub(crate) fn alerts_you(&self) -> bool {
        self.router.interactions().any(|one| {
            one.medium() == Medium::Callback
                && matches!(one.state(), State::Alerting { agent, .. } if agent == YOU)
        })
    }

    /// Where the panel's callbacks are.
    pub(crate) fn statuses(&self) -> Vec<FedValue> {
        let status =
            |(id, booked): (InteractionId, &Booked)| booked.status(self.router.interaction(id));
        self.bookings.all().filter_map(status).collect()
    }
}
