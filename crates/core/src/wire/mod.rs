//! How values look outside: the only serde of core, and [`Tree`] for what comes before the first paint. No rule lives here; reading ends in core's own types or an
//! error that names the place.

pub mod host;
pub mod http;
pub mod live;
pub mod report;
pub mod scenario;
pub mod store;

mod text;
mod tree;

pub use tree::{Fields, Tree};

use core::fmt;

/// Something from outside that cannot be read: where, and what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The place, as a path of names.
    pub at: String,
    /// What would be right.
    pub expected: String,
}

impl Unreadable {
    /// At that place, that was expected.
    #[must_use]
    pub fn new(at: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            at: at.into(),
            expected: expected.into(),
        }
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.expected)
    }
}

impl core::error::Error for Unreadable {}
