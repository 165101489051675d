//! Days and times of day in a zone: today, the first moment of a day, what a picker lists (P3, T2).

use super::{MINUTE_MS, Resolution, Resolved, Timestamp, resolve, to_local};
use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

/// How far ahead the panel's default lies, before rounding (P3).
const DEFAULT_AHEAD_MS: i64 = 30 * MINUTE_MS;
/// What the default is rounded up to (P3).
const DEFAULT_STEP_MS: i64 = 5 * MINUTE_MS;
const DAY_MINUTES: u32 = 24 * 60;

/// The date in `zone` at `now`: the contact's day, when asked with the contact's zone (P3).
#[must_use]
pub fn today(now: Timestamp, zone: Tz) -> NaiveDate {
    to_local(now, zone).date()
}

/// What the panel offers before the agent touches it: `now` + 30 min, rounded up to 5 min (P3).
///
/// Rounded on the UTC clock; every offset in use today is a multiple of 15 minutes, so clocks
/// everywhere show a multiple of five.
///
/// ```
/// use callback_core::time::{MINUTE_MS, Timestamp, default_instant};
/// let at = |min: i64, ms: i64| Timestamp::from_ms(min * MINUTE_MS + ms);
/// assert_eq!(default_instant(at(0, 0)), at(30, 0));
/// assert_eq!(default_instant(at(0, 1)), at(35, 0));
/// assert_eq!(default_instant(at(4, 59_999)), at(35, 0));
/// ```
#[must_use]
pub fn default_instant(now: Timestamp) -> Timestamp {
    let ahead = now + DEFAULT_AHEAD_MS;
    let over = ahead.ms().rem_euclid(DEFAULT_STEP_MS);
    if over == 0 {
        ahead
    } else {
        ahead + (DEFAULT_STEP_MS - over)
    }
}

/// The first moment of `date` in `zone`: midnight where it exists, else the end of the gap.
///
/// `None` where the zone skipped the whole day.
///
/// ```
/// use callback_core::time::start_of_day;
/// use chrono::NaiveDate;
/// // On 6 September 2026 clocks in Santiago go from midnight to one o'clock.
/// let date = NaiveDate::from_ymd_opt(2026, 9, 6).expect("a date");
/// let start = start_of_day(date, "America/Santiago".parse()?).expect("not skipped");
/// assert_eq!(start.local.to_string(), "2026-09-06 01:00:00");
/// # Ok::<(), chrono_tz::ParseError>(())
/// ```
#[must_use]
pub fn start_of_day(date: NaiveDate, zone: Tz) -> Option<Resolved> {
    match resolve(date.and_time(NaiveTime::MIN), zone) {
        Resolution::One(one) => Some(one),
        Resolution::Fold { earlier, .. } => Some(earlier),
        Resolution::Gap { after, .. } => Some(after).filter(|after| after.local.date() == date),
    }
}

/// The times of `date` in `zone` at every `step_minutes` (at least 1) counted on the clock from
/// midnight, in the order in which they come: those in a gap are left out, those in a fold are there
/// twice, which their offsets tell apart.
#[must_use]
pub fn times_of_day(date: NaiveDate, zone: Tz, step_minutes: u32) -> Vec<Resolved> {
    let step = usize::try_from(step_minutes.max(1)).unwrap_or(usize::MAX);
    let mut times = Vec::new();
    for minute in (0..DAY_MINUTES).step_by(step) {
        let Some(local) = date.and_hms_opt(minute / 60, minute % 60, 0) else {
            continue;
        };
        match resolve(local, zone) {
            Resolution::One(one) => times.push(one),
            Resolution::Fold { earlier, later } => times.extend([earlier, later]),
            Resolution::Gap { .. } => {}
        }
    }
    times.sort_unstable_by_key(|time| time.at);
    times
}
