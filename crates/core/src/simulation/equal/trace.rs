//! A run written down, report by report.

use crate::simulation::sink::{Contact, Left, Promise, Service, Sink};
use std::collections::BTreeSet;

/// One report.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Report {
    Entered(Contact),
    Started(Contact, Service),
    Left(i64, Contact, Left),
    Staffed(i64, u32, bool),
    Alerted(i64, Contact, u32),
    Missed(i64, Contact, u32),
    Booked(i64, Contact, Promise),
    HandedOver(i64, Contact, u32),
}

impl Report {
    /// When, what, and about whom: enough to put reports that came out of order into one.
    pub(super) fn key(&self) -> (i64, u8, u64) {
        match self {
            Self::Entered(contact) => (contact.entered_ms, 0, contact.number),
            Self::Started(contact, service) => (service.at_ms, 1, contact.number),
            Self::Left(at, contact, _) => (*at, 2, contact.number),
            Self::Staffed(at, agent, _) => (*at, 3, u64::from(*agent)),
            Self::Alerted(at, contact, _) => (*at, 4, contact.number),
            Self::Missed(at, contact, _) => (*at, 5, contact.number),
            Self::Booked(at, contact, _) => (*at, 6, contact.number),
            Self::HandedOver(at, contact, _) => (*at, 7, contact.number),
        }
    }
}

/// All of them, in order. A sink that is not `IN_ORDER` gets the engine that a scenario needs, one
/// that is gets the whole one.
#[derive(Debug, Default)]
pub(super) struct Trace<const IN_ORDER: bool> {
    pub(super) reports: Vec<Report>,
    owned: BTreeSet<u64>,
}

impl<const IN_ORDER: bool> Sink for Trace<IN_ORDER> {
    const IN_ORDER: bool = IN_ORDER;

    fn entered(&mut self, contact: &Contact) {
        self.reports.push(Report::Entered(*contact));
    }

    fn started(&mut self, contact: &Contact, service: &Service) {
        self.reports.push(Report::Started(*contact, *service));
    }

    /// Those for whom nobody comes any more are the engine's own word at the end.
    fn left(&mut self, at_ms: i64, contact: &Contact, how: Left) {
        if how != Left::Unserved {
            self.reports.push(Report::Left(at_ms, *contact, how));
        }
    }

    fn staffed(&mut self, at_ms: i64, agent: u32, _: u32, here: bool) {
        self.reports.push(Report::Staffed(at_ms, agent, here));
    }

    fn alerted(&mut self, at_ms: i64, contact: &Contact, agent: u32) {
        self.reports.push(Report::Alerted(at_ms, *contact, agent));
    }

    fn missed(&mut self, at_ms: i64, contact: &Contact, agent: u32) {
        self.reports.push(Report::Missed(at_ms, *contact, agent));
    }

    fn booked(&mut self, at_ms: i64, contact: &Contact, promise: Promise) {
        self.reports.push(Report::Booked(at_ms, *contact, promise));
        if let Promise::Owned { .. } = promise {
            self.owned.insert(contact.number);
        }
    }

    /// Of *to me* the router speaks only with the next alert, so here it is silent.
    fn handed_over(&mut self, at_ms: i64, contact: &Contact, from: u32) {
        if self.owned.contains(&contact.number) {
            self.reports.push(Report::HandedOver(at_ms, *contact, from));
        }
    }
}
