//! What a language calls days, months and times, and how a typed word is found among its words.

use crate::fold::fold;
use chrono::Weekday;

/// What a language calls things.
///
/// Words are compared without case, accents or width. The first of a list is the one that is
/// printed. A list may be empty; then nothing is read by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// For each month from January: its names. Three letters of a name are enough where no other
    /// month begins so.
    pub months: [Vec<String>; 12],
    /// For each day from Monday: its names, likewise.
    pub weekdays: [Vec<String>; 7],
    /// Before noon.
    pub am: Vec<String>,
    /// After noon.
    pub pm: Vec<String>,
    /// The present day.
    pub today: Vec<String>,
    /// The day after it.
    pub tomorrow: Vec<String>,
    /// Before a weekday: the one of next week.
    pub next: Vec<String>,
    /// 12:00.
    pub noon: Vec<String>,
    /// 0:00.
    pub midnight: Vec<String>,
    /// Minutes from an hour said after: *half past* is 30, *quarter to* is -15. May be several
    /// words.
    pub past: Vec<(String, i32)>,
    /// Before a stretch of time from now: *in*.
    pub ahead: Vec<String>,
    /// Hours, in such a stretch or between hour and minute (`14h30`).
    pub hour_units: Vec<String>,
    /// Minutes, in such a stretch.
    pub minute_units: Vec<String>,
    /// Endings of a day's number: *22nd*.
    pub ordinals: Vec<String>,
    /// Words without weight: *at*, *on*, *the*.
    pub fillers: Vec<String>,
}

#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
];
#[rustfmt::skip]
const WEEKDAYS: [&str; 7] = [
    "Monday", "Tuesday", "Wednesday weds", "Thursday", "Friday", "Saturday", "Sunday",
];

impl Words {
    /// Those of English.
    #[must_use]
    pub fn english() -> Self {
        let past = [("half past", 30), ("quarter past", 15), ("quarter to", -15)];
        Self {
            months: MONTHS.map(words),
            weekdays: WEEKDAYS.map(words),
            am: words("AM a"),
            pm: words("PM p"),
            today: words("today tod"),
            tomorrow: words("tomorrow tmrw tmr tmw tom"),
            next: words("next"),
            noon: words("noon midday"),
            midnight: words("midnight"),
            past: past
                .map(|(phrase, minutes)| (phrase.to_owned(), minutes))
                .to_vec(),
            ahead: words("in"),
            hour_units: words("h hr hrs hour hours"),
            minute_units: words("min mins m minute minutes"),
            ordinals: words("st nd rd th"),
            fillers: words("at on the of o'clock"),
        }
    }

    /// The month of a folded word, from 1.
    pub(super) fn month(&self, word: &str) -> Option<u32> {
        let place = named(&self.months, word)?;
        u32::try_from(place + 1).ok()
    }

    /// The weekday of a folded word.
    pub(super) fn weekday(&self, word: &str) -> Option<Weekday> {
        let place = named(&self.weekdays, word)?;
        Weekday::try_from(u8::try_from(place).ok()?).ok()
    }
}

/// The words of a line.
fn words(line: &str) -> Vec<String> {
    line.split(' ').map(str::to_owned).collect()
}

/// Is the folded `word` one of the list?
pub(super) fn is_one_of(list: &[String], word: &str) -> bool {
    list.iter().any(|known| fold(known) == word)
}

/// The place of the one entry with this name, or the only one with a name that begins so.
fn named(entries: &[Vec<String>], word: &str) -> Option<usize> {
    const LETTERS_MIN: usize = 3;
    if let Some(place) = entries.iter().position(|names| is_one_of(names, word)) {
        return Some(place);
    }
    if word.chars().count() < LETTERS_MIN {
        return None;
    }
    let begins = |names: &Vec<String>| names.iter().any(|name| fold(name).starts_with(word));
    let mut places = (0..entries.len()).filter(|place| begins(&entries[*place]));
    let first = places.next();
    first.filter(|_| places.next().is_none())
}
