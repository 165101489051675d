//! Debian's packages, where installing them asks nobody.

use std::fs;

use crate::project::Project;
use crate::task::Task;
use crate::tools::Source;

/// By apt as root on Debian. Elsewhere the reader knows better.
pub(crate) fn source(project: &Project, packages: &str, advice: &'static str) -> Source {
    // Another apt may be at work on a new machine, and a mirror may be slow: both are waited for.
    let apt = |line: &str| {
        let line =
            format!("apt-get -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 --quiet {line}");
        Task::new(project, &line).set("DEBIAN_FRONTEND", "noninteractive")
    };
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    let root = Task::new(project, "id -u").read().as_deref() == Some("0");
    if !root || !release.lines().any(|line| line == "ID=debian") {
        return Source::Reader(advice);
    }
    Source::Install(vec![
        apt("update"),
        apt(&format!("install --yes --no-install-recommends {packages}")),
    ])
}
