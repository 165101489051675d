//! Every word of the panel. Views and core name what is to be said; how it is said stands here alone.
//!
//! [`Text`] lists what can be said, [`english`] says it, and each kind of the core's failures is matched
//! exhaustively, so that a new one without words does not compile. A host replaces any text by its key.

mod english;
mod failure;
mod messages;
mod speech;
mod standing;
mod text;

pub use english::english;
pub use failure::{fault, field, fix, problem, refusal, unclaimed};
pub use messages::Messages;
pub use speech::{Around, Speech};
pub use standing::{level, standing};
pub use text::Text;
pub(crate) use text::{LATER, learn};
