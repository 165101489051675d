//! The logarithm of a random word: where most of a simulation's floating point goes.
//!
//! Additions and multiplications of 64-bit floats alone, and no branch: the same bits natively and
//! in wasm, one word for one variate, and a greater word never gives a greater exponential, so that
//! paired and antithetic runs stay in step.

/// Parts into which [1, 2) is cut.
const PARTS: usize = 128;

/// Of a part, a number near the inverse of its middle, and that number's logarithm with the sign
/// turned.
static TABLE: [(f64, f64); PARTS] = table();

const LN_2: f64 = core::f64::consts::LN_2;

const fn table() -> [(f64, f64); PARTS] {
    let mut table = [(0.0, 0.0); PARTS];
    let mut part = 0;
    while part < PARTS {
        let middle = 1.0 + (part as f64 + 0.5) / PARTS as f64;
        let inverse = 1.0 / middle;
        table[part] = (inverse, -ln(inverse));
        part += 1;
    }
    table
}

/// By the series of the inverse hyperbolic tangent; for the table alone, so from ½ to 1.
const fn ln(x: f64) -> f64 {
    let z = (x - 1.0) / (x + 1.0);
    let (mut sum, mut odd) = (0.0, 41);
    while odd > 0 {
        sum = sum * z * z + 1.0 / odd as f64;
        odd -= 2;
    }
    2.0 * z * sum
}

/// −ln U, where U in (0, 1) is the word read as a fraction: an exponential variate of mean 1.
#[inline]
pub(super) fn minus_ln(word: u64) -> f64 {
    // A word of 0 is no fraction above 0.
    let word = word | 1;
    let zeros = word.leading_zeros();
    let fraction = (word << zeros << 1) >> 12;
    // U = mantissa / 2^(zeros + 1), the mantissa in [1, 2).
    let mantissa = f64::from_bits(0x3ff0_0000_0000_0000 | fraction);
    let (inverse, ln_middle) = TABLE[(fraction >> 45) as usize];
    // |r| < 1/256, so the sixth power is below the last bit.
    let r = mantissa * inverse - 1.0;
    let ln = r - r * r * (0.5 - r * (1.0 / 3.0 - r * (0.25 - r * 0.2)));
    let sum = f64::from(zeros + 1) * LN_2 - (ln_middle + ln);
    // For U next to 1 the difference may round to nought.
    sum.max(f64::MIN_POSITIVE)
}

#[cfg(test)]
mod tests {
    use super::minus_ln;

    #[test]
    fn it_is_the_logarithm() {
        let mut word = 0x9e37_79b9_7f4a_7c15_u64;
        for _ in 0..100_000 {
            word = word.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            for word in [word, word >> 20, word >> 50, u64::MAX - (word >> 40)] {
                let expected = -libm::log((word | 1) as f64 / 18_446_744_073_709_551_616.0);
                let found = minus_ln(word);
                assert!(
                    (found - expected).abs() < 1e-14,
                    "{word}: {found}, not {expected}"
                );
            }
        }
    }

    #[test]
    fn its_ends_are_finite() {
        assert!(minus_ln(u64::MAX) > 0.0);
        assert!((minus_ln(0) - 44.361_419_555_836_5).abs() < 1e-12);
    }

    #[test]
    fn a_greater_word_never_gives_a_greater_variate() {
        for step in 0..1_u64 << 16 {
            let word = step << 48;
            assert!(minus_ln(word) >= minus_ln(word + (1 << 47)), "{word}");
        }
    }
}
