//! Work for later: microtasks.

use std::pin::Pin;
use wasm_bindgen_futures::spawn_local;

/// Runs `task` from a microtask, when whoever calls is at rest.
pub fn spawn(task: impl Future<Output = ()> + 'static) {
    start(Box::pin(task));
}

/// Boxed, because the machinery around a promise is compiled for each type of task.
pub(crate) fn start(task: Pin<Box<dyn Future<Output = ()>>>) {
    spawn_local(task);
}
