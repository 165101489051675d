//! `cargo xtask bench server`: what the server bears over each store, from a second process over loopback, beside the bare
//! transaction of the store in the same run. A million callbacks wait in it throughout.

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::report::{Measure, Target};
use crate::task::Task;
use crate::tools::{self, Tool};

const TOOLS: &[Tool] = &[Tool::Rust, Tool::Postgres];

/// Where it is built: apart, so that its place does not depend on the reader's settings.
const BUILT: &str = "target/bench-server";
const STORES: [&str; 2] = ["sqlite", "postgres"];

/// What was promised, by the end of a measure's name.
const TARGETS: [(&str, Target); 3] = [
    ("create_p99_at_200", Target::AtMost(50.0)),
    ("drain_15000_routed", Target::AtMost(2.0)),
    ("creates_ratio_to_floor", Target::AtLeast(0.5)),
];

/// The units that the bench prints.
const UNITS: [&str; 6] = ["ms", "s", "MiB", "creates/s", "transactions/s", "ratio"];

pub(crate) fn measure(project: &Project) -> Outcome<Vec<Measure>> {
    tools::ensure(project, TOOLS)?;
    Task::new(
        project,
        &format!(
            "cargo build --package callback-server --package callback-bench-server --profile server --locked \
             --target-dir {BUILT}"
        ),
    )
    .run()?;
    let built = format!("{BUILT}/server");
    let (output, outcome) = Task::new(
        project,
        &format!("{built}/callback-bench-server {built}/callback-server"),
    )
    .run_and_keep();
    outcome?;
    let measures: Vec<Measure> = output.lines().filter_map(read).collect();
    let all = |store: &str| {
        TARGETS.iter().all(|(end, _)| {
            let name = format!("server/{store}/{end}");
            measures.iter().any(|measure| measure.name == name)
        })
    };
    if STORES.iter().all(|store| all(store)) {
        Ok(measures)
    } else {
        Err(Failure::new(
            "a store was not measured",
            "bench/server/src/main.rs prints `store/name value unit`.",
        ))
    }
}

/// `sqlite/creates 1234.000 creates/s`
fn read(line: &str) -> Option<Measure> {
    let words: Vec<&str> = line.split(' ').collect();
    let [name, value, unit] = words.as_slice() else {
        return None;
    };
    let (_, end) = name.split_once('/')?;
    let target = TARGETS.iter().find(|(it, _)| *it == end);
    Some(Measure {
        name: format!("server/{name}").into(),
        value: value.parse().ok()?,
        unit: UNITS.iter().find(|it| *it == unit)?,
        target: target.map(|(_, target)| *target),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_measure_with_its_target() {
        let found = read("sqlite/create_p99_at_200 12.5 ms").expect("a measure");
        assert_eq!(found.name, "server/sqlite/create_p99_at_200");
        assert!((found.value - 12.5).abs() < 1e-9);
        assert_eq!(found.target, Some(Target::AtMost(50.0)));
        let free = read("postgres/list_p99 3 ms").expect("a measure");
        assert_eq!(free.target, None);
        for noise in [
            "",
            "sqlite/creates x creates/s",
            "creates 3 creates/s",
            "a/b 3 apples",
        ] {
            assert_eq!(read(noise), None, "{noise}");
        }
    }
}
