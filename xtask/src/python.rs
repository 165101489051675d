//! Python with the packages that the server is tested with, in an environment of their own in the tools' folder.

use std::fs;
use std::path::PathBuf;

use crate::apt;
use crate::project::Project;
use crate::task::Task;
use crate::tools::{Row, Source};
use crate::version::Wanted;

const REQUIREMENTS: &str = "tests/clients/requirements.txt";
const ADVICE: &str = "Python 3.10 or newer with venv: https://python.org, or your system's packages `python3 python3-venv`";

/// The environment's Python.
pub(crate) fn program(project: &Project) -> PathBuf {
    folder(project).join("bin/python")
}

/// A folder for each list of packages, so that an older checkout finds its own.
fn folder(project: &Project) -> PathBuf {
    project.tool_folder("python", &fingerprint(project))
}

fn fingerprint(project: &Project) -> String {
    let text = fs::read(project.root.join(REQUIREMENTS)).unwrap_or_default();
    // FNV-1a
    let hash = text.iter().fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193)
    });
    format!("{hash:08x}")
}

pub(crate) fn row(project: &Project) -> Row {
    let folder = folder(project);
    // Written last, so that half an environment is none.
    let mark = folder.join("complete");
    let python = folder.join("bin/python");
    let install = Task::program(project, &python)
        .arg("-m")
        .arg("pip")
        .arg("install")
        .arg("--quiet")
        .arg("--disable-pip-version-check")
        .arg("--no-deps")
        .arg("--requirement")
        .arg(REQUIREMENTS);
    let make = vec![
        Task::new(project, "python3 -m venv --clear").arg(&folder),
        install,
        Task::new(project, "touch").arg(&mark),
    ];
    let usable = Task::new(project, "python3 -c").arg("import ensurepip, venv");
    let source = match (
        usable.read(),
        apt::source(project, "python3 python3-venv", ADVICE),
    ) {
        (Some(_), _) => Source::Install(make),
        (None, Source::Install(first)) => Source::Install(first.into_iter().chain(make).collect()),
        (None, by_hand) => by_hand,
    };
    let version = fingerprint(project);
    Row {
        name: "PyPI: clients",
        found: mark.is_file().then(|| version.clone()),
        wanted: Wanted::Exactly(version),
        source,
    }
}
