//! What goes wrong outside: kills, lost answers, doubled requests, clocks that jump, strangers, damaged rows. Each test
//! counts what it really hit, and says so. Pass: nothing acknowledged is lost, nothing doubled, nothing early.

#[path = "../support/mod.rs"]
mod support;

mod answers;
mod bodies;
mod clock;
mod full;
mod kills;
mod rules;
mod servers;
mod storms;
mod strangers;

use support::Home;

/// So many times, or as many times more as `CALLBACK_FAULTS` says (`cargo xtask torture` raises it).
fn times(usual: usize) -> usize {
    let more = std::env::var("CALLBACK_FAULTS")
        .ok()
        .and_then(|it| it.parse().ok());
    usual * more.unwrap_or(1)
}

/// A store of each kind, or so many times more of each.
fn homes() -> impl Iterator<Item = Home> {
    let kinds = [Home::sqlite as fn() -> Home, Home::postgres];
    (0..times(1)).flat_map(move |_| kinds).map(|make| make())
}

const CALLBACKS: &str = "/api/v2/conversations/callbacks";
