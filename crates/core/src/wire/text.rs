//! Instants, local times and zones as text.
//!
//! Read and written by hand: chrono's reader of every format would be 8 KB of the panel's wasm for these two.

use super::Unreadable;
use crate::time::{MINUTE_MS, SECOND_MS, Timestamp};
use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Utc};
use chrono_tz::Tz;

/// `2026-11-24T14:30:00.000Z`. An instant that chrono cannot hold is written as its bound.
pub(super) fn instant(at: Timestamp) -> String {
    let utc = at.to_utc().unwrap_or(if at.ms() < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    });
    let utc = utc.naive_utc();
    let ms = utc.and_utc().timestamp_subsec_millis();
    format!("{}:{:02}.{ms:03}Z", local(utc), utc.second())
}

/// Reads RFC 3339, with any number of places after the second; what is below a millisecond is cut off.
///
/// # Errors
/// For anything else.
pub(super) fn read_instant(at: &str, text: &str) -> Result<Timestamp, Unreadable> {
    rfc3339(text).ok_or_else(|| {
        Unreadable::new(
            at,
            "an instant with its offset, such as 2026-11-24T14:30:00.000Z",
        )
    })
}

fn rfc3339(text: &str) -> Option<Timestamp> {
    let (minute, rest) = text.split_at_checked("2026-11-24T14:30".len())?;
    let local = date_and_time(minute)?;
    let (second, rest) = rest.strip_prefix(':')?.split_at_checked(2)?;
    // A leap second is the first of the next minute.
    let second = number(second).filter(|second| *second <= 60)?;
    let (fraction, offset) = match rest.strip_prefix('.') {
        None => ("", rest),
        Some(rest) => {
            let end = rest.find(|c: char| !c.is_ascii_digit())?;
            rest.split_at_checked(end).filter(|_| end > 0)?
        }
    };
    let places = [100, 10, 1].iter().zip(fraction.bytes());
    let ms: i64 = places.map(|(worth, c)| worth * i64::from(c - b'0')).sum();
    let utc_ms = local.and_utc().timestamp_millis() - offset_ms(offset)?;
    Some(Timestamp::from_ms(
        utc_ms + i64::from(second) * SECOND_MS + ms,
    ))
}

/// `Z`, `+05:30`, `-08:00`, in milliseconds east.
fn offset_ms(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, rest) = match text.strip_prefix('+') {
        Some(rest) => (1, rest),
        None => (-1, text.strip_prefix('-')?),
    };
    let (hours, minutes) = rest.split_once(':')?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    let whole = hours < 24 && minutes < 60;
    whole.then(|| sign * i64::from(hours * 60 + minutes) * MINUTE_MS)
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

/// Reads what [`local`] writes.
///
/// # Errors
/// For anything else, and for days and times that no calendar and no clock has.
pub(super) fn read_local(at: &str, text: &str) -> Result<NaiveDateTime, Unreadable> {
    date_and_time(text).ok_or_else(|| Unreadable::new(at, "a local time such as 2026-11-24T14:30"))
}

fn date_and_time(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let (year, day) = date.split_at_checked(4)?;
    let (month, day) = day.strip_prefix('-')?.split_once('-')?;
    let (hour, minute) = time.split_once(':')?;
    let year = i32::from(number(year.get(..2)?)?) * 100 + i32::from(number(year.get(2..)?)?);
    let date = NaiveDate::from_ymd_opt(year, number(month)?.into(), number(day)?.into())?;
    let time = NaiveTime::from_hms_opt(number(hour)?.into(), number(minute)?.into(), 0)?;
    Some(NaiveDateTime::new(date, time))
}

/// Two digits.
fn number(text: &str) -> Option<u16> {
    let digits = text.len() == 2 && text.bytes().all(|c| c.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Reads an IANA name; an empty one is none.
///
/// # Errors
/// For a name that the zone data does not hold.
pub(super) fn read_zone(at: &str, text: &str) -> Result<Tz, Unreadable> {
    text.parse()
        .map_err(|_| Unreadable::new(at, "an IANA zone name such as America/New_York"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The milliseconds of an instant, or nothing where it is refused.
    fn ms(text: &str) -> Option<i64> {
        read_instant("at", text).ok().map(Timestamp::ms)
    }

    #[test]
    fn an_instant_reads_as_chrono_reads_it() {
        for text in [
            "2026-11-24T14:30:00Z",
            "2026-11-24T14:30:00.000Z",
            "2026-11-24t14:30:59.1z",
            "2026-11-24T14:30:59.12+05:30",
            "2024-02-29T23:59:59.123456789-08:00",
            "1969-12-31T23:59:59.999Z",
            "0001-01-01T00:00:00-00:00",
            "9999-12-31T23:59:60Z",
        ] {
            let chrono = DateTime::parse_from_rfc3339(text).expect("it is RFC 3339");
            assert_eq!(ms(text), Some(chrono.timestamp_millis()), "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_is_refused() {
        for text in [
            "",
            "2026-11-24",
            "2026-11-24T14:30Z",
            "2026-11-24T14:30:00",
            "2026-11-24T14:30:00.Z",
            "2026-11-24T14:30:00.5",
            "2026-11-24T14:30:61Z",
            "2026-11-24T24:00:00Z",
            "2026-02-29T14:30:00Z",
            "2026-11-24T14:30:00+24:00",
            "2026-11-24T14:30:00+05",
            "2026-11-24T14:30:00+05:60",
            "+026-11-24T14:30:00Z",
            "2026-11-24T1\u{e9}:30:00Z",
        ] {
            assert_eq!(ms(text), None, "{text}");
        }
    }

    #[test]
    fn an_instant_is_written_as_chrono_writes_it() {
        for at in [0, 1, -1, 1_795_000_000_123, 253_402_300_799_999] {
            let at = Timestamp::from_ms(at);
            let utc = at.to_utc().expect("chrono holds it");
            let chrono = utc.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
            assert_eq!(instant(at), chrono);
        }
    }

    #[test]
    fn a_local_time_is_read_back() {
        for text in ["2026-11-24T14:30", "2024-02-29T00:00", "0999-12-31T23:59"] {
            assert_eq!(read_local("at", text).map(local).as_deref(), Ok(text));
        }
        for text in [
            "2026-11-24",
            "2026-11-24T",
            "2026-2-4T14:30",
            "2026-02-30T14:30",
            "2026-11-24T24:00",
            "2026-11-24T14:30:00",
        ] {
            assert!(read_local("at", text).is_err(), "{text}");
        }
    }
}
