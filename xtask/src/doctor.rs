//! `cargo xtask doctor`: which tools are there, and how the missing ones are installed. It changes nothing.

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::tools::{Row, Source, Tool};
use crate::{demo, sizes, steps};

pub(crate) fn run(project: &Project, _words: &[String]) -> Outcome {
    println!("Tools are kept in {}\n", project.tools.display());
    print_line("tool", "found", "wanted", "for", "");
    let mut missing: Vec<Row> = Vec::new();
    for tool in Tool::ALL {
        let row = tool.row(project);
        let found = row.found.clone().unwrap_or_else(|| "missing".to_owned());
        let how = if row.is_missing() {
            format!("<- {}", row.how())
        } else {
            String::new()
        };
        print_line(
            row.name,
            &found,
            &row.wanted.to_string(),
            &users(tool).join(", "),
            &how,
        );
        if row.is_missing() {
            missing.push(row);
        }
    }
    verdict(&missing)
}

fn verdict(missing: &[Row]) -> Outcome {
    let by_hand: Vec<_> = missing
        .iter()
        .filter(|row| matches!(row.source, Source::Reader(_)))
        .collect();
    if missing.is_empty() {
        println!("\nNothing is missing.");
    } else {
        println!(
            "\nThe command that needs a missing tool installs it, by what stands behind its arrow."
        );
    }
    if by_hand.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = by_hand.iter().map(|row| row.name).collect();
    let remedy: Vec<_> = by_hand
        .iter()
        .map(|row| format!("{}: {}", row.name, row.how()))
        .collect();
    Err(Failure::new(
        format!("to be installed by hand: {}", names.join(", ")),
        remedy.join("\n"),
    ))
}

/// The commands and steps that stop without the tool.
fn users(tool: Tool) -> Vec<&'static str> {
    if tool == Tool::Rust {
        return vec!["everything"];
    }
    let steps = steps::STEPS.iter().map(|step| (step.name, step.tools));
    let commands = [("demo", demo::TOOLS), ("sizes", sizes::TOOLS)];
    commands
        .into_iter()
        .chain(steps)
        .filter(|(_, tools)| tools.contains(&tool))
        .map(|(name, _)| name)
        .collect()
}

fn print_line(tool: &str, found: &str, wanted: &str, users: &str, how: &str) {
    let line = format!("{tool:14} {found:16} {wanted:16} {users:38} {how}");
    println!("{}", line.trim_end());
}
