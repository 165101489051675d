//! A simulation's report as JSON: `{"queues": {"Help": {"offered": {"value": …, "halfWidth": …}}}}`.

use crate::simulation::report::{About, Figure, Report};
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

/// Writes a report; names of figures are the keys, in the report's order.
pub struct ReportJson<'a>(pub &'a Report);

impl Serialize for ReportJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let report = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("scenario", &report.name)?;
        map.serialize_entry("seed", &report.seed)?;
        map.serialize_entry("replications", &report.replications)?;
        map.serialize_entry("parts", &report.parts)?;
        for section in ["queues", "intervals", "classes", "callbacks", "groups"] {
            map.serialize_entry(section, &Section { report, section })?;
        }
        map.end()
    }
}

struct Section<'a> {
    report: &'a Report,
    section: &'static str,
}

impl Serialize for Section<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for line in &self.report.lines {
            let (section, name) = place(&line.about);
            if section == self.section {
                map.serialize_entry(&name, &Figures(&line.figures))?;
            }
        }
        map.end()
    }
}

/// The section a line is in, and its name there; an interval is named `Help 0`.
#[must_use]
pub fn place(about: &About) -> (&'static str, String) {
    match about {
        About::Queue(name) => ("queues", name.clone()),
        About::QueueInInterval(name, interval) => ("intervals", format!("{name} {interval}")),
        About::Class(name) => ("classes", name.clone()),
        About::Callbacks(name) => ("callbacks", name.clone()),
        About::Group(name) => ("groups", name.clone()),
    }
}

struct Figures<'a>(&'a [Figure]);

impl Serialize for Figures<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for figure in self.0 {
            let half_width = figure.estimate.half_width();
            let value = ValueJson {
                value: figure.estimate.value,
                half_width: (!half_width.is_nan()).then_some(half_width),
            };
            map.serialize_entry(&figure.name, &value)?;
        }
        map.end()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ValueJson {
    value: f64,
    /// Of the 95 % interval; `null` from a single part.
    half_width: Option<f64>,
}
