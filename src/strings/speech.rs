//! One agent's way of being spoken to: the words of the locale, the texts of the language, the host's own.

use super::{Messages, Text, english};
use crate::browser::intl::{Language, Style};
use crate::state::words::{self, Words, Writer};
use callback_core::time::{HOUR_MS, MINUTE_MS, SECOND_MS, Timestamp, offset_secs_at, to_local};
use chrono::{NaiveDateTime, Weekday};
use chrono_tz::Tz;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// Where and when something is said: numbers that a text needs and a problem does not carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Around {
    /// The present instant.
    pub now: Timestamp,
    /// The zone that is being spoken of: the contact's.
    pub zone: Tz,
}

/// Puts what the core says into words. Made once for each locale.
#[derive(Clone)]
pub struct Speech {
    /// How dates and times are written.
    pub words: Words,
    said: fn(Text) -> &'static str,
    messages: Messages,
}

impl Speech {
    /// English texts, `words` for dates, and `messages` of the host in place of texts of that key.
    #[must_use]
    pub fn new(words: Words, messages: Messages) -> Self {
        Self {
            words,
            said: english,
            messages,
        }
    }

    /// The words and texts of a language of the browser.
    #[must_use]
    pub fn of(language: &SendWrapper<Rc<Language>>, messages: Messages) -> Self {
        let facts = &language.facts;
        let mut words = Words::with_writer(Arc::new(Browser {
            language: language.clone(),
            zones: SendWrapper::new(RefCell::default()),
        }));
        words.first_day = Weekday::try_from(facts.first_weekday).unwrap_or(Weekday::Mon);
        words.weekdays.clone_from(&facts.weekdays);
        words.weekdays_short.clone_from(&facts.weekdays_short);
        words.digits = facts.digits;
        words.right_to_left = facts.right_to_left;
        Self::new(words, messages)
    }

    /// A text that needs nothing filled in.
    #[must_use]
    pub fn text(&self, text: Text) -> String {
        self.template(text).to_owned()
    }

    /// A text with its braces filled in. A brace that nobody fills stays, so that it is seen.
    #[must_use]
    pub fn say(&self, text: Text, fill: &[(&str, &str)]) -> String {
        let mut rest = self.template(text);
        let mut out = String::with_capacity(rest.len() + 24);
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            rest = after;
            let value = after.split_once('}').and_then(|(name, tail)| {
                let (_, value) = fill.iter().find(|(key, _)| *key == name)?;
                Some((*value, tail))
            });
            match value {
                Some((value, tail)) => {
                    self.fill(&mut out, value);
                    rest = tail;
                }
                None => out.push('{'),
            }
        }
        out.push_str(rest);
        out
    }

    /// Where text runs from right to left, what is filled in keeps its own direction and turns nothing round it.
    fn fill(&self, out: &mut String, value: &str) {
        let isolated = self.words.right_to_left;
        out.push_str(if isolated { "\u{2068}" } else { "" });
        out.push_str(value);
        out.push_str(if isolated { "\u{2069}" } else { "" });
    }

    /// A count with its unit: `Speech::count(Text::Hours, 24)` is `24 h`.
    #[must_use]
    pub fn count(&self, text: Text, count: u64) -> String {
        self.say(text, &[("count", &self.words.number(count))])
    }

    /// Hours as an administrator set them: `30 days` where they are whole days, `36 h` where not.
    #[must_use]
    pub fn hours(&self, hours: u16) -> String {
        match (hours / 24, hours % 24) {
            (days @ 2.., 0) => self.count(Text::Days, u64::from(days)),
            _ => self.count(Text::Hours, u64::from(hours)),
        }
    }

    /// A stretch of time in its two largest units: `2 days 4 h`, `25 min`, `18 s`.
    #[must_use]
    pub fn duration(&self, ms: i64) -> String {
        let ms = ms.max(0).unsigned_abs();
        let unit = |unit: i64| unit.unsigned_abs();
        let (hours, minutes) = (ms / unit(HOUR_MS), ms % unit(HOUR_MS) / unit(MINUTE_MS));
        let (first, second) = match (hours, minutes) {
            (48.., _) => (
                self.count(Text::Days, hours / 24),
                (hours % 24 > 0).then(|| self.count(Text::Hours, hours % 24)),
            ),
            (1.., _) => (
                self.count(Text::Hours, hours),
                (minutes > 0).then(|| self.count(Text::Minutes, minutes)),
            ),
            (0, 1..) => (self.count(Text::Minutes, minutes), None),
            (0, 0) => (self.count(Text::Seconds, ms / unit(SECOND_MS)), None),
        };
        match second {
            Some(second) => [&first, " ", &second].concat(),
            None => first,
        }
    }

    /// Day and time of an instant on a clock of that zone.
    #[must_use]
    pub fn at(&self, at: Timestamp, zone: Tz) -> String {
        self.words.day_and_time(to_local(at, zone))
    }

    fn template(&self, text: Text) -> &str {
        match self.messages.get(text.key()) {
            Some(own) => own,
            None => (self.said)(text),
        }
    }
}

