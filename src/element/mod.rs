//! The boundary between the element (`npm/callback-scheduler.js`) and the panel: strings in, events out.
//!
//! Whatever comes in can be refused, with a `callback-error` that says why; nothing that comes in may panic.
//! The tables of names are the element's contract: they only grow.

pub mod events;
mod given;
mod host;
mod mount;
mod names;
mod sheet;
mod trap;
mod value;

pub use given::{Given, Refused};
pub use host::{Host, Topic, field_name};
pub use mount::{Mounted, Place};
pub use names::{NAMES, Part};
use sheet::adopt_first;
pub(crate) use sheet::adopt_later;
pub use trap::{trapped, watch};
pub use value::Value;
