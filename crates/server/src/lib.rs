//! The optional backend: the public callbacks API, kept in SQLite or PostgreSQL, judged by core.
//!
//! Deliberately absent: rules. Whether a callback may be booked, changed or cancelled is said by `callback-core`,
//! as in the panel.

#![allow(
    missing_docs,
    reason = "rows and bodies are named as the columns and the public API name them"
)]

pub mod clock;
pub mod dispatch;
pub mod http;
pub mod issuer;
pub mod rules;
pub mod secret;
pub mod seed;
pub mod store;
