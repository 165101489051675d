//! `cargo xtask bench`: every measurement, or the ones named. They inform; none of them makes a test fail.

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::report::{self, Measure};
use crate::{server_bench, simulation_bench, sizes, zone_bench};

type Bench = fn(&Project) -> Outcome<Vec<Measure>>;

const BENCHES: &[(&str, Bench)] = &[
    ("server", server_bench::measure),
    ("simulation", simulation_bench::measure),
    ("sizes", sizes::measure),
    ("zones", zone_bench::measure),
];

pub(crate) fn run(project: &Project, words: &[String]) -> Outcome {
    if let Some(wrong) = words
        .iter()
        .find(|word| !BENCHES.iter().any(|(name, _)| name == *word))
    {
        let names: Vec<_> = BENCHES.iter().map(|(name, _)| *name).collect();
        return Err(Failure::new(
            format!("there is no bench `{wrong}`"),
            format!("There are: {}", names.join(", ")),
        ));
    }
    let chosen = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    for (_, measure) in BENCHES.iter().filter(|(name, _)| chosen(name)) {
        let measures = measure(project)?;
        for measure in &measures {
            println!("{measure}");
        }
        report::keep(&project.root.join("target/bench.json"), &measures)?;
    }
    Ok(())
}
