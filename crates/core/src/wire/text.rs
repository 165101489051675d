//! Instants, local times and zones as text.

use super::Unreadable;
use crate::time::Timestamp;
use chrono::{DateTime, NaiveDateTime, SecondsFormat, Timelike};
use chrono_tz::Tz;

/// `2026-11-24T14:30:00.000Z`. An instant that chrono cannot hold is written as its bound.
pub(super) fn instant(at: Timestamp) -> String {
    let utc = at.to_utc().unwrap_or(if at.ms() < 0 {
        DateTime::<chrono::Utc>::MIN_UTC
    } else {
        DateTime::<chrono::Utc>::MAX_UTC
    });
    utc.to_rfc3339_opts(SecondsFormat::Millis, true)
}

pub(super) fn read_instant(at: &str, text: &str) -> Result<Timestamp, Unreadable> {
    DateTime::parse_from_rfc3339(text)
        .map(|time| Timestamp::from_ms(time.timestamp_millis()))
        .map_err(|_| {
            Unreadable::new(
                at,
                "an instant with its offset, such as 2026-11-24T14:30:00.000Z",
            )
        })
}

/// `2026-11-24T14:30`
pub(super) fn local(local: NaiveDateTime) -> String {
    format!(
        "{:?}T{:02}:{:02}",
        local.date(),
        local.hour(),
        local.minute()
    )
}

pub(super) fn read_local(at: &str, text: &str) -> Result<NaiveDateTime, Unreadable> {
    let wrong = || Unreadable::new(at, "a local time such as 2026-11-24T14:30");
    let (date, time) = text.split_once('T').ok_or_else(wrong)?;
    let date = date.parse().map_err(|_| wrong())?;
    let time = format!("{time}:00").parse().map_err(|_| wrong())?;
    Ok(NaiveDateTime::new(date, time))
}

/// Reads an IANA name; an empty one is none.
///
/// # Errors
/// For a name that the zone data does not hold.
pub(super) fn read_zone(at: &str, text: &str) -> Result<Tz, Unreadable> {
    text.parse()
        .map_err(|_| Unreadable::new(at, "an IANA zone name such as America/New_York"))
}
