//! How each tool is found on this machine, and what would install it. It only looks.

use std::fs;
use std::path::{Path, PathBuf};

use super::{Row, Source, WASM};
use crate::project::{Project, TRUNK};
use crate::task::Task;
use crate::version::{self, Wanted};

/// Trunk only starts other programs, and need not be fast: left to its own settings, which optimize its 390 crates as
/// one, its compilation takes a third longer.
const QUICK: &[(&str, &str)] = &[
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
];

/// A program that the reader brings.
pub(super) fn given(
    project: &Project,
    name: &'static str,
    program: &str,
    wanted: Wanted,
    advice: &'static str,
) -> Row {
    let found = version_of(project, program);
    Row {
        name,
        wanted,
        found,
        source: Source::Reader(advice),
    }
}

/// A part of the Rust toolchain.
pub(super) fn component(project: &Project, name: &'static str, program: &str) -> Row {
    let install = Task::new(project, &format!("rustup component add {name}"));
    let found = version_of(project, program);
    Row {
        name,
        wanted: Wanted::Any,
        found,
        source: Source::Install(vec![install]),
    }
}

/// The target is there if its libraries are; a Rust without rustup can have it too.
pub(super) fn wasm_target(project: &Project) -> Row {
    let libraries = format!("rustc --print target-libdir --target {WASM}");
    let folder = Task::new(project, &libraries).read();
    let present = folder.is_some_and(|folder| Path::new(&folder).is_dir());
    Row {
        name: "wasm target",
        wanted: Wanted::Any,
        found: present.then(|| "present".to_owned()),
        source: Source::Install(vec![Task::new(
            project,
            &format!("rustup target add {WASM}"),
        )]),
    }
}

/// Trunk, from the registry.
pub(super) fn trunk(project: &Project) -> Row {
    let what = format!("trunk --version {TRUNK}");
    Row {
        name: "Trunk",
        wanted: Wanted::Exactly(TRUNK.to_owned()),
        found: version_of(project, "trunk"),
        source: cargo_install(project, &project.tool_folder("trunk", TRUNK), &what, QUICK),
    }
}

/// Both programs, built from `tools/` in the version of Cargo.lock.
pub(super) fn wasm_bindgen(project: &Project) -> Row {
    let wanted = &project.wasm_bindgen;
    // The older of both decides: one left behind must be built again.
    let found =
        version_of(project, "wasm-bindgen").zip(version_of(project, "wasm-bindgen-test-runner"));
    Row {
        name: "wasm-bindgen",
        wanted: Wanted::Exactly(wanted.clone()),
        found: found.map(|(bindgen, runner)| if bindgen == *wanted { runner } else { bindgen }),
        source: cargo_install(project, &project.own_tools_folder(), "--path tools", &[]),
    }
}

/// A program that cargo builds into its folder of the tools' folder.
fn cargo_install(project: &Project, folder: &Path, what: &str, profile: &[(&str, &str)]) -> Source {
    let task = Task::new(project, &format!("cargo install {what} --locked --root")).arg(folder);
    // Not the project's target folder, where it would wait for a running build; removed afterwards.
    let task = task.set("CARGO_TARGET_DIR", build_folder(project));
    Source::Install(vec![
        profile
            .iter()
            .fold(task, |task, (name, value)| task.set(name, value)),
    ])
}

/// What is left of building the tools; some hundred megabytes that nothing uses again.
pub(super) fn build_folder(project: &Project) -> PathBuf {
    project.tools.join("build")
}

/// The packages of one folder's package-lock.json, judged by the one that matters most.
pub(super) fn npm(project: &Project, name: &'static str, folder: &str, package: &str) -> Row {
    let field = |file: &str, pointer: &str| {
        let text = fs::read_to_string(project.root.join(folder).join(file)).ok()?;
        let json: serde_json::Value = serde_json::from_str(&text).ok()?;
        json.pointer(pointer)?.as_str().map(str::to_owned)
    };
    let wanted = field("package.json", &format!("/devDependencies/{package}")).unwrap_or_default();
    Row {
        name,
        wanted: Wanted::Exactly(wanted),
        found: field(&format!("node_modules/{package}/package.json"), "/version"),
        source: Source::Install(vec![
            Task::new(project, "npm ci --no-audit --no-fund").within(folder),
        ]),
    }
}

fn version_of(project: &Project, program: &str) -> Option<String> {
    let text = Task::new(project, &format!("{program} --version")).read();
    text.and_then(|text| version::first_in(&text))
}
