//! Times and spans, as the center's clock shows them.

use crate::center::scenario::ZONE;
use callback_core::time::{HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp, to_local};
use chrono_tz::Tz;

fn zone() -> Tz {
    ZONE.parse().unwrap_or(Tz::UTC)
}

/// `09:05:30`
pub(crate) fn time(at: Timestamp) -> String {
    to_local(at, zone()).format("%H:%M:%S").to_string()
}

/// `09:05` on the day of `seen`, else `Tue 9 Mar 09:05`.
pub(crate) fn moment(at: Timestamp, seen: Timestamp) -> String {
    let (local, seen) = (to_local(at, zone()), to_local(seen, zone()));
    let pattern = if local.date() == seen.date() {
        "%H:%M"
    } else {
        "%a %-d %b %H:%M"
    };
    local.format(pattern).to_string()
}

/// `Monday 8 March`
pub(crate) fn day(at: Timestamp) -> String {
    to_local(at, zone()).format("%A %-d %B").to_string()
}

/// `2 h 5 min`, `3 min 20 s`, `8 s`: two units at most.
pub(crate) fn span(ms: i64) -> String {
    let (hours, minutes, seconds) = (ms / HOUR_MS, ms / MINUTE_MS % 60, ms / SECOND_MS % 60);
    match (hours, minutes, seconds) {
        (0, 0, seconds) => format!("{seconds} s"),
        (0, minutes, 0) => format!("{minutes} min"),
        (0, minutes, seconds) => format!("{minutes} min {seconds} s"),
        (hours, 0, _) => format!("{hours} h"),
        (hours, minutes, _) => format!("{hours} h {minutes} min"),
    }
}

/// `1:04:09`, `12:30`, as a timer runs.
pub(crate) fn elapsed(ms: i64) -> String {
    let seconds = ms.max(0) / SECOND_MS;
    let (hours, minutes, seconds) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}")
    } else {
        format!("{minutes:02}:{seconds:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::center::scenario::OPENS;

    #[test]
    fn clocks_show_the_time_where_the_center_is() {
        assert_eq!(time(OPENS + 330 * SECOND_MS), "09:05:30");
        assert_eq!(moment(OPENS, OPENS + HOUR_MS), "09:00");
        assert_eq!(moment(OPENS + 24 * HOUR_MS, OPENS), "Tue 9 Mar 09:00");
    }

    #[test]
    fn spans_have_two_units_at_most() {
        for (ms, said) in [
            (0, "0 s"),
            (59_999, "59 s"),
            (60_000, "1 min"),
            (200_000, "3 min 20 s"),
            (HOUR_MS, "1 h"),
            (2 * HOUR_MS + 5 * MINUTE_MS + 7, "2 h 5 min"),
        ] {
            assert_eq!(span(ms), said);
        }
    }

    #[test]
    fn a_timer_shows_hours_only_where_there_are_any() {
        assert_eq!(elapsed(74_000), "01:14");
        assert_eq!(elapsed(HOUR_MS + 9_000), "1:00:09");
        assert_eq!(elapsed(-5), "00:00");
    }
}
