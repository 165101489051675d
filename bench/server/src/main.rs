//! What the server bears, from a second process over loopback: `cargo xtask bench server` builds and runs it.
//!
//! `callback-bench-server PROGRAM [WAITING [WHAT…]]` prints `name value unit` for each store, with so many callbacks
//! waiting in it. Everything is measured at that size: what is fast in an empty table tells nothing. `WHAT` names stores
//! (`sqlite`, `postgres`) and parts (`reads`, `creates`, `drain`); of what is not named at all, everything is measured.

mod client;
mod creates;
mod drain;
mod fill;
mod floor;
mod home;
mod load;
#[path = "../../../crates/server/tests/support/postgres.rs"]
#[allow(dead_code, unreachable_pub, reason = "the tests use more of it")]
mod postgres;
mod reads;

use creates::Agent;
use home::{Home, Served};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Whatever goes wrong ends the bench.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const WAITING: i64 = 1_000_000;
/// Floor and server take turns, so that what else the machine does falls on both.
const ROUNDS: usize = 3;
const STORES: [&str; 2] = ["sqlite", "postgres"];
const PARTS: [&str; 3] = ["reads", "creates", "drain"];

#[tokio::main]
async fn main() -> Outcome {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let Some((first, rest)) = words.split_first()
        && first == floor::FLOOR
    {
        return floor::main(rest).await;
    }
    let mut words = words.into_iter();
    let program = PathBuf::from(words.next().ok_or("the server's program is missing")?);
    let waiting = words.next().map_or(Ok(WAITING), |word| word.parse())?;
    let named: Vec<String> = words.collect();
    if let Some(unknown) = named
        .iter()
        .find(|it| !STORES.iter().chain(&PARTS).any(|known| known == it))
    {
        return Err(format!("`{unknown}` is neither of {STORES:?} nor of {PARTS:?}").into());
    }
    let wanted = |all: &[&'static str]| {
        let some = all
            .iter()
            .filter(|it| named.iter().any(|word| word == **it));
        let some: Vec<&str> = some.copied().collect();
        if some.is_empty() { all.to_vec() } else { some }
    };
    for store in wanted(&STORES) {
        measure(&program, store, waiting, &wanted(&PARTS)).await?;
    }
    Ok(())
}

fn say(store: &str, what: &str, value: f64, unit: &str) {
    println!("{store}/{what} {value:.3} {unit}");
}

async fn measure(program: &Path, name: &str, waiting: i64, parts: &[&str]) -> Outcome {
    let home = match name {
        "sqlite" => Home::sqlite()?,
        _ => Home::postgres(),
    };
    let server = Served::start(program, &home.address()).await?;
    let sample = fill::Sample::new(&server, &home.address()).await?;
    // No other writes while the million comes in, and what the server holds in memory is not from before.
    let stopped = server.stop().await?;
    let loaded = sample.load(waiting).await?;
    say(name, "load", loaded.as_secs_f64(), "s");
    let begun = Instant::now();
    let server = stopped.start(program, &home.address()).await?;
    say(name, "start", begun.elapsed().as_secs_f64(), "s");
    say(name, "memory_at_a_million", server.memory_mib()?, "MiB");

    if parts.contains(&"reads") {
        for (what, value) in reads::measure(&server).await? {
            say(name, &what, value, "ms");
        }
    }
    if parts.contains(&"creates") {
        creates(name, &server, &sample).await?;
    }
    if parts.contains(&"drain") {
        let drained = drain::measure(&sample).await?;
        say(
            name,
            "drain_15000_claimed",
            drained.claimed.as_secs_f64(),
            "s",
        );
        say(
            name,
            "drain_15000_routed",
            drained.routed.as_secs_f64(),
            "s",
        );
    }
    say(name, "memory_after_all", server.memory_mib()?, "MiB");
    say(name, "memory_peak", server.memory_peak_mib()?, "MiB");
    Ok(())
}

async fn creates(name: &str, server: &Served, sample: &fill::Sample) -> Outcome {
    let (mut floors, mut rates) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        floors.push(floor::floor(sample).await?);
        rates.push(load::rate(Agent::many(server).await?).await?);
    }
    let (floor, rate) = (median(floors), median(rates));
    say(name, "floor", floor, "transactions/s");
    say(name, "creates", rate, "creates/s");
    say(name, "creates_ratio_to_floor", rate / floor, "ratio");

    let [median, p99] = floor::paced_floor(sample).await?;
    say(name, "floor_p50_at_200", median, "ms");
    say(name, "floor_p99_at_200", p99, "ms");
    let paced = load::paced(Agent::many(server).await?).await?;
    say(name, "create_p50_at_200", paced.ms(0.5), "ms");
    say(name, "create_p99_at_200", paced.ms(0.99), "ms");
    say(name, "create_max_at_200", paced.ms(1.0), "ms");
    Ok(())
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}
