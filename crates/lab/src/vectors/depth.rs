//! The square of the queue's length over time: a sink of its own, since it must hear of everything
//! in order, and the engine is slower then.

use callback_core::simulation::tally::Tally;
use callback_core::simulation::{Contact, Left, Service, Sink};

pub(super) struct Depth {
    pub(super) tally: Tally,
    from_ms: i64,
    until_ms: i64,
    waiting: i64,
    since_ms: i64,
    /// The square of the length times how long, in ms.
    pub(super) squares: f64,
}

impl Depth {
    pub(super) fn new(tally: Tally, (from_ms, until_ms): (i64, i64)) -> Self {
        Self {
            tally,
            from_ms,
            until_ms,
            waiting: 0,
            since_ms: 0,
            squares: 0.0,
        }
    }

    fn change(&mut self, at_ms: i64, by: i64) {
        let from = self.since_ms.max(self.from_ms);
        let stretch = at_ms.min(self.until_ms) - from;
        self.squares += stretch.max(0) as f64 * (self.waiting * self.waiting) as f64;
        self.since_ms = at_ms;
        self.waiting += by;
    }
}

impl Sink for Depth {
    const IN_ORDER: bool = true;

    fn entered(&mut self, contact: &Contact) {
        self.change(contact.entered_ms, 1);
        self.tally.entered(contact);
    }

    fn started(&mut self, contact: &Contact, service: &Service) {
        self.change(service.at_ms, -1);
        self.tally.started(contact, service);
    }

    fn left(&mut self, at_ms: i64, contact: &Contact, how: Left) {
        self.change(at_ms, -1);
        self.tally.left(at_ms, contact, how);
    }

    fn staffed(&mut self, at_ms: i64, agent: u32, group: u32, here: bool) {
        self.tally.staffed(at_ms, agent, group, here);
    }
}
