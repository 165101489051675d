//! Chance for the kernel: one stream for each purpose, and variates in whole milliseconds.

use super::scenario::Distribution;

/// A duration that never ends.
pub(super) const NEVER: i64 = i64::MAX;

/// xoshiro256++.
#[derive(Clone, Debug)]
pub(super) struct Stream([u64; 4]);

impl Stream {
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        let mut x = seed ^ purpose.wrapping_mul(0xd134_2543_de82_ef95);
        let mut next = || {
            x = x.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let z = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            z ^ (z >> 31)
        };
        Self([next(), next(), next(), next()])
    }

    #[inline]
    pub(super) fn next_u64(&mut self) -> u64 {
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
    pub(super) fn uniform(&mut self) -> f64 {
        (self.next_u64() >> 11) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// Mean 1.
    #[inline]
    pub(super) fn exponential(&mut self) -> f64 {
        -libm::log(1.0 - self.uniform())
    }

    /// Below `n`, equally likely.
    #[inline]
    pub(super) fn below(&mut self, n: u32) -> u32 {
        ((self.next_u64() >> 32) * u64::from(n) >> 32) as u32
    }

    fn normal(&mut self) -> f64 {
        loop {
            let (u, v) = (2.0 * self.uniform() - 1.0, 2.0 * self.uniform() - 1.0);
            let s = u * u + v * v;
            if s < 1.0 && s > 0.0 {
                return u * libm::sqrt(-2.0 * libm::log(s) / s);
            }
        }
    }

    /// Mean `shape`.
    pub(super) fn gamma(&mut self, shape: f64) -> f64 {
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
                let u = 1.0 - self.uniform();
                if libm::log(u) < 0.5 * x * x + d - d * v + d * libm::log(v) {
                    return d * v;
                }
            }
        }
    }
}

/// A [`Distribution`] made fit to draw from.
#[derive(Clone, Debug)]
pub(super) struct Variate(Distribution);

impl Variate {
    pub(super) fn new(distribution: &Distribution) -> Self {
        Self(distribution.clone())
    }

    /// Whole milliseconds; [`NEVER`] for what never comes.
    #[inline]
    pub(super) fn draw(&self, stream: &mut Stream) -> i64 {
        match &self.0 {
            Distribution::Never => NEVER,
            Distribution::Constant { ms } => *ms,
            Distribution::Exponential { mean_ms } => rounded(mean_ms * stream.exponential()),
            other => Self::other(other, stream),
        }
    }

    #[inline(never)]
    fn other(distribution: &Distribution, stream: &mut Stream) -> i64 {
        rounded(match distribution {
            Distribution::Uniform { from_ms, to_ms } => {
                from_ms + (to_ms - from_ms) * stream.uniform()
            }
            Distribution::Lognormal { mean_ms, scv } => {
                let sigma2 = libm::log(1.0 + scv);
                mean_ms * libm::exp(libm::sqrt(sigma2) * stream.normal() - 0.5 * sigma2)
            }
            Distribution::Erlang { phases, mean_ms } => {
                let sum: f64 = (0..*phases).map(|_| stream.exponential()).sum();
                sum * mean_ms / f64::from(*phases)
            }
            Distribution::Gamma { shape, mean_ms } => stream.gamma(*shape) * mean_ms / shape,
            Distribution::Hyperexponential { branches } => {
                let mut u = stream.uniform();
                let hit = branches.iter().find(|(probability, _)| {
                    u -= probability;
                    u < 0.0
                });
                let mean = hit.or(branches.last()).map_or(0.0, |&(_, mean)| mean);
                mean * stream.exponential()
            }
            Distribution::Empirical { quantiles_ms } => {
                let u = stream.uniform() * (quantiles_ms.len() - 1) as f64;
                let low = u as usize;
                let (a, b) = (quantiles_ms[low], quantiles_ms[low + 1]);
                a + (b - a) * (u - low as f64)
            }
            _ => 0.0,
        })
    }
}

/// To the nearest whole millisecond, not below 0.
#[inline]
pub(super) fn rounded(ms: f64) -> i64 {
    (ms + 0.5) as i64
}
