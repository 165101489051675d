//! The wall time booked is the wall time dialled, around every change of every zone (T2), with jiff as the judge.

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own data has failed"
)]

#[path = "../oracle/mod.rs"]
mod oracle;
#[path = "../support/mod.rs"]
mod support;

mod journey;
mod known;
mod steps;
mod sweep;
