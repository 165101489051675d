//! `cargo xtask torture`: the faults of the test command, many times larger, and then the mutants, which must be caught.
//!
//! What the test command runs in minutes runs for hours here. One thing after the other: each of them loads the machine
//! by itself, and says what it hit.

mod mutants;

use std::path::{Path, PathBuf};
use std::thread;

use crate::counts::Counts;
use crate::failure::{Failure, Outcome};
use crate::project::{Project, files_in};
use crate::serve::{Policy, Site};
use crate::task::Task;
use crate::tools::{self, Tool};
use crate::{bundle, steps};
use mutants::Mutant;

pub(crate) const HELP: &str = "Run the faults a hundred times larger, or N times, then the mutants, each of which must be caught";

/// How many times larger than in the test command, unless told otherwise.
const TIMES: u32 = 100;

/// The stories of faults, each in a folder of its own; they are repeated.
const STORIES: [&str; 4] = ["sync", "browser-killed", "many-tabs", "store-fails"];

/// What is run under one name.
enum Job {
    /// The server's faults of one file.
    Server(String),
    Swarm,
    Story(&'static str),
    Mutant(Mutant),
}

impl Job {
    fn name(&self) -> &str {
        match self {
            Self::Server(name) => name,
            Self::Swarm => "swarm",
            Self::Story(name) => name,
            Self::Mutant(mutant) => mutant.name(),
        }
    }

    /// What several of them are called together.
    fn group(&self) -> &'static str {
        match self {
            Self::Server(_) => "server",
            Self::Swarm => "swarm",
            Self::Story(_) => "stories",
            Self::Mutant(_) => "mutants",
        }
    }

    fn tools(&self) -> &'static [Tool] {
        match self {
            Self::Server(_) => &[Tool::Rust, Tool::Postgres],
            Self::Swarm => &[Tool::Rust],
            Self::Story(_) => &[Tool::Node, Tool::Npm, Tool::TestPackages, Tool::Chromium],
            Self::Mutant(_) => &[
                Tool::Rust,
                Tool::Postgres,
                Tool::WasmTarget,
                Tool::WasmBindgen,
                Tool::Chromium,
                Tool::ChromeDriver,
            ],
        }
    }
}

/// What came of a job: what it hit, and whether that was withstood.
struct Ran {
    hit: String,
    outcome: Outcome,
}

/// A line of the summary.
struct Line {
    name: String,
    ran: Ran,
}

pub(crate) fn run(project: &Project, words: &[String]) -> Outcome {
    let (names, times) = read(words)?;
    let jobs = chosen(all(project)?, &names)?;
    for job in &jobs {
        tools::ensure(project, job.tools())?;
    }
    let site = site(project, &jobs)?;
    let mut lines: Vec<Line> = Vec::new();
    for (index, job) in jobs.iter().enumerate() {
        println!(
            "\n[{}/{}] {} {}",
            index + 1,
            jobs.len(),
            job.group(),
            job.name()
        );
        let ran = match job {
            Job::Server(name) => server(project, name, times),
            Job::Swarm => swarm(project, times),
            Job::Story(name) => story(project, name, site.as_deref().unwrap_or_default(), times),
            Job::Mutant(mutant) => mutant.run(project),
        };
        let line = Line {
            name: job.name().to_owned(),
            ran,
        };
        println!("{line}");
        lines.push(line);
    }
    sum_up(&lines)
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let word = if self.ran.outcome.is_ok() {
            "passed"
        } else {
            "FAILED"
        };
        write!(f, "{:24} {} {word}", self.name, self.ran.hit)
    }
}

fn sum_up(lines: &[Line]) -> Outcome {
    println!();
    for line in lines {
        println!("{line}");
    }
    let failed: Vec<_> = lines
        .iter()
        .filter_map(|line| Some((&line.name, line.ran.outcome.as_ref().err()?)))
        .collect();
    for (name, failure) in &failed {
        println!("\n{name}: {}\n  {}", failure.cause, failure.remedy);
    }
    match failed.first() {
        None => Ok(()),
        Some((name, _)) => Err(Failure::new(
            format!("{} of {} failed", failed.len(), lines.len()),
            format!("Remedies are above. First: cargo xtask torture {name}"),
        )),
    }
}

/// The names, and how many times larger.
fn read(words: &[String]) -> Outcome<(Vec<String>, u32)> {
    let (mut names, mut times) = (Vec::new(), TIMES);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == "--times" {
            let number = words.next().and_then(|word| word.parse().ok());
            times = number.filter(|times| *times > 0).ok_or_else(|| {
                Failure::new("--times is followed by no number", "Such as: --times 10")
            })?;
        } else {
            names.push(word.clone());
        }
    }
    Ok((names, times))
}

fn all(project: &Project) -> Outcome<Vec<Job>> {
    let faults = files_in(&project.root.join("crates/server/tests/faults"))?;
    let names = faults.iter().filter_map(|path| stem(path));
    let server = names.filter(|name| name != "main").map(Job::Server);
    let mut jobs: Vec<Job> = server.collect();
    jobs.push(Job::Swarm);
    jobs.extend(STORIES.map(Job::Story));
    jobs.extend(mutants::all(project)?.into_iter().map(Job::Mutant));
    Ok(jobs)
}

fn stem(path: &Path) -> Option<String> {
    Some(path.file_stem()?.to_str()?.to_owned())
}

