//! Dates: from tokens to what they say, and from what they say to the day, given today.
//!
//! A date may end in several places (`24.12. 14:30` may begin with three numbers or with two), so
//! every form is returned, the longest first, and the caller takes the one that leaves nothing over.

use super::calendar::{calendar, coming, in_order, of_month};
use super::cursor::Cursor;
use super::lexicon::DateOrder;
use super::problem::DateProblem;
use super::token::Number;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// What a text says of a day, not yet held against a calendar.
#[derive(Clone, Debug)]
pub(super) struct Said {
    day: Day,
    /// A weekday beside a date, which must agree with it.
    weekday: Option<Weekday>,
}

#[derive(Clone, Debug)]
enum Day {
    /// So many days from today.
    Ahead(u64),
    /// The first such weekday after today.
    Coming(Weekday),
    /// Such a weekday in the week after this one, weeks beginning on Monday.
    NextWeek(Weekday),
    /// Two numbers, or three, in the language's order.
    Numeric(Vec<Number>),
    /// The next day of that number.
    OfMonth(u32),
    /// A month by its name, or a date without doubt about its order.
    Named {
        year: Option<i32>,
        month: u32,
        day: u32,
    },
}

/// Years beside a month's name, so that `Dec 22 1430` is a time. Elsewhere any four digits are one.
const YEARS: core::ops::RangeInclusive<u32> = 1900..=2199;

/// Every date that begins here, with the place after it, the longest first.
pub(super) fn dates(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let from = from.skip_fillers();
    let mut found = Vec::new();
    if let Some((weekday, rest)) = weekday(from) {
        for (said, rest) in calendar_dates(rest.skip_fillers()) {
            found.push((with_weekday(said, weekday), rest));
        }
        found.push((Day::Coming(weekday).into(), rest));
    }
    if let Some(rest) = from.one_of(&from.lexicon.words.next)
        && let Some((weekday, rest)) = weekday(rest)
    {
        found.push((Day::NextWeek(weekday).into(), rest));
    }
    for (list, days) in [
        (&from.lexicon.words.today, 0),
        (&from.lexicon.words.tomorrow, 1),
    ] {
        if let Some(rest) = from.one_of(list) {
            found.push((Day::Ahead(days).into(), rest));
        }
    }
    for (said, rest) in calendar_dates(from) {
        // Tue after the date, too: 22 Dec Tue.
        if let Some((weekday, rest)) = weekday(rest.skip_fillers()) {
            found.push((with_weekday(said.clone(), weekday), rest));
        }
        found.push((said, rest));
    }
    if let Some((number, rest)) = from.number() {
        let rest = rest.one_of(&from.lexicon.words.ordinals).unwrap_or(rest);
        found.extend(bare(number).map(|day| (day.into(), rest)));
    }
    found
}

impl From<Day> for Said {
    fn from(day: Day) -> Self {
        Self { day, weekday: None }
    }
}

fn with_weekday(said: Said, weekday: Weekday) -> Said {
    Said {
        weekday: Some(weekday),
        ..said
    }
}

fn weekday(from: Cursor<'_>) -> Option<(Weekday, Cursor<'_>)> {
    let (word, rest) = from.word()?;
    Some((from.lexicon.words.weekday(word)?, rest))
}

fn month(from: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (word, rest) = from.skip_fillers().word()?;
    Some((from.lexicon.words.month(word)?, rest))
}

fn day_number(from: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (number, rest) = from.number().filter(|(number, _)| number.digits <= 2)?;
    let ordinal = rest.one_of(&from.lexicon.words.ordinals);
    Some((number.value, ordinal.unwrap_or(rest.skip_stop())))
}

/// Dates with a month in them: `24/12`, `2026-12-24`, `Dec 24`, `24 December 2026`.
fn calendar_dates(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let mut found = Vec::new();
    let day_month = day_number(from).and_then(|(day, rest)| {
        let (month, rest) = month(rest)?;
        Some((day, month, rest))
    });
    let month_day = month(from).and_then(|(month, rest)| {
        let (day, rest) = day_number(rest.skip_fillers())?;
        Some((day, month, rest))
    });
    if let Some((day, month, rest)) = day_month.or(month_day) {
        let named = |year| Day::Named { year, month, day }.into();
        let year = rest.skip_fillers().number();
        if let Some((year, rest)) = year.filter(|(year, _)| YEARS.contains(&year.value)) {
            found.push((named(i32::try_from(year.value).ok()), rest));
        }
        found.push((named(None), rest));
    }
    numeric(from, &mut found);
    found
}

/// Two or three numbers with one kind of mark between them; a full stop may follow the second.
fn numeric<'a>(from: Cursor<'a>, found: &mut Vec<(Said, Cursor<'a>)>) {
    let Some((first, rest)) = from.number() else {
        return;
    };
    let Some((mark, rest)) = rest.mark(&['/', '.', '-']) else {
        return;
    };
    let Some((second, rest)) = rest.number() else {
        return;
    };
    let third = rest.mark(&[mark]).and_then(|(_, rest)| rest.number());
    if let Some((third, rest)) = third {
        let numbers = vec![first, second, third];
        found.push((Day::Numeric(numbers).into(), rest));
    }
    let rest = if mark == '.' { rest.skip_stop() } else { rest };
    found.push((Day::Numeric(vec![first, second]).into(), rest));
}

/// A number alone: `24`, or `20261224`.
fn bare(number: Number) -> Option<Day> {
    match number.digits {
        1 | 2 => Some(Day::OfMonth(number.value)),
        8 => Some(Day::Named {
            year: i32::try_from(number.value / 10_000).ok(),
            month: number.value / 100 % 100,
            day: number.value % 100,
        }),
        _ => None,
    }
}

impl Said {
    /// The day that is meant. Without a year it is the next such date, today included; never one
    /// that is past.
    pub(super) fn date(
        &self,
        order: DateOrder,
        today: NaiveDate,
    ) -> Result<NaiveDate, DateProblem> {
        let date = match &self.day {
            Day::Ahead(days) => today
                .checked_add_days(Days::new(*days))
                .ok_or(DateProblem::NotADate)?,
            Day::Coming(weekday) => coming(*weekday, today).ok_or(DateProblem::NotADate)?,
            Day::NextWeek(weekday) => coming(Weekday::Mon, today)
                .and_then(|monday| {
                    let days = u64::from(weekday.num_days_from_monday());
                    monday.checked_add_days(Days::new(days))
                })
                .ok_or(DateProblem::NotADate)?,
            Day::Numeric(numbers) => in_order(numbers, order, today)?,
            Day::OfMonth(day) => of_month(*day, today)?,
            Day::Named { year, month, day } => calendar(*year, *month, *day, today)?,
        };
        match self.weekday {
            Some(typed) if typed != date.weekday() => Err(DateProblem::OtherWeekday {
                typed,
                is: date.weekday(),
            }),
            _ => Ok(date),
        }
    }
}
