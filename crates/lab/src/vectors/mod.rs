//! The engine against values from theory, papers and other simulators.
//!
//! A file of vectors tells its fields and its rule of acceptance itself. Rows of the same model and
//! parameters are simulated once. What to build is read from `model`, `feature` and `parameters`
//! alone, so that another file of the same models is as good; a row that says less than is needed
//! is *unsupported*.

mod days;
mod depth;
mod effort;
mod error;
mod forecast;
mod markov;
mod metric;
mod params;
mod row;
mod single;
mod weeks;

use std::process::ExitCode;
use std::time::Instant;

use effort::Effort;
use metric::Setup;
use row::{Row, Verdict};

pub(crate) fn run(words: &[&str]) -> Result<ExitCode, String> {
    let usage = || "usage: vectors FILE [--only TEXT] [--million CONTACTS]".to_owned();
    let (file, options) = words.split_first().ok_or_else(usage)?;
    let mut only = "";
    let mut effort = Effort::default();
    for option in options.chunks(2) {
        match option {
            ["--only", text] => only = text,
            ["--million", most] => effort.set_most(most.parse().map_err(|_| usage())?),
            _ => return Err(usage()),
        }
    }
    let rows: Vec<Row> = row::read(file)?
        .into_iter()
        .filter(|row| row.id.contains(only))
        .collect();
    let begun = Instant::now();
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    let mut unsure = Vec::new();
    for group in row::groups(&rows) {
        let started = Instant::now();
        let setup = setup(&group);
        let estimates = setup.map(|setup| effort.estimate(&setup, &group));
        for (index, row) in group.iter().enumerate() {
            let estimate = estimates.as_ref().and_then(|all| all[index]);
            let verdict = row.judge(estimate);
            match verdict {
                Verdict::Pass => passed += 1,
                Verdict::Fail => failed += 1,
                Verdict::Unsupported => skipped += 1,
            }
            println!("{}", row.line(estimate, verdict));
            if row.unsure(estimate) {
                unsure.push(row.id.as_str());
            }
        }
        if let Some(row) = group.first() {
            eprintln!(
                "{:6.1} s  {}",
                started.elapsed().as_secs_f64(),
                row.scenario()
            );
        }
    }
    eprintln!("{:6.1} s  in all", begun.elapsed().as_secs_f64());
    println!(
        "4 standard errors above 1 %, {} rows: {}",
        unsure.len(),
        unsure.join(" ")
    );
    println!("{passed} passed, {failed} failed, {skipped} skipped");
    Ok(if failed == 0 && passed > 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What to simulate for rows of one model and one set of parameters.
fn setup(group: &[&Row]) -> Option<Setup> {
    let row = group.first()?;
    let builders = [
        markov::skills,
        markov::blending,
        forecast::rings,
        forecast::callback,
        days::profile,
        days::multi_skill,
        days::one_queue,
        weeks::bilingual,
        weeks::telethon,
        weeks::hours,
        single::priorities,
        single::unequal_agents,
        single::one_queue,
    ];
    builders.iter().find_map(|build| build(row, group))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[ignore = "long: cargo xtask test optimized"]
    fn the_engine_agrees_with_theory_papers_and_other_simulators() {
        let file = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../core/tests/vectors/queueing.json"
        );
        let code = run(&[file]).expect("the file is there and whole");
        assert_eq!(code, ExitCode::SUCCESS);
    }
}
