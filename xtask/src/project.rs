//! Where things are: the project's folder, the tools' folder, and what is on PATH for the programs run here.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, OrSay, Outcome};
use crate::version;

/// The version of Trunk that builds the demo.
pub(crate) const TRUNK: &str = "0.21.14";

/// The folders every command works with.
pub(crate) struct Project {
    /// The folder of the workspace's Cargo.toml.
    pub(crate) root: PathBuf,
    /// Where tools are installed, outside `target`, so that a clean build does not fetch them again.
    pub(crate) tools: PathBuf,
    /// The version of wasm-bindgen in Cargo.lock: the program and the crate must be the same.
    pub(crate) wasm_bindgen: String,
}

impl Project {
    /// Finds the project this program was started from.
    pub(crate) fn find() -> Outcome<Self> {
        // At run time, because two work trees may share a target folder; the other when started without cargo.
        let manifest =
            env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        let root = PathBuf::from(manifest)
            .parent()
            .map(Path::to_owned)
            .unwrap_or_default();
        let wasm_bindgen = locked_wasm_bindgen(&root)?;
        Ok(Self {
            root,
            tools: tools_folder(|name| env::var_os(name))?,
            wasm_bindgen,
        })
    }

    /// Where one tool is installed: a folder for each version, so that an older checkout finds its own.
    pub(crate) fn tool_folder(&self, name: &str, version: &str) -> PathBuf {
        self.tools.join(format!("{name}-{version}"))
    }

    /// PATH with our own tools before everybody else's.
    pub(crate) fn path(&self) -> OsString {
        let own = [
            ("wasm-bindgen", self.wasm_bindgen.as_str()),
            ("trunk", TRUNK),
        ];
        let own = own.map(|(name, version)| self.tool_folder(name, version).join("bin"));
        let rest = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&rest))).unwrap_or(rest)
    }

    /// The whole path of a program on PATH.
    pub(crate) fn which(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&self.path())
            .map(|folder| folder.join(&file))
            .find(|path| path.is_file())
    }

    /// The folder Trunk writes the built page to.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }
}

/// The version both lock files agree on.
fn locked_wasm_bindgen(root: &Path) -> Outcome<String> {
    let remedy = "Is this a whole checkout? `git status` tells what is missing.";
    let read = |path: PathBuf| fs::read_to_string(&path).or_say(path.display(), remedy);
    let crates = version::locked(&read(root.join("Cargo.lock"))?, "wasm-bindgen");
    let program = version::locked(&read(root.join("tools/Cargo.lock"))?, "wasm-bindgen-cli");
    match (crates, program) {
        (Some(crates), Some(program)) if crates == program => Ok(crates),
        (crates, program) => Err(Failure::new(
            format!(
                "wasm-bindgen is {} in Cargo.lock and {} in tools/Cargo.lock",
                or_none(crates),
                or_none(program)
            ),
            "They must be one version: change `wasm-bindgen` in Cargo.toml and `version` and `wasm-bindgen-cli` in \
             tools/Cargo.toml together, then run `cargo update --workspace` in both folders.",
        )),
    }
}

fn or_none(version: Option<String>) -> String {
    version.unwrap_or_else(|| "absent".to_owned())
}

/// `$CALLBACK_TOOLS`, else the user's cache folder.
fn tools_folder(variable: impl Fn(&str) -> Option<OsString>) -> Outcome<PathBuf> {
    let set = |name: &str| {
        variable(name)
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    };
    let cache = |folder: PathBuf| folder.join("callback-scheduler");
    set("CALLBACK_TOOLS")
        .or_else(|| set("XDG_CACHE_HOME").map(cache))
        .or_else(|| set("HOME").or_else(|| set("USERPROFILE")).map(|home| cache(home.join(".cache"))))
        .ok_or_else(|| {
            let cause = "no folder to keep tools in: neither CALLBACK_TOOLS, XDG_CACHE_HOME nor HOME is set";
            Failure::new(cause, "Set CALLBACK_TOOLS to a folder that lasts.")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tools_folder_follows_the_first_variable_that_is_set() {
        let folder = |set: &[(&str, &str)]| {
            tools_folder(|name| {
                set.iter()
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| value.into())
            })
        };
        let all = [
            ("CALLBACK_TOOLS", "/t"),
            ("XDG_CACHE_HOME", "/x"),
            ("HOME", "/h"),
        ];
        assert_eq!(folder(&all), Ok("/t".into()));
        assert_eq!(folder(&all[1..]), Ok("/x/callback-scheduler".into()));
        assert_eq!(folder(&all[2..]), Ok("/h/.cache/callback-scheduler".into()));
        assert_eq!(
            folder(&[("CALLBACK_TOOLS", ""), ("HOME", "/h")]),
            Ok("/h/.cache/callback-scheduler".into())
        );
        assert!(folder(&[]).is_err());
    }

    #[test]
    fn the_tools_and_the_crates_lock_one_wasm_bindgen() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        assert!(locked_wasm_bindgen(&root).is_ok());
    }
}
