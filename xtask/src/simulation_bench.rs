//! `cargo xtask bench simulation`: contacts a second of the simulator on one core, beside a loop written for one model, and
//! as wasm in a headless Chromium. All in one run, the quickest of interleaved rounds: what else the machine does only ever
//! slows a round down.

use crate::browser;
use crate::failure::{Failure, OrSay, Outcome};
use crate::project::Project;
use crate::report::{Measure, Target};
use crate::task::Task;
use crate::tools::{self, Tool, WASM};
use std::collections::BTreeMap;
use std::fs;

const TOOLS: &[Tool] = &[
    Tool::Rust,
    Tool::WasmTarget,
    Tool::WasmBindgen,
    Tool::Smaller,
    Tool::Node,
    Tool::Npm,
    Tool::TestPackages,
    Tool::Chromium,
];

/// Where it is built: apart, so that its place does not depend on the reader's settings.
const BUILT: &str = "target/bench-simulation";
const PACKAGE: &str = "bench/simulation/pkg";
const CASES: &str = "mm10 simple-msk multi-skill-200 agents-10 agents-1000 queues-1 queues-50";
/// As wasm: what tells the ratio, and what a page would run.
const IN_PAGE: &str = "mm10 simple-msk multi-skill-200";

/// The rounds of one case: seconds of each, contacts, and what came out.
#[derive(Debug, Default)]
struct Rounds {
    seconds: Vec<f64>,
    contacts: f64,
    result: String,
}

impl Rounds {
    /// Contacts a second in the quickest round.
    fn rate(&self) -> f64 {
        self.contacts / self.seconds.iter().copied().fold(f64::NAN, f64::min)
    }
}

type Cases = BTreeMap<String, Rounds>;

pub(crate) fn measure(project: &Project) -> Outcome<Vec<Measure>> {
    tools::ensure(project, TOOLS)?;
    build(project)?;
    let (native, outcome) = Task::new(
        project,
        &format!("{BUILT}/fastest/callback-bench-simulation {CASES}"),
    )
    .run_and_keep();
    outcome?;
    let mut task = Task::new(
        project,
        &format!("node bench/simulation/run.mjs 15 {IN_PAGE}"),
    );
    if let Some(chromium) = browser::chromium(project) {
        task = task.set("CALLBACK_CHROMIUM", chromium);
    }
    let (page, outcome) = task.run_and_keep();
    outcome?;
    let share = |of: &str| {
        let mut lines = native.lines();
        lines.find_map(|line| line.strip_prefix(of)?.trim().parse().ok())
    };
    let paired = [share("paired "), share("paired-owning ")];
    measures(&cases(&native), &cases(&page), paired).ok_or_else(|| {
        Failure::new(
            "a case was not measured",
            "bench/simulation/src/main.rs prints `name seconds contacts fingerprint waited`.",
        )
    })
}

fn build(project: &Project) -> Outcome {
    let cargo = format!(
        "cargo build --package callback-bench-simulation --profile fastest --locked --target-dir {BUILT}"
    );
    let bound = format!("{PACKAGE}/callback_bench_simulation_bg.wasm");
    let shrunk = format!("{bound}.opt");
    for line in [
        cargo.clone(),
        format!("{cargo} --lib --target {WASM}"),
        format!(
            "wasm-bindgen --target web --no-typescript --out-dir {PACKAGE} \
             {BUILT}/{WASM}/fastest/callback_bench_simulation.wasm"
        ),
        format!(
            "node tools/node_modules/binaryen/bin/wasm-opt -O3 {} {bound} -o {shrunk}",
            crate::package::FEATURES
        ),
    ] {
        Task::new(project, &line).run()?;
    }
    fs::rename(project.root.join(shrunk), project.root.join(bound))
        .or_say(PACKAGE, "Is it writable?")
}

/// `mm10 0.51 4001071 4b143f83d0ae9849 2652569835979`
fn cases(output: &str) -> Cases {
    let mut cases = Cases::new();
    for line in output.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let [name, seconds, contacts, fingerprint, waited] = words.as_slice() else {
            continue;
        };
        if let (Ok(seconds), Ok(contacts)) = (seconds.parse(), contacts.parse()) {
            let rounds = cases.entry((*name).to_owned()).or_default();
            rounds.seconds.push(seconds);
            rounds.contacts = contacts;
            rounds.result = format!("{contacts} {fingerprint} {waited}");
        }
    }
    cases
}

fn measures(native: &Cases, page: &Cases, paired: [Option<f64>; 2]) -> Option<Vec<Measure>> {
    let here = |name: &str| native.get(name).map(Rounds::rate);
    let (worst, equal) = compared(native, page)?;
    let [tuned, mm10] = [here("tuned")?, here("mm10")?];
    let agents = here("agents-10")? / here("agents-1000")?;
    let queues = here("queues-1")? / here("queues-50")?;
    let (least, most) = (Target::AtLeast, Target::AtMost);
    let rows = [
        ("tuned_loop", tuned.round(), "customers/s", None),
        ("mm10", mm10.round(), "customers/s", None),
        (
            "mm10_ratio_to_tuned_loop",
            mm10 / tuned,
            "ratio",
            Some(least(0.25)),
        ),
        (
            "simple_msk",
            here("simple-msk")?.round(),
            "contacts/s",
            Some(least(3_300_000.0)),
        ),
        (
            "multi_skill_200",
            here("multi-skill-200")?.round(),
            "contacts/s",
            Some(least(2_000_000.0)),
        ),
        (
            "cost_growth_10_to_1000_agents",
            agents,
            "ratio",
            Some(most(2.0)),
        ),
        (
            "cost_growth_1_to_50_queues",
            queues,
            "ratio",
            Some(most(2.0)),
        ),
        ("wasm_ratio_to_native", worst, "ratio", Some(least(0.75))),
        ("wasm_results_equal", equal, "of-3-cases", Some(least(3.0))),
        (
            "paired_share_of_replications",
            paired[0]?,
            "ratio",
            Some(most(0.2)),
        ),
        ("paired_share_with_a_tenth_owned", paired[1]?, "ratio", None),
    ];
    let measure = |(name, value, unit, target)| Measure {
        name: format!("simulation/{name}").into(),
        value,
        unit,
        target,
    };
    Some(rows.into_iter().map(measure).collect())
}

/// The least rate in the page over that on this machine, and in how many cases the two got the same to the bit.
fn compared(native: &Cases, page: &Cases) -> Option<(f64, f64)> {
    let mut worst = f64::INFINITY;
    let mut equal = 0.0;
    for name in IN_PAGE.split(' ') {
        let (here, there) = (native.get(name)?, page.get(name)?);
        worst = worst.min(there.rate() / here.rate());
        equal += f64::from(u8::from(here.result == there.result));
    }
    Some((worst, equal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quickest_round_of_a_case_counts() {
        let found = cases("mm10 3 60 ff 7\nmm10 1 60 ff 7\nnoise\nmm10 2 60 ff 7\npaired 0.1\n");
        let mm10 = found.get("mm10").expect("a case");
        assert!((mm10.rate() - 60.0).abs() < 1e-9);
        assert_eq!(mm10.result, "60 ff 7");
        assert_eq!(found.len(), 1);
    }
}
