//! What the server bears, from a second process over loopback: `cargo xtask bench server` builds and runs it.
//!
//! `callback-bench-server PROGRAM [WAITING [STORE…]]` prints `name value unit` for each store, with so many callbacks
//! waiting in it. Everything is measured at that size: what is fast in an empty table tells nothing.

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
use std::path::PathBuf;

/// Whatever goes wrong ends the bench.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const WAITING: i64 = 1_000_000;
/// Floor and server take turns, so that what else the machine does falls on both.
const ROUNDS: usize = 3;
const STORES: [&str; 2] = ["sqlite", "postgres"];

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
    for store in STORES {
        if named.is_empty() || named.iter().any(|it| it == store) {
            measure(&program, store, waiting).await?;
        }
    }
    Ok(())
}

async fn measure(program: &std::path::Path, name: &str, waiting: i64) -> Outcome {
    let say = |what: &str, value: f64, unit: &str| println!("{name}/{what} {value:.3} {unit}");
    let home = match name {
        "sqlite" => Home::sqlite()?,
        _ => Home::postgres(),
    };
    let server = Served::start(program, &home.address()).await?;
    let sample = fill::Sample::new(&server, &home.address()).await?;
    // No other writes while the million comes in, and what the server holds in memory is not from before.
    let stopped = server.stop().await?;
    let loaded = sample.load(waiting).await?;
    say("load", loaded.as_secs_f64(), "s");
    let server = stopped.start(program, &home.address()).await?;

    for (what, value) in reads::measure(&server).await? {
        say(&what, value, "ms");
    }
    say("memory_at_a_million", server.memory_mib()?, "MiB");

    let (mut floors, mut rates) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        floors.push(floor::floor(&sample).await?);
        rates.push(load::rate(Agent::many(&server).await?).await?);
    }
    let (floor, rate) = (median(floors), median(rates));
    say("floor", floor, "transactions/s");
    say("creates", rate, "creates/s");
    say("creates_ratio_to_floor", rate / floor, "ratio");

    let [median, p99] = floor::paced_floor(&sample).await?;
    say("floor_p50_at_200", median, "ms");
    say("floor_p99_at_200", p99, "ms");
    let paced = load::paced(Agent::many(&server).await?).await?;
    say("create_p50_at_200", paced.ms(0.5), "ms");
    say("create_p99_at_200", paced.ms(0.99), "ms");
    say("create_max_at_200", paced.ms(1.0), "ms");

    let drained = drain::measure(&sample).await?;
    say("drain_15000_claimed", drained.claimed.as_secs_f64(), "s");
    say("drain_15000_routed", drained.routed.as_secs_f64(), "s");
    say("memory_after_all", server.memory_mib()?, "MiB");
    say("memory_peak", server.memory_peak_mib()?, "MiB");
    Ok(())
}

fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}
