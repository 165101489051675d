//! One panel from the host's first word to the kept row.

#[path = "../support/mod.rs"]
mod support;

mod booking;
mod drafts;
mod fields;
mod listing;
mod numbers;
