//! How dates and times are written in one language, as data: what a platform knows of it, and its language file.

use super::TimeReading;
use super::language::{self, NotALanguage};
use super::print::print_time;
use super::read_time;
use super::words::{Part, Sense, Words};
use chrono::NaiveTime;

/// The words of English, which is always there.
pub const ENGLISH: &str = include_str!("../../lang/en.txt");

/// The order of day, month and year in a numeric date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateOrder {
    /// 24/12/2026
    DayMonthYear,
    /// 12/24/2026
    MonthDayYear,
    /// 2026-12-24
    YearMonthDay,
}

/// How hours are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HourCycle {
    /// 1 to 12, twice: a bare `9` has two readings.
    H12,
    /// 0 to 23: a bare `9` is nine in the morning.
    H23,
}

/// How dates and times are written in the agent's language (T5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexicon {
    order: DateOrder,
    separator: char,
    hours: HourCycle,
    words: Box<Words>,
}

impl Lexicon {
    /// A language from what the platform says of it and from its language file; each may be empty.
    ///
    /// `names` has the form of a language file, with three keys more: `order` (`dmy`, `mdy`, `ymd`), `separator` and
    /// `hours of the day` (`12` or `23`). Its names come first, so that they are the ones printed; what cannot be read
    /// in it is left out.
    ///
    /// ```
    /// use callback_core::entry::{Lexicon, NotALanguage, read_date};
    /// let names = "order: dmy\nseparator: .\nhours of the day: 23\nmonths: Januar|Jan, Februar";
    /// let lexicon = Lexicon::read(names, "day 1: morgen")?;
    /// let today = "2026-11-24".parse().expect("a date");
    /// let day = |text| read_date(text, &lexicon, today).map(|date| date.to_string());
    /// assert_eq!(day("morgen"), Ok("2026-11-25".into()));
    /// assert_eq!(day("2. Jan"), Ok("2027-01-02".into()));
    /// assert_eq!(Lexicon::read(names, "\nmorgen"), Err(NotALanguage { line: 2 }));
    /// # Ok::<(), NotALanguage>(())
    /// ```
    ///
    /// # Errors
    /// The first line of `language` that is none of a language file.
    pub fn read(names: &str, language: &str) -> Result<Self, NotALanguage> {
        let mut words = Words::default();
        language::add_names(&mut words, names);
        language::add(&mut words, language)?;
        let separator = language::told(names, "separator").chars().next();
        let lexicon = Self {
            order: match language::told(names, "order") {
                "dmy" => DateOrder::DayMonthYear,
                "mdy" => DateOrder::MonthDayYear,
                _ => DateOrder::YearMonthDay,
            },
            separator: separator
                .filter(|it| ['/', '.', '-'].contains(it))
                .unwrap_or('/'),
            hours: HourCycle::H12,
            words: Box::new(words),
        };
        let twelve = language::told(names, "hours of the day") == "12" && lexicon.tells_halves();
        Ok(if twelve {
            lexicon
        } else {
            Self {
                hours: HourCycle::H23,
                ..lexicon
            }
        })
    }

    /// Can each half of the day be printed so that it is read back? Without, hours count from 0 to 23.
    fn tells_halves(&self) -> bool {
        let mut hours = (0..24).filter_map(|hour| NaiveTime::from_hms_opt(hour, 5, 0));
        hours.all(|time| read_time(&print_time(time, self), self) == Ok(TimeReading::One(time)))
    }

    /// English as in the United States: `12/24/2026`, `2:30 PM`.
    #[must_use]
    pub fn en_us() -> Self {
        Self::english("order: mdy\nseparator: /\nhours of the day: 12")
    }

    /// English as in Britain: `24/12/2026`, `14:30`.
    #[must_use]
    pub fn en_gb() -> Self {
        Self::english("order: dmy\nseparator: /\nhours of the day: 23")
    }

    fn english(names: &str) -> Self {
        Self::read(names, ENGLISH).expect("the built-in language has no fault, or every test fails")
    }

    /// The order of a numeric date.
    #[must_use]
    pub const fn order(&self) -> DateOrder {
        self.order
    }

    /// What stands between the numbers of a printed date: `/`, `.` or `-`. All three are read.
    #[must_use]
    pub const fn separator(&self) -> char {
        self.separator
    }

    /// How hours are counted; from 1 to 12 only where the language has words for both halves of the day.
    #[must_use]
    pub const fn hours(&self) -> HourCycle {
        self.hours
    }

    /// Are dates and times printed in the same way?
    pub(crate) fn prints_like(&self, other: &Self) -> bool {
        let way = |it: &Self| (it.order, it.separator, it.hours);
        way(self) == way(other) && self.halves() == other.halves()
    }

    /// The words for before and after noon that are printed.
    pub(super) fn halves(&self) -> Option<[&str; 2]> {
        let word = |part| self.words.printed(Sense::Part(part));
        Some([word(Part::Am)?, word(Part::Pm)?])
    }

    pub(super) const fn words(&self) -> &Words {
        &self.words
    }
}
