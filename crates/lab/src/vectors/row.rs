//! One value with its source, and whether we agree.

use callback_core::simulation::statistics::Estimate;
use serde_json::Value;

use super::params::Params;

pub(super) struct Row {
    pub(super) id: String,
    scenario: String,
    pub(super) model: String,
    pub(super) parameters: Value,
    /// Rows with the same one are simulated together.
    key: String,
    pub(super) metric: String,
    pub(super) value: f64,
    ci95_half_width: f64,
    relative_tolerance: f64,
    /// Half a unit of the last printed digit, where the source rounded.
    rounding: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Pass,
    Fail,
    Unsupported,
}

impl Row {
    fn new(row: &Value) -> Option<Self> {
        let text = |name: &str| Some(row.get(name)?.as_str()?.to_owned());
        let number = |name: &str| row.get(name).and_then(Value::as_f64);
        let value = number("value")?;
        let rounded = row.get("kind")?.as_str()? == "published-rounded";
        let model = text("model")?;
        let parameters = row.get("parameters")?.clone();
        Some(Self {
            id: text("id")?,
            scenario: text("scenario")?,
            key: format!("{model} {parameters}"),
            model,
            parameters,
            metric: text("metric")?,
            value,
            ci95_half_width: number("ci95_half_width").unwrap_or(0.0),
            relative_tolerance: number("suggested_rel_tol").unwrap_or(0.0),
            rounding: if rounded { half_a_unit(value) } else { 0.0 },
        })
    }

    pub(super) fn params(&self) -> Params<'_> {
        Params(&self.parameters)
    }

    pub(super) fn scenario(&self) -> &str {
        &self.scenario
    }

    /// The rule in the head of the file.
    pub(super) fn judge(&self, estimate: Option<Estimate>) -> Verdict {
        let Some(Estimate {
            value,
            standard_error,
            ..
        }) = estimate
        else {
            return Verdict::Unsupported;
        };
        let allowed = 4.0 * standard_error
            + 2.0 * self.ci95_half_width
            + self.relative_tolerance * self.value.abs()
            + self.rounding;
        // False for what is not a number.
        if (value - self.value).abs() <= allowed {
            Verdict::Pass
        } else {
            Verdict::Fail
        }
    }

    /// Whether four standard errors are more than a hundredth of the value: the rule holds, but says
    /// less.
    pub(super) fn unsure(&self, estimate: Option<Estimate>) -> bool {
        estimate.is_some_and(|estimate| 4.0 * estimate.standard_error > 0.01 * self.value.abs())
    }

    pub(super) fn line(&self, estimate: Option<Estimate>, verdict: Verdict) -> String {
        let verdict = match verdict {
            Verdict::Pass => "pass",
            Verdict::Fail => "FAIL",
            Verdict::Unsupported => "unsupported",
        };
        let (id, expected) = (&self.id, self.value);
        match estimate {
            None => format!("{id} {expected} - - {verdict}"),
            Some(Estimate {
                value,
                standard_error,
                ..
            }) => format!("{id} {expected} {value:.7} {standard_error:.2e} {verdict}"),
        }
    }
}

/// JSON does not tell 17 from 17.0: a whole number was printed without decimals.
fn half_a_unit(value: f64) -> f64 {
    let text = value.to_string();
    let decimals = text.split_once('.').map_or(0, |(_, after)| after.len());
    0.5 * 10_f64.powi(-(decimals as i32))
}

pub(super) fn read(file: &str) -> Result<Vec<Row>, String> {
    let text = std::fs::read_to_string(file).map_err(|why| format!("{file}: {why}"))?;
    let json: Value = serde_json::from_str(&text).map_err(|why| format!("{file}: {why}"))?;
    let rows = json
        .get("rows")
        .and_then(Value::as_array)
        .ok_or_else(|| format!("{file}: it has no list `rows`"))?;
    let row = |(number, row)| {
        Row::new(row)
            .ok_or_else(|| format!("{file}: row {number} lacks a field, or it is of a wrong type"))
    };
    rows.iter().enumerate().map(row).collect()
}

/// Rows to be simulated together, in the order of their first ones.
pub(super) fn groups(rows: &[Row]) -> Vec<Vec<&Row>> {
    let mut groups: Vec<Vec<&Row>> = Vec::new();
    for row in rows {
        match groups.iter_mut().find(|group| group[0].key == row.key) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn row(value: f64, kind: &str) -> Row {
        Row::new(&json!({
            "id": "a/b", "scenario": "a", "feature": "", "model": "M/M/c", "parameters": {},
            "metric": "b", "value": value, "kind": kind, "suggested_rel_tol": 0.005,
        }))
        .expect("it is whole")
    }

    fn judged(row: &Row, value: f64, standard_error: f64) -> Verdict {
        row.judge(Some(Estimate {
            value,
            standard_error,
            parts: 100,
        }))
    }

    #[test]
    fn a_value_passes_up_to_its_tolerance_and_not_beyond() {
        let exact = row(2.0, "analytic");
        assert_eq!(judged(&exact, 2.049, 0.01), Verdict::Pass);
        assert_eq!(judged(&exact, 2.051, 0.01), Verdict::Fail);
        assert_eq!(judged(&exact, f64::NAN, 0.01), Verdict::Fail);
        assert_eq!(judged(&exact, 2.0, f64::NAN), Verdict::Fail);
        assert_eq!(exact.judge(None), Verdict::Unsupported);
    }

    #[test]
    fn a_rounded_value_may_be_off_by_half_of_its_last_digit() {
        let rounded = row(0.93, "published-rounded");
        let slack = 0.005 + 0.93 * 0.005;
        assert_eq!(judged(&rounded, 0.93 + slack - 1e-6, 0.0), Verdict::Pass);
        assert_eq!(judged(&rounded, 0.93 + slack + 1e-6, 0.0), Verdict::Fail);
    }
}
