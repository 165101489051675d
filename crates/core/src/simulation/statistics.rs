//! What numbers from a simulation are worth: estimates with their errors.
//!
//! A run is cut into *parts* that know little of each other: replications, or the batches of one
//! long run. Whatever is computed from the sums over all parts has an error by the jackknife: the
//! same is computed with each part left out, and the spread of the results tells.

/// A number and how sure it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// From all parts together. Not a number where nothing was counted.
    pub value: f64,
    /// The standard deviation of `value`. Not a number with fewer than two parts.
    pub standard_error: f64,
    /// From how many.
    pub parts: usize,
}

impl Estimate {
    /// Half the width of the 95 % confidence interval, by Student's t.
    #[must_use]
    pub fn half_width(&self) -> f64 {
        self.standard_error * student_975(self.parts.saturating_sub(1))
    }
}

/// The sums of all parts, or of all but one.
#[derive(Clone, Copy, Debug)]
pub struct Sums<'a> {
    all: &'a [f64],
    without: Option<&'a [f64]>,
}

impl<'a> Sums<'a> {
    /// Of these alone.
    #[must_use]
    pub const fn of(all: &'a [f64]) -> Self {
        Self { all, without: None }
    }

    /// One sum; 0 beyond the last.
    #[must_use]
    pub fn at(&self, index: usize) -> f64 {
        let all = self.all.get(index).copied().unwrap_or(0.0);
        let without = self.without.and_then(|part| part.get(index));
        all - without.copied().unwrap_or(0.0)
    }
}

/// What comes out of sums, with its error by leaving out each part in turn.
///
/// ```
/// use callback_core::simulation::statistics::jackknife;
/// // Two sums for each part: of waits, and of contacts.
/// let parts = [vec![30.0, 10.0], vec![10.0, 10.0], vec![20.0, 10.0]];
/// let mean = jackknife(&parts, |sums| sums.at(0) / sums.at(1));
/// assert_eq!(mean.value, 2.0);
/// assert!((mean.standard_error - 1.0 / 3_f64.sqrt()).abs() < 1e-12);
/// ```
pub fn jackknife(parts: &[Vec<f64>], of: impl Fn(&Sums) -> f64) -> Estimate {
    jackknife_of(&totals(parts), parts, of)
}

/// The sums over all parts.
#[must_use]
pub fn totals(parts: &[Vec<f64>]) -> Vec<f64> {
    let mut all = vec![0.0; parts.first().map_or(0, Vec::len)];
    for part in parts {
        for (sum, value) in all.iter_mut().zip(part) {
            *sum += value;
        }
    }
    all
}

/// As [`jackknife`], where the totals are at hand.
pub fn jackknife_of(all: &[f64], parts: &[Vec<f64>], of: impl Fn(&Sums) -> f64) -> Estimate {
    let mut spread = Welford::default();
    for part in parts {
        let without = Some(part.as_slice());
        spread.add(of(&Sums { all, without }));
    }
    let n = parts.len() as f64;
    Estimate {
        value: of(&Sums::of(all)),
        standard_error: (n - 1.0) / libm::sqrt(n) * spread.deviation(),
        parts: parts.len(),
    }
}

/// Mean and variance in one pass (Welford 1962), mergeable (Chan, Golub & LeVeque 1979).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Welford {
    count: f64,
    mean: f64,
    squares: f64,
}

impl Welford {
    /// One more value.
    pub fn add(&mut self, value: f64) {
        self.count += 1.0;
        let off = value - self.mean;
        self.mean += off / self.count;
        self.squares += off * (value - self.mean);
    }

    /// As if all values of the other had been added here.
    pub fn merge(&mut self, other: &Self) {
        let count = self.count + other.count;
        if count == 0.0 {
            return;
        }
        let off = other.mean - self.mean;
        self.mean += off * other.count / count;
        self.squares += other.squares + off * off * self.count * other.count / count;
        self.count = count;
    }

    /// Of all values; 0 without any.
    #[must_use]
    pub const fn mean(&self) -> f64 {
        self.mean
    }

    /// The standard deviation of a value (n − 1); not a number with fewer than two.
    #[must_use]
    pub fn deviation(&self) -> f64 {
        if self.count < 2.0 {
            return f64::NAN;
        }
        libm::sqrt(self.squares / (self.count - 1.0))
    }

    /// The mean as an estimate.
    #[must_use]
    pub fn estimate(&self) -> Estimate {
        Estimate {
            value: self.mean,
            standard_error: self.deviation() / libm::sqrt(self.count),
            parts: self.count as usize,
        }
    }
}

/// The mean of differences, pair by pair: what a change does, where both runs met the same
/// customers. Values beyond the shorter list are not looked at.
#[must_use]
pub fn paired_difference(before: &[f64], after: &[f64]) -> Estimate {
    let mut differences = Welford::default();
    for (before, after) in before.iter().zip(after) {
        differences.add(after - before);
    }
    differences.estimate()
}

