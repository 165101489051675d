//! Measurements, as they are printed and as they are kept in `target/bench.json`.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::failure::{Failure, OrSay, Outcome};

/// One measured number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Measure {
    pub(crate) name: Cow<'static, str>,
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    /// Where something was promised.
    pub(crate) target: Option<Target>,
}

/// What a measure is meant to be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Target {
    /// A cost.
    AtMost(f64),
    /// A speed, a share of right answers.
    AtLeast(f64),
}

/// A value as it is printed: whole where it is whole, else with three decimals.
struct Shown(f64);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.fract() == 0.0 {
            write!(f, "{}", self.0)
        } else {
            write!(f, "{:.3}", self.0)
        }
    }
}

/// `name value unit`, and the target behind it.
impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            name,
            value,
            unit,
            target,
        } = self;
        write!(f, "{name} {} {unit}", Shown(*value))?;
        let Some(target) = *target else {
            return Ok(());
        };
        let (word, target, miss) = match target {
            Target::AtMost(most) => ("target", most, value - most),
            Target::AtLeast(least) => ("target at least", least, least - value),
        };
        if miss <= 0.0 {
            write!(f, "  ({word} {}: met)", Shown(target))
        } else {
            write!(f, "  ({word} {}: missed by {})", Shown(target), Shown(miss))
        }
    }
}

/// Adds the measures to those kept from other benches, in place of older ones of the same name.
pub(crate) fn keep(path: &Path, measures: &[Measure]) -> Outcome {
    let remedy = "Is the target folder writable?";
    let before = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "{}".to_owned(),
        Err(error) => return Err(error).or_say(path.display(), remedy),
    };
    let after = merge(&before, measures).ok_or_else(|| {
        Failure::new(
            format!("{} holds no JSON object", path.display()),
            "Remove it and measure again.",
        )
    })?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).or_say(folder.display(), remedy)?;
    }
    fs::write(path, after).or_say(path.display(), remedy)
}

/// Nothing if the text kept before is no JSON object.
fn merge(before: &str, measures: &[Measure]) -> Option<String> {
    let mut kept: Map<String, Value> = serde_json::from_str(before).ok()?;
    for Measure {
        name, value, unit, ..
    } in measures
    {
        kept.insert(name.to_string(), json!({ "value": value, "unit": unit }));
    }
    Some(format!("{:#}\n", Value::Object(kept)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOADER: Measure = Measure {
        name: Cow::Borrowed("loader"),
        value: 5_000.0,
        unit: "bytes",
        target: Some(Target::AtMost(5_000.0)),
    };

    #[test]
    fn a_measure_is_printed_with_how_far_it_is_from_its_target() {
        assert_eq!(LOADER.to_string(), "loader 5000 bytes  (target 5000: met)");
        assert_eq!(
            Measure {
                value: 5_001.0,
                ..LOADER
            }
            .to_string(),
            "loader 5001 bytes  (target 5000: missed by 1)"
        );
        assert_eq!(
            Measure {
                target: None,
                ..LOADER
            }
            .to_string(),
            "loader 5000 bytes"
        );
        assert_eq!(
            Measure {
                value: 0.25,
                target: Some(Target::AtLeast(0.5)),
                ..LOADER
            }
            .to_string(),
            "loader 0.250 bytes  (target at least 0.500: missed by 0.250)"
        );
    }

    #[test]
    fn measures_replace_their_namesakes_and_leave_the_rest() {
        let before =
            r#"{"loader": {"value": 9, "unit": "bytes"}, "events": {"value": 20, "unit": "M/s"}}"#;
        let after: Value =
            serde_json::from_str(&merge(before, &[LOADER]).expect("an object")).expect("JSON");
        assert_eq!(
            after,
            json!({ "loader": { "value": 5000.0, "unit": "bytes" }, "events": { "value": 20, "unit": "M/s" } })
        );
    }

    #[test]
    fn what_is_no_object_is_not_overwritten() {
        for broken in ["", "[]", "{\"loader\":"] {
            assert_eq!(merge(broken, &[LOADER]), None, "{broken}");
        }
    }
}