/// A zone and its offset, and what it is called then.
type NamedZone = ((Tz, i32), Option<String>);

/// The browser, who writes dates in its languages.
struct Browser {
    language: SendWrapper<Rc<Language>>,
    /// Names of zones, by zone and offset: a browser takes a tenth of a millisecond for each.
    zones: SendWrapper<RefCell<Vec<NamedZone>>>,
}

impl Writer for Browser {
    fn write(&self, style: words::Style, civil: NaiveDateTime) -> String {
        let style = match style {
            words::Style::Day => Style::Day,
            words::Style::FullDate => Style::FullDate,
            words::Style::Month => Style::Month,
            words::Style::Time => Style::Time,
            words::Style::DayAndTime => Style::DayAndTime,
        };
        self.language.write(style, civil)
    }

    fn zone(&self, zone: Tz, at: Timestamp) -> Option<String> {
        let key = (zone, offset_secs_at(at, zone));
        let mut zones = self.zones.borrow_mut();
        if let Some((_, name)) = zones.iter().find(|(known, _)| *known == key) {
            return name.clone();
        }
        let name = self.language.zone_name(zone.name(), at.ms());
        zones.push((key, name.clone()));
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speech(messages: &[(&str, &str)]) -> Speech {
        let mut own = Messages::default();
        for (key, text) in messages {
            own.add((*key).to_owned(), (*text).to_owned());
        }
        Speech::new(Words::american(), own)
    }

    #[test]
    fn braces_are_filled_and_unknown_ones_stay() {
        let own = speech(&[
            ("dropped", "{until} … {nobody} {until}"),
            ("save", "open { only"),
        ]);
        assert_eq!(
            own.say(Text::Dropped, &[("until", "Thu")]),
            "Thu … {nobody} Thu"
        );
        assert_eq!(own.say(Text::Save, &[]), "open { only");
        assert_eq!(own.text(Text::Cancel), "Cancel");
    }

    #[test]
    fn what_is_filled_in_is_not_read_for_braces() {
        assert_eq!(
            speech(&[]).say(Text::CancelOf, &[("name", "{name}")]),
            "Cancel: {name}"
        );
    }

    #[test]
    fn what_is_filled_in_turns_nothing_round_it() {
        let mut words = Words::american();
        words.right_to_left = true;
        let speech = Speech::new(words, Messages::default());
        assert_eq!(
            speech.say(Text::CancelOf, &[("name", "Ana")]),
            "Cancel: \u{2068}Ana\u{2069}"
        );
    }

    #[test]
    fn a_duration_has_its_two_largest_units() {
        let rows = [
            (-5, "0 s"),
            (18 * SECOND_MS, "18 s"),
            (MINUTE_MS - 1, "59 s"),
            (25 * MINUTE_MS, "25 min"),
            (HOUR_MS, "1 h"),
            (HOUR_MS + 5 * MINUTE_MS, "1 h 5 min"),
            (47 * HOUR_MS + 59 * MINUTE_MS, "47 h 59 min"),
            (48 * HOUR_MS, "2 days"),
            (53 * HOUR_MS, "2 days 5 h"),
        ];
        for (ms, expected) in rows {
            assert_eq!(speech(&[]).duration(ms).replace('\u{a0}', " "), expected);
        }
    }

    #[test]
    fn a_limit_of_whole_days_is_said_in_days() {
        for (hours, expected) in [
            (1, "1 h"),
            (24, "24 h"),
            (36, "36 h"),
            (48, "2 days"),
            (720, "30 days"),
        ] {
            assert_eq!(speech(&[]).hours(hours).replace('\u{a0}', " "), expected);
        }
    }

    #[test]
    fn every_key_is_its_own() {
        let mut keys: Vec<_> = Text::ALL.iter().map(|text| text.key()).collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), Text::ALL.len());
    }
}
