//! Reads a TZif footer: a POSIX TZ string with the extension of RFC 9636, section 3.3.1.

use super::tzif::Kind;

/// What holds after the last transition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Footer {
    pub(super) standard: Kind,
    /// Daylight time and when it begins and ends each year, if it does.
    pub(super) daylight: Option<(Kind, Rule)>,
}

/// A yearly pair of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    /// To daylight time; the time of day is in standard time.
    pub(super) begin: Day,
    /// Back; the time of day is in daylight time.
    pub(super) end: Day,
}

/// `Mm.w.d/time`: the *w*-th weekday *d* (Sunday is 0) of month *m*, the last one where *w* is 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) month: u8,
    pub(super) week: u8,
    pub(super) weekday: u8,
    /// Seconds after that day's midnight; below zero and past 24 hours are in use.
    pub(super) time_s: i32,
}

pub(super) fn parse(text: &str) -> Result<Footer, String> {
    read(text).ok_or_else(|| {
        format!("footer {text:?}: not of the form that zones.bin holds (Mm.w.d rules only)")
    })
}

fn read(text: &str) -> Option<Footer> {
    let mut parts = text.split(',');
    let names = parts.next()?;
    let (standard, names) = kind(names, None)?;
    if names.is_empty() {
        return parts.next().is_none().then_some(Footer {
            standard,
            daylight: None,
        });
    }
    let (daylight, rest) = kind(names, Some(standard.offset_s + 3600))?;
    let rule = Rule {
        begin: day(parts.next()?)?,
        end: day(parts.next()?)?,
    };
    (rest.is_empty() && parts.next().is_none()).then_some(Footer {
        standard,
        daylight: Some((daylight, rule)),
    })
}

/// An abbreviation and its offset; daylight time may leave the offset out and has a default.
fn kind(text: &str, default_s: Option<i32>) -> Option<(Kind, &str)> {
    let (abbreviation, text) = match text.strip_prefix('<') {
        Some(quoted) => quoted.split_once('>')?,
        None => text.split_at(
            text.find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(text.len()),
        ),
    };
    let end = text
        .find(|c: char| !matches!(c, '+' | '-' | ':' | '0'..='9'))
        .unwrap_or(text.len());
    let (offset, rest) = text.split_at(end);
    // POSIX counts hours to the west.
    let offset_s = match default_s {
        Some(default_s) if offset.is_empty() => default_s,
        _ => -clock(offset)?,
    };
    let kind = Kind {
        offset_s,
        daylight: default_s.is_some(),
        abbreviation: abbreviation.to_owned(),
    };
    (!abbreviation.is_empty()).then_some((kind, rest))
}

fn day(text: &str) -> Option<Day> {
    let (date, time) = text.split_once('/').unwrap_or((text, "2"));
    let mut fields = date.strip_prefix('M')?.split('.').map(str::parse);
    let mut field = || fields.next()?.ok();
    Some(Day {
        month: field()?,
        week: field()?,
        weekday: field()?,
        time_s: clock(time)?,
    })
}

/// `[+-]h[:mm[:ss]]` in seconds.
fn clock(text: &str) -> Option<i32> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut seconds = 0;
    let mut unit = 3600;
    for part in digits.split(':') {
        seconds += unit * part.parse::<i32>().ok()?;
        unit /= 60;
    }
    Some(sign * seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(offset_s: i32, daylight: bool, abbreviation: &str) -> Kind {
        Kind {
            offset_s,
            daylight,
            abbreviation: abbreviation.to_owned(),
        }
    }

    #[test]
    fn a_fixed_offset_has_no_rule() {
        let footer = parse("<+0530>-5:30").expect("a footer");
        assert_eq!(footer.standard, kind(19_800, false, "+0530"));
        assert_eq!(footer.daylight, None);
    }

    #[test]
    fn half_an_hour_of_daylight_time_and_the_default_of_two_o_clock() {
        let footer = parse("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0").expect("a footer");
        let (daylight, rule) = footer.daylight.expect("a rule");
        assert_eq!(daylight, kind(39_600, true, "+11"));
        assert_eq!(rule.begin.time_s, 7200);
        assert_eq!((rule.end.month, rule.end.week, rule.end.weekday), (4, 1, 0));
    }

    #[test]
    fn times_below_zero_and_past_a_day() {
        let (_, rule) = parse("<-02>2<-01>,M3.5.0/-1,M10.5.0/50:30")
            .expect("a footer")
            .daylight
            .expect("a rule");
        assert_eq!(rule.begin.time_s, -3600);
        assert_eq!(rule.end.time_s, 181_800);
    }

    #[test]
    fn what_the_format_cannot_hold_is_refused() {
        for text in ["", "EST", "XXX3EDT4,0/0,J365/23", "EST5EDT,M3.2.0"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
