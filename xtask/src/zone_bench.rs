//! `cargo xtask bench zones`: how fast the zone search answers each key, and how well, beside others of npm.
//!
//! In a headless Chromium, on the queries of `crates/core/tests/vectors/zone-queries.json`: the search as wasm, and what its peers' own
//! documentation tells to do. The script prints a table, and the measures for this program.

use crate::browser;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::report::{Measure, Target};
use crate::task::Task;
use crate::tools::{self, Tool, WASM};

const TOOLS: &[Tool] = &[
    Tool::Rust,
    Tool::WasmTarget,
    Tool::WasmBindgen,
    Tool::Node,
    Tool::Npm,
    Tool::TestPackages,
    Tool::Chromium,
];

/// What a key may take in all but the worst twentieth, and the index until it is ready (Z1), in µs.
const TARGETS: [(&str, f64); 2] = [("zones-key-p95", 2_000.0), ("zones-ready", 15_000.0)];

/// Where it is built: apart, so that its place does not depend on the reader's settings.
const BUILT: &str = "target/bench-zones";

pub(crate) fn measure(project: &Project) -> Outcome<Vec<Measure>> {
    tools::ensure(project, TOOLS)?;
    let wasm = format!("{BUILT}/{WASM}/release/callback_bench_zones.wasm");
    for line in [
        format!(
            "cargo build --package callback-bench-zones --release --locked --target {WASM} --target-dir {BUILT}"
        ),
        format!("wasm-bindgen --target web --no-typescript --out-dir bench/zones/pkg {wasm}"),
        "npm ci --prefix bench/zones --no-audit --no-fund".to_owned(),
    ] {
        Task::new(project, &line).run()?;
    }
    let mut task = Task::new(project, "node bench/zones/run.mjs");
    if let Some(chromium) = browser::chromium(project) {
        task = task.set("CALLBACK_CHROMIUM", chromium);
    }
    let (output, outcome) = task.run_and_keep();
    outcome?;
    let measures: Vec<Measure> = output.lines().filter_map(read).collect();
    if measures.is_empty() {
        let remedy = "bench/zones/run.mjs prints lines such as `measure zones-ready 900 us`.";
        return Err(Failure::new("nothing was measured", remedy));
    }
    Ok(measures)
}

/// `measure zones-key-p95 120 us`
fn read(line: &str) -> Option<Measure> {
    let mut words = line.strip_prefix("measure ")?.split(' ');
    let (name, value, unit) = (words.next()?, words.next()?, words.next()?);
    let unit = ["us", "permille"].into_iter().find(|it| *it == unit)?;
    let target = TARGETS.iter().find(|(of, _)| *of == name);
    Some(Measure {
        name: name.to_owned().into(),
        value: value.parse().ok()?,
        unit,
        target: target.map(|(_, target)| Target::AtMost(*target)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_script_is_a_measure_and_no_other_line() {
        let found = read("measure zones-key-p95 120 us").expect("a measure");
        assert_eq!(
            found.to_string(),
            "zones-key-p95 120 us  (target 2000: met)"
        );
        for line in [
            "zones-key-p95 120 us",
            "measure x y us",
            "measure x 1 miles",
            "",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
