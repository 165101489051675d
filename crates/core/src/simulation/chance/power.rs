//! The exponential function, for lognormal variates.
//!
//! As the logarithm beside it: additions and multiplications of 64-bit floats and a table, so the
//! same bits natively and in wasm.

/// Parts into which an octave is cut.
const PARTS: usize = 128;

/// 2 to the power of a part.
static TABLE: [f64; PARTS] = table();

/// The logarithm of a part. The high half has room for a product without rounding.
const PART: f64 = core::f64::consts::LN_2 / PARTS as f64;
const PART_HIGH: f64 = f64::from_bits((PART.to_bits() >> 24) << 24);
/// The low half, with what the constant lacks.
const PART_LOW: f64 = PART - PART_HIGH + 2.319_046_813_846_3e-17 / PARTS as f64;

/// Added and taken away, it leaves the nearest whole number, which stands in the low bits between.
const WHOLE: f64 = 6_755_399_441_055_744.0;

const fn table() -> [f64; PARTS] {
    let mut table = [0.0; PARTS];
    let mut part = 0;
    while part < PARTS {
        table[part] = series(PART * part as f64);
        part += 1;
    }
    table
}

/// For the table alone, so from 0 to ln 2.
const fn series(x: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 24);
    while term > 0 {
        sum = 1.0 + sum * x / term as f64;
        term -= 1;
    }
    sum
}

/// e to the power of x, to the last bit or the one beside it. Beyond ±700 as at ±700: about 10⁻³⁰⁴
/// and 10³⁰⁴.
#[inline]
pub(super) fn exp(x: f64) -> f64 {
    let x = x.clamp(-700.0, 700.0);
    let shifted = x * (1.0 / PART) + WHOLE;
    let parts = shifted - WHOLE;
    let r = x - parts * PART_HIGH - parts * PART_LOW;
    // |r| < 1/369, so the sixth power is below the last bit.
    let more = r + r * r * (0.5 + r * (1.0 / 6.0 + r * (1.0 / 24.0 + r * (1.0 / 120.0))));
    let number = shifted.to_bits() as i64 - WHOLE.to_bits() as i64;
    let base = TABLE[number as usize % PARTS];
    // 2 to the power of the whole octaves, which is normal.
    let octaves = f64::from_bits((((number >> 7) + 1023) << 52).cast_unsigned());
    (base + base * more) * octaves
}

#[cfg(test)]
mod tests {
    use super::exp;

    #[test]
    fn it_is_the_exponential() {
        for step in -699_999..=699_999 {
            let x = f64::from(step) * 1e-3;
            let (found, expected) = (exp(x), libm::exp(x));
            assert!(
                (found / expected - 1.0).abs() < 5e-16,
                "{x}: {found}, not {expected}"
            );
        }
    }

    #[test]
    fn its_ends_are_finite() {
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(f64::INFINITY), exp(700.0));
        assert_eq!(exp(f64::NEG_INFINITY), exp(-700.0));
        assert!(exp(-700.0) > 0.0 && exp(700.0) < 2e304);
    }

    #[test]
    fn a_greater_power_is_never_less() {
        for step in -200_000..200_000 {
            let x = f64::from(step) * 1e-4;
            assert!(exp(x) <= exp(x + 1e-7), "{x}");
        }
    }
}
