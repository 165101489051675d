//! The tools: one table for `doctor`, `demo` and `test`, of what each is, how it is found and how it is installed.
//!
//! Nothing is installed outside the tools' folder, `node_modules`, the Rust toolchain and, for the browser, apt.

mod lookup;

use std::fs;

use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::task::Task;
use crate::version::Wanted;
use crate::{browser, postgres, python};

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
    Smaller,
    Postgres,
    ClientPackages,
    PythonPackages,
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
    pub(crate) const ALL: [Self; 15] = [
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
        Self::Smaller,
        Self::Postgres,
        Self::ClientPackages,
        Self::PythonPackages,
    ];

    /// Looks the tool up on this machine.
    pub(crate) fn row(self, project: &Project) -> Row {
        let at_least = |version: &str| Wanted::AtLeast(version.to_owned());
        let rust = at_least(env!("CARGO_PKG_RUST_VERSION"));
        match self {
            Self::Rust => lookup::given(project, "Rust", "rustc", rust, RUSTUP),
            Self::Rustfmt => lookup::component(project, "rustfmt", "cargo fmt"),
            Self::Clippy => lookup::component(project, "clippy", "cargo clippy"),
            Self::WasmTarget => lookup::wasm_target(project),
            Self::WasmBindgen => lookup::wasm_bindgen(project),
            Self::Trunk => lookup::trunk(project),
            Self::Node => lookup::given(project, "Node", "node", at_least("20.14"), NODE),
            Self::Npm => lookup::given(project, "npm", "npm", Wanted::Any, NODE),
            Self::TestPackages => lookup::npm(project, "npm: tests", "tests", "playwright-core"),
            Self::Smaller => lookup::npm(project, "npm: wasm-opt, terser", "tools", "terser"),
            Self::ClientPackages => lookup::npm(
                project,
                "npm: clients",
                "tests/clients",
                "purecloud-platform-client-v2",
            ),
            Self::PythonPackages => python::row(project),
            Self::Postgres => postgres::row(project),
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
        let _ = fs::remove_dir_all(lookup::build_folder(project));
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
