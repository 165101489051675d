//! Shortens what only a wasm and the script beside it call by name: `__wbg_insertBefore_0123456789abcdef` is `_7` in
//! both. A hash does not compress, and the panel's names were 4 KB of its first load.

use anyhow::{Context, Result};
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use walrus::Module;

/// Shortens the names between `NAME_bg.wasm` and `NAME.js` of that folder.
pub(crate) fn shorten(folder: &Path, name: &str) -> Result<()> {
    let wasm = folder.join(format!("{name}_bg.wasm"));
    let script = folder.join(format!("{name}.js"));
    let mut module = Module::from_file(&wasm).context("reading what wasm-bindgen made")?;
    let text = fs::read_to_string(&script)?;
    let mut names = Names::default();
    for import in module.imports.iter_mut() {
        names.shorten(&mut import.name);
    }
    for export in module.exports.iter_mut() {
        names.shorten(&mut export.name);
    }
    fs::write(&script, names.within(&text))?;
    module.emit_wasm_file(&wasm)
}

/// Long names and the short ones in their place.
#[derive(Default)]
struct Names(HashMap<String, String>);

impl Names {
    fn shorten(&mut self, name: &mut String) {
        if is_hashed(name) {
            let next = format!("_{}", self.0.len());
            let short = self.0.entry(name.clone()).or_insert(next);
            name.clone_from(short);
        }
    }

    /// The script with its names shortened, word by word.
    fn within(&self, script: &str) -> String {
        let in_word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
        let mut short = String::with_capacity(script.len());
        let mut rest = script;
        while !rest.is_empty() {
            let end = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            short.push_str(self.0.get(word).map_or(word, String::as_str));
            let next = after.find(in_word).unwrap_or(after.len());
            let (between, after) = after.split_at(next);
            short.push_str(between);
            rest = after;
        }
        short
    }
}

/// Whether it ends in a hash of wasm-bindgen's. Others are the program's own, and stay.
fn is_hashed(name: &str) -> bool {
    let hash = name.rsplit('_').next().unwrap_or_default();
    let hash = hash.strip_prefix('h').unwrap_or(hash);
    hash.len() == 16 && hash.bytes().all(|c| c.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shortened_wherever_it_is_a_word() {
        let mut names = Names::default();
        let mut import = "__wbg_new_0123456789abcdef".to_owned();
        let mut own = "panelhandle_call".to_owned();
        names.shorten(&mut import);
        names.shorten(&mut own);
        assert_eq!((import.as_str(), own.as_str()), ("_0", "panelhandle_call"));
        assert_eq!(
            names.within("{__wbg_new_0123456789abcdef:f(x__wbg_new_0123456789abcdef)}é"),
            "{_0:f(x__wbg_new_0123456789abcdef)}é"
        );
    }
}
