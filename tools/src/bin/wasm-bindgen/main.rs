//! `wasm-bindgen`: makes the JavaScript beside a compiled wasm. Trunk finds it on PATH.
//!
//! A program that says where it may be cut is cut first ([`split`]), and what it and its script call each other is
//! shortened afterwards ([`shorten`]), so that whoever builds it gets the same files.

mod shorten;
mod split;

use std::ffi::OsString;

fn main() -> anyhow::Result<()> {
    env_logger::init();
    let wanted: Vec<OsString> = std::env::args_os().collect();
    match split::apart(&wanted)? {
        None => wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(wanted),
        Some(first) => {
            wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(first.wanted)?;
            shorten::shorten(&first.folder, &first.name)
        }
    }
}
