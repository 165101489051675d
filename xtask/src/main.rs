//! `cargo xtask`: everything a developer of callback-scheduler runs.
//!
//! One table of commands feeds both the usage and the choice. Compiled first on every new machine, so it has
//! few dependencies and none that compiles slowly. It never asks a question.

use std::process::ExitCode;

mod apt;
mod backend;
mod bench;
mod browser;
mod bundle;
mod counts;
mod demo;
mod doctor;
mod failure;
mod lab;
mod package;
mod postgres;
mod project;
mod python;
mod report;
mod serve;
mod server_bench;
mod simulation_bench;
mod sizes;
mod steps;
mod task;
mod test;
mod tools;
mod torture;
mod version;
mod zone_bench;
mod zones;

use failure::{Failure, Outcome};
use project::Project;

struct Command {
    usage: &'static str,
    help: &'static str,
    run: fn(&Project, &[String]) -> Outcome,
}

const COMMANDS: &[Command] = &[
    Command {
        usage: "doctor",
        help: "Say which tools are there, which are missing, and how each is installed",
        run: doctor::run,
    },
    Command {
        usage: "demo [--port N] [--no-open] [--csp | --with-server]",
        help: demo::HELP,
        run: demo::run,
    },
    Command {
        usage: "test [STEP…]",
        help: "Install what is missing, then run every check, or only the steps named",
        run: test::run,
    },
    Command {
        usage: "torture [NAME…] [--times N]",
        help: torture::HELP,
        run: torture::run,
    },
    Command {
        usage: "bench [server] [simulation] [sizes] [zones]",
        help: "Measure, print `name value unit`, and keep it in target/bench.json",
        run: bench::run,
    },
    Command {
        usage: "vectors FILE [--only TEXT] [--million CONTACTS]",
        help: "Hold the simulator against values of queueing theory and other simulators",
        run: |project, words| lab::run(project, "vectors", words),
    },
    Command {
        usage: "simulate FILE [--seed N] [--replications N] [--format text|csv|json]",
        help: "Simulate a scenario, as docs/scenario.md describes it",
        run: |project, words| lab::run(project, "simulate", words),
    },
    Command {
        usage: "package",
        help: "Write what npm gets to target/package",
        run: package::run,
    },
    Command {
        usage: "zones update [--from FOLDER]",
        help: "Write the zone data anew from the newest tz database, or from a folder; the places; the zones of telephone numbers",
        run: |_, words| zones::run(words).map_err(|why| Failure::new(why, "Nothing was written.")),
    },
    Command {
        usage: "zones query --date DATE",
        help: "Print the zones that each line of standard input finds, as lines of JSON",
        run: |_, words| zones::run(words).map_err(|why| Failure::new(why, "Nothing was written.")),
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Outcome {
    let Some((word, rest)) = words.split_first() else {
        return Err(Failure::new("no command was given", usage()));
    };
    let known = COMMANDS
        .iter()
        .find(|command| command.usage.split(' ').next() == Some(word));
    match known {
        Some(command) => (command.run)(&Project::find()?, rest),
        None if matches!(word.as_str(), "help" | "--help" | "-h") => {
            println!("{}", usage());
            Ok(())
        }
        None => Err(Failure::new(
            format!("there is no command `{word}`"),
            usage(),
        )),
    }
}

fn usage() -> String {
    let width = COMMANDS
        .iter()
        .map(|command| command.usage.chars().count())
        .max()
        .unwrap_or(0);
    let commands = COMMANDS
        .iter()
        .map(|command| format!("  cargo xtask {:width$}  {}\n", command.usage, command.help));
    let steps = steps::STEPS
        .iter()
        .map(|step| format!("  {:width$}  {}\n", step.name, step.help));
    format!(
        "Commands:\n{}\nSteps of `cargo xtask test`:\n{}",
        commands.collect::<String>(),
        steps.collect::<String>()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_word_and_a_wrong_word_list_every_command() {
        for words in [vec![], vec!["tset".to_owned()]] {
            let said = dispatch(&words)
                .expect_err("neither is a command")
                .to_string();
            for command in COMMANDS {
                assert!(said.contains(command.usage), "{said}");
            }
        }
    }
}
