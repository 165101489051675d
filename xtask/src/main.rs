//! `cargo xtask`: everything a developer of callback-scheduler runs.
fn main() {}
