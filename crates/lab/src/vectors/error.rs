//! Estimates with an error that is honest where the jackknife's is not: shares of all or none, and
//! quantiles beside an atom.

use callback_core::simulation::statistics::{Estimate, Sums, jackknife_of};
use callback_core::simulation::tally::Layout;

use super::metric::{Formula, View, at};

pub(super) fn estimate(
    metric: &str,
    formula: &Formula,
    layout: &Layout,
    all: &[f64],
    parts: &[Vec<f64>],
) -> Estimate {
    let read = |sums: &Sums, shift| {
        formula(&View {
            sums,
            layout,
            shift,
        })
    };
    let mut estimate = jackknife_of(all, parts, |sums| read(sums, 0.0));
    if is_share(metric) {
        if estimate.value == 0.0 || estimate.value == 1.0 {
            let runs = all.get(layout.runs()).copied().unwrap_or(0.0);
            estimate.standard_error = estimate.standard_error.max(all_or_none(runs));
        }
    } else if let (true, Some(share)) = (metric.starts_with("wait_quantile@"), at(metric)) {
        // Woodruff 1952: the error of the share at the quantile, carried over to the waits.
        let classes: Vec<usize> = (0..layout.sizes().0).collect();
        let wait_ms = layout.quantile(&Sums::of(all), &classes, share);
        let within = |sums: &Sums| layout.share_within(sums, &classes, wait_ms);
        let off = jackknife_of(all, parts, within).standard_error;
        for shift in [-off, off] {
            let reach = (read(&Sums::of(all), shift) - estimate.value).abs();
            estimate.standard_error = estimate.standard_error.max(reach);
        }
    }
    estimate
}

fn is_share(metric: &str) -> bool {
    metric.starts_with("p_") || metric.starts_with("service_level")
}

/// The standard error of a share of which all of so many were seen, or none, with two hits and two
/// misses added (Agresti & Coull 1998). Runs and batches count, not contacts: those of one batch know
/// of each other.
fn all_or_none(trials: f64) -> f64 {
    let n = trials + 4.0;
    let p = 2.0 / n;
    (p * (1.0 - p) / n).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use callback_core::simulation::scenario::{ByInterval, Class, Distribution, Group, Scenario};
    use callback_core::simulation::tally::{Count, Tally, Watch};

    fn layout(quantiles: bool) -> Layout {
        let talk = Distribution::Constant { ms: 1 };
        let classes = vec![Class::calls(ByInterval::same(1.0), talk)];
        let watch = Watch {
            quantiles,
            ..Watch::default()
        };
        let scenario = Scenario::of(classes, vec![Group::of(1)]);
        Tally::new(&scenario, watch).layout().clone()
    }

    #[test]
    fn a_share_of_all_has_an_error_that_shrinks_with_the_runs() {
        let layout = layout(false);
        let served = layout.count(0, 0, Count::Served);
        let offered = layout.count(0, 0, Count::Offered);
        let formula: Formula = Box::new(move |v| v.sums.at(served) / v.sums.at(offered));
        let error = |parts: usize, metric| {
            let mut part = vec![0.0; layout.runs() + 1];
            (part[served], part[offered], part[layout.runs()]) = (10.0, 10.0, 1.0);
            let parts = vec![part; parts];
            let all = callback_core::simulation::statistics::totals(&parts);
            estimate(metric, &formula, &layout, &all, &parts).standard_error
        };
        assert!((error(96, "p_wait") - (0.02_f64 * 0.98 / 100.0).sqrt()).abs() < 1e-12);
        assert!(error(9_996, "p_wait") < 2e-4);
        assert_eq!(error(96, "mean_wait"), 0.0);
    }

    #[test]
    fn a_median_at_the_edge_of_no_wait_reaches_beyond_it() {
        let layout = layout(true);
        let buckets = layout.runs() - 5_249;
        let formula: Formula = Box::new(|v| v.layout.quantile(v.sums, &[0], 0.5 + v.shift));
        // Half and a little more never wait; how many it is differs from part to part.
        let part = |none: f64| {
            let mut part = vec![0.0; layout.runs() + 1];
            (part[buckets], part[buckets + 101]) = (none, 100.0 - none);
            part
        };
        let parts: Vec<_> = (0..10).map(|n| part(f64::from(38 + n * 3))).collect();
        let all = callback_core::simulation::statistics::totals(&parts);
        let median = estimate("wait_quantile@0.5", &formula, &layout, &all, &parts);
        assert_eq!(median.value, 0.0);
        assert!(median.standard_error > 50.0, "{median:?}");
    }
}
