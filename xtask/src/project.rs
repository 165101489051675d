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
    /// A number that is another whenever anything in `tools/` is: our wasm-bindgen does more than its version says.
    pub(crate) own_tools: u32,
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
            tools: tools_folder(|name| env::var_os(name))?,
            own_tools: fingerprint(&root.join("tools"))?,
            wasm_bindgen,
            root,
        })
    }

    /// Where one tool is installed: a folder for each version, so that an older checkout finds its own.
    pub(crate) fn tool_folder(&self, name: &str, version: &str) -> PathBuf {
        self.tools.join(format!("{name}-{version}"))
    }

    /// Where the programs of `tools/` are installed.
    pub(crate) fn own_tools_folder(&self) -> PathBuf {
        let version = format!("{}-{:08x}", self.wasm_bindgen, self.own_tools);
        self.tool_folder("wasm-bindgen", &version)
    }

    /// PATH with our own tools before everybody else's.
    pub(crate) fn path(&self) -> OsString {
        let own = [self.own_tools_folder(), self.tool_folder("trunk", TRUNK)];
        let own = own.map(|folder| folder.join("bin"));
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

/// FNV-1a over the programs and their lock file, in the order of their names.
fn fingerprint(tools: &Path) -> Outcome<u32> {
    let mut files = vec![tools.join("Cargo.lock"), tools.join("Cargo.toml")];
    files.extend(files_in(&tools.join("src"))?);
    let mut hash = 0x811c_9dc5_u32;
    for file in files {
        let bytes = fs::read(&file).or_say(file.display(), "Is this a whole checkout?")?;
        // However git writes the ends of lines here.
        for byte in bytes.into_iter().filter(|byte| *byte != b'\r') {
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
    Ok(hash)
}

/// Every file of a folder and of those in it, in the order of their names.
pub(crate) fn files_in(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)
        .or_say(folder.display(), "Is it readable?")?
        .filter_map(Result::ok)
    {
        if entry.path().is_dir() {
            found.extend(files_in(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
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
