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
#[path = "../../../crates/server/tests/support/postgres.rs"]
#[allow(dead_code, unreachable_pub, reason = "the tests use more of it")]
mod postgres;
mod reads;

use home::{Home, Served};
use std::path::PathBuf;

/// Whatever goes wrong ends the bench.
type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

const WAITING: i64 = 1_000_000;
const STORES: [&str; 2] = ["sqlite", "postgres"];

#[tokio::main]
async fn main() -> Outcome {
    let mut words = std::env::args().skip(1);
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
    let loaded = sample.load(waiting).await?;
    say("load", loaded.as_secs_f64(), "s");
    // What the server holds in memory must not come from before: it starts anew at this size.
    let server = server.again(program, &home.address()).await?;

    for (what, value) in reads::measure(&server, &sample).await? {
        say(&what, value, "ms");
    }
    say("memory_at_a_million", server.memory_mib()?, "MiB");

    let (mut floors, mut rates) = (Vec::new(), Vec::new());
    for _ in 0..creates::ROUNDS {
        floors.push(floor::rate(&home.address(), &sample).await?);
        rates.push(creates::rate(&server, &sample).await?);
    }
    let (floor, rate) = (creates::median(floors), creates::median(rates));
    say("floor", floor, "transactions/s");
    say("creates", rate, "creates/s");
    say("creates_ratio_to_floor", rate / floor, "ratio");

    let paced = creates::paced(&server, &sample).await?;
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
