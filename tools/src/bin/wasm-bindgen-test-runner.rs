//! `wasm-bindgen-test-runner`: what `cargo test --target wasm32-unknown-unknown` runs a test with.

fn main() -> anyhow::Result<()> {
    env_logger::init();
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::env::args_os())
}
