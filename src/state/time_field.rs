//! The arrow keys of the time field. Reading what was typed is core's; writing it is [`super::words`]'.

use chrono::{Duration, NaiveTime, Timelike};

/// The time a key leads to, or nothing where the key means nothing here.
///
/// Arrows go to the next full five minutes, Page keys an hour; both stay within the day, because the date
/// is another field.
///
/// ```
/// # use callback_scheduler::state::time_field::stepped;
/// # use chrono::NaiveTime;
/// let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time");
/// assert_eq!(stepped(at(14, 32), "ArrowUp"), Some(at(14, 35)));
/// ```
#[must_use]
pub fn stepped(from: NaiveTime, key: &str) -> Option<NaiveTime> {
    let off = i64::from(from.minute() % 5);
    let minutes = match key {
        "ArrowUp" => 5 - off,
        "ArrowDown" if off > 0 => -off,
        "ArrowDown" => -5,
        "PageUp" => 60,
        "PageDown" => -60,
        _ => return None,
    };
    let whole = from.with_second(0)?.with_nanosecond(0)?;
    let (to, days) = whole.overflowing_add_signed(Duration::minutes(minutes));
    Some(if days == 0 { to } else { whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_step_by_five_minutes_and_by_an_hour_within_the_day() {
        let rows = [
            ("14:30:00", "ArrowUp", Some("14:35:00")),
            ("14:32:20", "ArrowUp", Some("14:35:00")),
            ("14:32:20", "ArrowDown", Some("14:30:00")),
            ("14:30:00", "ArrowDown", Some("14:25:00")),
            ("14:32:00", "PageUp", Some("15:32:00")),
            ("14:32:00", "PageDown", Some("13:32:00")),
            ("23:57:00", "ArrowUp", Some("23:57:00")),
            ("00:00:00", "ArrowDown", Some("00:00:00")),
            ("00:03:00", "ArrowDown", Some("00:00:00")),
            ("23:30:00", "PageUp", Some("23:30:00")),
            ("14:30:00", "5", None),
        ];
        for (from, key, to) in rows {
            let to = to.map(|to| to.parse().unwrap());
            assert_eq!(stepped(from.parse().unwrap(), key), to, "{key} from {from}");
        }
    }
}
