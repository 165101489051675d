//! What is measured: one run of a case, which has no clock. `main.rs` times it on this machine, `page.mjs` in a browser,
//! and both get the same numbers to the bit.

pub mod cases;
mod paired;
mod tuned;

use callback_core::simulation::{Contact, Left, Plan, Service, Sink, simulate};
use callback_core::wire::scenario::ScenarioFile;
use wasm_bindgen::prelude::wasm_bindgen;

/// What a run did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// Contacts that entered.
    pub contacts: u64,
    /// A fingerprint of every wait, in order.
    pub fingerprint: u64,
    /// The sum of the waits of the served, in ms.
    pub waited_ms: i64,
}

/// Mean wait, and a fingerprint that no other order of events has.
#[derive(Default)]
struct Waits {
    contacts: u64,
    fingerprint: u64,
    waited_ms: i64,
}

impl Sink for Waits {
    fn entered(&mut self, _: &Contact) {
        self.contacts += 1;
    }

    fn started(&mut self, contact: &Contact, service: &Service) {
        let wait = service.at_ms - contact.entered_ms;
        self.waited_ms += wait;
        let mixed = self.fingerprint.rotate_left(5) ^ wait.cast_unsigned();
        self.fingerprint = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn left(&mut self, at_ms: i64, _: &Contact, _: Left) {
        self.fingerprint = self.fingerprint.rotate_left(7) ^ at_ms.cast_unsigned();
    }
}

/// A case made ready.
#[wasm_bindgen]
#[derive(Clone, Debug)]
pub struct Ready {
    plan: Plan,
    runs: u64,
}

impl Ready {
    /// The case of that name; nothing where there is none.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        let (scenario, runs) = match name {
            "mm10" => (cases::mm(10, 4_000_000), 1),
            "simple-msk" => (cases::simple_msk(), 300),
            "multi-skill-200" => (
                file(include_str!(
                    "../../../crates/core/scenarios/multi-skill.json"
                ))?,
                40,
            ),
            "agents-10" => (cases::mm(10, 1_000_000), 1),
            "agents-1000" => (cases::mm(1_000, 1_000_000), 1),
            "queues-1" => (cases::queues(1), 1),
            "queues-50" => (cases::queues(50), 1),
            _ => return None,
        };
        Some(Self {
            plan: Plan::new(&scenario).ok()?,
            runs,
        })
    }

    /// Runs it, each run from its own seed.
    #[must_use]
    pub fn run(&self) -> Done {
        let mut waits = Waits::default();
        for seed in 0..self.runs {
            simulate(&self.plan, seed, &mut waits);
        }
        let Waits {
            contacts,
            fingerprint,
            waited_ms,
        } = waits;
        Done {
            contacts,
            fingerprint,
            waited_ms,
        }
    }
}

fn file(text: &str) -> Option<callback_core::simulation::scenario::Scenario> {
    let file: ScenarioFile = serde_json::from_str(text).ok()?;
    Some(file.read().ok()?.scenario)
}

/// The shares of replications that paired runs of the help desk need ([`paired`]): as it is, and where agents own a
/// tenth of the callbacks.
#[must_use]
pub fn paired_shares(replications: u64) -> Option<[f64; 2]> {
    let desk = file(include_str!(
        "../../../crates/core/scenarios/help-desk.json"
    ))?;
    let share = |desk: &_| paired::share_of_replications(desk, replications);
    Some([share(&desk)?, share(&paired::owning(&desk, 0.1))?])
}

/// The loop written for M/M/10 alone: how many customers it served, and their mean wait in mean service times.
#[must_use]
pub fn tuned_mm10(customers: u64) -> f64 {
    tuned::mm10(customers)
}

/// In a page: runs the case of that name and returns `[contacts, fingerprint as two halves, waited]`, or nothing.
#[wasm_bindgen(js_name = ready)]
#[must_use]
pub fn ready_for_page(name: &str) -> Option<Ready> {
    Ready::of(name)
}

#[wasm_bindgen]
impl Ready {
    /// Runs it: contacts, fingerprint in hexadecimal, sum of waits, as text.
    #[wasm_bindgen(js_name = run)]
    #[must_use]
    pub fn run_for_page(&self) -> String {
        self.run().to_string()
    }
}

impl std::fmt::Display for Done {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            contacts,
            fingerprint,
            waited_ms,
        } = self;
        write!(f, "{contacts} {fingerprint:016x} {waited_ms}")
    }
}
