//! `cargo xtask package`: what npm gets, in `target/package`. The files are those of `dist`, made smaller: wasm by
//! wasm-opt, scripts by terser. The demo and the stories do without both.

use std::fs;
use std::path::{Path, PathBuf};

use crate::bundle;
use crate::failure::{OrSay, Outcome};
use crate::project::{Project, files_in};
use crate::task::Task;
use crate::tools::{self, Tool};

pub(crate) const TOOLS: &[Tool] = &[Tool::Node, Tool::Npm, Tool::Smaller];

pub(crate) const LOADER: &str = "callback-scheduler.js";
pub(crate) const GLUE: &str = "callback-panel.js";
pub(crate) const WASM: &str = "callback-panel_bg.wasm";
/// The chunks, which the loader fetches after the first paint.
pub(crate) const CHUNKS: &str = "snippets/callback-panel";

/// The features that rustc uses for this target, by name: with `--all-features` wasm-opt writes what no browser takes.
pub(crate) const FEATURES: &str = "--enable-bulk-memory --enable-bulk-memory-opt --enable-call-indirect-overlong --enable-multivalue \
                        --enable-mutable-globals --enable-nontrapping-float-to-int --enable-reference-types --enable-sign-ext";

pub(crate) fn run(project: &Project, _: &[String]) -> Outcome {
    tools::ensure(project, bundle::TOOLS)?;
    bundle::build(project)?;
    let folder = pack(project)?;
    println!("\nThe package is in {}", folder.display());
    Ok(())
}

/// Writes the package from what was built.
pub(crate) fn pack(project: &Project) -> Outcome<PathBuf> {
    tools::ensure(project, TOOLS)?;
    let (dist, package) = (project.dist(), project.root.join("target/package"));
    let mut files: Vec<PathBuf> = [LOADER, GLUE, WASM].map(PathBuf::from).into();
    for chunk in files_in(&dist.join(CHUNKS))? {
        files.push(Path::new(CHUNKS).join(chunk.file_name().unwrap_or_default()));
    }
    let writable = "Is the target folder writable?";
    fs::create_dir_all(package.join(CHUNKS)).or_say(package.display(), writable)?;
    for file in files {
        shrink(project, &dist.join(&file), &package.join(&file))?;
    }
    for file in ["package.json", "README.md", "callback-scheduler.d.ts"] {
        let from = project.root.join("npm").join(file);
        fs::copy(&from, package.join(file)).or_say(from.display(), writable)?;
    }
    Ok(package)
}

fn shrink(project: &Project, from: &Path, to: &Path) -> Outcome {
    let node = |line: &str| Task::new(project, &format!("node tools/node_modules/{line}"));
    if from.extension().is_some_and(|ending| ending == "wasm") {
        let opt = "binaryen/bin/wasm-opt -Oz --converge --strip-producers --strip-target-features";
        let task = node(&format!("{opt} {FEATURES}"));
        task.arg(from).arg("-o").arg(to).run()
    } else {
        // The file first: `--mangle` would take what follows it for its options.
        let task = node("terser/bin/terser").arg(from).arg("--output").arg(to);
        let words = ["--module", "--compress", "passes=2", "--mangle"];
        words.into_iter().fold(task, Task::arg).run()
    }
}
