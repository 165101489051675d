//! The boundary between the element (`npm/callback-scheduler.js`) and the panel: strings in, events out.
//!
//! Whatever comes in can be refused, with a `callback-error` that says why; nothing that comes in may panic.

mod sheet;

pub use sheet::adopt;
