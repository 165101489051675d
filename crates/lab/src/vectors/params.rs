//! Reading what a row says about its model.

use callback_core::simulation::scenario::Distribution;
use serde_json::Value;

#[derive(Clone, Copy)]
pub(super) struct Params<'a>(pub(super) &'a Value);

impl<'a> Params<'a> {
    pub(super) fn has(self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    pub(super) fn number(self, name: &str) -> Option<f64> {
        self.0.get(name)?.as_f64()
    }

    pub(super) fn count(self, name: &str) -> Option<u32> {
        u32::try_from(self.0.get(name)?.as_u64()?).ok()
    }

    pub(super) fn text(self, name: &str) -> Option<&'a str> {
        self.0.get(name)?.as_str()
    }

    pub(super) fn inner(self, name: &str) -> Option<Params<'a>> {
        self.0.get(name).map(Params)
    }

    pub(super) fn list(self, name: &str) -> Option<Vec<Params<'a>>> {
        Some(self.0.get(name)?.as_array()?.iter().map(Params).collect())
    }

    pub(super) fn numbers(self, name: &str) -> Option<Vec<f64>> {
        self.inner(name)?.all_numbers()
    }

    pub(super) fn counts(self, name: &str) -> Option<Vec<u32>> {
        let numbers = self.numbers(name)?;
        Some(numbers.iter().map(|&number| number as u32).collect())
    }

    /// A list of lists.
    pub(super) fn table(self, name: &str) -> Option<Vec<Vec<f64>>> {
        self.list(name)?
            .iter()
            .map(|row| row.all_numbers())
            .collect()
    }

    /// Numbers in a list that count from 1, as places that count from 0.
    pub(super) fn places(self, name: &str) -> Option<Vec<usize>> {
        let place = |&number: &f64| (number as usize).checked_sub(1);
        self.numbers(name)?.iter().map(place).collect()
    }

    fn all_numbers(self) -> Option<Vec<f64>> {
        self.0.as_array()?.iter().map(Value::as_f64).collect()
    }

    /// The number that follows these words in a text.
    pub(super) fn number_after(self, name: &str, words: &str) -> Option<f64> {
        number_after(self.text(name)?, words)
    }
}

/// The number that follows these words.
pub(super) fn number_after(text: &str, words: &str) -> Option<f64> {
    let rest = text.split_once(words)?.1.trim_start();
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(rest.len());
    rest[..end].trim_end_matches('.').parse().ok()
}

/// The number in front of these words.
pub(super) fn number_before(text: &str, words: &str) -> Option<f64> {
    let front = text.split_once(words)?.0.trim_end();
    let begin = front
        .rfind(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map_or(0, |at| at + 1);
    front[begin..].parse().ok()
}

/// Two numbers in parentheses behind a name: `Uniform(3,7)`.
pub(super) fn pair(text: &str, name: &str) -> Option<(f64, f64)> {
    let inside = text
        .split_once(name)?
        .1
        .split_once('(')?
        .1
        .split_once(')')?
        .0;
    let (first, second) = inside.split_once(',')?;
    Some((first.trim().parse().ok()?, second.trim().parse().ok()?))
}

pub(super) fn exponential(mean_ms: f64) -> Distribution {
    Distribution::Exponential { mean_ms }
}

/// By first and second moment: what a single queue's mean wait depends on.
pub(super) fn by_moments(mean_ms: f64, scv: f64) -> Distribution {
    if scv.abs() < 1e-9 {
        Distribution::Constant {
            ms: mean_ms.round() as i64,
        }
    } else if (scv - 1.0).abs() < 1e-9 {
        exponential(mean_ms)
    } else {
        Distribution::Gamma {
            shape: 1.0 / scv,
            mean_ms,
        }
    }
}

/// `{"dist": …, "mean": …}`.
pub(super) fn distribution(spec: Params, unit_ms: f64) -> Option<Distribution> {
    let kind = spec.text("dist")?;
    let mean_ms = spec.number("mean")? * unit_ms;
    let scv = || spec.number("scv").or_else(|| number_after(kind, "scv="));
    if let Some(phases) = kind.strip_prefix("erlang") {
        let phases = phases.parse().ok()?;
        return Some(Distribution::Erlang { phases, mean_ms });
    }
    match kind.split(' ').next()? {
        "deterministic" => Some(by_moments(mean_ms, 0.0)),
        "exponential" | "exp" => Some(exponential(mean_ms)),
        "lognormal" => Some(Distribution::Lognormal {
            mean_ms,
            scv: scv()?,
        }),
        "gamma" => Some(by_moments(mean_ms, scv()?)),
        "H2" | "hyperexponential" => {
            let (p, rates) = (spec.numbers("p")?, spec.numbers("rates")?);
            let branch = |(&p, &rate): (&f64, &f64)| (p, unit_ms / rate);
            Some(Distribution::Hyperexponential {
                branches: p.iter().zip(&rates).map(branch).collect(),
            })
        }
        _ => None,
    }
}

/// `E2`, `LN(1,1)` (mean and variance over squared mean), `exp(1)` (mean), `M`.
pub(super) fn named(text: &str, unit_ms: f64) -> Option<Distribution> {
    if let Some(phases) = text.strip_prefix('E').and_then(|n| n.parse().ok()) {
        let mean_ms = unit_ms;
        return Some(Distribution::Erlang { phases, mean_ms });
    }
    if let Some((mean, scv)) = pair(text, "LN") {
        let mean_ms = mean * unit_ms;
        return Some(Distribution::Lognormal { mean_ms, scv });
    }
    match text {
        "M" => Some(exponential(unit_ms)),
        "D" => Some(by_moments(unit_ms, 0.0)),
        _ => number_after(text, "exp(").map(|mean| exponential(mean * unit_ms)),
    }
}
