//! The steps of `cargo xtask test`, cheapest first: one table for running, usage and doctor.

use std::fs;
use std::path::PathBuf;
use std::thread;

use crate::counts::Counts;
use crate::failure::{Failure, OrSay, Outcome};
use crate::project::Project;
use crate::serve::{Policy, Site};
use crate::task::Task;
use crate::tools::{Tool, WASM};
use crate::{backend, browser, bundle, python};

/// One named check.
pub(crate) struct Step {
    pub(crate) name: &'static str,
    pub(crate) help: &'static str,
    pub(crate) tools: &'static [Tool],
    /// A step that must have passed first; naming this one brings it in.
    pub(crate) after: Option<&'static str>,
    /// What to do about a failure, beside repeating the command.
    pub(crate) remedy: &'static str,
    pub(crate) run: fn(&Project) -> Ran,
}

/// What a step did: the tests it counted, and how it ended.
pub(crate) struct Ran {
    pub(crate) counts: Counts,
    pub(crate) outcome: Outcome,
}

/// A step that checks without counting.
fn checked(outcome: Outcome) -> Ran {
    Ran {
        counts: Counts::default(),
        outcome,
    }
}

/// A step that ran a test runner, which must have run something.
fn counted((output, outcome): (String, Outcome), count: fn(&str) -> Counts) -> Ran {
    let counts = count(&output);
    let nothing = "its runner ended well and ran no test at all";
    let outcome = outcome.and_then(|()| {
        if counts.is_empty() {
            Err(Failure::new(
                nothing,
                "Are the test files where they are looked for?",
            ))
        } else {
            Ok(())
        }
    });
    Ran { counts, outcome }
}

pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "format",
        help: "rustfmt leaves every file as it is",
        tools: &[Tool::Rust, Tool::Rustfmt],
        after: None,
        remedy: "`cargo fmt --all` (and the same in tools/) formats everything.",
        run: format,
    },
    Step {
        name: "clippy",
        help: "clippy finds nothing in any crate, as compiled for this machine",
        tools: &[Tool::Rust, Tool::Clippy],
        after: None,
        remedy: "Mend what clippy names; an `#[allow]` needs its reason beside it.",
        run: |project| {
            checked(
                cargo(
                    project,
                    "clippy --workspace --all-targets --keep-going --locked -- -D warnings",
                )
                .run(),
            )
        },
    },
    Step {
        name: "native",
        help: "Tests of every crate on this machine but the server's",
        tools: &[Tool::Rust],
        after: None,
        remedy: "A random test prints its seed; `cargo test -p CRATE NAME` runs one.",
        run: |project| {
            counted(
                cargo(
                    project,
                    "test --workspace --exclude callback-server --no-fail-fast --locked",
                )
                .run_and_keep(),
                Counts::of_cargo,
            )
        },
    },
    Step {
        name: "server",
        help: "The server over SQLite and PostgreSQL, the public API's own clients, and a fuzzer of its description",
        tools: &[
            Tool::Rust,
            Tool::Postgres,
            Tool::Node,
            Tool::Npm,
            Tool::ClientPackages,
            Tool::PythonPackages,
        ],
        after: None,
        remedy: "One test: `CALLBACK_PYTHON=… cargo test -p callback-server NAME`, as the command above has it.",
        run: |project| {
            let task = cargo(
                project,
                "test --package callback-server --no-fail-fast --locked",
            )
            .set("CALLBACK_PYTHON", python::program(project));
            counted(task.run_and_keep(), Counts::of_cargo)
        },
    },
    Step {
        name: "optimized",
        help: "The long tests, those marked `#[ignore]`, in the optimized profile",
        tools: &[Tool::Rust],
        after: None,
        remedy: "A random test prints its seed; `cargo test --profile optimized -p CRATE NAME -- --ignored` runs one.",
        run: |project| {
            counted(
                cargo(
                    project,
                    "test --workspace --exclude callback-scheduler --exclude callback-server --profile optimized --no-fail-fast --locked -- --ignored",
                )
                .run_and_keep(),
                Counts::of_cargo,
            )
        },
    },
    Step {
        name: "clippy-wasm",
        help: "clippy finds nothing in the panel and the demo, as compiled for the browser",
        tools: &[Tool::Rust, Tool::Clippy, Tool::WasmTarget],
        after: None,
        remedy: "Mend what clippy names; an `#[allow]` needs its reason beside it.",
        run: |project| {
            checked(
                in_page(
                    project,
                    "clippy",
                    "--all-targets --keep-going --locked -- -D warnings",
                )
                .run(),
            )
        },
    },
    Step {
        name: "browser",
        help: "Tests of the element in a headless browser (wasm-bindgen-test)",
        tools: &[
            Tool::Rust,
            Tool::WasmTarget,
            Tool::WasmBindgen,
            Tool::Chromium,
            Tool::ChromeDriver,
        ],
        after: None,
        remedy: "`NO_HEADLESS=1` with the command above serves the tests to a browser of your own.",
        run: in_browser,
    },
    Step {
        name: "build",
        help: "The demo and the panel build in release",
        tools: bundle::TOOLS,
        after: None,
        remedy: "`cargo xtask doctor` tells whether a tool is missing.",
        run: |project| checked(bundle::build(project)),
    },
    Step {
        name: "stories",
        help: "A person's way through the built pages, in a real browser (Playwright)",
        tools: &[
            Tool::Rust,
            Tool::Node,
            Tool::Npm,
            Tool::TestPackages,
            Tool::Chromium,
        ],
        after: Some("build"),
        remedy: "One story: `CALLBACK_BASE_URL=http://127.0.0.1:8787/ node --test tests/stories/NAME/` beside the demo.",
        run: stories,
    },
];

