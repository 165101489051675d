//! How fast the simulator is: `name value unit`, one line each, on one core in one run.
//!
//! What is compared is run in turn, five times each, and medians are taken.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::Instant;

use callback_core::simulation::scenario::{
    ByInterval, Class, Distribution, Group, Queue, Run, Scenario,
};
use callback_core::simulation::statistics::{Welford, paired_difference};
use callback_core::simulation::{Contact, Left, Plan, Service, Sink, Stream, simulate};

use crate::simulate::read;
use crate::vectors::multi_skill_day;

const ROUNDS: usize = 5;

pub(crate) fn run() -> ExitCode {
    against_the_tuned_loop();
    if let Ok(scenario) = multi_skill_day() {
        day("simulation/cc_simple_msk", &scenario, 200);
    }
    if let Ok(asked) = read(include_str!("../../core/scenarios/multi-skill.json")) {
        day("simulation/agents_200", &asked.scenario, 10);
    }
    growth();
    if let Ok(asked) = read(include_str!("../../core/scenarios/help-desk.json")) {
        pairs(&asked.scenario);
    }
    ExitCode::SUCCESS
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Nanoseconds that something takes for each of so many.
fn ns(of: u64, work: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    work();
    begun.elapsed().as_nanos() as f64 / of as f64
}

/// The mean wait, and nothing else.
#[derive(Default)]
struct Waits {
    sum_ms: i64,
    count: u64,
}

impl Sink for Waits {
    #[inline]
    fn started(&mut self, contact: &Contact, service: &Service) {
        self.sum_ms += service.at_ms - contact.entered_ms;
        self.count += 1;
    }
}

/// Everything that ends.
#[derive(Default)]
struct Ends(u64);

impl Sink for Ends {
    #[inline]
    fn started(&mut self, _: &Contact, _: &Service) {
        self.0 += 1;
    }

    #[inline]
    fn left(&mut self, _: i64, _: &Contact, _: Left) {
        self.0 += 1;
    }
}

/// A loop written for M/M/10 alone: nine arrivals and one service in a unit of 10⁶ ms, first come
/// first served, whole milliseconds, the same chance as the engine's.
fn tuned_loop(customers: u64, seed: u64) -> f64 {
    let (mut arrivals, mut talks) = (Stream::new(seed, 1), Stream::new(seed, 2));
    let mut free_at = [0_i64; 10];
    let (mut now, mut waits) = (0_i64, 0_i64);
    for _ in 0..customers {
        now += (arrivals.exponential() * (1e6 / 9.0) + 0.5) as i64;
        let talk = (talks.exponential() * 1e6 + 0.5) as i64;
        // First come, first served: the next customer goes to who is free first.
        let mut first = 0;
        for server in 1..free_at.len() {
            if free_at[server] < free_at[first] {
                first = server;
            }
        }
        let start = now.max(free_at[first]);
        waits += start - now;
        free_at[first] = start + talk;
    }
    waits as f64 / customers as f64
}

fn center(agents: u32, queues: usize, customers: f64) -> Scenario {
    let per_hour = 0.9 * 3.6 * f64::from(agents);
    let mut scenario = Scenario::of(Vec::new(), Vec::new());
    scenario.queues = vec![Queue::default(); queues];
    for queue in 0..queues {
        let talk = Distribution::Exponential { mean_ms: 1e6 };
        let mut class = Class::calls(ByInterval::same(per_hour / queues as f64), talk);
        class.queue = queue;
        scenario.classes.push(class);
    }
    let mut group = Group::of(agents);
    let ring = group.queues[0].1;
    group.queues = (0..queues).map(|queue| (queue, ring)).collect();
    scenario.groups.push(group);
    scenario.run = Run::Steady {
        warm_up_ms: 0,
        batches: 1,
        batch_ms: (customers / per_hour * 3.6e6) as i64,
    };
    scenario
}

fn against_the_tuned_loop() {
    const CUSTOMERS: u64 = 3_000_000;
    let Ok(plan) = Plan::new(&center(10, 1, CUSTOMERS as f64)) else {
        return;
    };
    let (mut ours, mut tuned) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS as u64 {
        let mut waits = Waits::default();
        let begun = Instant::now();
        simulate(&plan, round, &mut waits);
        ours.push(begun.elapsed().as_nanos() as f64 / waits.count as f64);
        black_box(waits.sum_ms);
        tuned.push(ns(CUSTOMERS, || {
            black_box(tuned_loop(CUSTOMERS, round));
        }));
    }
    let ratios = ours
        .iter()
        .zip(&tuned)
        .map(|(ours, tuned)| 100.0 * ours / tuned);
    println!(
        "simulation/mm10_ratio_to_tuned_loop {:.0} percent",
        median(ratios.collect())
    );
    println!("simulation/mm10 {:.0} customers/s", 1e9 / median(ours));
    println!(
        "simulation/mm10_tuned_loop {:.0} customers/s",
        1e9 / median(tuned)
    );
}

fn rate(scenario: &Scenario, runs: u64) -> Option<f64> {
    let plan = Plan::new(scenario).ok()?;
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        let mut ends = Ends::default();
        let begun = Instant::now();
        for seed in 0..runs {
            simulate(&plan, seed, &mut ends);
        }
        rates.push(ends.0 as f64 / begun.elapsed().as_secs_f64());
    }
    Some(median(rates))
}

fn day(name: &str, scenario: &Scenario, runs: u64) {
    if let Some(rate) = rate(scenario, runs) {
        println!("{name} {rate:.0} contacts/s");
    }
}

fn growth() {
    for agents in [10, 100, 1_000] {
        if let Some(rate) = rate(&center(agents, 1, 500_000.0), 1) {
            println!("simulation/growth_{agents}_agents {rate:.0} contacts/s");
        }
    }
    for queues in [1, 10, 50] {
        if let Some(rate) = rate(&center(100, queues, 500_000.0), 1) {
            println!("simulation/growth_{queues}_queues {rate:.0} contacts/s");
        }
    }
}

/// One agent fewer: how many replications pairs need for the half-width that independent runs have.
fn pairs(scenario: &Scenario) {
    const RUNS: u64 = 400;
    let mut fewer = scenario.clone();
    for agents in &mut fewer.groups[0].agents.0 {
        *agents = agents.saturating_sub(1);
    }
    let mean_waits = |scenario: &Scenario, first: u64| -> Option<Vec<f64>> {
        let plan = Plan::new(scenario).ok()?;
        let run = |seed| {
            let mut waits = Waits::default();
            simulate(&plan, seed, &mut waits);
            waits.sum_ms as f64 / waits.count.max(1) as f64
        };
        Some((first..first + RUNS).map(run).collect())
    };
    let all = (
        mean_waits(scenario, 0),
        mean_waits(&fewer, 0),
        mean_waits(&fewer, RUNS),
    );
    let (Some(before), Some(after), Some(apart)) = all else {
        return;
    };
    let paired = paired_difference(&before, &after).standard_error;
    let deviation = |values: &[f64]| {
        let mut spread = Welford::default();
        values.iter().for_each(|&value| spread.add(value));
        spread.estimate().standard_error
    };
    let independent = deviation(&before).hypot(deviation(&apart));
    let share = 100.0 * (paired / independent).powi(2);
    println!("simulation/paired_replications_of_independent {share:.0} percent");
}
