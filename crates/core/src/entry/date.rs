//! Dates: from tokens to what they say, and from what they say to the day, given today.
//!
//! A date may end in several places (`24.12. 14:30` may begin with three numbers or with two), so
//! every form is returned, and the caller takes the one that leaves nothing over.

use super::calendar::{calendar, coming, in_order, of_month, of_week};
use super::cursor::{Cursor, Way};
use super::frame::frames;
use super::lexicon::DateOrder;
use super::named::{of_this_month, with_month};
use super::problem::DateProblem;
use super::stretch::stretches;
use super::token::Number;
use super::words::{Part, Sense, Stretch, Week};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// What a text says of a day, not yet held against a calendar.
#[derive(Clone, Debug)]
pub(super) struct Said {
    day: Day,
    /// A weekday beside a date, which must agree with it.
    weekday: Option<Weekday>,
    /// The part of the day that came with it: *tonight*.
    pub(super) part: Option<Part>,
}

#[derive(Clone, Debug)]
pub(super) enum Day {
    /// So many days from today.
    Ahead(u64),
    /// Such a weekday, in the week that is said; a week begins on the second one.
    Of(Week, Weekday, Weekday),
    /// Two numbers, or three, in the language's order.
    Numeric(Vec<Number>),
    /// The next day of that number.
    OfMonth(u32, Mark),
    /// A month by its name, or a date without doubt about its order.
    Named {
        year: Option<i32>,
        month: u32,
        day: u32,
    },
}

/// Is a day's number a number alone, or marked as a day's: `24.`, *24th*?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    Bare,
    Ordinal,
}

/// Every date that begins here.
pub(super) fn dates(from: Cursor<'_>) -> Vec<Way<'_, Said>> {
    let mut found = Vec::new();
    for start in from.places() {
        let ways = dates_at(start).into_iter();
        found.extend(ways.map(|(said, end)| Way { said, start, end }));
    }
    found
}

fn dates_at(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let mut found = relative(from);
    for (said, rest) in with_month(from) {
        // Tue after the date, too: 22 Dec Tue.
        let after = rest.places().into_iter().flat_map(weekdays);
        found.extend(after.map(|(weekday, rest)| {
            let closed = rest.mark(&[')']).map_or(rest, |(_, rest)| rest);
            (said.beside(weekday), closed)
        }));
        found.push((said, rest));
    }
    for (weekday, rest) in weekdays(from) {
        for place in rest.places() {
            let named = with_month(place).into_iter().chain(of_this_month(place));
            found.extend(named.map(|(said, rest)| (said.beside(weekday), rest)));
        }
        let start = week_start(from);
        found.push((Day::Of(Week::Coming, weekday, start).into(), rest));
    }
    found.extend(of_this_month(from));
    if let Some((number, rest)) = from.number() {
        found.extend(bare(number).map(|day| (day.into(), rest)));
    }
    found
}

impl From<Day> for Said {
    fn from(day: Day) -> Self {
        Self {
            day,
            weekday: None,
            part: None,
        }
    }
}

impl Said {
    fn beside(&self, weekday: Weekday) -> Self {
        Self {
            weekday: Some(weekday),
            ..self.clone()
        }
    }

    /// A number that may as well be an hour.
    pub(super) fn is_bare(&self) -> bool {
        matches!(self.day, Day::OfMonth(_, Mark::Bare))
    }
}

/// Every weekday that begins here.
pub(super) fn weekdays(from: Cursor<'_>) -> Vec<(Weekday, Cursor<'_>)> {
    from.phrases(|sense| match sense {
        Sense::Weekday(weekday) => Some(weekday),
        _ => None,
    })
}

fn week_start(from: Cursor<'_>) -> Weekday {
    from.lexicon().week_start.unwrap_or(Weekday::Mon)
}

/// Days counted from today: *tomorrow*, *next tue*, *in 3 days*.
fn relative(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let days = from.phrases(|sense| match sense {
        Sense::Day(days, part) => Some((days, part)),
        _ => None,
    });
    let days = days.into_iter().map(|((days, part), rest)| {
        let said = Said::from(Day::Ahead(days));
        (Said { part, ..said }, rest)
    });
    let weeks = frames(from, |sense| match sense {
        Sense::Week(week) => Some(week),
        _ => None,
    });
    let start = week_start(from);
    let weeks = weeks.into_iter().filter_map(|(week, filled, rest)| {
        Some((Day::Of(week, filled.weekday?, start).into(), rest))
    });
    let ahead = frames(from, |sense| (sense == Sense::Ahead).then_some(()));
    let ahead = ahead
        .into_iter()
        .map(|((), filled, rest)| (filled.stretch, rest));
    let plus = from.mark(&['+']).map(|(_, rest)| stretches(rest));
    let plus = plus.into_iter().flatten();
    let ahead = ahead.chain(plus.map(|(stretch, rest)| (Some(stretch), rest)));
    let ahead = ahead.filter_map(|(stretch, rest)| match stretch {
        Some(Stretch::Days(days)) => Some((Day::Ahead(days.into()).into(), rest)),
        _ => None,
    });
    days.chain(weeks).chain(ahead).collect()
}

/// A number alone: `24`, or `20261224`.
fn bare(number: Number) -> Option<Day> {
    match number.digits {
        1 | 2 => Some(Day::OfMonth(number.value, Mark::Bare)),
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
            Day::Ahead(days) => today.checked_add_days(Days::new(*days)),
            Day::Of(Week::Coming, weekday, _) => coming(*weekday, today),
            Day::Of(Week::This, weekday, start) => of_week(*weekday, 0, *start, today),
            Day::Of(Week::Next, weekday, start) => of_week(*weekday, 1, *start, today),
            Day::Numeric(numbers) => Some(in_order(numbers, order, today)?),
            Day::OfMonth(day, _) => Some(of_month(*day, today)?),
            Day::Named { year, month, day } => Some(calendar(*year, *month, *day, today)?),
        };
        let date = date.ok_or(DateProblem::NotADate)?;
        match self.weekday {
            Some(typed) if typed != date.weekday() => Err(DateProblem::OtherWeekday {
                typed,
                is: date.weekday(),
            }),
            _ => Ok(date),
        }
    }
}
