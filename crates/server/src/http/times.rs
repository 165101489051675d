//! Instants as the public API writes them.

use super::error::{Answer, ApiError};
use callback_core::time::Timestamp;
use chrono::{DateTime, SecondsFormat, Utc};

/// `2026-12-01T15:00:00.000Z`
pub(crate) fn print(at: Timestamp) -> String {
    let utc = at.to_utc().unwrap_or(DateTime::<Utc>::MAX_UTC);
    utc.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// An instant with its offset. One without is refused: nobody can know when it is.
pub(crate) fn read(field: &'static str, text: &str) -> Answer<Timestamp> {
    DateTime::parse_from_rfc3339(text)
        .map(|at| at.to_utc().into())
        .map_err(|_| {
            let mut error = ApiError::bad(
                "invalid.date",
                format!("{field} must be a date and time with its offset, such as 2026-12-01T15:00:00.000Z."),
            );
            error.params.insert("field", field.to_owned());
            error
        })
}
