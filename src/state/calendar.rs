//! The month a date is picked from: six weeks of days, one of them focused. No DOM, no clock.
//!
//! Always forty-two cells, so that no key changes the number of rows and nothing on the page moves.
//! Keys are those of the ARIA Authoring Practices, "Date Picker Dialog".

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Cells of the grid: six weeks.
pub const CELLS: usize = 42;

/// A month on view and the day the keyboard stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calendar {
    focused: NaiveDate,
    first: NaiveDate,
    last: NaiveDate,
    first_day: Weekday,
}

/// A move of the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Days back (negative) or on.
    Days(i64),
    /// Months back or on; the last day of a shorter month stands in for one it lacks.
    Months(i32),
    /// To the first day of the week.
    WeekStart,
    /// To the last day of the week.
    WeekEnd,
}

/// What a key asks of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Move the focus.
    Move(Step),
    /// Take the focused day.
    Pick,
    /// Close, change nothing.
    Close,
}

impl Calendar {
    /// A calendar from `first` to `last` (both can be picked) that opens on `wanted`, or on the nearest day in reach.
    ///
    /// ```
    /// # use callback_scheduler::state::calendar::{Calendar, Step};
    /// # use chrono::{NaiveDate, Weekday};
    /// let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).expect("a day of November");
    /// let open = Calendar::new(day(24), day(22), day(30), Weekday::Mon);
    /// assert_eq!(open.moved(Step::WeekStart).focused(), day(23));
    /// ```
    #[must_use]
    pub fn new(wanted: NaiveDate, first: NaiveDate, last: NaiveDate, first_day: Weekday) -> Self {
        let last = last.max(first);
        Self {
            focused: wanted.clamp(first, last),
            first,
            last,
            first_day,
        }
    }

    /// The day the keyboard stands on: the one in the tab order.
    #[must_use]
    pub fn focused(&self) -> NaiveDate {
        self.focused
    }

    /// The same calendar after a move; a move out of reach ends at the nearest day in reach.
    #[must_use]
    pub fn moved(self, step: Step) -> Self {
        let from = self.focused;
        let days = |count: i64| {
            let distance = Days::new(count.unsigned_abs());
            if count < 0 {
                from.checked_sub_days(distance)
            } else {
                from.checked_add_days(distance)
            }
        };
        let into_week = i64::from(from.weekday().days_since(self.first_day));
        let to = match step {
            Step::Days(count) => days(count),
            Step::Months(count) if count < 0 => {
                from.checked_sub_months(Months::new(count.unsigned_abs()))
            }
            Step::Months(count) => from.checked_add_months(Months::new(count.unsigned_abs())),
            Step::WeekStart => days(-into_week),
            Step::WeekEnd => days(6 - into_week),
        };
        Self {
            focused: to.unwrap_or(from).clamp(self.first, self.last),
            ..self
        }
    }

    /// Whether a day can be picked.
    #[must_use]
    pub fn reaches(&self, date: NaiveDate) -> bool {
        self.first <= date && date <= self.last
    }

    /// Whether another month lies in reach before (`-1`) or after (`1`) the one on view.
    #[must_use]
    pub fn reaches_month(&self, count: i32) -> bool {
        let (year, month) = (self.focused.year(), self.focused.month());
        if count < 0 {
            (self.first.year(), self.first.month()) < (year, month)
        } else {
            (year, month) < (self.last.year(), self.last.month())
        }
    }

    /// The day a cell shows, or nothing where it belongs to the month before or after.
    #[must_use]
    pub fn day(&self, cell: usize) -> Option<NaiveDate> {
        let start = self.focused.with_day(1)?;
        let blank = start.weekday().days_since(self.first_day) as usize;
        let date = start.checked_add_days(Days::new(cell.checked_sub(blank)? as u64))?;
        (date.month() == start.month()).then_some(date)
    }

    /// The cell of the focused day.
    #[must_use]
    pub fn focused_cell(&self) -> usize {
        let blank = self
            .focused
            .with_day(1)
            .map_or(0, |start| start.weekday().days_since(self.first_day));
        (blank + self.focused.day0()) as usize
    }

    /// The day of the week above a column of the grid.
    #[must_use]
    pub fn weekday(&self, column: usize) -> Weekday {
        let mut day = self.first_day;
        for _ in 0..column % 7 {
            day = day.succ();
        }
        day
    }
}

