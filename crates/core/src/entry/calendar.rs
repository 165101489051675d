//! What was said of a day, held against the calendar. Knows numbers and today, no words.

use super::lexicon::DateOrder;
use super::problem::DateProblem;
use super::token::Number;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Years that a two-digit year is counted from.
const CENTURY: i32 = 2000;
/// How many years ahead a date without a year is sought: 29 February may be eight years off.
const LEAP_GAP_YEARS: i32 = 8;

/// The first `weekday` after today: on a Tuesday, Tuesday is in a week; today is called today.
pub(super) fn coming(weekday: Weekday, today: NaiveDate) -> Option<NaiveDate> {
    let ahead = (6 + weekday.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7;
    today.checked_add_days(Days::new(u64::from(ahead + 1)))
}

/// Such a weekday in the week of today, or of so many weeks after it; `None` where it is past.
pub(super) fn of_week(
    weekday: Weekday,
    weeks: u64,
    week_start: Weekday,
    today: NaiveDate,
) -> Option<NaiveDate> {
    let into_week = |day: Weekday| u64::from(day.days_since(week_start));
    let start = today.checked_sub_days(Days::new(into_week(today.weekday())))?;
    let date = start.checked_add_days(Days::new(weeks * 7 + into_week(weekday)))?;
    (date >= today).then_some(date)
}

/// Reads the numbers in the language's order, or where no such date exists in the next one that
/// gives a date: there is no 24th month, so `24/12` can only be meant one way.
pub(super) fn in_order(
    numbers: &[Number],
    order: DateOrder,
    today: NaiveDate,
) -> Result<NaiveDate, DateProblem> {
    let (day_first, month_first): (&[[usize; 3]], &[[usize; 3]]) = (&[[2, 1, 0]], &[[2, 0, 1]]);
    let year_first: &[[usize; 3]] = &[[0, 1, 2]];
    let orders = match (numbers, order) {
        ([year, ..], _) if year.digits > 2 => year_first.to_vec(),
        ([_, _, year], DateOrder::YearMonthDay) if year.digits <= 2 => year_first.to_vec(),
        (_, DateOrder::DayMonthYear) => [day_first, month_first].concat(),
        (_, DateOrder::MonthDayYear | DateOrder::YearMonthDay) => [month_first, day_first].concat(),
    };
    let mut problem = None;
    for [year, month, day] in orders {
        match placed(numbers, year, month, day, today) {
            Ok(date) => return Ok(date),
            Err(found) => problem = problem.or(Some(found)),
        }
    }
    Err(problem.unwrap_or(DateProblem::NotADate))
}

/// The date of the numbers at these places.
fn placed(
    numbers: &[Number],
    year: usize,
    month: usize,
    day: usize,
    today: NaiveDate,
) -> Result<NaiveDate, DateProblem> {
    let short = |place: usize| {
        let number = numbers.get(place).filter(|number| number.digits <= 2);
        number.map(|it| it.value).ok_or(DateProblem::NotADate)
    };
    let year = match numbers.get(year) {
        None if numbers.len() == 2 => None,
        Some(year) if year.digits == 4 => i32::try_from(year.value).ok(),
        Some(year) if year.digits == 2 => i32::try_from(year.value).ok().map(|it| it + CENTURY),
        _ => return Err(DateProblem::NotADate),
    };
    calendar(year, short(month)?, short(day)?, today)
}

/// The date, or the next one of that month and day, or what is wrong with it.
pub(super) fn calendar(
    year: Option<i32>,
    month: u32,
    day: u32,
    today: NaiveDate,
) -> Result<NaiveDate, DateProblem> {
    if !(1..=12).contains(&month) {
        return Err(DateProblem::NoSuchMonth { month });
    }
    if year == Some(0) {
        return Err(DateProblem::NotADate);
    }
    // Without a year 29 February is sought in leap years; what is said of any other is of the coming one.
    let leap_day = year.is_none() && (month, day) == (2, 29);
    let passed = i32::from(month < today.month());
    let day_max = NaiveDate::from_ymd_opt(year.unwrap_or(today.year() + passed), month, 1)
        .map_or(31, |first| u32::from(first.num_days_in_month()));
    if !leap_day && !(1..=day_max).contains(&day) {
        let problem = DateProblem::NoSuchDay {
            month,
            day,
            day_max,
        };
        return Err(problem);
    }
    let years = match year {
        Some(year) => year..=year,
        None => today.year()..=today.year().saturating_add(LEAP_GAP_YEARS),
    };
    let mut dates = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    dates
        .find(|date| year.is_some() || *date >= today)
        .ok_or(DateProblem::NotADate)
}

/// The next day of that number, today included.
pub(super) fn of_month(day: u32, today: NaiveDate) -> Result<NaiveDate, DateProblem> {
    let (month, day_max) = (today.month(), 31);
    if !(1..=day_max).contains(&day) {
        let problem = DateProblem::NoSuchDay {
            month,
            day,
            day_max,
        };
        return Err(problem);
    }
    // Two months in a row have 31 days, or the second does: three months hold every number.
    let months = (0..3).filter_map(|ahead| {
        let first = today.with_day(1)?;
        first
            .checked_add_months(chrono::Months::new(ahead))?
            .with_day(day)
    });
    let mut dates = months.filter(|date| *date >= today);
    dates.next().ok_or(DateProblem::NotADate)
}
