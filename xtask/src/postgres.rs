//! PostgreSQL, of which the server's tests start clusters of their own.

use std::fs;
use std::path::PathBuf;

use crate::apt;
use crate::project::Project;
use crate::task::Task;
use crate::tools::Row;
use crate::version::{self, Wanted};

const ADVICE: &str =
    "PostgreSQL 15 or newer with its programs under /usr/lib/postgresql, as Debian has them";

pub(crate) fn row(project: &Project) -> Row {
    let found = newest().and_then(|program| {
        let text = Task::program(project, program).arg("--version").read()?;
        version::first_in(&text)
    });
    Row {
        name: "PostgreSQL",
        wanted: Wanted::AtLeast("15".to_owned()),
        found,
        source: apt::source(project, "postgresql", ADVICE),
    }
}

/// The `postgres` of the newest version that is installed.
fn newest() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut programs: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let folder = entry.ok()?.path();
            let version = folder.file_name()?.to_str()?.parse().ok()?;
            Some((version, folder.join("bin/postgres")))
        })
        .filter(|(_, program)| program.is_file())
        .collect();
    programs.sort();
    programs.pop().map(|(_, program)| program)
}
