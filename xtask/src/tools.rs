//! The tools: one table for `doctor`, `demo` and `test`, of what each is, how it is found and how it is installed.
//!
//! Nothing is installed outside the tools' folder, `node_modules`, the Rust toolchain and, for the browser, apt.

use std::fs;
use std::path::{Path, PathBuf};

use crate::browser;
use crate::failure::{Failure, Outcome};
use crate::project::{Project, TRUNK};
use crate::task::Task;
use crate::version::{self, Wanted};

/// The target of everything that runs in a page.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// Every tool that some command needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    Rust,
    Rustfmt,
    Clippy,
    WasmTarget,
    WasmBindgen,
    Trunk,
    Node,
    Npm,
    TestPackages,
    Chromium,
    ChromeDriver,
    WasmOpt,
}

/// How a missing tool is come by.
pub(crate) enum Source {
    /// By running these, one after the other.
    Install(Vec<Task>),
    /// By the reader: where to get it.
    Reader(&'static str),
}

/// What the table says of one tool.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) wanted: Wanted,
    /// The version that is there, good enough or not.
    pub(crate) found: Option<String>,
    pub(crate) source: Source,
}

impl Row {
    pub(crate) fn is_missing(&self) -> bool {
        !self
            .found
            .as_deref()
            .is_some_and(|found| self.wanted.admits(found))
    }

    /// One line: how it is installed.
    pub(crate) fn how(&self) -> String {
        match &self.source {
            Source::Install(tasks) => tasks
                .iter()
                .map(Task::to_string)
                .collect::<Vec<_>>()
                .join(" && "),
            Source::Reader(advice) => (*advice).to_owned(),
        }
    }
}

const RUSTUP: &str = "rustup from https://rustup.rs, then `rustup update`";
const NODE: &str =
    "Node 20.14 or newer with npm: https://nodejs.org, or your system's packages `nodejs npm`";

impl Tool {
    pub(crate) const ALL: [Self; 12] = [
        Self::Rust,
        Self::WasmTarget,
        Self::WasmBindgen,
        Self::Trunk,
        Self::Rustfmt,
        Self::Clippy,
        Self::Node,
        Self::Npm,
        Self::TestPackages,
        Self::Chromium,
        Self::ChromeDriver,
        Self::WasmOpt,
    ];

    /// Looks the tool up on this machine.
    pub(crate) fn row(self, project: &Project) -> Row {
        let installs = |line: &str| Source::Install(vec![Task::new(project, line)]);
        let says = |line: &str| {
            Task::new(project, line)
                .read()
                .and_then(|text| version::first_in(&text))
        };
        let row = |name, wanted, found, source| Row {
            name,
            wanted,
            found,
            source,
        };
        let at_least = |version: &str| Wanted::AtLeast(version.to_owned());
        match self {
            Self::Rust => {
                let wanted = at_least(env!("CARGO_PKG_RUST_VERSION"));
                row(
                    "Rust",
                    wanted,
                    says("rustc --version"),
                    Source::Reader(RUSTUP),
                )
            }
            Self::Rustfmt => {
                let source = installs("rustup component add rustfmt");
                row("rustfmt", Wanted::Any, says("cargo fmt --version"), source)
            }
            Self::Clippy => {
                let source = installs("rustup component add clippy");
                row(
                    "clippy",
                    Wanted::Any,
                    says("cargo clippy --version"),
                    source,
                )
            }
            Self::WasmTarget => {
                let source = installs(&format!("rustup target add {WASM}"));
                row("wasm target", Wanted::Any, wasm_target(project), source)
            }
            Self::WasmBindgen => wasm_bindgen(project),
            Self::Trunk => {
                let source =
                    cargo_install(project, "trunk", TRUNK, &format!("trunk --version {TRUNK}"));
                row(
                    "Trunk",
                    Wanted::Exactly(TRUNK.to_owned()),
                    says("trunk --version"),
                    source,
                )
            }
            Self::Node => row(
                "Node",
                at_least("20.14"),
                says("node --version"),
                Source::Reader(NODE),
            ),
            Self::Npm => row(
                "npm",
                Wanted::Any,
                says("npm --version"),
                Source::Reader(NODE),
            ),
            Self::TestPackages => npm_packages(project, "npm: tests", "tests", "playwright-core"),
            Self::WasmOpt => npm_packages(project, "npm: wasm-opt", "tools", "binaryen"),
            Self::Chromium => browser::chromium_row(project),
            Self::ChromeDriver => browser::driver_row(project),
        }
    }
}

/// Installs those of the tools that are missing, and says what it does.
///
/// # Errors
/// If one can't be installed here, with where to get it; or if its installation fails.
pub(crate) fn ensure(project: &Project, tools: &[Tool]) -> Outcome {
    for tool in tools {
        let row = tool.row(project);
        if !row.is_missing() {
            continue;
        }
        let Source::Install(tasks) = &row.source else {
            let found = row.found.as_deref().unwrap_or("nothing");
            return Err(Failure::new(
                format!("{} is needed ({}); found {found}", row.name, row.wanted),
                row.how(),
            ));
        };
        println!("Installing {} ({})", row.name, row.wanted);
        for task in tasks {
            println!("  {task}");
            task.run()?;
        }
        // If it can't be removed it only takes room.
        let _ = fs::remove_dir_all(build_folder(project));
        let after = tool.row(project);
        if after.is_missing() {
            let found = after.found.unwrap_or_else(|| "nothing".to_owned());
            let cause = format!(
                "{} was installed, yet {found} is found where {} is wanted",
                row.name, row.wanted
            );
            return Err(Failure::new(
                cause,
                "Is another one before it on PATH? `cargo xtask doctor` tells what is found.",
            ));
        }
    }
    Ok(())
}

/// The target is there if its libraries are; a Rust without rustup can have it too.
fn wasm_target(project: &Project) -> Option<String> {
    let folder = Task::new(
        project,
        &format!("rustc --print target-libdir --target {WASM}"),
    )
    .read()?;
    Path::new(&folder).is_dir().then(|| "present".to_owned())
}

/// Both programs, built from `tools/` in the version of Cargo.lock.
fn wasm_bindgen(project: &Project) -> Row {
    let version = |program: &str| {
        let text = Task::new(project, &format!("{program} --version")).read();
        text.and_then(|text| version::first_in(&text))
    };
    let wanted = &project.wasm_bindgen;
    // The older of both decides: one left behind must be built again.
    let found = version("wasm-bindgen").zip(version("wasm-bindgen-test-runner"));
    Row {
        name: "wasm-bindgen",
        wanted: Wanted::Exactly(wanted.clone()),
        found: found.map(|(bindgen, runner)| if bindgen == *wanted { runner } else { bindgen }),
        source: cargo_install(project, "wasm-bindgen", wanted, "--path tools"),
    }
}

/// A program that cargo builds into its folder of the tools' folder.
fn cargo_install(project: &Project, name: &str, version: &str, what: &str) -> Source {
    let folder = project.tool_folder(name, version);
    let task = Task::new(project, &format!("cargo install {what} --locked --root")).arg(&folder);
    // Not the project's target folder, where it would wait for a running build; removed afterwards.
    Source::Install(vec![task.set("CARGO_TARGET_DIR", build_folder(project))])
}

/// What is left of building the tools; some hundred megabytes that nothing uses again.
fn build_folder(project: &Project) -> PathBuf {
    project.tools.join("build")
}

/// The packages of one folder's package-lock.json, judged by the one that matters most.
fn npm_packages(project: &Project, name: &'static str, folder: &str, package: &str) -> Row {
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
