//! Simulates a scenario from a file and prints what came out.

use std::io::{ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use callback_core::simulation::report::{self, Report};
use callback_core::simulation::scenario::Scenario;
use callback_core::simulation::tally::Tally;
use callback_core::simulation::{Plan, Problem, What, simulate};
use callback_core::wire::report::{ReportJson, place};
use callback_core::wire::scenario::{Asked, ScenarioFile};

use crate::replicate::in_parallel;

pub(crate) const USAGE: &str =
    "simulate FILE [--seed N] [--replications N] [--format text|csv|json]";

/// Enough for a first look; steady runs have their batches besides.
const REPLICATIONS: usize = 20;

pub(crate) fn run(words: &[&str]) -> Result<ExitCode, String> {
    let usage = || format!("usage: {USAGE}");
    let (file, options) = words.split_first().ok_or_else(usage)?;
    let (mut seed, mut replications, mut format) = (1, REPLICATIONS, "text");
    for option in options.chunks(2) {
        match option {
            ["--seed", n] => seed = n.parse().map_err(|_| usage())?,
            ["--replications", n] => replications = n.parse().map_err(|_| usage())?,
            ["--format", name @ ("text" | "csv" | "json")] => format = name,
            _ => return Err(usage()),
        }
    }
    if replications == 0 {
        return Err("--replications: 1 or more".to_owned());
    }
    let text = std::fs::read_to_string(file).map_err(|why| format!("{file}: {why}"))?;
    let asked = read(&text).map_err(|why| format!("{file}: {why}"))?;
    let report = replicate(&asked, seed, replications).map_err(|why| format!("{file}: {why}"))?;
    let text = match format {
        "csv" => csv(&report),
        "json" => json(&report) + "\n",
        _ => table(&report),
    };
    say(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// Prints. Whoever reads may stop early, as `head` does; that is no failure.
fn say(text: &str) -> Result<(), String> {
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(why) if why.kind() != ErrorKind::BrokenPipe => Err(why.to_string()),
        _ => Ok(()),
    }
}

pub(crate) fn read(text: &str) -> Result<Asked, String> {
    let file: ScenarioFile = serde_json::from_str(text).map_err(|why| why.to_string())?;
    file.read().map_err(|why| why.to_string())
}

/// The runs from `seed` on, one seed each.
pub(crate) fn replicate(asked: &Asked, seed: u64, replications: usize) -> Result<Report, String> {
    let plan = Plan::new(&asked.scenario).map_err(|why| said(&why, &asked.scenario))?;
    let watch = report::watch(&asked.service_levels_ms);
    let layout = Tally::new(&asked.scenario, watch.clone()).layout().clone();
    let shown = std::io::stderr().is_terminal();
    let runs = in_parallel(0..replications, |number| {
        let mut tally = Tally::new(&asked.scenario, watch.clone());
        simulate(&plan, seed.wrapping_add(number as u64), &mut tally);
        tally.finish();
        if shown {
            eprint!("\rrun {} of {replications}", number + 1);
        }
        tally.into_parts()
    });
    if shown {
        eprint!("\r{:40}\r", "");
    }
    let parts: Vec<Vec<f64>> = runs.into_iter().flatten().collect();
    let levels = &asked.service_levels_ms;
    Ok(Report::new(
        &asked.scenario,
        levels,
        &layout,
        &parts,
        (seed, replications),
    ))
}

/// Which thing of the scenario cannot be simulated, by its name, and why.
fn said(problem: &Problem, scenario: &Scenario) -> String {
    let (thing, what) = match *problem {
        Problem::Scenario(what) => ("the scenario".to_owned(), what),
        Problem::Queue(number, what) => (
            format!("queues[{number}] `{}`", scenario.queues[number].name),
            what,
        ),
        Problem::Class(number, what) => (
            format!("classes[{number}] `{}`", scenario.classes[number].name),
            what,
        ),
        Problem::Group(number, what) => (
            format!("groups[{number}] `{}`", scenario.groups[number].name),
            what,
        ),
    };
    let why = match what {
        What::Empty => "a list is empty that must have an entry",
        What::Incomplete => "a list must have one entry for each class, or each group",
        What::TooMany => "there are more agents, classes or contacts than can be simulated",
        What::Unknown => "it names something that is not there",
        What::Number => "a number is negative, too great, or a probability above 1",
        What::Distribution => {
            "a distribution has no sense: means are above 0, probabilities add up to 1"
        }
        What::Kind => "a callback is needed where a call is, or the other way round",
        What::Setting => "a setting of the queue is outside its limits",
        What::NoEnd => "a run of a day needs `intervals`",
    };
    format!("{thing}: {why}")
}

pub(crate) fn json(report: &Report) -> String {
    serde_json::to_string_pretty(&ReportJson(report)).unwrap_or_default()
}

fn csv(report: &Report) -> String {
    let mut text = "section,name,figure,value,halfWidth\n".to_owned();
    for line in &report.lines {
        let (section, name) = place(&line.about);
        let name = name.replace('"', "\"\"");
        for figure in &line.figures {
            let (value, half) = (figure.estimate.value, figure.estimate.half_width());
            let half = if half.is_nan() {
                String::new()
            } else {
                half.to_string()
            };
            text += &format!("{section},\"{name}\",{},{value},{half}\n", figure.name);
        }
    }
    text
}

/// Without the intervals, which are for machines.
fn table(report: &Report) -> String {
    let mut text = format!(
        "{}: {} runs from seed {}; ± is half the 95 % interval\n",
        report.name, report.replications, report.seed
    );
    for line in &report.lines {
        let (section, name) = place(&line.about);
        if section == "intervals" {
            continue;
        }
        text += &format!("\n{name} ({section})\n");
        for figure in &line.figures {
            let (value, half) = (figure.estimate.value, figure.estimate.half_width());
            text += &format!("  {:28} {value:>12.4} ± {half:.4}\n", figure.name);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELP_DESK: &str = include_str!("../../core/scenarios/help-desk.json");

    /// FNV-1a, 64 bits.
    fn hash(text: &str) -> u64 {
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    /// On every machine, with any number of cores, to the last digit. Whoever changes what is drawn,
    /// counted or written changes the number, and says why.
    #[test]
    fn the_report_of_a_seed_is_the_same_everywhere() {
        assert_eq!(hash("a"), 0xaf63_dc4c_8601_ec8c);
        let asked = read(HELP_DESK).expect("the scenario is whole");
        let report = replicate(&asked, 20_261_123, 3).expect("it can be run");
        assert_eq!(hash(&json(&report)), 0xc0b6_7352_4a56_4202);
    }

    #[test]
    fn the_same_seed_gives_the_same_report_and_another_does_not() {
        let asked = read(HELP_DESK).expect("the scenario is whole");
        let text = |seed| json(&replicate(&asked, seed, 2).expect("it can be run"));
        assert_eq!(text(1), text(1));
        assert_ne!(text(1), text(2).replace("\"seed\": 2", "\"seed\": 1"));
    }
}
