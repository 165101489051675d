//! The program behind `<callback-scheduler>`: what the loader brings in.
fn main() {}
