//! An offset from UTC as people type it.

/// What the query says of an offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// UTC by its name: `utc`, `gmt`, `z`.
    Utc,
    /// So many seconds east of it.
    East(i32),
}

/// No clock is further from UTC than this, in hours.
const HOURS_MAX: i32 = 14;

/// Reads a folded query: `+5:30`, `-3`, `utc+2`, `gmt -03:30`, `0530`, `z`. Digits without a sign
/// are an offset only where they are four, have a colon, or come after `utc` or `gmt`.
///
/// `etc/gmt+5` is five hours *behind*: so POSIX counts, and so the database names it.
pub(super) fn read(query: &str) -> Option<Asked> {
    if let Some(posix) = query.strip_prefix("etc/") {
        let read = |posix| match read(posix)? {
            Asked::East(secs) => Some(Asked::East(-secs)),
            Asked::Utc => Some(Asked::Utc),
        };
        return posix.starts_with("gmt").then(|| read(posix))?;
    }
    let named = ["utc", "gmt"].iter().find_map(|it| query.strip_prefix(it));
    let number = named.unwrap_or(query).trim_start();
    if query == "z" || named.is_some() && number.is_empty() {
        return Some(Asked::Utc);
    }
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, number.strip_prefix('+').unwrap_or(number)),
    };
    let signed = digits.len() < number.len();
    let digits = digits.trim_start();
    let four = digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let clock = digits.contains(':');
    if !(signed || named.is_some() || four || clock) {
        return None;
    }
    let (hours, minutes) = hours_and_minutes(digits)?;
    (hours <= HOURS_MAX && minutes < 60).then(|| Asked::East(sign * (hours * 60 + minutes) * 60))
}

fn hours_and_minutes(digits: &str) -> Option<(i32, i32)> {
    let (hours, minutes) = match digits.split_once([':', '.']) {
        Some((hours, minutes)) if minutes.len() == 2 => (hours, minutes),
        Some(_) => return None,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let number = |text: &str| {
        let plain = text.len() <= 2 && text.chars().all(|c| c.is_ascii_digit());
        plain.then(|| text.parse::<i32>().ok()).flatten()
    };
    Some((number(hours)?, number(minutes)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn offsets_are_read_in_every_spelling() {
        #[track_caller]
        fn check(query: &str, minutes: Option<i32>) {
            let expected = minutes.map(|minutes| Asked::East(minutes * 60));
            assert_eq!(read(&fold(query)), expected, "{query:?}");
        }
        for query in [
            "+5:30",
            "+05:30",
            "0530",
            "+0530",
            "UTC+5:30",
            "gmt + 5.30",
            "＋５：３０",
            "utc 530",
            "5:30",
            "etc/gmt-5:30",
        ] {
            check(query, Some(330));
        }
        for query in ["-3", "−03", "utc-3", "GMT −03:00", "-300"] {
            check(query, Some(-180));
        }
        check("utc+2", Some(120));
        check("Etc/GMT+5", Some(-300));
        check("+0", Some(0));
        check("gmt0", Some(0));
        check("+14", Some(840));
        for query in [
            "+15",
            "+14:60",
            "+5:3",
            "530",
            "5",
            "53000",
            "+",
            "-",
            "",
            "+x",
            "utc x",
            "+1é1",
            "2:3",
            "a2:30",
            "etc/",
            "etc/etc/gmt-1",
            "etc/+1",
        ] {
            check(query, None);
        }
        for query in ["z", "Z", "utc", "GMT"] {
            assert_eq!(read(&fold(query)), Some(Asked::Utc), "{query:?}");
        }
    }
}
