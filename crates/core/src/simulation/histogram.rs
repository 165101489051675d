//! Waits by length, for quantiles: buckets that grow with what is in them.

/// Buckets in each doubling: a quantile is off by 1/128 of itself at most, before interpolation.
const FINE: usize = 128;
const FINE_BITS: u32 = FINE.trailing_zeros();
/// Doublings above the first `FINE` whole milliseconds: up to 2^47 ms, 4 000 years.
const DOUBLINGS: usize = 40;
/// The number of buckets.
pub(super) const BUCKETS: usize = 1 + FINE * (DOUBLINGS + 1);

/// The bucket of a wait. The first is for no wait at all.
#[inline]
pub(super) fn bucket(wait_ms: i64) -> usize {
    if wait_ms <= 0 {
        return 0;
    }
    let wait = wait_ms as u64;
    let doubling = (63 - wait.leading_zeros()).saturating_sub(FINE_BITS - 1);
    if doubling == 0 {
        return 1 + wait as usize;
    }
    let fine = (wait >> (doubling - 1)) as usize - FINE;
    (1 + FINE * doubling as usize + fine).min(BUCKETS - 1)
}

/// From where to where a bucket goes, in ms.
fn span(bucket: usize) -> (f64, f64) {
    let Some(index) = bucket.checked_sub(1) else {
        return (0.0, 0.0);
    };
    let (doubling, fine) = (index / FINE, index % FINE);
    if doubling == 0 {
        return (index as f64 - 0.5, index as f64 + 0.5);
    }
    let width = (1_u64 << (doubling - 1)) as f64;
    let from = (FINE + fine) as f64 * width;
    (from - 0.5, from + width - 0.5)
}

/// The wait that this share of all counts does not exceed; not a number without any.
pub(super) fn quantile(share: f64, count: impl Fn(usize) -> f64) -> f64 {
    let all: f64 = (0..BUCKETS).map(&count).sum();
    let wanted = share * all;
    let mut below = 0.0;
    for bucket in 0..BUCKETS {
        let here = count(bucket);
        if here > 0.0 && below + here >= wanted {
            let (from, until) = span(bucket);
            return from + (until - from) * ((wanted - below) / here).clamp(0.0, 1.0);
        }
        below += here;
    }
    f64::NAN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bucket_holds_its_span_and_they_leave_no_gap() {
        let mut last = 0;
        for wait in (0..100_000).chain((17..47).map(|n| (1_i64 << n) + 7)) {
            let here = bucket(wait);
            let (from, until) = span(here);
            assert!(from <= wait as f64 && wait as f64 <= until, "{wait}");
            assert!(here == last || here == last + 1 || !(2..100_000).contains(&wait));
            last = here;
        }
        assert_eq!(bucket(i64::MAX), BUCKETS - 1);
    }

    #[test]
    fn quantiles_are_within_a_hundredth() {
        let mut counts = vec![0.0; BUCKETS];
        (1..=1_000_000).for_each(|wait| counts[bucket(wait)] += 1.0);
        for share in [0.01, 0.5, 0.9, 0.99] {
            let found = quantile(share, |index| counts[index]);
            assert!(
                (found / (share * 1e6) - 1.0).abs() < 1e-3,
                "{share} {found}"
            );
        }
        assert!(quantile(0.5, |_| 0.0).is_nan());
    }
}
