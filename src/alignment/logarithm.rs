//! Logarithms and exponentials, fast and the same on every machine.
//!
//! The search takes hundreds of them for every pair of sentences. Both read a small table, made
//! with `libm`, and add a few terms of a series: about 1e-9 off, which no posterior can show,
//! in additions and multiplications only, which every processor rounds alike.

use std::sync::LazyLock;

/// Steps between two powers of two.
const STEPS: usize = 128;

struct Tables {
    /// ln(1 + n/128).
    ln: [f64; STEPS + 1],
    /// 2^(n/128).
    power: [f64; STEPS],
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| Tables {
    ln: std::array::from_fn(|n| libm::log(1.0 + n as f64 / STEPS as f64)),
    power: std::array::from_fn(|n| libm::exp2(n as f64 / STEPS as f64)),
});

/// Returns ln x of a normal number above 0.
#[inline]
pub(super) fn ln(x: f64) -> f64 {
    let bits = x.to_bits();
    let exponent = (bits >> 52) as i64 - 1023;
    let mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    // The nearest lower step, and what is left: below 1/128 of it.
    let step = ((bits >> 45) & 0x7f) as usize;
    let base = 1.0 + step as f64 * (1.0 / STEPS as f64);
    let r = (mantissa - base) / base;
    let series = r * (1.0 + r * (-0.5 + r * (1.0 / 3.0 - r * 0.25)));
    exponent as f64 * std::f64::consts::LN_2 + TABLES.ln[step] + series
}

/// Returns e^x for -700 < x < 700.
#[inline]
pub(super) fn exp(x: f64) -> f64 {
    let scaled = x * (STEPS as f64 * std::f64::consts::LOG2_E);
    // The next whole number below; `floor` is a call on older processors.
    let whole = scaled as i64 - i64::from(scaled < 0.0);
    let r = (scaled - whole as f64) * (std::f64::consts::LN_2 / STEPS as f64);
    let exponent = whole.div_euclid(STEPS as i64);
    let step = whole.rem_euclid(STEPS as i64) as usize;
    let series = 1.0 + r * (1.0 + r * (0.5 + r * (1.0 / 6.0)));
    TABLES.power[step] * series * f64::from_bits(((exponent + 1023) as u64) << 52)
}

/// Returns ln (1 + e^x).
#[inline]
pub(super) fn softplus(x: f64) -> f64 {
    // Beyond, the smaller part is less than the series leaves out.
    if x > 20.0 {
        x
    } else if x < -20.0 {
        0.0
    } else {
        ln(1.0 + exp(x))
    }
}

/// Returns ln Σ exp, leaving out what is too small to matter.
pub(super) fn log_sum<const N: usize>(parts: &[f64; N]) -> f64 {
    let most = parts.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    if most == f64::NEG_INFINITY {
        return most;
    }
    let mut sum = 0.0;
    for &part in parts {
        // e^-20 of a part is less than the series leaves out.
        if part > most - 20.0 {
            sum += exp(part - most);
        }
    }
    most + ln(sum)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_as_good_as_libm(x in 1e-200_f64..1e200, y in -600.0_f64..600.0) {
            prop_assert!((ln(x) - libm::log(x)).abs() < 1e-8);
            prop_assert!((exp(y) / libm::exp(y) - 1.0).abs() < 1e-8);
        }
    }

    #[test]
    fn sums_of_logarithms() {
        assert!(log_sum(&[f64::NEG_INFINITY; 3]).is_infinite());
        let half = libm::log(0.5);
        assert!(log_sum(&[half, half, f64::NEG_INFINITY]).abs() < 1e-8);
        assert!(log_sum(&[0.0, -30.0]).abs() < 1e-8);
        assert!((softplus(0.0) - libm::log(2.0)).abs() < 1e-8);
        assert!((softplus(30.0) - 30.0).abs() < 1e-8);
        assert!(softplus(-30.0).abs() < 1e-8);
    }
}
