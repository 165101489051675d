//! The yearly rule that holds after a zone's last known change, for every later year.

use crate::zone::Span;

/// Standard and daylight time and the rule that switches between them.
pub(crate) struct Tail {
    pub(crate) rule: Rule,
    /// The place of standard time in the table of local times.
    pub(crate) standard: u8,
    /// Its seconds east of UTC.
    pub(crate) standard_s: i64,
    /// The place of daylight time in the table of local times.
    pub(crate) daylight: u8,
    /// Its seconds east of UTC.
    pub(crate) daylight_s: i64,
}

/// When daylight time begins, in standard time, and ends, in daylight time.
#[derive(Clone, Copy)]
pub(crate) struct Rule {
    pub(crate) begin: Day,
    pub(crate) end: Day,
}

/// The `week`-th `weekday` (Sunday is 0) of `month`, the last one where `week` is 5: POSIX `Mm.w.d`.
#[derive(Clone, Copy)]
pub(crate) struct Day {
    pub(crate) month: u8,
    pub(crate) week: u8,
    pub(crate) weekday: u8,
    /// Seconds after midnight; may lie on another day (RFC 9636, section 3.3.1).
    pub(crate) time_s: i64,
}

const DAY_S: i64 = 86_400;

impl Tail {
    /// The span that contains `instant`, as if the rule had always held.
    pub(crate) fn at(&self, instant: i64) -> Span {
        let year = year_of(instant.div_euclid(DAY_S));
        // The years beside it too: a change may lie near New Year, and a span may cross it.
        let mut span = Span {
            start: None,
            end: None,
            local: self.standard,
        };
        for year in year - 1..=year + 1 {
            let begin = self.rule.begin.in_year(year) - self.standard_s;
            let end = self.rule.end.in_year(year) - self.daylight_s;
            for (change, local) in [(begin, self.daylight), (end, self.standard)] {
                if change > instant {
                    span.end = Some(span.end.map_or(change, |end: i64| end.min(change)));
                } else if span.start.is_none_or(|start| start < change) {
                    span.start = Some(change);
                    span.local = local;
                }
            }
        }
        span
    }
}

impl Day {
    /// Seconds from 1970 to this day's time in `year`, both read off the clock.
    fn in_year(self, year: i64) -> i64 {
        let first = days_to(year, i64::from(self.month));
        // 1970-01-01 was a Thursday, the fourth day after a Sunday.
        let ahead = (i64::from(self.weekday) - first - 4).rem_euclid(7);
        let mut day = first + ahead + 7 * (i64::from(self.week) - 1);
        if day >= days_to(year, i64::from(self.month) + 1) {
            day -= 7;
        }
        day * DAY_S + self.time_s
    }
}

/// Days from 1970-01-01 to the first of a month; month 13 is the next January.
///
/// Years begin in March here, so that the leap day comes last: Hinnant, "chrono-compatible low-level
/// date algorithms", `days_from_civil`.
fn days_to(year: i64, month: i64) -> i64 {
    let year = year + (month - 3).div_euclid(12);
    let month = (month - 3).rem_euclid(12);
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leap_days + (153 * month + 2) / 5 - 719_468
}

/// The year of a day counted from 1970-01-01.
fn year_of(day: i64) -> i64 {
    // 400 years are 146 097 days; the estimate is at most a year off.
    let estimate = 1970 + (day * 400).div_euclid(146_097);
    if days_to(estimate, 1) > day {
        estimate - 1
    } else if days_to(estimate + 1, 1) <= day {
        estimate + 1
    } else {
        estimate
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{Datelike, NaiveDate};

    #[test]
    fn days_and_years_agree_with_chrono_over_all_its_range() {
        for year in (-262_142..=262_141).step_by(7) {
            for month in 1..=12 {
                let first = NaiveDate::from_ymd_opt(year, month, 1).expect("a date");
                let day = i64::from(first.to_epoch_days());
                assert_eq!(days_to(i64::from(year), i64::from(month)), day);
                assert_eq!(year_of(day), i64::from(year));
                assert_eq!(
                    year_of(day - 1),
                    i64::from((first.pred_opt().expect("a date")).year())
                );
            }
        }
    }

    #[test]
    fn the_last_sunday_and_the_second_sunday() {
        let day = |month, week| Day {
            month,
            week,
            weekday: 0,
            time_s: 0,
        };
        let date = |year, month, day| {
            let date = NaiveDate::from_ymd_opt(year, month, day).expect("a date");
            i64::from(date.to_epoch_days()) * DAY_S
        };
        assert_eq!(day(3, 2).in_year(2026), date(2026, 3, 8));
        assert_eq!(day(3, 5).in_year(2026), date(2026, 3, 29));
        assert_eq!(day(2, 5).in_year(2032), date(2032, 2, 29));
    }
}
