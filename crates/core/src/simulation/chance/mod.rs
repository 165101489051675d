//! Chance for the kernel: one stream for each purpose, and variates in whole milliseconds.

mod logarithm;
mod normal;
mod power;

use super::scenario::Distribution;

/// A duration that never ends.
pub const NEVER: i64 = i64::MAX;

/// xoshiro256++ (Blackman, Vigna 2019), seeded by `SplitMix64`.
#[derive(Clone, Debug)]
pub struct Stream([u64; 4]);

impl Stream {
    /// The stream of a run for one purpose: what is drawn for one shifts no other.
    #[must_use]
    pub fn new(seed: u64, purpose: u64) -> Self {
        let mut x = seed ^ purpose.wrapping_mul(0xd134_2543_de82_ef95);
        let mut next = || {
            x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        Self([next(), next(), next(), next()])
    }

    /// 64 bits.
    #[inline]
    pub fn next_u64(&mut self) -> u64 {
        let s = &mut self.0;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let t = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= t;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// In [0, 1).
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Mean 1.
    #[inline]
    pub fn exponential(&mut self) -> f64 {
        logarithm::minus_ln(self.next_u64())
    }

    /// Below `n`, equally likely.
    #[inline]
    pub fn below(&mut self, n: u32) -> u32 {
        (((self.next_u64() >> 32) * u64::from(n)) >> 32) as u32
    }

    /// Mean 0, variance 1.
    #[inline]
    fn normal(&mut self) -> f64 {
        normal::normal(self.next_u64())
    }

    /// Mean `shape`.
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let u = 1.0 - self.uniform();
            return self.gamma(shape + 1.0) * libm::pow(u, 1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / libm::sqrt(9.0 * d);
        loop {
            let x = self.normal();
            let v = 1.0 + c * x;
            if v > 0.0 {
                let v = v * v * v;
                if -self.exponential() < 0.5 * x * x + d - d * v + d * libm::log(v) {
                    return d * v;
                }
            }
        }
    }
}

/// A [`Distribution`] made fit to draw from.
#[derive(Clone, Debug)]
pub struct Variate(Shape);

#[derive(Clone, Debug)]
enum Shape {
    Constant(i64),
    Exponential {
        mean_ms: f64,
    },
    Uniform {
        from_ms: f64,
        width_ms: f64,
    },
    /// exp(μ + σ N).
    Lognormal {
        mu: f64,
        sigma: f64,
    },
    Erlang {
        phases: u32,
        phase_ms: f64,
    },
    Gamma {
        shape: f64,
        scale_ms: f64,
    },
    /// Up to which uniform, and the mean.
    Hyperexponential(Vec<(f64, f64)>),
    Empirical(Vec<f64>),
}

impl Variate {
    /// Of this shape, which a [`Plan`](super::Plan) has checked.
    #[must_use]
    pub fn new(distribution: &Distribution) -> Self {
        Self(Shape::of(distribution))
    }

    /// Whole milliseconds; [`NEVER`] for what never comes.
    #[inline]
    pub fn draw(&self, stream: &mut Stream) -> i64 {
        match &self.0 {
            Shape::Constant(ms) => *ms,
            Shape::Exponential { mean_ms } => rounded(mean_ms * stream.exponential()),
            other => rounded(other.real(stream)),
        }
    }
}

impl Shape {
    fn of(distribution: &Distribution) -> Self {
        use Distribution as D;
        match distribution {
            D::Never => Self::Constant(NEVER),
            D::Constant { ms } => Self::Constant(*ms),
            D::Exponential { mean_ms } => Self::Exponential { mean_ms: *mean_ms },
            D::Uniform { from_ms, to_ms } => Self::Uniform {
                from_ms: *from_ms,
                width_ms: to_ms - from_ms,
            },
            D::Lognormal { mean_ms, scv } => {
                let variance = libm::log(1.0 + scv);
                Self::Lognormal {
                    mu: libm::log(*mean_ms) - 0.5 * variance,
                    sigma: libm::sqrt(variance),
                }
            }
            D::Erlang { phases, mean_ms } => Self::Erlang {
                phases: *phases,
                phase_ms: mean_ms / f64::from(*phases),
            },
            D::Gamma { shape, mean_ms } => Self::Gamma {
                shape: *shape,
                scale_ms: mean_ms / shape,
            },
            D::Hyperexponential { branches } => {
                let mut until = 0.0;
                let branch = |&(probability, mean_ms): &(f64, f64)| {
                    until += probability;
                    (until, mean_ms)
                };
                Self::Hyperexponential(branches.iter().map(branch).collect())
            }
            D::Empirical { quantiles_ms } => Self::Empirical(quantiles_ms.clone()),
        }
    }

    #[inline(never)]
    fn real(&self, stream: &mut Stream) -> f64 {
        match self {
            Self::Constant(ms) => *ms as f64,
            Self::Exponential { mean_ms } => mean_ms * stream.exponential(),
            Self::Uniform { from_ms, width_ms } => from_ms + width_ms * stream.uniform(),
            Self::Lognormal { mu, sigma } => power::exp(mu + sigma * stream.normal()),
            Self::Erlang { phases, phase_ms } => {
                let sum: f64 = (0..*phases).map(|_| stream.exponential()).sum();
                sum * phase_ms
            }
            Self::Gamma { shape, scale_ms } => stream.gamma(*shape) * scale_ms,
            Self::Hyperexponential(branches) => {
                let u = stream.uniform();
                let branch = branches.iter().find(|&&(until, _)| u < until);
                let mean_ms = branch
                    .or(branches.last())
                    .map_or(0.0, |&(_, mean_ms)| mean_ms);
                mean_ms * stream.exponential()
            }
            Self::Empirical(quantiles_ms) => {
                let place = stream.uniform() * (quantiles_ms.len() - 1) as f64;
                let low = place as usize;
                let (a, b) = (quantiles_ms[low], quantiles_ms[low + 1]);
                a + (b - a) * (place - low as f64)
            }
        }
    }
}

/// No draw is longer: sums of a few of them stay far from the end of the numbers.
const LONGEST_MS: f64 = 1e15;

/// To the nearest whole millisecond, not below 0.
#[inline]
pub(super) fn rounded(ms: f64) -> i64 {
    (ms.min(LONGEST_MS) + 0.5) as i64
}
