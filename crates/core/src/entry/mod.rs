//! What people type as a date or a time, read in their language's order (T5). Pure: text, a [`Lexicon`] and the
//! present day in, a value or a reason out. Never panics, never guesses between two equal readings.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

/// The order of day, month and year in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 24/12/2026
    DayFirst,
    /// 12/24/2026
    MonthFirst,
    /// 2026/12/24
    YearFirst,
}

/// How hours are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourCycle {
    /// 1-12, twice a day.
    Twelve,
    /// 0-23.
    TwentyFour,
}

/// How one language writes dates and times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexicon {
    /// The order of a numeric date.
    pub order: DateOrder,
    /// How hours are counted.
    pub hours: HourCycle,
}

impl Lexicon {
    /// English as written in the United States: month first, twelve hours.
    #[must_use]
    pub fn en_us() -> Self {
        Self {
            order: DateOrder::MonthFirst,
            hours: HourCycle::Twelve,
        }
    }

    /// English as written in Great Britain: day first, twenty-four hours.
    #[must_use]
    pub fn en_gb() -> Self {
        Self {
            order: DateOrder::DayFirst,
            hours: HourCycle::TwentyFour,
        }
    }
}

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// Nothing was typed.
    Empty,
    /// Nothing like a date.
    NotADate,
}

/// Why a text is no time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeProblem {
    /// Nothing was typed.
    Empty,
    /// Nothing like a time.
    NotATime,
}

/// What a typed time means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeReading {
    /// One time of day.
    One(NaiveTime),
    /// Before noon or after: both would do, and nothing decides (T5).
    Either(Vec<NaiveTime>),
}

/// A date and a time that stood in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Joined {
    /// The date.
    pub date: NaiveDate,
    /// The time, with both readings where nothing decides.
    pub time: TimeReading,
}

/// Reads a date.
///
/// # Errors
/// Why it is none.
pub fn read_date(
    text: &str,
    lexicon: &Lexicon,
    today: NaiveDate,
) -> Result<NaiveDate, DateProblem> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DateProblem::Empty);
    }
    if let Ok(iso) = text.parse() {
        return Ok(iso);
    }
    let parts: Result<Vec<u32>, _> = text.split(['/', '.', '-']).map(str::parse).collect();
    let (first, second, year) = match parts.as_deref() {
        Ok([first, second]) => (*first, *second, None),
        Ok([first, second, year]) => (*first, *second, Some(*year)),
        _ => return Err(DateProblem::NotADate),
    };
    let (day, month) = if lexicon.order == DateOrder::DayFirst {
        (first, second)
    } else {
        (second, first)
    };
    let year = year.map_or(Some(today.year()), |year| i32::try_from(year).ok());
    year.and_then(|year| NaiveDate::from_ymd_opt(year, month, day))
        .ok_or(DateProblem::NotADate)
}

/// Reads a time of day.
///
/// # Errors
/// Why it is none.
pub fn read_time(text: &str, lexicon: &Lexicon) -> Result<TimeReading, TimeProblem> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Err(TimeProblem::Empty);
    }
    let clock = text.trim_end_matches(['a', 'p', 'm', '.', ' ']);
    let half = text[clock.len()..].trim().chars().next();
    let (hour, minute) = clock.split_once(':').unwrap_or((clock, "0"));
    let (Ok(hour), Ok(minute)) = (hour.parse::<u32>(), minute.parse::<u32>()) else {
        return Err(TimeProblem::NotATime);
    };
    let at = |hour| NaiveTime::from_hms_opt(hour, minute, 0).ok_or(TimeProblem::NotATime);
    match half {
        Some('a') => at(hour % 12).map(TimeReading::One),
        Some('p') => at(hour % 12 + 12).map(TimeReading::One),
        _ if lexicon.hours == HourCycle::Twelve
            && (1..=12).contains(&hour)
            && !clock.starts_with('0') =>
        {
            Ok(TimeReading::Either(vec![
                at(hour % 12)?,
                at(hour % 12 + 12)?,
            ]))
        }
        _ => at(hour).map(TimeReading::One),
    }
}

/// Reads a text that holds both; nothing where it holds only one.
#[must_use]
pub fn read_joined(text: &str, lexicon: &Lexicon, today: NaiveDate) -> Option<Joined> {
    let (date, time) = text.trim().split_once(['T', ' '])?;
    Some(Joined {
        date: read_date(date, lexicon, today).ok()?,
        time: read_time(time, lexicon).ok()?,
    })
}

/// A date in numbers, in the language's order.
#[must_use]
pub fn print_date(date: NaiveDate, lexicon: &Lexicon) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match lexicon.order {
        DateOrder::DayFirst => format!("{day:02}/{month:02}/{year:04}"),
        DateOrder::MonthFirst => format!("{month:02}/{day:02}/{year:04}"),
        DateOrder::YearFirst => format!("{year:04}-{month:02}-{day:02}"),
    }
}

/// A time of day, on the language's clock.
#[must_use]
pub fn print_time(time: NaiveTime, lexicon: &Lexicon) -> String {
    let minute = time.minute();
    match lexicon.hours {
        HourCycle::TwentyFour => format!("{:02}:{minute:02}", time.hour()),
        HourCycle::Twelve => {
            let (pm, hour) = time.hour12();
            format!("{hour}:{minute:02} {}", if pm { "PM" } else { "AM" })
        }
    }
}
