//! Each routing rule as a trace: what happened, and under it what the router did about it and why.
//!
//! A trace is text (see `script.rs` for its words). What stands above `---` sets the scene. Below,
//! lines with `>` are the actions expected, all of them and in order; a line of a time and a timer
//! is the driver firing what the router had set.

#![expect(
    clippy::unwrap_used,
    reason = "a trace that cannot be read fails its test"
)]

mod after_call;
mod alerts;
mod callbacks;
mod changes;
mod driver;
mod edit_lock;
mod ladder;
mod options;
mod ownership;
mod preferred;
mod refusals;
mod removal;
mod render;
mod rings;
mod script;
mod to_me;
mod transfer;
mod uncallable;
mod which_agent;
mod which_interaction;
mod windows;

use driver::Driver;
use script::When;

/// Runs the trace's events and compares every action but the timers'.
#[track_caller]
fn check(trace: &str) {
    run(trace, false);
}

/// As [`check`], the setting and dropping of timers included.
#[track_caller]
fn check_timers(trace: &str) {
    run(trace, true);
}

#[track_caller]
fn run(trace: &str, timers: bool) {
    let lines: Vec<&str> = trace
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let mut driver = Driver::new(timers);
    let mut actual = Vec::new();
    for line in lines.iter().copied().filter(|line| !line.starts_with('>')) {
        if line == "---" {
            actual.retain(|line: &String| !line.starts_with('>'));
            actual.push(line.to_owned());
            continue;
        }
        match script::time_of(line) {
            When::AfterTimers(at) => actual.extend(driver.fire_until(at)),
            When::BeforeTimers(at) => {
                actual.extend(driver.fire_until(at - 1));
                driver.go_to(at);
            }
        }
        actual.push(line.to_owned());
        for event in script::events(line) {
            actual.extend(driver.tell(event));
        }
    }
    let (expected, actual) = (lines.join("\n"), actual.join("\n"));
    assert!(
        expected == actual,
        "expected:\n{expected}\n\nactual:\n{actual}\n"
    );
}
