//! Faults of our own making: patches that break one promise each, and the test that must notice.
//!
//! A patch begins with what it breaks, and with a line `Caught by:` and the command of one test. It is applied to a copy
//! of the tree; its test must then fail. Where the code it changes has changed, the patch is made anew: the test command
//! checks that each still applies.

use std::fs;
use std::path::PathBuf;

use super::{Ran, stem};
use crate::browser;
use crate::counts::Counts;
use crate::failure::{Failure, OrSay, Outcome};
use crate::project::{Project, files_in};
use crate::task::Task;

const FOLDER: &str = "tests/mutants";
/// The copy, and what is built of it: every mutant builds upon what the one before left.
const COPY: &str = "target/torture/copy";
const BUILD: &str = "target/torture/build";

/// One patch.
pub(super) struct Mutant {
    name: String,
    path: PathBuf,
    /// The command of the test that must fail.
    test: String,
}

/// In the order of their numbers.
pub(super) fn all(project: &Project) -> Outcome<Vec<Mutant>> {
    let patches = files_in(&project.root.join(FOLDER))?;
    patches.into_iter().map(Mutant::read).collect()
}

impl Mutant {
    fn read(path: PathBuf) -> Outcome<Self> {
        let text = fs::read_to_string(&path).or_say(path.display(), "Is this a whole checkout?")?;
        let test = text
            .lines()
            .take_while(|line| !line.starts_with("diff "))
            .find_map(|line| line.strip_prefix("Caught by: "));
        match (stem(&path), test) {
            (Some(name), Some(test)) => Ok(Self {
                name,
                test: test.to_owned(),
                path,
            }),
            _ => Err(Failure::new(
                format!("{}: no line `Caught by: `", path.display()),
                "It names the command of the test that must fail.",
            )),
        }
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Applies it, and runs its test, which must fail.
    pub(super) fn run(&self, project: &Project) -> Ran {
        let caught = self.is_caught(project);
        Ran {
            hit: match &caught {
                Ok(()) => format!("caught by {}", self.test_name()),
                Err(failure) => failure.cause.clone(),
            },
            outcome: caught,
        }
    }

    fn test_name(&self) -> &str {
        self.test.split(' ').next_back().unwrap_or_default()
    }

    fn is_caught(&self, project: &Project) -> Outcome {
        copy(project)?;
        self.apply(project, false)?;
        self.task(project, "--no-run").run().map_err(|failure| {
            Failure::new(
                "the mutant does not compile",
                format!("Make it anew. {}", failure.remedy),
            )
        })?;
        let (output, _) = self.task(project, "").run_and_keep();
        let counts = Counts::of_cargo(&output);
        let remedy = format!("{} does not notice what it is there for.", self.test_name());
        match counts {
            Counts { failed: 1.., .. } => Ok(()),
            Counts { passed: 0, .. } => Err(Failure::new("no test ran", remedy)),
            Counts { .. } => Err(Failure::new("survived", remedy)),
        }
    }

    /// The command of its test in the copy, with one more word for cargo.
    fn task(&self, project: &Project, word: &str) -> Task {
        let line = match word {
            "" => self.test.clone(),
            word => self
                .test
                .replacen("cargo test ", &format!("cargo test {word} "), 1),
        };
        let task = Task::new(project, &line)
            .within(COPY)
            .set("CARGO_TARGET_DIR", project.root.join(BUILD))
            .set("WASM_BINDGEN_TEST_TIMEOUT", "300");
        match browser::driver(project) {
            Some(driver) => task.set("CHROMEDRIVER", driver),
            None => task,
        }
    }

    /// To the copy; or only looks whether it could be, to the tree itself.
    fn apply(&self, project: &Project, only_look: bool) -> Outcome {
        let applied = if only_look {
            Task::new(project, "git apply --check")
        } else {
            Task::new(project, "git apply").within(COPY)
        };
        applied.arg(&self.path).run().map_err(|failure| {
            let remedy = "The code it changes has changed: change it by hand as the patch says, put `git diff -U2` under \
                          the patch's head, and take the change back.";
            Failure::new(format!("{}: {}", self.name, failure.cause), remedy)
        })
    }
}

/// The tree as it is now, what git does not know of left out, in a work tree of its own.
fn copy(project: &Project) -> Outcome {
    let git = |line: &str| Task::new(project, line);
    let changed = git("git stash create").read().filter(|it| !it.is_empty());
    // By its name: in the copy, `HEAD` is the copy's own.
    let now = changed.or_else(|| git("git rev-parse HEAD").read());
    let now = now.ok_or_else(|| Failure::new("git knows no commit here", "Is this a checkout?"))?;
    let folder = project.root.join(COPY);
    if folder.join(".git").exists() {
        git("git checkout --quiet --force --detach")
            .arg(&now)
            .within(COPY)
            .run()
    } else {
        git("git worktree prune").run()?;
        git("git worktree add --quiet --force --detach")
            .arg(&folder)
            .arg(&now)
            .run()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mutant_applies_and_names_a_test_that_is_there() {
        let project = Project::find().expect("a whole checkout");
        let mutants = all(&project).expect("patches with a head");
        assert!(mutants.len() >= 12, "{} mutants", mutants.len());
        let mut code = String::new();
        for folder in ["crates/core/tests", "crates/server", "tests"] {
            let files = files_in(&project.root.join(folder)).expect("a whole checkout");
            let sources = files
                .iter()
                .filter(|path| path.extension().is_some_and(|it| it == "rs"));
            code.extend(sources.filter_map(|path| fs::read_to_string(path).ok()));
        }
        for mutant in mutants {
            let applied = mutant.apply(&project, true);
            assert_eq!(applied, Ok(()), "{}", mutant.name);
            let test = mutant.test_name().rsplit("::").next().unwrap_or_default();
            assert!(
                code.contains(&format!("fn {test}()")),
                "{test} is not there"
            );
        }
    }
}
