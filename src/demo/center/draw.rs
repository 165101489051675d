//! Chance, from a seed, in whole numbers: the same seed gives the same center on every machine.

/// `SplitMix64` (Steele, Lea, Flood 2014).
#[derive(Clone, Debug)]
pub(crate) struct Draw(u64);

impl Draw {
    const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A stream of its own for one purpose, so that what one person does shifts nobody else's chances.
    pub(crate) fn stream(seed: u64, purpose: u64) -> Self {
        let mut mixed = Self::new(seed ^ purpose.wrapping_mul(0xd134_2543_de82_ef95));
        Self::new(mixed.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform on 32 bits.
    fn word(&mut self) -> u32 {
        (self.next() >> 32) as u32
    }

    /// From 0 to `n - 1`, `n` not 0.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        let scaled = (u64::from(self.word()) * u64::from(n)) >> 32;
        u32::try_from(scaled).unwrap_or(0)
    }

    /// True in `n` of a hundred.
    pub(crate) fn percent(&mut self, n: u32) -> bool {
        self.below(100) < n
    }

    /// From `low` to `high`, in ms.
    pub(crate) fn between_ms(&mut self, low_ms: i64, high_ms: i64) -> i64 {
        let span = u32::try_from(high_ms - low_ms + 1).unwrap_or(1);
        low_ms + i64::from(self.below(span))
    }

    /// Exponential with this mean, in ms; the way of von Neumann (1951), which only compares. A logarithm
    /// would differ in its last bit between machines, and one bit makes another history.
    pub(crate) fn exponential_ms(&mut self, mean_ms: i64) -> i64 {
        let mut whole = 0;
        loop {
            let first = self.word();
            let (mut last, mut falling) = (first, 1_u32);
            loop {
                let word = self.word();
                if word >= last {
                    break;
                }
                last = word;
                falling += 1;
            }
            if falling % 2 == 1 {
                return mean_ms * whole + ((mean_ms * i64::from(first)) >> 32);
            }
            whole += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponential_times_have_their_mean_and_their_spread() {
        let mut draw = Draw::new(7);
        let times: Vec<i64> = (0..100_000).map(|_| draw.exponential_ms(240_000)).collect();
        let mean = times.iter().sum::<i64>() / 100_000;
        assert!((mean - 240_000).abs() < 3_000, "{mean}");
        // Half of them are shorter than ln 2 of the mean.
        let shorter = times.iter().filter(|ms| **ms < 166_355).count();
        assert!((49_400..50_600).contains(&shorter), "{shorter}");
    }

    #[test]
    fn streams_of_one_seed_differ_and_repeat() {
        let words = |purpose| {
            let mut draw = Draw::stream(7, purpose);
            [draw.word(), draw.word()]
        };
        assert_eq!(words(1), words(1));
        assert_ne!(words(1), words(2));
    }
}
