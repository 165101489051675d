//! A panic: the loader is told, shows its card, and makes a fresh instance when the agent asks for it (S3).
//!
//! After a panic nothing of this instance may be trusted: what its timers still call does nothing.

use js_sys::Function;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsValue;

thread_local! {
    static TRAPPED: Cell<bool> = const { Cell::new(false) };
    static EAR: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Whether this instance has panicked.
#[must_use]
pub fn trapped() -> bool {
    TRAPPED.get()
}

/// Tells `ear` of the first panic, with its message. Instead of, not beside, the console.
pub fn watch(ear: Function) {
    EAR.set(Some(ear));
    std::panic::set_hook(Box::new(|panic| {
        if TRAPPED.replace(true) {
            return;
        }
        if let Some(ear) = EAR.take() {
            // Whatever the loader does, the instance ends here.
            let _ = ear.call1(&JsValue::NULL, &panic.to_string().into());
        }
    }));
}
