//! How a locale writes dates and times, as data: names, order, digits.
//!
//! The browser knows locales, this program carries none. `browser::intl` fills a [`Words`] once for each
//! locale; everything here is then plain text work. Never asks for a zone or for the current time.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike, Weekday};

/// One part of a written date or time, in the locale's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What stands between: `", "`, `":"`.
    Literal(String),
    /// The day of the week, short: `Tue`.
    Weekday,
    /// The day of the month.
    Day,
    /// The day of the month in two digits.
    DayPadded,
    /// The month by name: short in [`Words::date`] and [`Words::day`], long in [`Words::month`].
    Month,
    /// The month as a number.
    MonthNumber,
    /// The year in four digits.
    Year,
    /// The hour, of 12 or 24 as [`Words::twelve_hours`] says.
    Hour,
    /// The hour in two digits.
    HourPadded,
    /// The minute, always in two digits.
    Minute,
    /// AM or PM in the locale's words.
    DayPeriod,
}

/// A locale's way to write dates and times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The digit zero; the other nine follow it in Unicode. `'0'`, or `'٠'` for Arabic.
    pub zero: char,
    /// The day a week starts with.
    pub first_day: Weekday,
    /// Days of the week in full, Monday first: `Tuesday`.
    pub weekdays: [String; 7],
    /// Days of the week, short, Monday first: `Tue`.
    pub weekdays_short: [String; 7],
    /// Days of the week in one letter or two, Monday first: `T`.
    pub weekdays_narrow: [String; 7],
    /// Months in full, January first: `November`.
    pub months: [String; 12],
    /// Months, short, as they stand in a date: `Nov`.
    pub months_short: [String; 12],
    /// Words before and after noon.
    pub day_periods: [String; 2],
    /// Whether hours are counted twice to twelve.
    pub twelve_hours: bool,
    /// `Tue, Nov 24, 2026`.
    pub date: Vec<Piece>,
    /// `Tue, Nov 24`.
    pub day: Vec<Piece>,
    /// `November 2026`.
    pub month: Vec<Piece>,
    /// `3:00 PM`.
    pub time: Vec<Piece>,
}

impl Words {
    /// A date with its year: `Tue, Nov 24, 2026`.
    #[must_use]
    pub fn date(&self, date: NaiveDate) -> String {
        self.write(&self.date, date, NaiveTime::MIN, &self.months_short)
    }

    /// A date whose year goes without saying: `Tue, Nov 24`.
    #[must_use]
    pub fn day(&self, date: NaiveDate) -> String {
        self.write(&self.day, date, NaiveTime::MIN, &self.months_short)
    }

    /// The heading of a calendar: `November 2026`.
    #[must_use]
    pub fn month(&self, date: NaiveDate) -> String {
        self.write(&self.month, date, NaiveTime::MIN, &self.months)
    }

    /// A time of day: `3:00 PM`.
    #[must_use]
    pub fn time(&self, time: NaiveTime) -> String {
        self.write(&self.time, NaiveDate::default(), time, &self.months_short)
    }

    /// A whole number in the locale's digits, without groups.
    #[must_use]
    pub fn number(&self, number: u32) -> String {
        let mut out = String::new();
        self.digits(&mut out, number, 1);
        out
    }

    fn write(
        &self,
        pieces: &[Piece],
        date: NaiveDate,
        time: NaiveTime,
        months: &[String; 12],
    ) -> String {
        let hour = match (self.twelve_hours, time.hour() % 12) {
            (false, _) => time.hour(),
            (true, 0) => 12,
            (true, hour) => hour,
        };
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Literal(text) => out.push_str(text),
                Piece::Weekday => out
                    .push_str(&self.weekdays_short[date.weekday().num_days_from_monday() as usize]),
                Piece::Day => self.digits(&mut out, date.day(), 1),
                Piece::DayPadded => self.digits(&mut out, date.day(), 2),
                Piece::Month => out.push_str(&months[date.month0() as usize]),
                Piece::MonthNumber => self.digits(&mut out, date.month(), 1),
                Piece::Year => self.digits(&mut out, date.year().unsigned_abs(), 4),
                Piece::Hour => self.digits(&mut out, hour, 1),
                Piece::HourPadded => self.digits(&mut out, hour, 2),
                Piece::Minute => self.digits(&mut out, time.minute(), 2),
                Piece::DayPeriod => out.push_str(&self.day_periods[usize::from(time.hour() >= 12)]),
            }
        }
        out
    }

    /// At least `width` digits. Its own loop, because the formatting machinery costs kilobytes of wasm.
    fn digits(&self, out: &mut String, number: u32, width: u32) {
        let mut place = 10_u32.pow(width - 1);
        while number / place >= 10 {
            place *= 10;
        }
        while place > 0 {
            let digit = number / place % 10;
            out.push(char::from_u32(u32::from(self.zero) + digit).unwrap_or('0'));
            place /= 10;
        }
    }
}

/// American English: for tests, and where a browser tells nothing.
#[must_use]
pub fn american() -> Words {
    let owned = |text: &str| text.to_owned();
    let literal = |text: &str| Piece::Literal(text.to_owned());
    let weekdays = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let months = [
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
    let day = vec![
        Piece::Weekday,
        literal(", "),
        Piece::Month,
        literal(" "),
        Piece::Day,
    ];
    let mut date = day.clone();
    date.extend([literal(", "), Piece::Year]);
    Words {
        zero: '0',
        first_day: Weekday::Sun,
        weekdays: weekdays.map(owned),
        weekdays_short: weekdays.map(|name| name[..3].to_owned()),
        weekdays_narrow: weekdays.map(|name| name[..1].to_owned()),
        months: months.map(owned),
        months_short: months.map(|name| name[..3].to_owned()),
        day_periods: ["AM", "PM"].map(owned),
        twelve_hours: true,
        date,
        day,
        month: vec![Piece::Month, literal(" "), Piece::Year],
        time: vec![
            Piece::Hour,
            literal(":"),
            Piece::Minute,
            literal(" "),
            Piece::DayPeriod,
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_date_is_written_in_the_order_of_its_locale() {
        let words = american();
        assert_eq!(words.date(ymd(2026, 11, 24)), "Tue, Nov 24, 2026");
        assert_eq!(words.day(ymd(2026, 3, 1)), "Sun, Mar 1");
        assert_eq!(words.month(ymd(2026, 11, 24)), "November 2026");
    }

    #[test]
    fn noon_and_midnight_are_twelve_of_twelve_hours_and_not_of_twenty_four() {
        let mut words = american();
        let at = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        for (time, expected) in [
            (at(0, 5), "12:05 AM"),
            (at(11, 59), "11:59 AM"),
            (at(12, 0), "12:00 PM"),
            (at(23, 0), "11:00 PM"),
        ] {
            assert_eq!(words.time(time), expected);
        }
        words.twelve_hours = false;
        words.time = vec![
            Piece::HourPadded,
            Piece::Literal(":".to_owned()),
            Piece::Minute,
        ];
        assert_eq!(words.time(at(0, 5)), "00:05");
        assert_eq!(words.time(at(14, 30)), "14:30");
    }

    #[test]
    fn numbers_are_written_in_the_digits_of_the_locale() {
        let words = Words {
            zero: '٠',
            ..american()
        };
        assert_eq!(words.number(0), "٠");
        assert_eq!(words.number(720), "٧٢٠");
    }
}
