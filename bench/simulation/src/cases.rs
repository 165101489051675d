//! The scenarios that are measured.

use callback_core::routing::Ring;
use callback_core::simulation::scenario::{
    ByInterval, Class, Distribution, Group, Lists, Queue, Reach, Release, Rules, Run, Scenario,
    Selection,
};

/// One unit of the literature.
const UNIT_MS: f64 = 1e6;

const fn exponential(mean_ms: f64) -> Distribution {
    Distribution::Exponential { mean_ms }
}

/// M/M/n at 90 %, with so many customers.
#[must_use]
pub fn mm(agents: u32, customers: u32) -> Scenario {
    let rate = 0.9 * f64::from(agents);
    let class = Class::calls(ByInterval::same(rate * 3.6), exponential(UNIT_MS));
    steady(
        Scenario::of(vec![class], vec![Group::of(agents)]),
        f64::from(customers) / rate,
    )
}

/// One run of so many units, in one batch, without warm-up.
fn steady(scenario: Scenario, units: f64) -> Scenario {
    #[expect(clippy::cast_possible_truncation, reason = "far from the limits")]
    let batch_ms = (units * UNIT_MS) as i64;
    Scenario {
        run: Run::Steady {
            warm_up_ms: 0,
            batches: 1,
            batch_ms,
        },
        ..scenario
    }
}

/// So many queues with four agents each, who help out in the next queue as well.
#[must_use]
pub fn queues(count: usize) -> Scenario {
    let rate = 0.9 * 4.0;
    let class = |queue| Class {
        queue,
        ..Class::calls(ByInterval::same(rate * 3.6), exponential(UNIT_MS))
    };
    let group = |queue: usize| {
        let mut queues = vec![(queue, Ring::FIRST)];
        if count > 1 {
            queues.push(((queue + 1) % count, Ring::FIRST));
        }
        Group {
            queues,
            ..Group::of(4)
        }
    };
    let scenario = Scenario {
        queues: vec![Queue::default(); count],
        ..Scenario::of(
            (0..count).map(class).collect(),
            (0..count).map(group).collect(),
        )
    };
    #[expect(clippy::cast_precision_loss, reason = "50 at most")]
    let all = rate * count as f64;
    steady(scenario, 1_000_000.0 / all)
}

/// `SimpleMSK` of ContactCenters (Buist, L'Ecuyer 2005): three types, two groups, three periods of two hours.
#[must_use]
pub fn simple_msk() -> Scenario {
    const MINUTE_MS: f64 = 60_000.0;
    let per_minute = [[4.2, 5.3, 3.2], [5.1, 4.3, 4.8], [6.3, 5.2, 4.8]];
    let by_period = |rates: [f64; 3]| {
        ByInterval(
            rates
                .iter()
                .map(|rate| exponential(MINUTE_MS / rate))
                .collect(),
        )
    };
    let class = |rates: &[f64; 3]| Class {
        talk: by_period([0.5, 0.6, 0.4]),
        patience: by_period([0.3, 0.4, 0.2]),
        ..Class::calls(
            ByInterval(rates.iter().map(|rate| rate * 60.0).collect()),
            exponential(1.0),
        )
    };
    let group = |agents: [u32; 3]| Group {
        agents: ByInterval(agents.to_vec()),
        ..Group::of(0)
    };
    let reach = |groups: &[usize]| {
        groups
            .iter()
            .map(|&group| Reach { group, after_ms: 0 })
            .collect()
    };
    Scenario {
        intervals_ms: vec![7_200_000; 3],
        busyness_shape: Some(28.7),
        rules: Rules::Lists(Lists {
            groups: vec![reach(&[0]), reach(&[0, 1]), reach(&[1])],
            in_order: true,
            selection: Selection::LongestIdle,
            classes: vec![vec![1, 0], vec![2, 1]],
            release: Release::Score,
        }),
        run: Run::Terminating,
        ..Scenario::of(
            per_minute.iter().map(class).collect(),
            vec![group([12, 18, 9]), group([15, 20, 11])],
        )
    }
}
