//! A few values that theory knows, small enough for every test run; the full table is a task of its
//! own. Tolerances are five standard errors, from batch means of the run itself.

use callback_core::simulation::scenario::*;
use callback_core::simulation::{Contact, Left, Plan, Service, Sink, simulate};

const UNIT_MS: i64 = 1_000_000;

/// Sums of batches of equal length, by when a contact entered.
struct Batches {
    length_ms: i64,
    batches: Vec<Sums>,
}

#[derive(Clone, Default)]
struct Sums {
    entered: f64,
    wait: f64,
    waited: f64,
    abandoned: f64,
    blocked: f64,
}

impl Batches {
    fn of(scenario: &Scenario) -> Self {
        let Run::Steady {
            batches, batch_ms, ..
        } = scenario.run
        else {
            panic!("a steady run");
        };
        let mut sink = Self {
            length_ms: batch_ms,
            batches: vec![Sums::default(); batches as usize + 1],
        };
        let plan = Plan::new(scenario).expect("the scenario fits");
        simulate(&plan, 20_261_123, &mut sink);
        sink
    }

    fn at(&mut self, contact: &Contact) -> &mut Sums {
        &mut self.batches[(contact.entered_ms / self.length_ms) as usize]
    }

    #[track_caller]
    fn check(&self, what: &str, expected: f64, part: impl Fn(&Sums) -> f64) {
        let warm = &self.batches[1..];
        let values: Vec<f64> = warm.iter().map(|sums| part(sums) / sums.entered).collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let variance = values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let error = (variance / n).sqrt();
        assert!(
            (mean - expected).abs() < 5.0 * error && error < 0.05 * expected,
            "{what}: {mean} ± {error}, theory {expected}"
        );
    }
}

impl Sink for Batches {
    fn entered(&mut self, contact: &Contact) {
        self.at(contact).entered += 1.0;
    }

    fn started(&mut self, contact: &Contact, service: &Service) {
        let wait = (service.at_ms - contact.entered_ms) as f64 / UNIT_MS as f64;
        self.at(contact).wait += wait;
        self.at(contact).waited += f64::from(u8::from(!service.at_once));
    }

    fn left(&mut self, at_ms: i64, contact: &Contact, how: Left) {
        let wait = (at_ms - contact.entered_ms) as f64 / UNIT_MS as f64;
        let sums = self.at(contact);
        sums.wait += wait;
        match how {
            Left::Blocked => sums.blocked += 1.0,
            _ => sums.abandoned += 1.0,
        }
    }
}

/// Arrivals in a unit, services of mean one unit, agents.
fn markovian(arrivals: f64, agents: u32) -> Scenario {
    let class = Class::calls(
        ByInterval::same(arrivals * 3.6),
        Distribution::Exponential {
            mean_ms: UNIT_MS as f64,
        },
    );
    let mut scenario = Scenario::of(vec![class], vec![Group::of(agents)]);
    scenario.run = Run::Steady {
        warm_up_ms: 400 * UNIT_MS,
        batches: 120,
        batch_ms: 400 * UNIT_MS,
    };
    scenario
}

#[test]
fn erlang_c_for_ten_agents() {
    let batches = Batches::of(&markovian(9.0, 10));
    batches.check("mean wait", 0.668_731_524_1, |sums| sums.wait);
    batches.check("waits", 0.668_731_524_1, |sums| sums.waited);
}

#[test]
fn erlang_b_for_ten_agents() {
    let mut scenario = markovian(9.0, 10);
    scenario.queues[0].room = Some(0);
    let batches = Batches::of(&scenario);
    batches.check("blocked", 0.167_963, |sums| sums.blocked);
}

#[test]
fn erlang_a_for_ten_agents() {
    let mut scenario = markovian(11.0, 10);
    scenario.classes[0].patience = ByInterval::same(Distribution::Exponential {
        mean_ms: UNIT_MS as f64,
    });
    // With patience and service alike the number in the center is Poisson of mean 11.
    let (mut term, mut waits, mut in_queue) = ((-11.0_f64).exp(), 0.0, 0.0);
    for n in 1..100 {
        term *= 11.0 / f64::from(n);
        if n >= 10 {
            waits += term;
            in_queue += term * f64::from(n - 10);
        }
    }
    let batches = Batches::of(&scenario);
    batches.check("abandoned", in_queue / 11.0, |sums| sums.abandoned);
    batches.check("mean wait", in_queue / 11.0, |sums| sums.wait);
    batches.check("waits", waits, |sums| sums.waited + sums.abandoned);
}
