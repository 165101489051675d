//! Why a command stopped, and what the reader can do about it.

use std::fmt;

/// What every command and every step ends with.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

/// What went wrong and its remedy. Both are sentences for a person; nothing is decided by them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) cause: String,
    pub(crate) remedy: String,
}

impl Failure {
    pub(crate) fn new(cause: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            cause: cause.into(),
            remedy: remedy.into(),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "xtask: {}\n{}", self.cause, self.remedy)
    }
}

/// Says which file an I/O error was about.
pub(crate) trait OrSay<T> {
    fn or_say(self, doing: impl fmt::Display, remedy: &str) -> Outcome<T>;
}

impl<T> OrSay<T> for std::io::Result<T> {
    fn or_say(self, doing: impl fmt::Display, remedy: &str) -> Outcome<T> {
        self.map_err(|error| Failure::new(format!("{doing}: {error}"), remedy))
    }
}
