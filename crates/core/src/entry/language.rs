//! The form of a language file: a line for each sense of words, `key: phrase, phrase`.
//!
//! ```text
//! # What begins so is a remark.
//! months: January|Jan, February|Feb, …   a list in order; other names after a bar
//! day 1: tomorrow                        days from today; `day 0 night: tonight`
//! past -m: {m} to {h}                    minutes to add to the hour; m are those said
//! ahead: in {t}, {t} from now            {t} is a stretch of time, {w} a weekday
//! [texts]                                what follows is not read here
//! ```
//!
//! Deliberately no JSON: it is read in core without a library, by the same lines natively and in the browser, and
//! whoever translates sees a fault by its line.

use super::words::{Part, Sense, Shift, Stretch, Week, Words};
use chrono::Weekday;

/// The longest text that is read.
pub const LANGUAGE_BYTES_MAX: usize = 64 * 1024;

/// A text that is no language file, and its first line that is wrong, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotALanguage {
    /// The line; 0 where the text is too long.
    pub line: usize,
}

/// The lines of a text that mean something: number, key, phrases.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    let numbered = (1..).zip(text.lines().map(str::trim));
    let words = numbered.take_while(|(_, line)| !line.starts_with('['));
    let told = words.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    told.map(|(number, line)| {
        let (key, phrases) = line.split_once(':').unwrap_or((line, ""));
        (number, key.trim(), phrases.trim())
    })
}

/// Adds a language file's words.
///
/// # Errors
/// The first line that is none.
pub(super) fn add(words: &mut Words, text: &str) -> Result<(), NotALanguage> {
    if text.len() > LANGUAGE_BYTES_MAX {
        return Err(NotALanguage { line: 0 });
    }
    for (line, key, phrases) in lines(text) {
        add_line(words, key, phrases).ok_or(NotALanguage { line })?;
    }
    Ok(())
}

/// Adds what a platform says of a language. What is no phrase there is left out: no platform answers for what its
/// languages look like to us.
pub(super) fn add_names(words: &mut Words, text: &str) {
    for (_, key, phrases) in lines(text) {
        let _ = add_line(words, key, phrases);
    }
}

/// What a platform says under this key.
pub(super) fn told<'a>(text: &'a str, key: &str) -> &'a str {
    let mut lines = lines(text);
    lines.find(|it| it.1 == key).map_or("", |it| it.2)
}

fn add_line(words: &mut Words, key: &str, phrases: &str) -> Option<()> {
    let place: fn(u32) -> Option<Sense> = match key {
        "months" => |at| (1..=12).contains(&at).then_some(Sense::Month(at)),
        "weekdays" => |at| Some(Sense::Weekday(weekday(at)?)),
        "numbers" => |at| Some(Sense::Number(at)),
        "week" => {
            words.week_start = Some(weekday(phrases.parse().ok()?)?);
            return Some(());
        }
        "order" | "separator" | "hours of the day" => return Some(()),
        _ => {
            let sense = sense(key)?;
            return phrases.split(',').try_for_each(|it| words.add(sense, it));
        }
    };
    for (at, names) in (1..).zip(phrases.split(',')) {
        let sense = place(at)?;
        names.split('|').try_for_each(|it| words.add(sense, it))?;
    }
    Some(())
}

/// From 1 for Monday.
fn weekday(number: u32) -> Option<Weekday> {
    let from_monday = u8::try_from(number.checked_sub(1)?).ok()?;
    Weekday::try_from(from_monday).ok()
}

fn part(name: &str) -> Option<Part> {
    match name {
        "am" => Some(Part::Am),
        "pm" => Some(Part::Pm),
        "night" => Some(Part::Night),
        _ => None,
    }
}

/// What a key means: its name, and what stands behind it.
fn sense(key: &str) -> Option<Sense> {
    let (name, rest) = key.split_once(' ').unwrap_or((key, ""));
    let sense = match name {
        "am" | "pm" | "night" => Sense::Part(part(name)?),
        "day" => {
            let (days, part_of) = rest.split_once(' ').unwrap_or((rest, ""));
            let part = if part_of.is_empty() {
                None
            } else {
                Some(part(part_of)?)
            };
            return Some(Sense::Day(days.parse().ok()?, part));
        }
        "past" => return Some(Sense::Past(shift(rest)?)),
        "stretch" => return Some(Sense::Stretch(stretch(rest)?)),
        "and" => return Some(Sense::And(rest.parse().ok().filter(|it| *it < 60)?)),
        "number" => return Some(Sense::Number(rest.parse().ok()?)),
        "era" => return Some(Sense::Era(rest.parse().ok()?)),
        "noon" => Sense::Noon,
        "midnight" => Sense::Midnight,
        "this" => Sense::Week(Week::This),
        "next" => Sense::Week(Week::Next),
        "coming" => Sense::Week(Week::Coming),
        "ahead" => Sense::Ahead,
        "clock" => Sense::Clock,
        "hours" => Sense::Unit(Stretch::Minutes(60)),
        "minutes" => Sense::Unit(Stretch::Minutes(1)),
        "days" => Sense::Unit(Stretch::Days(1)),
        "weeks" => Sense::Unit(Stretch::Days(7)),
        "ten" => Sense::Ten,
        "article" => Sense::Article,
        "first" => Sense::First,
        "ordinal" => Sense::Ordinal,
        "year" => Sense::Year,
        "month" => Sense::MonthSign,
        "filler" => Sense::Filler,
        "prefix" => Sense::Prefix,
        _ => return None,
    };
    rest.is_empty().then_some(sense)
}

/// `+30`, `-m`, `-30+m`.
fn shift(text: &str) -> Option<Shift> {
    const MINUTES_MAX: i32 = 60;
    let (minutes, times_said) = match (text.strip_suffix("+m"), text.strip_suffix("-m")) {
        (Some(rest), _) => (rest, 1),
        (_, Some(rest)) => (rest, -1),
        _ => (text, 0),
    };
    let minutes = match minutes {
        "" if times_said != 0 => 0,
        _ => minutes.parse::<i32>().ok()?,
    };
    let sound = (-MINUTES_MAX..=MINUTES_MAX).contains(&minutes);
    sound.then_some(Shift {
        minutes,
        times_said,
    })
}

/// `30` minutes, or `7 days`.
fn stretch(text: &str) -> Option<Stretch> {
    match text.strip_suffix(" days") {
        Some(days) => Some(Stretch::Days(days.parse().ok()?)),
        None => Some(Stretch::Minutes(text.parse().ok()?)),
    }
}