fn cargo(project: &Project, line: &str) -> Task {
    Task::new(project, &format!("cargo {line}"))
}

/// Cargo on the package that runs in a page: the others have no business there.
fn in_page(project: &Project, word: &str, line: &str) -> Task {
    cargo(
        project,
        &format!("{word} --package callback-scheduler --target {WASM} {line}"),
    )
}

/// The workspace, and the tools that are a workspace of their own.
fn format(project: &Project) -> Ran {
    let check = |folder| cargo(project, "fmt --all --check").within(folder).run();
    checked(check("").and_then(|()| check("tools")))
}

fn in_browser(project: &Project) -> Ran {
    // Five minutes for all tests of one file together: the runner knows no other limit.
    let mut task = in_page(project, "test", "--test * --no-fail-fast --locked")
        .set("WASM_BINDGEN_TEST_TIMEOUT", "300");
    if let Some(driver) = browser::driver(project) {
        task = task.set("CHROMEDRIVER", driver);
    }
    counted(task.run_and_keep(), Counts::of_cargo)
}

/// Every `tests/stories/NAME/*.test.mjs`, against the pages just built.
fn stories(project: &Project) -> Ran {
    let prepared = story_files(project)
        .and_then(|files| Ok((files, Site::bind(&project.root, &[0], Policy::AsAsked)?)));
    // As the server's own tests build it, so that nothing is compiled twice.
    let server = cargo(
        project,
        "test --package callback-server --test clients --no-run --locked",
    );
    let prepared = prepared.and_then(|(files, site)| {
        Ok((files, site, server.run().and_then(|()| backend::program())?))
    });
    let (files, site, server) = match prepared {
        Ok(prepared) => prepared,
        Err(failure) => return checked(Err(failure)),
    };
    let mut task = story_runner(project, &site.address()).set("CALLBACK_SERVER", server);
    for file in files {
        task = task.arg(file);
    }
    thread::spawn(move || site.serve());
    let (output, outcome) = task.run_and_keep();
    // The site ends with this process, so the command just run cannot be repeated as it was.
    let served =
        "The pages are served only during the step; `cargo xtask demo` serves them for longer.";
    counted(
        (
            output,
            outcome.map_err(|failure| Failure::new(failure.cause, served)),
        ),
        Counts::of_node,
    )
}

/// What tells stories, of the pages at that address; their files are to be added.
pub(crate) fn story_runner(project: &Project, address: &str) -> Task {
    let line = "node --test --test-force-exit --test-reporter=spec --test-timeout=300000";
    let task = Task::new(project, line)
        .set("CALLBACK_BASE_URL", address)
        .set("CALLBACK_SHOTS", project.root.join("target/stories"));
    match browser::chromium(project) {
        Some(chromium) => task.set("CALLBACK_CHROMIUM", chromium),
        None => task,
    }
}

fn story_files(project: &Project) -> Outcome<Vec<PathBuf>> {
    let stories = project.root.join("tests/stories");
    let list = |folder: &PathBuf| -> Outcome<Vec<PathBuf>> {
        let entries = fs::read_dir(folder).or_say(
            folder.display(),
            "Stories live in tests/stories/NAME/NAME.test.mjs.",
        )?;
        Ok(entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .collect())
    };
    let mut files = Vec::new();
    for folder in list(&stories)?.iter().filter(|path| path.is_dir()) {
        files.extend(
            list(folder)?
                .into_iter()
                .filter(|path| path.to_string_lossy().ends_with(".test.mjs")),
        );
    }
    files.sort();
    Ok(files)
}
