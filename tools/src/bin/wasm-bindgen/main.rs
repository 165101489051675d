//! `wasm-bindgen`: makes the JavaScript beside a compiled wasm. Trunk finds it on PATH.
//!
//! A program that says where it may be cut is cut first ([`split`]), so that whoever builds it gets the same pieces.

mod split;

fn main() -> anyhow::Result<()> {
    env_logger::init();
    let wanted = split::apart(std::env::args_os().collect())?;
    wasm_bindgen_cli::wasm_bindgen::run_cli_with_args(wanted)
}
