//! How long to simulate: until four standard errors are a hundredth of each value, or enough.

use callback_core::simulation::scenario::Run;
use callback_core::simulation::statistics::{Estimate, totals};
use callback_core::simulation::tally::Tally;
use callback_core::simulation::{Plan, simulate};

use super::depth::Depth;
use super::error;
use super::metric::{Case, Setup};
use super::row::Row;
use crate::replicate::in_parallel;

/// All numbers of contacts, so that the result is the same on every machine.
pub(super) struct Effort {
    seed: u64,
    /// In one part at least.
    part: f64,
    /// Parts to begin with; as many again until it is enough.
    parts: usize,
    /// In all.
    most: f64,
    /// Four standard errors shall not be more than this share of a value.
    precision: f64,
}

impl Default for Effort {
    fn default() -> Self {
        Self {
            seed: 20_261_123,
            part: 20_000.0,
            parts: 100,
            most: 8e6,
            precision: 0.01,
        }
    }
}

impl Effort {
    /// Another limit, in millions.
    pub(super) const fn set_most(&mut self, millions: f64) {
        self.most = millions * 1e6;
    }

    /// One estimate for each row; `None` where there is no formula.
    pub(super) fn estimate(&self, setup: &Setup, rows: &[&Row]) -> Vec<Option<Estimate>> {
        let mut estimates = vec![None; rows.len()];
        for (number, case) in setup.cases.iter().enumerate() {
            let mine =
                |row: &usize| matches!(&setup.readings[*row], Some((case, _)) if *case == number);
            let wanted: Vec<usize> = (0..rows.len()).filter(mine).collect();
            if !wanted.is_empty() {
                self.run(case, setup, &wanted, rows, &mut estimates);
            }
        }
        estimates
    }

    fn run(
        &self,
        case: &Case,
        setup: &Setup,
        wanted: &[usize],
        rows: &[&Row],
        estimates: &mut [Option<Estimate>],
    ) {
        let Ok(plan) = Plan::new(&case.scenario) else {
            return;
        };
        let layout = Tally::new(&case.scenario, case.watch.clone())
            .layout()
            .clone();
        let runs = (self.part / case.contacts).ceil().max(1.0) as usize;
        let most = (self.most / (case.contacts * runs as f64)).ceil() as usize;
        let mut parts: Vec<Vec<f64>> = Vec::new();
        loop {
            let more = parts.len().max(self.parts.min(most)).max(10);
            let numbers = parts.len()..parts.len() + more;
            parts.extend(in_parallel(numbers, |number| {
                self.part(case, &plan, number, runs)
            }));
            let all = totals(&parts);
            let mut enough = true;
            for &row in wanted {
                let Some((_, formula)) = &setup.readings[row] else {
                    continue;
                };
                let estimate = error::estimate(&rows[row].metric, formula, &layout, &all, &parts);
                let bound = self.precision * rows[row].value.abs();
                enough &= 4.0 * estimate.standard_error <= bound;
                estimates[row] = Some(estimate);
            }
            if enough || 2 * parts.len() > most {
                return;
            }
        }
    }

    /// So many runs, added up; of a steady one, all its batches.
    fn part(&self, case: &Case, plan: &Plan, number: usize, runs: usize) -> Vec<f64> {
        let mut tally = Tally::new(&case.scenario, case.watch.clone());
        let mut squares = 0.0;
        for run in 0..runs {
            let seed = self.seed + (number * runs + run) as u64;
            if let (
                true,
                Run::Steady {
                    warm_up_ms,
                    batches,
                    batch_ms,
                },
            ) = (case.depth, case.scenario.run)
            {
                let counted = batches - case.watch.last_batches;
                let until_ms = warm_up_ms + i64::from(counted) * batch_ms;
                let mut depth = Depth::new(tally, (warm_up_ms, until_ms));
                simulate(plan, seed, &mut depth);
                squares += depth.squares;
                tally = depth.tally;
            } else {
                simulate(plan, seed, &mut tally);
            }
            tally.finish();
        }
        let mut sums = totals(&tally.into_parts());
        sums.push(squares);
        sums
    }
}
