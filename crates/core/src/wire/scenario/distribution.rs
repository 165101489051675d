//! The shapes of durations, in seconds.

use super::{Unreadable, each, ms};
use crate::simulation::scenario::{ByInterval, Distribution};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) enum DistributionRow {
    /// It never comes: endless patience.
    Never,
    /// Always so long.
    Constant(f64),
    /// With this mean.
    Exponential(f64),
    Uniform {
        from: f64,
        to: f64,
    },
    /// `scv` is variance over squared mean.
    Lognormal {
        mean: f64,
        scv: f64,
    },
    Erlang {
        phases: u32,
        mean: f64,
    },
    Gamma {
        shape: f64,
        mean: f64,
    },
    /// `[[probability, mean], …]`
    Hyperexponential(Vec<(f64, f64)>),
    /// Observed values in ascending order, equally far apart in probability.
    Empirical(Vec<f64>),
}

/// Milliseconds of seconds, not rounded: a mean may be between two.
const fn fine(seconds: f64) -> f64 {
    seconds * 1_000.0
}

impl DistributionRow {
    pub(super) fn read(&self, at: &str) -> Result<Distribution, Unreadable> {
        Ok(match self {
            Self::Never => Distribution::Never,
            Self::Constant(seconds) => Distribution::Constant {
                ms: ms(&format!("{at}.constant"), *seconds)?,
            },
            Self::Exponential(mean) => Distribution::Exponential {
                mean_ms: fine(*mean),
            },
            Self::Uniform { from, to } => Distribution::Uniform {
                from_ms: fine(*from),
                to_ms: fine(*to),
            },
            Self::Lognormal { mean, scv } => Distribution::Lognormal {
                mean_ms: fine(*mean),
                scv: *scv,
            },
            Self::Erlang { phases, mean } => Distribution::Erlang {
                phases: *phases,
                mean_ms: fine(*mean),
            },
            Self::Gamma { shape, mean } => Distribution::Gamma {
                shape: *shape,
                mean_ms: fine(*mean),
            },
            Self::Hyperexponential(branches) => Distribution::Hyperexponential {
                branches: branches.iter().map(|(p, mean)| (*p, fine(*mean))).collect(),
            },
            Self::Empirical(values) => Distribution::Empirical {
                quantiles_ms: values.iter().copied().map(fine).collect(),
            },
        })
    }
}

/// One for each interval.
pub(super) fn by_interval(
    at: &str,
    rows: &[DistributionRow],
) -> Result<ByInterval<Distribution>, Unreadable> {
    each(rows, |interval, row| row.read(&format!("{at}[{interval}]"))).map(ByInterval)
}
