//! The panel in a browser: everything that knows a page, and no rule of callbacks.
//!
//! Rules live in `callback-core`. Here inputs are gathered, handed to the core's `Panel` and `Desk`, and
//! the effects they answer with are performed.

pub mod behavior;
pub mod browser;
mod effects;
pub mod element;
pub mod later;
pub mod reactive;
pub mod state;
pub mod store;
pub mod strings;
mod sync;
pub mod view;
