//! `cargo xtask bench sizes`: what a customer's page has to fetch, compressed as a good server sends it.
//!
//! Brotli at its highest quality, file by file. Kilobytes are thousands of bytes.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use crate::bundle;
use crate::failure::{OrSay, Outcome};
use crate::package::{self, CHUNKS, GLUE, LOADER, WASM};
use crate::project::{Project, files_in};
use crate::report::{Measure, Target};
use crate::tools::{self, Tool};

pub(crate) const TOOLS: &[Tool] = package::TOOLS;

/// What the loader and the first usable panel were promised to stay under.
const LOADER_TARGET: u64 = 6_000;
const PANEL_TARGET: u64 = 120_000;
const BARE_TARGET: u64 = 100_000;

pub(crate) fn measure(project: &Project) -> Outcome<Vec<Measure>> {
    tools::ensure(project, bundle::TOOLS)?;
    bundle::build(project)?;
    let missing = |tool: &Tool| tool.row(project).is_missing();
    let panel = if [Tool::Node, Tool::Npm].iter().any(missing) {
        println!("\nmeasured as Trunk built it: what npm gets needs Node 20 and npm");
        project.dist()
    } else {
        println!("\nmeasured as npm gets it");
        package::pack(project)?
    };
    let size = |file: &Path| -> Outcome<u64> { Ok(brotli(&read(file)?)) };
    let [loader, glue, wasm] = [LOADER, GLUE, WASM].map(|name| size(&panel.join(name)));
    let (loader, glue, wasm) = (loader?, glue?, wasm?);
    let bytes = |name, value: u64, target: Option<u64>| Measure {
        name,
        value: value as f64,
        unit: "bytes",
        target: target.map(|most| Target::AtMost(most as f64)),
    };
    let first = loader + glue + wasm;
    let mut all = first;
    let mut chunks = Vec::new();
    for file in files_in(&panel.join(CHUNKS))? {
        let size = size(&file)?;
        all += size;
        chunks.push(bytes(chunk_name(&file), size, None));
    }
    let dist = project.dist();
    let others = files_in(&dist)?.into_iter().filter(|file| {
        let panels = [LOADER, GLUE, WASM].iter().any(|name| file.ends_with(name));
        !panels && !file.starts_with(dist.join(CHUNKS))
    });
    let demo = others.map(|file| size(&file)).sum::<Outcome<u64>>()?;
    // The data sits inside the wasm, so what it costs there is what it costs alone, nearly.
    let zones = all_of(&project.root.join("crates/tz/data"), "bin")?;
    let mut measures = vec![
        bytes("loader".into(), loader, Some(LOADER_TARGET)),
        bytes("glue".into(), glue, None),
        bytes("wasm".into(), wasm, None),
    ];
    measures.extend(chunks);
    measures.extend([
        bytes(
            "css".into(),
            all_of(&project.root.join("style"), "css")?,
            None,
        ),
        bytes("first-usable-panel".into(), first, Some(PANEL_TARGET)),
        bytes(
            "first-usable-panel-without-zone-data".into(),
            first.saturating_sub(zones),
            Some(BARE_TARGET),
        ),
        bytes("panel-with-all-chunks".into(), all, None),
        bytes("demo".into(), demo, None),
    ]);
    Ok(measures)
}

fn chunk_name(file: &Path) -> Cow<'static, str> {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    format!("chunk-{name}").into()
}

/// All files of one kind in a folder, compressed as one; 0 where there are none.
fn all_of(folder: &Path, ending: &str) -> Outcome<u64> {
    if !folder.is_dir() {
        return Ok(0);
    }
    let mut all = Vec::new();
    for file in files_in(folder)?
        .iter()
        .filter(|file| file.extension().is_some_and(|found| found == ending))
    {
        all.extend(read(file)?);
    }
    Ok(if all.is_empty() { 0 } else { brotli(&all) })
}

fn read(file: &Path) -> Outcome<Vec<u8>> {
    fs::read(file).or_say(
        file.display(),
        "Trunk should have put it there: index.html names what goes into dist.",
    )
}

/// How many bytes are sent for these.
pub(crate) fn brotli(bytes: &[u8]) -> u64 {
    let settings = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &settings)
        .unwrap_or_else(|error| unreachable!("reading and writing memory does not fail: {error}"));
    compressed.len() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repetition_costs_next_to_nothing() {
        let once = brotli(b"promises a customer a callback");
        let often = brotli("promises a customer a callback".repeat(1_000).as_bytes());
        assert!(once > 10 && often < once + 30, "{once} {often}");
    }
}
