//! The shapes of durations.

/// How a duration is drawn. A draw is rounded to the nearest whole millisecond; it is never below 0
/// and never above 10¹⁵ ms.
#[derive(Clone, Debug, PartialEq)]
pub enum Distribution {
    /// It never comes: endless patience.
    Never,
    /// Always the same.
    Constant {
        /// So long.
        ms: i64,
    },
    /// Without memory.
    Exponential {
        /// Its mean.
        mean_ms: f64,
    },
    /// Every length in between equally likely.
    Uniform {
        /// The shortest.
        from_ms: f64,
        /// The longest.
        to_ms: f64,
    },
    /// The usual shape of handling times.
    Lognormal {
        /// Its mean.
        mean_ms: f64,
        /// Variance over squared mean.
        scv: f64,
    },
    /// A sum of exponential phases.
    Erlang {
        /// How many.
        phases: u32,
        /// The mean of the sum.
        mean_ms: f64,
    },
    /// Erlang with a shape that need not be whole.
    Gamma {
        /// Its shape.
        shape: f64,
        /// Its mean.
        mean_ms: f64,
    },
    /// One of several exponentials: `(probability, mean in ms)`.
    Hyperexponential {
        /// The probabilities add up to 1.
        branches: Vec<(f64, f64)>,
    },
    /// As observed: values in ascending order, equally far apart in probability, the first the
    /// least and the last the greatest; in between it is linear.
    Empirical {
        /// In ms, two or more.
        quantiles_ms: Vec<f64>,
    },
}
