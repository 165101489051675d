//! What the panel uses of Leptos: its reactive graph, and of that these few types.
//!
//! The crate `leptos` itself is the demo's. It brings a server's functions along, whose exports no linker can tell
//! from the panel's own: 4 KB of script and wasm in every first load.

use crate::browser::task;
use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use web_sys::Document;

pub use reactive_graph::computed::{ArcMemo, Memo};
pub use reactive_graph::effect::RenderEffect;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::{LocalStorage, Owner, StoredValue};
pub use reactive_graph::signal::{ArcRwSignal, ArcTrigger, RwSignal};
pub use reactive_graph::traits::{
    Get, GetUntracked, GetValue, Notify, Read, Set, SetValue, Track, Update, With, WithUntracked,
};

/// Runs effects in microtasks, as Leptos does. Called once more, it changes nothing.
pub fn start() {
    let _ = Executor::init_custom_executor(Microtasks);
}

/// All tasks are of one type, so that what runs them is compiled once.
struct Microtasks;

impl CustomExecutor for Microtasks {
    fn spawn(&self, task: PinnedFuture<()>) {
        task::start(task);
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        task::start(task);
    }

    fn poll_local(&self) {}
}

thread_local! {
    static DOCUMENT: Option<Document> = web_sys::window().and_then(|window| window.document());
}

/// The page's document.
#[must_use]
pub fn document() -> Document {
    DOCUMENT.with(|document| document.clone().expect("a panel is drawn in a page"))
}
