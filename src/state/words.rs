//! How a locale writes dates and times: names and direction as data, and somebody who writes.
//!
//! The browser knows locales, this program carries none: `browser::intl` fills a [`Words`] once for each.
//! Never asks for a zone or for the current time; what is written is a civil date and time.

use callback_core::time::Timestamp;
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};
use chrono_tz::Tz;
use std::sync::Arc;

/// How much of a date or time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Tue, Dec 22
    Day,
    /// Tuesday, December 22, 2026
    FullDate,
    /// December 2026
    Month,
    /// 3:42 PM
    Time,
    /// Tue, Dec 22, 3:42 PM
    DayAndTime,
}

/// Writes civil dates and times in one locale.
pub trait Writer: Send + Sync {
    /// The text, empty where the locale cannot say it.
    fn write(&self, style: Style, civil: NaiveDateTime) -> String;

    /// What a zone is called at an instant (`Pacific Standard Time`), or nothing where nobody knows.
    fn zone(&self, zone: Tz, at: Timestamp) -> Option<String>;
}

/// A locale's way to write dates and times.
#[derive(Clone)]
pub struct Words {
    /// The day a week starts with.
    pub first_day: Weekday,
    /// Days of the week in full, Monday first: `Tuesday`.
    pub weekdays: [String; 7],
    /// Days of the week, short, Monday first: `Tue`.
    pub weekdays_short: [String; 7],
    /// The ten digits.
    pub digits: [char; 10],
    /// Whether text runs from right to left.
    pub right_to_left: bool,
    writer: Arc<dyn Writer>,
}

impl Words {
    /// Words of no language with this writer: the caller sets what it knows.
    #[must_use]
    pub fn with_writer(writer: Arc<dyn Writer>) -> Self {
        Self {
            first_day: Weekday::Sun,
            weekdays: <[String; 7]>::default(),
            weekdays_short: <[String; 7]>::default(),
            digits: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
            right_to_left: false,
            writer,
        }
    }

    /// American English, for tests and where a browser tells nothing.
    #[must_use]
    pub fn american() -> Self {
        Self {
            weekdays: American::WEEKDAYS.map(str::to_owned),
            weekdays_short: American::WEEKDAYS.map(|name| name[..3].to_owned()),
            ..Self::with_writer(Arc::new(American))
        }
    }

    /// `Tue, Dec 22`
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> String {
        self.writer.write(Style::Day, date.and_time(NaiveTime::MIN))
    }

    /// `Tuesday, December 22, 2026`
    #[must_use]
    pub fn full_date(&self, date: NaiveDate) -> String {
        self.writer
            .write(Style::FullDate, date.and_time(NaiveTime::MIN))
    }

    /// `December 2026`
    #[must_use]
    pub fn month(&self, date: NaiveDate) -> String {
        self.writer
            .write(Style::Month, date.and_time(NaiveTime::MIN))
    }

    /// `3:42 PM`
    #[must_use]
    pub fn time(&self, time: NaiveTime) -> String {
        self.writer
            .write(Style::Time, NaiveDate::default().and_time(time))
    }

    /// `Tue, Dec 22, 3:42 PM`
    #[must_use]
    pub fn day_and_time(&self, civil: NaiveDateTime) -> String {
        self.writer.write(Style::DayAndTime, civil)
    }

    /// `Pacific Standard Time`, where there is a name for it.
    #[must_use]
    pub fn zone(&self, zone: Tz, at: Timestamp) -> Option<String> {
        self.writer.zone(zone, at)
    }

    /// A whole number in the locale's digits, without groups.
    #[must_use]
    pub fn number(&self, number: u64) -> String {
        let plain = number.to_string();
        plain
            .bytes()
            .map(|digit| self.digits[usize::from(digit - b'0')])
            .collect()
    }
}

/// An offset from UTC as short as it goes: `UTC`, `UTC−3`, `UTC+5:30`. In Latin digits, like a clock of the world.
#[must_use]
pub fn offset(offset_secs: i32) -> String {
    let minutes = offset_secs.unsigned_abs() / 60;
    let sign = match offset_secs {
        0 => return "UTC".to_owned(),
        ..0 => "\u{2212}",
        _ => "+",
    };
    let mut text = ["UTC", sign, &(minutes / 60).to_string()].concat();
    if !minutes.is_multiple_of(60) {
        text.push(':');
        push_two(&mut text, minutes % 60);
    }
    text
}

/// What a browser that tells nothing is stood in for by.
struct American;

impl American {
    const WEEKDAYS: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
}

impl Writer for American {
    fn write(&self, style: Style, civil: NaiveDateTime) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = MONTHS[civil.month0() as usize];
        let weekday = Self::WEEKDAYS[civil.weekday().num_days_from_monday() as usize];
        let (day, year) = (civil.day().to_string(), civil.year().to_string());
        let short = || [&weekday[..3], ", ", &month[..3], " ", &day].concat();
        match style {
            Style::Day => short(),
            Style::FullDate => [weekday, ", ", month, " ", &day, ", ", &year].concat(),
            Style::Month => [month, " ", &year].concat(),
            Style::Time => american_time(civil),
            Style::DayAndTime => [&short(), ", ", &american_time(civil)].concat(),
        }
    }

    fn zone(&self, _: Tz, _: Timestamp) -> Option<String> {
        None
    }
}

fn american_time(civil: NaiveDateTime) -> String {
    let (afternoon, hour) = civil.hour12();
    let mut text = hour.to_string();
    text.push(':');
    push_two(&mut text, civil.minute());
    text.push_str(if afternoon { " PM" } else { " AM" });
    text
}

fn push_two(text: &mut String, number: u32) {
    if number < 10 {
        text.push('0');
    }
    text.push_str(&number.to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn american_stands_in_where_a_browser_tells_nothing() {
        let words = Words::american();
        let at = |text: &str| text.parse::<NaiveDateTime>().unwrap();
        let rows = [
            (
                words.day_and_time(at("2026-11-24T15:00:00")),
                "Tue, Nov 24, 3:00 PM",
            ),
            (
                words.day_and_time(at("2026-03-01T00:05:00")),
                "Sun, Mar 1, 12:05 AM",
            ),
            (words.time(at("2026-03-01T12:00:00").time()), "12:00 PM"),
            (
                words.month(at("2026-11-24T15:00:00").date()),
                "November 2026",
            ),
            (
                words.full_date(at("2026-11-24T15:00:00").date()),
                "Tuesday, November 24, 2026",
            ),
        ];
        for (written, expected) in rows {
            assert_eq!(written, expected);
        }
    }

    #[test]
    fn an_offset_names_its_minutes_where_it_has_some() {
        let rows = [
            (0, "UTC"),
            (-10_800, "UTC\u{2212}3"),
            (20_700, "UTC+5:45"),
            (-12_600, "UTC\u{2212}3:30"),
            (7_500, "UTC+2:05"),
        ];
        for (secs, expected) in rows {
            assert_eq!(offset(secs), expected);
        }
    }

    #[test]
    fn numbers_are_written_in_the_digits_of_the_locale() {
        let mut words = Words::american();
        assert_eq!(words.number(720), "720");
        words.digits = ['٠', '١', '٢', '٣', '٤', '٥', '٦', '٧', '٨', '٩'];
        assert_eq!(words.number(720), "٧٢٠");
    }
}
