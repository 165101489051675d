//! What a language calls things, and what each of its phrases means.

use super::phrase::{Piece, Slot, pieces};
use chrono::Weekday;

/// The most phrases of a language: the longest of ours has a fourth of it.
const PHRASES_MAX: usize = 1_000;

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// From 1.
    Month(u32),
    Weekday(Weekday),
    /// A part of the day: *p.m.*, *in the evening*.
    Part(Part),
    /// So many days from today, or a part of that day: *tomorrow*, *tonight*.
    Day(u64, Option<Part>),
    Noon,
    Midnight,
    /// Around a weekday: the one of this week, of next week, or the next to come.
    Week(Week),
    /// Around an hour: *half past*, *10 to*.
    Past(Shift),
    /// Around a stretch of time: *in*.
    Ahead,
    /// After an hour of the clock: *14h*, *14 Uhr*.
    Clock,
    /// After a number: *hours*, *days*.
    Unit(Stretch),
    /// A stretch with a name: *half an hour*, *a fortnight*.
    Stretch(Stretch),
    /// So many minutes more than the hours of a stretch: *and a half*.
    And(u32),
    Number(u32),
    /// Ten, where it multiplies what stands before it: 二十四.
    Ten,
    /// One, but no hour: *in an hour*.
    Article,
    /// The first day of a month, in words: *premier*.
    First,
    /// After a day's number: *22nd*.
    Ordinal,
    /// After a year's number.
    Year,
    /// Before a year counted from another than 1: 令和, after 2018.
    Era(u32),
    /// After a month's number.
    MonthSign,
    /// Without weight: *at*, *on*, *the*.
    Filler,
    /// Written together with the word it belongs to, and without weight.
    Prefix,
}

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// From midnight to noon.
    Am,
    /// From noon to midnight.
    Pm,
    /// From evening over midnight to the morning.
    Night,
}

/// Which of the weekdays of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Week {
    /// Of the week that today is in.
    This,
    /// Of the week after it.
    Next,
    /// The first after today.
    Coming,
}

/// Minutes to add to an hour: so many, and those that are said, taken this many times (-1, 0, 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Shift {
    pub(super) minutes: i32,
    pub(super) times_said: i32,
}

/// A stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// Real time.
    Minutes(u32),
    /// Days of the calendar.
    Days(u32),
}

/// What a language calls days, months and times, and how it puts them together (T5).
///
/// Phrases are compared without case, accents, width, points and quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Words {
    phrases: Vec<Phrase>,
    /// The day that a week begins with, where the language has one of its own; Monday otherwise.
    pub(super) week_start: Option<Weekday>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) sense: Sense,
    pub(super) pieces: Vec<Piece>,
    /// As it is printed.
    written: String,
}

impl Words {
    /// Adds a phrase; `None` where it is none, or misses what its sense needs. One that is there already is not
    /// added again, and an empty one is none to add.
    pub(super) fn add(&mut self, sense: Sense, written: &str) -> Option<()> {
        let written = written.trim();
        if written.is_empty() {
            return Some(());
        }
        let pieces = pieces(written)?;
        let has = |slot| pieces.contains(&Piece::Slot(slot));
        let slots = pieces.iter().filter(|it| matches!(it, Piece::Slot(_)));
        let (fits, wanted) = match sense {
            Sense::Past(Shift { times_said: 0, .. }) => (has(Slot::Hour), 1),
            Sense::Past(_) => (has(Slot::Hour) && has(Slot::Minute), 2),
            Sense::Ahead => (has(Slot::Stretch), 1),
            Sense::Week(_) => (has(Slot::Weekday), 1),
            _ => (true, 0),
        };
        if !fits || slots.count() != wanted || self.phrases.len() == PHRASES_MAX {
            return None;
        }
        let known = |it: &Phrase| it.sense == sense && it.pieces == pieces;
        if !self.phrases.iter().any(known) {
            self.phrases.push(Phrase {
                sense,
                pieces,
                written: written.to_owned(),
            });
        }
        Some(())
    }

    pub(super) fn phrases(&self) -> &[Phrase] {
        &self.phrases
    }

    /// The first phrase of a sense: the one that is printed.
    pub(super) fn printed(&self, sense: Sense) -> Option<&str> {
        let found = self.phrases.iter().find(|it| it.sense == sense)?;
        Some(&found.written)
    }

    /// The weekday that a word begins with, where it goes on with a part of the day.
    pub(super) fn compound(&self, word: &str) -> Option<&str> {
        let mut words = self
            .phrases
            .iter()
            .filter_map(|it| match it.pieces.as_slice() {
                [Piece::Word(name)] => Some((it.sense, name.as_str())),
                _ => None,
            });
        let part = |rest: &str| {
            let is =
                |it: &Phrase| matches!(it.pieces.as_slice(), [Piece::Word(word)] if word == rest);
            let mut parts = self
                .phrases
                .iter()
                .filter(|it| matches!(it.sense, Sense::Part(_)));
            rest.len() > 1 && parts.any(is)
        };
        let (_, day) = words.find(|(sense, name)| {
            matches!(sense, Sense::Weekday(_)) && word.strip_prefix(name).is_some_and(part)
        })?;
        Some(day)
    }

    /// The only month or weekday with a name that begins so, if three letters of it were typed.
    pub(super) fn begun(&self, word: &str) -> Option<Sense> {
        const LETTERS_MIN: usize = 3;
        if word.chars().count() < LETTERS_MIN {
            return None;
        }
        let begins = |it: &&Phrase| match (it.sense, it.pieces.as_slice()) {
            (Sense::Month(_) | Sense::Weekday(_), [Piece::Word(name)]) => name.starts_with(word),
            _ => false,
        };
        let mut found = self.phrases.iter().filter(begins).map(|it| it.sense);
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }
}
