//! With one agent fewer, the customers of the help desk are the same ones: what befalls a contact
//! hangs on the contact, and on nothing that befell another.

use super::scenario::Scenario;
use super::sink::{Contact, Promise, Service, Sink};
use super::{Plan, simulate};
use crate::wire::scenario::ScenarioFile;
use std::collections::BTreeMap;

/// What one who came then brings along: class and time of arrival.
type Customer = (u32, i64);

/// What was drawn during a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fate {
    talk_ms: i64,
    after_ms: i64,
    /// When the callback shall be, counted from the end of the talk, and how it was promised.
    booked: Option<(i64, u8)>,
}

#[derive(Default)]
struct Fates {
    by_customer: BTreeMap<Customer, Fate>,
    /// By the end of the talk, the agent.
    talking: BTreeMap<(i64, u32), Customer>,
}

impl Sink for Fates {
    fn started(&mut self, contact: &Contact, service: &Service) {
        let Some(spoken_ms) = service.spoken_ms else {
            return;
        };
        let customer = (contact.class, contact.entered_ms);
        self.talking
            .insert((service.talked_ms, service.agent), customer);
        let fate = Fate {
            talk_ms: service.talked_ms - spoken_ms,
            after_ms: service.until_ms - service.talked_ms,
            booked: None,
        };
        self.by_customer.insert(customer, fate);
    }

    fn booked(&mut self, at_ms: i64, contact: &Contact, promise: Promise) {
        let (agent, kind) = match promise {
            Promise::Anyone => return,
            Promise::ToMe(agent) => (agent, 1),
            Promise::Owned { .. } => {
                unreachable!("whether an agent owns it is a matter of who it is")
            }
        };
        let customer = self.talking[&(at_ms, agent)];
        let fate = self.by_customer.get_mut(&customer).expect("it talked");
        fate.booked = Some((contact.entered_ms - at_ms, kind));
    }
}

fn fates(scenario: &Scenario, seed: u64) -> BTreeMap<Customer, Fate> {
    let plan = Plan::new(scenario).expect("the scenario fits");
    let mut fates = Fates::default();
    simulate(&plan, seed, &mut fates);
    fates.by_customer
}

#[test]
fn one_agent_fewer_changes_no_customer() {
    let file: ScenarioFile =
        serde_json::from_str(include_str!("../../scenarios/help-desk.json")).expect("a scenario");
    let mut all = file.read().expect("it is complete").scenario;
    let booking = all.classes[0].books.as_mut().expect("calls book callbacks");
    // A round time would not tell what was drawn.
    booking.round_to_ms = 0;
    let mut fewer = all.clone();
    for agents in &mut fewer.groups[0].agents.0 {
        *agents -= 1;
    }
    let (mut calls, mut promises) = (0, 0);
    for seed in 1..=10 {
        let (all, fewer) = (fates(&all, seed), fates(&fewer, seed));
        // A callback comes when the call before it is over, so its time is not the same in both.
        for (customer, fate) in all.iter().filter(|((class, _), _)| *class == 0) {
            let Some(other) = fewer.get(customer) else {
                continue;
            };
            assert_eq!(fate, other, "{customer:?} of the day of seed {seed}");
            calls += 1;
            promises += usize::from(fate.booked.is_some());
        }
    }
    assert!(calls > 6_000, "{calls} calls in both");
    assert!(promises > 40, "{promises} promises in both");
}