/// What a key means in the grid; `rtl` turns the side arrows round, as the days run.
#[must_use]
pub fn asked(key: &str, shift: bool, rtl: bool) -> Option<Asked> {
    let along = if rtl { -1 } else { 1 };
    let months = if shift { 12 } else { 1 };
    Some(match key {
        "ArrowLeft" => Asked::Move(Step::Days(-along)),
        "ArrowRight" => Asked::Move(Step::Days(along)),
        "ArrowUp" => Asked::Move(Step::Days(-7)),
        "ArrowDown" => Asked::Move(Step::Days(7)),
        "PageUp" => Asked::Move(Step::Months(-months)),
        "PageDown" => Asked::Move(Step::Months(months)),
        "Home" => Asked::Move(Step::WeekStart),
        "End" => Asked::Move(Step::WeekEnd),
        "Enter" | " " => Asked::Pick,
        "Escape" => Asked::Close,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn wide(wanted: &str) -> Calendar {
        Calendar::new(
            date(wanted),
            date("2020-01-01"),
            date("2030-12-31"),
            Weekday::Mon,
        )
    }

    #[test]
    fn every_key_of_the_authoring_practices_moves_the_focus() {
        let rows = [
            ("2026-11-24", "ArrowLeft", false, "2026-11-23"),
            ("2026-11-24", "ArrowRight", false, "2026-11-25"),
            ("2026-11-24", "ArrowUp", false, "2026-11-17"),
            ("2026-11-24", "ArrowDown", false, "2026-12-01"),
            ("2026-11-24", "Home", false, "2026-11-23"),
            ("2026-11-24", "End", false, "2026-11-29"),
            ("2026-11-24", "PageUp", false, "2026-10-24"),
            ("2026-11-24", "PageDown", false, "2026-12-24"),
            ("2026-11-24", "PageUp", true, "2025-11-24"),
            ("2026-11-24", "PageDown", true, "2027-11-24"),
            ("2026-01-31", "PageDown", false, "2026-02-28"),
            ("2028-02-29", "PageDown", true, "2029-02-28"),
            ("2026-12-31", "ArrowRight", false, "2027-01-01"),
        ];
        for (from, key, shift, to) in rows {
            let Some(Asked::Move(step)) = asked(key, shift, false) else {
                panic!("{key} does not move")
            };
            assert_eq!(
                wide(from).moved(step).focused(),
                date(to),
                "{key} from {from}"
            );
        }
    }

    #[test]
    fn side_arrows_follow_the_way_the_text_runs() {
        assert_eq!(
            asked("ArrowLeft", false, true),
            Some(Asked::Move(Step::Days(1)))
        );
        assert_eq!(
            asked("ArrowUp", false, true),
            Some(Asked::Move(Step::Days(-7)))
        );
    }

    #[test]
    fn a_letter_asks_nothing() {
        assert_eq!(asked("a", false, false), None);
    }

    #[test]
    fn no_move_leaves_the_reach() {
        let narrow = Calendar::new(
            date("2026-11-24"),
            date("2026-11-22"),
            date("2026-12-22"),
            Weekday::Mon,
        );
        for (step, to) in [
            (Step::Days(-7), "2026-11-22"),
            (Step::Months(1), "2026-12-22"),
            (Step::Months(-12), "2026-11-22"),
            (Step::Days(i64::MAX), "2026-11-24"),
        ] {
            assert_eq!(narrow.moved(step).focused(), date(to), "{step:?}");
        }
        assert!(!narrow.reaches(date("2026-11-21")) && narrow.reaches(date("2026-11-22")));
        assert!(narrow.reaches(date("2026-12-22")) && !narrow.reaches(date("2026-12-23")));
        assert!(!narrow.reaches_month(-1) && narrow.reaches_month(1));
    }

    #[test]
    fn a_wish_out_of_reach_opens_on_the_nearest_day() {
        let open = Calendar::new(
            date("2031-05-05"),
            date("2026-11-22"),
            date("2026-12-22"),
            Weekday::Sun,
        );
        assert_eq!(open.focused(), date("2026-12-22"));
    }

    #[test]
    fn the_grid_starts_on_the_first_day_of_the_locales_week() {
        for (first_day, blanks, column) in [
            (Weekday::Mon, 6, "Mon"),
            (Weekday::Sun, 0, "Sun"),
            (Weekday::Sat, 1, "Sat"),
        ] {
            let open = Calendar::new(
                date("2026-11-01"),
                date("2026-01-01"),
                date("2026-12-31"),
                first_day,
            );
            assert_eq!(open.day(blanks), Some(date("2026-11-01")));
            assert_eq!(blanks.checked_sub(1).and_then(|cell| open.day(cell)), None);
            assert_eq!(open.day(blanks + 29), Some(date("2026-11-30")));
            assert_eq!(open.day(blanks + 30), None);
            assert_eq!(open.focused_cell(), blanks);
            assert_eq!(open.weekday(0).to_string(), column);
        }
    }
}
