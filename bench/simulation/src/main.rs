//! Times the cases on this machine: `name seconds contacts fingerprint waited`, one line each, rounds interleaved; then `paired share`
//! and `paired-owning share`.

use callback_bench_simulation::{Ready, paired_shares, tuned_mm10};
use std::hint::black_box;
use std::time::Instant;

/// Customers of the tuned loop: as many as the engine's case has.
const CUSTOMERS: u64 = 4_000_000;
/// Each case is run so often, and its quickest round counts.
const ROUNDS: usize = 15;
/// Runs of the help desk, paired and apart.
const REPLICATIONS: u64 = 2_000;

fn main() {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let ready: Vec<(&String, Ready)> = names
        .iter()
        .filter_map(|name| Some((name, Ready::of(name)?)))
        .collect();
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let mean = black_box(tuned_mm10(black_box(CUSTOMERS)));
        println!(
            "tuned {} {CUSTOMERS} {:016x} 0",
            begun.elapsed().as_secs_f64(),
            mean.to_bits()
        );
        for (name, case) in &ready {
            let begun = Instant::now();
            let done = black_box(case.run());
            println!("{name} {} {done}", begun.elapsed().as_secs_f64());
        }
    }
    if let Some([as_it_is, owning]) = paired_shares(REPLICATIONS) {
        println!("paired {as_it_is}\npaired-owning {owning}");
    }
}
