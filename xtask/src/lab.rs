//! What `crates/lab` does with the simulator, in the optimized profile: xtask itself is not.

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::task::Task;

/// The program's word, and the words behind it.
pub(crate) fn run(project: &Project, word: &str, words: &[String]) -> Outcome {
    let line =
        format!("cargo run --quiet --profile optimized --package callback-lab --locked -- {word}");
    let task = words
        .iter()
        .fold(Task::new(project, &line), |task, word| task.arg(word));
    task.run()
        .map_err(|failure| Failure::new(failure.cause, "What it printed above says which."))
}
