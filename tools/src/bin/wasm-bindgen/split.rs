//! Takes a program apart: what a page loads first, and chunks that share its memory and table.
//!
//! Where to cut, the program says by the names of its symbols (`src/bin/panel/chunk.rs`), and carries its relocations
//! for this (`build.rs`). Chunks go to `snippets/NAME/CHUNK.wasm` in the folder of wasm-bindgen's output: the folder
//! that Trunk copies. Loading them is the program's business: the script that the splitter writes for it is not used,
//! because it would tie every instance to the first one of the page.

use anyhow::{Context, Result, anyhow, ensure};
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use wasm_split_cli_support::{Options, transform};

/// The module from which a program that wants to be cut imports the other side.
const MARK: &[u8] = b"__wasm_split_placeholder__";

/// The part that is loaded first.
pub(crate) struct First {
    /// What is wanted of wasm-bindgen, for this part.
    pub(crate) wanted: Vec<OsString>,
    /// Where its files go.
    pub(crate) folder: PathBuf,
    /// What they are called.
    pub(crate) name: String,
}

/// Cuts the program that these arguments name, if it wants that.
pub(crate) fn apart(wanted: &[OsString]) -> Result<Option<First>> {
    let is_input = |arg: &OsString| Path::new(arg).extension().is_some_and(|it| it == "wasm");
    let Some(at) = wanted.iter().position(is_input) else {
        return Ok(None);
    };
    let input = PathBuf::from(&wanted[at]);
    let wasm = fs::read(&input).with_context(|| format!("reading {}", input.display()))?;
    if !wasm.windows(MARK.len()).any(|bytes| bytes == MARK) {
        return Ok(None);
    }
    let folder = value(wanted, "--out-dir").context("a program is cut into --out-dir")?;
    let folder = PathBuf::from(folder);
    let stem = input.file_stem().unwrap_or_default();
    let name = value(wanted, "--out-name").unwrap_or_else(|| stem.to_owned());
    let name = name
        .into_string()
        .map_err(|name| anyhow!("{name:?} is no name"))?;
    let chunks = folder.join("snippets").join(&name);
    // Beside the chunks it would be copied with them.
    let first = folder.join("first").join(stem).with_extension("wasm");
    for folder in [&chunks, &first.with_file_name("")] {
        fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    cut(&wasm, &first, &chunks)?;
    let mut wanted = wanted.to_vec();
    wanted[at] = first.into();
    // Memory, table and stack pointer: what chunks link to.
    wanted.push("--keep-lld-exports".into());
    Ok(Some(First {
        wanted,
        folder,
        name,
    }))
}

fn cut(wasm: &[u8], first: &Path, chunks: &Path) -> Result<()> {
    let script = "script.js";
    let mut wanted = Options::new(wasm);
    wanted.main_out_path = first;
    wanted.output_dir = chunks;
    wanted.link_name = script;
    let made = transform(wanted).map_err(|error| anyhow!("{error:#}"))?;
    fs::remove_file(chunks.join(script))?;
    for chunk in made.split_modules {
        let name = chunk.file_name().and_then(|name| name.to_str());
        let named = name.and_then(|name| name.strip_prefix("split_"));
        // Two chunks with something in common would need a third one, loaded before either.
        ensure!(named.is_some(), "{} is shared by chunks", chunk.display());
        fs::rename(&chunk, chunk.with_file_name(named.unwrap_or_default()))?;
    }
    Ok(())
}

/// What follows an option, or stands behind its `=`.
fn value(args: &[OsString], option: &str) -> Option<OsString> {
    args.iter().enumerate().find_map(|(at, arg)| {
        let rest = arg.to_str()?.strip_prefix(option)?;
        match rest.strip_prefix('=') {
            Some(value) => Some(value.into()),
            None => args.get(at + 1).filter(|_| rest.is_empty()).cloned(),
        }
    })
}
