//! Has the panel's program carry relocations: by them `tools/` takes it apart into what a page loads first and the
//! chunks that come after (ARCHITECTURE.md, "Chunks").

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        println!("cargo::rustc-link-arg-bin=callback-panel=--emit-relocs");
    }
}