/// Those named, by their own name or their group's. No name means all of them.
fn chosen(jobs: Vec<Job>, names: &[String]) -> Outcome<Vec<Job>> {
    let is = |job: &Job, name: &String| job.name() == name || job.group() == name;
    if let Some(wrong) = names
        .iter()
        .find(|name| !jobs.iter().any(|job| is(job, name)))
    {
        let known: Vec<_> = jobs.iter().map(Job::name).collect();
        return Err(Failure::new(
            format!("torture has no `{wrong}`"),
            format!("It has server, stories, mutants, and {}", known.join(", ")),
        ));
    }
    let wanted = |job: &Job| names.is_empty() || names.iter().any(|name| is(job, name));
    Ok(jobs.into_iter().filter(wanted).collect())
}

/// Builds and serves the pages where a story is among the jobs, and says where.
fn site(project: &Project, jobs: &[Job]) -> Outcome<Option<String>> {
    if !jobs.iter().any(|job| matches!(job, Job::Story(_))) {
        return Ok(None);
    }
    tools::ensure(project, bundle::TOOLS)?;
    bundle::build(project)?;
    let site = Site::bind(&project.root, &[0], Policy::AsAsked)?;
    let address = site.address();
    thread::spawn(move || site.serve());
    Ok(Some(address))
}

fn server(project: &Project, name: &str, times: u32) -> Ran {
    let line = "cargo test --package callback-server --locked --test faults -- --nocapture --test-threads=1";
    let task = Task::new(project, line)
        .arg(format!("{name}::"))
        .set("CALLBACK_FAULTS", times.to_string());
    told(&task)
}

fn swarm(project: &Project, times: u32) -> Ran {
    let line = "cargo test --profile optimized --package callback-core --locked --test sync_swarm -- --ignored --nocapture \
                --test-threads=1";
    told(&Task::new(project, line).set("CALLBACK_FAULTS", times.to_string()))
}

/// Runs tests that print what they hit.
fn told(task: &Task) -> Ran {
    let (output, outcome) = task.run_and_keep();
    let counts = Counts::of_cargo(&output);
    let outcome = match outcome {
        Ok(()) if counts.is_empty() => Err(Failure::new("no test ran", format!("Try: {task}"))),
        other => other,
    };
    Ran {
        hit: said(&output),
        outcome,
    }
}

/// What tests printed beside what their runner says of them.
fn said(output: &str) -> String {
    let own = |line: &str| {
        let line = match line.strip_prefix("test ") {
            Some(rest) => rest.split_once(" ... ").map_or("", |(_, own)| own),
            None => line,
        };
        let runners = [
            "running ",
            "test result: ",
            "failures:",
            "ok",
            "FAILED",
            "ignored",
        ];
        let own = !runners.iter().any(|it| line.starts_with(it));
        own.then(|| line.trim().to_owned())
            .filter(|line| !line.is_empty())
    };
    output
        .lines()
        .filter_map(own)
        .collect::<Vec<_>>()
        .join("; ")
}

/// As often as said, or until it fails.
fn story(project: &Project, name: &str, address: &str, times: u32) -> Ran {
    let file = PathBuf::from(format!("tests/stories/{name}/{name}.test.mjs"));
    let (mut total, mut outcome, mut runs) = (Counts::default(), Ok(()), 0);
    while outcome.is_ok() && runs < times {
        let task = steps::story_runner(project, address).arg(&file);
        let (output, ended) = task.run_and_keep();
        let counts = Counts::of_node(&output);
        total += counts;
        runs += 1;
        outcome = match ended {
            Ok(()) if counts.is_empty() => Err(Failure::new("no story ran", "Is the file there?")),
            other => other,
        };
    }
    Ran {
        hit: format!("{runs} runs, {} stories told", total.passed),
        outcome,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    fn jobs() -> Vec<Job> {
        all(&Project::find().expect("a whole checkout")).expect("a whole checkout")
    }

    #[test]
    fn a_job_is_named_by_itself_or_with_its_group() {
        let all = jobs().len();
        let count = |line| chosen(jobs(), &words(line)).map(|jobs| jobs.len());
        assert_eq!(count(""), Ok(all));
        assert_eq!(count("kills swarm"), Ok(2));
        assert_eq!(count("stories"), Ok(STORIES.len()));
        let failure = count("klils").expect_err("there is no such job");
        assert!(failure.remedy.contains("kills"), "{failure}");
    }

    #[test]
    fn every_story_of_faults_is_there() {
        let project = Project::find().expect("a whole checkout");
        for name in STORIES {
            let file = format!("tests/stories/{name}/{name}.test.mjs");
            assert!(project.root.join(&file).is_file(), "{file}");
        }
    }

    #[test]
    fn times_is_a_number() {
        assert_eq!(read(&words("a --times 7 b")), Ok((words("a b"), 7)));
        assert_eq!(read(&[]), Ok((vec![], TIMES)));
        assert!(read(&words("--times")).is_err() && read(&words("--times 0")).is_err());
    }

    #[test]
    fn what_tests_print_is_told_from_what_their_runner_says() {
        let output = "\nrunning 2 tests\ntest kills::a ... 50 kills: 3 cut off\nok\ntest b ... ok\n\
                      test result: ok. 2 passed; 0 failed\n7 more\n";
        assert_eq!(said(output), "50 kills: 3 cut off; 7 more");
    }
}
