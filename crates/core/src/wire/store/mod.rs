//! Rows of the local store: a callback, and a draft that outlives a crash. Versioned; a row that cannot be read is
//! counted and left where it is, never overwritten or dropped.

mod callback;
mod draft;
mod fold;
mod outbox;

pub use callback::{ROW_VERSION, Row};
pub use draft::DraftRow;
pub use outbox::{Kept, OutboxRow};
