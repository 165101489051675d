//! The run that this browser keeps, so that a reload goes on where the page was left: the seed, what was done by
//! hand, and how far it went. A browser that keeps nothing begins anew each time.

use crate::center::Done;
use callback_scheduler::browser::json;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

const RUN: &str = "callback-demo.run";
const REACHED: &str = "callback-demo.reached";

/// A run of this browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) seed: u32,
    /// Counts the runs of this browser: its conversations are other ones each time.
    pub(crate) number: u32,
    /// What was done by hand, in order.
    pub(crate) done: Vec<Done>,
}

impl Kept {
    /// A run in which nothing was done yet.
    pub(crate) const fn new(seed: u32, number: u32) -> Self {
        Self {
            seed,
            number,
            done: Vec::new(),
        }
    }

    /// The run that was kept, and the time it had reached, in ms since the epoch.
    pub(crate) fn read() -> Option<(Self, i64)> {
        let storage = storage()?;
        let run = json::read(&storage.get_item(RUN).ok()??).ok()?;
        let reached = storage.get_item(REACHED).ok()??.parse().ok()?;
        Some((run, reached))
    }

    /// Keeps it, if this browser does.
    pub(crate) fn keep(&self, reached_ms: i64) {
        if let Some(storage) = storage() {
            let _ = storage.set_item(RUN, &json::text(self));
        }
        reached(reached_ms);
    }
}

/// Keeps how far the run went.
pub(crate) fn reached(ms: i64) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(REACHED, &ms.to_string());
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
