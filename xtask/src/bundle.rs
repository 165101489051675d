//! What a page loads, built in release by Trunk into `dist`.

use crate::failure::Outcome;
use crate::project::Project;
use crate::task::Task;
use crate::tools::{Tool, WASM};

pub(crate) const TOOLS: &[Tool] = &[Tool::Rust, Tool::WasmTarget, Tool::WasmBindgen, Tool::Trunk];

/// Builds `dist`. Crates are fetched first, because Trunk is kept offline: where a tool is missing it would
/// otherwise download one of its own choice.
pub(crate) fn build(project: &Project) -> Outcome {
    Task::new(project, &format!("cargo fetch --locked --target {WASM}")).run()?;
    trunk(project, "trunk build --release --offline").run()
}

/// Trunk's own look for a newer Trunk is off too.
fn trunk(project: &Project, line: &str) -> Task {
    let task = Task::new(project, line).set("TRUNK_SKIP_VERSION_CHECK", "true");
    // Anything in NO_COLOR means no colour, but Trunk refuses all values except this one.
    if std::env::var_os("NO_COLOR").is_some() {
        task.set("NO_COLOR", "true")
    } else {
        task
    }
}
