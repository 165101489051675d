//! The arrow keys of the date field: a day on or back. The calendar beside it is [`super::calendar`].

use chrono::NaiveDate;

/// What a key does in the date field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// Another day.
    To(NaiveDate),
    /// Open the calendar.
    Open,
}

/// What a key leads to, or nothing where the key is the field's own.
#[must_use]
pub fn pressed(from: NaiveDate, key: &str, alt: bool) -> Option<Pressed> {
    match (key, alt) {
        ("ArrowDown", true) => Some(Pressed::Open),
        ("ArrowUp", false) => from.succ_opt().map(Pressed::To),
        ("ArrowDown", false) => from.pred_opt().map(Pressed::To),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_step_a_day_and_alt_down_opens_the_calendar() {
        let from: NaiveDate = "2026-12-31".parse().unwrap();
        let day = |text: &str| Some(Pressed::To(text.parse().unwrap()));
        assert_eq!(pressed(from, "ArrowUp", false), day("2027-01-01"));
        assert_eq!(pressed(from, "ArrowDown", false), day("2026-12-30"));
        assert_eq!(pressed(from, "ArrowDown", true), Some(Pressed::Open));
        assert_eq!(pressed(from, "a", false), None);
        assert_eq!(pressed(NaiveDate::MAX, "ArrowUp", false), None);
    }
}
