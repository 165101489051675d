//! `cargo xtask test`: installs what the chosen steps need, runs them in order, and sums up what ran.
//!
//! It goes on after a failure, so that one run tells everything; it is never timed, it only says how long it took.

use std::time::{Duration, Instant};

use crate::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::steps::{Ran, STEPS, Step};
use crate::tools;

/// One line of the summary.
struct Entry {
    step: &'static Step,
    ran: Ran,
    took: Duration,
}

pub(crate) fn run(project: &Project, words: &[String]) -> Outcome {
    let steps = choose(words)?;
    let begun = Instant::now();
    let mut entries: Vec<Entry> = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!(
            "\n[{}/{}] {}: {}",
            index + 1,
            steps.len(),
            step.name,
            step.help
        );
        let begun = Instant::now();
        let ran = run_step(project, step, &entries);
        let took = begun.elapsed();
        println!(
            "[{}/{}] {} {} in {}",
            index + 1,
            steps.len(),
            step.name,
            word(&ran.outcome),
            seconds(took)
        );
        entries.push(Entry { step, ran, took });
    }
    sum_up(&entries, begun.elapsed())
}

/// The steps named, with those that they need first, in the table's order. No word means all of them.
fn choose(words: &[String]) -> Outcome<Vec<&'static Step>> {
    if let Some(wrong) = words
        .iter()
        .find(|word| !STEPS.iter().any(|step| step.name == **word))
    {
        let names: Vec<_> = STEPS.iter().map(|step| step.name).collect();
        return Err(Failure::new(
            format!("test has no step `{wrong}`"),
            format!("It has: {}", names.join(", ")),
        ));
    }
    let named = |name: &str| words.is_empty() || words.iter().any(|word| word == name);
    let needed = |name: &str| {
        STEPS
            .iter()
            .any(|step| step.after == Some(name) && named(step.name))
    };
    Ok(STEPS
        .iter()
        .filter(|step| named(step.name) || needed(step.name))
        .collect())
}

fn run_step(project: &Project, step: &Step, before: &[Entry]) -> Ran {
    let fell = before
        .iter()
        .find(|entry| Some(entry.step.name) == step.after && entry.ran.outcome.is_err());
    let ready = match fell {
        Some(entry) => Err(Failure::new(
            format!("not run, because {} failed", entry.step.name),
            "Mend that one first.",
        )),
        None => tools::ensure(project, step.tools),
    };
    match ready {
        Ok(()) => (step.run)(project),
        Err(failure) => Ran {
            counts: Counts::default(),
            outcome: Err(failure),
        },
    }
}

/// The table of steps, then each failure with its remedy, and at the very end the number of tests.
fn sum_up(entries: &[Entry], took: Duration) -> Outcome {
    println!(
        "\n{:12} {:7} {:>8} {:>7} {:>7} {:>7}",
        "step", "", "time", "passed", "failed", "skipped"
    );
    let mut total = Counts::default();
    for Entry { step, ran, took } in entries {
        let Counts {
            passed,
            failed,
            skipped,
        } = ran.counts;
        println!(
            "{:12} {:7} {:>8} {passed:>7} {failed:>7} {skipped:>7}",
            step.name,
            word(&ran.outcome),
            seconds(*took)
        );
        total += ran.counts;
        // A step that failed before or beside its tests still is one failure.
        total.failed += usize::from(ran.outcome.is_err() && failed == 0);
    }
    println!("{:12} {:7} {:>8}", "all", "", seconds(took));
    let failures: Vec<_> = entries
        .iter()
        .filter_map(|entry| Some((entry.step, entry.ran.outcome.as_ref().err()?)))
        .collect();
    for (step, failure) in &failures {
        println!(
            "\n{} failed: {}\n  {}",
            step.name, failure.cause, failure.remedy
        );
        println!(
            "  {}\n  Only this step: cargo xtask test {}",
            step.remedy, step.name
        );
    }
    println!(
        "\n{} passed, {} failed, {} skipped",
        total.passed, total.failed, total.skipped
    );
    match failures.first() {
        None => Ok(()),
        Some((step, _)) => {
            let names: Vec<_> = failures.iter().map(|(step, _)| step.name).collect();
            let again = format!("Remedies are above. First: cargo xtask test {}", step.name);
            Err(Failure::new(format!("failed: {}", names.join(", ")), again))
        }
    }
}

fn word(outcome: &Outcome) -> &'static str {
    if outcome.is_ok() { "passed" } else { "FAILED" }
}

fn seconds(took: Duration) -> String {
    match took.as_secs() {
        0..60 => format!("{:.1} s", took.as_secs_f64()),
        whole => format!("{}:{:02} min", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(line: &str) -> Outcome<Vec<&'static str>> {
        let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
        Ok(choose(&words)?.into_iter().map(|step| step.name).collect())
    }

    #[test]
    fn no_word_chooses_every_step() {
        assert_eq!(chosen("").map(|steps| steps.len()), Ok(STEPS.len()));
    }

    #[test]
    fn named_steps_run_in_the_tables_order_after_what_they_need() {
        assert_eq!(chosen("native format"), Ok(vec!["format", "native"]));
        assert_eq!(chosen("stories"), Ok(vec!["build", "stories"]));
    }

    #[test]
    fn a_wrong_step_is_answered_with_the_right_ones() {
        let failure = chosen("fromat").expect_err("there is no such step");
        assert!(failure.remedy.contains("format"));
    }

    #[test]
    fn every_step_comes_after_what_it_needs() {
        for (index, step) in STEPS.iter().enumerate() {
            if let Some(after) = step.after {
                assert!(
                    STEPS[..index].iter().any(|earlier| earlier.name == after),
                    "{}",
                    step.name
                );
            }
        }
    }
}