/// The 95 % interval of a probability (Wilson 1927), `(0, 1)` without trials.
#[must_use]
pub fn wilson(hits: u64, trials: u64) -> (f64, f64) {
    if trials == 0 {
        return (0.0, 1.0);
    }
    let (n, z2) = (trials as f64, Z_975 * Z_975);
    let p = hits as f64 / n;
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let root = libm::sqrt(p * (1.0 - p) / n + z2 / (4.0 * n * n));
    let half = Z_975 * root / (1.0 + z2 / n);
    ((middle - half).max(0.0), (middle + half).min(1.0))
}

/// How many values at the start of a series to leave out as warm-up: MSER-5 (White, Cobb & Spratt
/// 2000), a multiple of 5 and at most half the series.
#[must_use]
pub fn warm_up(series: &[f64]) -> usize {
    let fives: Vec<f64> = series
        .chunks_exact(5)
        .map(|five| five.iter().sum::<f64>() / 5.0)
        .collect();
    let (mut best, mut cut) = (f64::INFINITY, 0);
    let mut rest = Welford::default();
    for (index, &five) in fives.iter().enumerate().rev() {
        rest.add(five);
        let marginal = rest.squares / (rest.count * rest.count);
        if index <= fives.len() / 2 && rest.count > 1.0 && marginal <= best {
            (best, cut) = (marginal, index);
        }
    }
    cut * 5
}

const Z_975: f64 = 1.959_963_984_540_054;

/// The 97.5 % point of Student's t, by the expansion of Cornish and Fisher from five degrees on.
#[must_use]
pub fn student_975(degrees: usize) -> f64 {
    match degrees {
        0 => f64::NAN,
        1 => 12.706_204_736,
        2 => 4.302_652_730,
        3 => 3.182_446_305,
        4 => 2.776_445_105,
        _ => {
            let (n, z) = (degrees as f64, Z_975);
            let z2 = z * z;
            let (z3, z5, z7) = (z * z2, z * z2 * z2, z * z2 * z2 * z2);
            let z9 = z7 * z2;
            z + (z3 + z) / (4.0 * n)
                + (5.0 * z5 + 16.0 * z3 + 3.0 * z) / (96.0 * n * n)
                + (3.0 * z7 + 19.0 * z5 + 17.0 * z3 - 15.0 * z) / (384.0 * n * n * n)
                + (79.0 * z9 + 776.0 * z7 + 1_482.0 * z5 - 1_920.0 * z3 - 945.0 * z)
                    / (92_160.0 * n * n * n * n)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merged_halves_are_the_whole() {
        let values = [3.0, -1.0, 4.0, 1.5, 9.25];
        for cut in 0..=values.len() {
            let (mut left, mut right, mut whole) = Default::default();
            let fill = |to: &mut Welford, from: &[f64]| from.iter().for_each(|&v| to.add(v));
            fill(&mut left, &values[..cut]);
            fill(&mut right, &values[cut..]);
            fill(&mut whole, &values);
            left.merge(&right);
            assert!((left.mean() - whole.mean()).abs() < 1e-12);
            assert!((left.deviation() - whole.deviation()).abs() < 1e-12);
        }
    }

    #[test]
    fn students_t_agrees_with_the_tables() {
        for (degrees, t) in [
            (1, 12.706),
            (4, 2.776),
            (5, 2.571),
            (9, 2.262),
            (29, 2.045),
            (1_000, 1.962),
        ] {
            assert!((student_975(degrees) - t).abs() < 2e-3, "{degrees}");
        }
        assert!(student_975(0).is_nan());
    }

    /// Newcombe 1998, table I: 81 of 263, and 0 of 20.
    #[test]
    fn wilsons_interval_agrees_with_newcombe() {
        let (low, high) = wilson(81, 263);
        assert!((low - 0.2553).abs() < 5e-5 && (high - 0.3662).abs() < 5e-5);
        let (low, high) = wilson(0, 20);
        assert!(low == 0.0 && (high - 0.1611).abs() < 5e-5);
        assert_eq!(wilson(0, 0), (0.0, 1.0));
    }

    #[test]
    fn a_warm_up_is_cut_and_a_level_series_is_not() {
        let level = |i: usize| if i.is_multiple_of(2) { 1.0 } else { 1.1 };
        let series: Vec<f64> = (0..200).map(level).collect();
        assert_eq!(warm_up(&series), 0);
        let late: Vec<f64> = (0..200)
            .map(|i| if i < 30 { 9.0 } else { level(i) })
            .collect();
        assert_eq!(warm_up(&late), 30);
    }

    #[test]
    fn pairs_cancel_what_both_share() {
        let before = [1.0, 50.0, 7.0, 30.0];
        let after = before.map(|value| value + 2.0);
        let difference = paired_difference(&before, &after);
        assert_eq!((difference.value, difference.standard_error), (2.0, 0.0));
    }
}
