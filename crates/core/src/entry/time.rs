//! Times of day: from tokens to the one reading or the two they have.

use super::cursor::{Cursor, Way};
use super::frame::frames;
use super::lexicon::HourCycle;
use super::numeral::{minutes, numerals};
use super::problem::TimeProblem;
use super::words::{Part, Sense, Shift, Stretch};
use chrono::{NaiveTime, Timelike};

/// What a time of day means. To the minute: seconds are read and dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TimeReading {
    /// One time.
    One(NaiveTime),
    /// Both would do: `9` where hours are counted twice a day. The likelier first, at an office;
    /// but it is a tie, and a person says which (T5), unless [`TimeReading::within`] decides.
    Either(Vec<NaiveTime>),
}

/// Opening hours of a day, from `open` up to but not including `close`; past midnight where `close`
/// is not after `open`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first time inside.
    pub open: NaiveTime,
    /// The first time outside.
    pub close: NaiveTime,
}

impl Window {
    /// Does the window hold this time?
    #[must_use]
    pub fn contains(&self, time: NaiveTime) -> bool {
        if self.open < self.close {
            self.open <= time && time < self.close
        } else {
            self.open <= time || time < self.close
        }
    }
}

impl TimeReading {
    /// Decides by opening hours: where they hold exactly one of the readings, that one is meant.
    ///
    /// ```
    /// use callback_core::entry::{Lexicon, TimeReading, Window, read_time};
    /// let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    /// let nine = read_time("9", &Lexicon::en_us())?;
    /// assert_eq!(nine, TimeReading::Either(vec![at(9), at(21)]));
    /// let office = Window { open: at(8), close: at(18) };
    /// assert_eq!(nine.clone().within(&office), TimeReading::One(at(9)));
    /// let late = Window { open: at(8), close: at(22) };
    /// assert_eq!(nine.clone().within(&late), nine);
    /// # Ok::<(), callback_core::entry::TimeProblem>(())
    /// ```
    #[must_use]
    pub fn within(self, window: &Window) -> Self {
        let Self::Either(times) = &self else {
            return self;
        };
        let mut inside = times.iter().filter(|time| window.contains(**time));
        match (inside.next(), inside.next()) {
            (Some(only), None) => Self::One(*only),
            _ => self,
        }
    }

    /// The one time, or `None` at a tie.
    #[must_use]
    pub fn single(&self) -> Option<NaiveTime> {
        match self {
            Self::One(time) => Some(*time),
            Self::Either(_) => None,
        }
    }
}

/// What a text says of the time of day, not yet held against a clock.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    hour: u32,
    minute: u32,
    /// Minutes to add: `quarter to 3`.
    shift: i32,
    pub(super) part: Option<Part>,
    /// Where that stands before the hour, hours count from 0: 午後0時.
    part_first: bool,
    form: Form,
}

/// How an hour was written, which says from where to where it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// From 0 to 23 beyond doubt: `09:30`, noon.
    Exact,
    /// As the language counts: `9:30`, `9 h`.
    Plain,
    /// The same, and nothing else: `9`, `930`. Beside a number alone it may as well be the day.
    Bare,
    /// As it is spoken, from 1 to 12 in every language: *half past 2*, *drei Uhr*, *3 y media*.
    Spoken,
}

const NOON: u32 = 12;

/// Every time that begins here.
pub(super) fn times(from: Cursor<'_>) -> Vec<Way<'_, Said>> {
    let mut found = Vec::new();
    for start in from.places() {
        for (said, end) in clocks(start) {
            let after = end.places().into_iter();
            let parts = after.flat_map(|at| parts(at, said.hour));
            let parted = parts.map(|(part, end)| (said.in_part(part), end));
            let ways = parted.chain([(said, end)]);
            found.extend(ways.map(|(said, end)| Way { said, start, end }));
        }
    }
    // 午後3時, in the afternoon at 3. After the others: *am* is p.m.'s brother, and *on the* in German.
    for start in from.places() {
        for (part, rest) in parts(start, 0) {
            let ways = rest.places().into_iter().flat_map(clocks);
            found.extend(ways.map(|(said, end)| Way {
                said: Said {
                    part_first: true,
                    ..said.in_part(part)
                },
                start,
                end,
            }));
        }
    }
    found
}

/// Every part of the day that begins here. Beside 12, noon and midnight are parts too. A word that may as well be
/// without weight is a part at the end alone: *um 4 am Freitag* is not 4 a.m.
pub(super) fn parts(from: Cursor<'_>, hour: u32) -> Vec<(Part, Cursor<'_>)> {
    let mut found = from.phrases(|sense| match sense {
        Sense::Part(part) => Some(part),
        Sense::Noon if hour == NOON => Some(Part::Pm),
        Sense::Midnight if hour == NOON => Some(Part::Night),
        _ => None,
    });
    if let Some(filler) = from.phrase(Sense::Filler) {
        found.retain(|(_, end)| !end.is_at(filler) || end.is_done());
    }
    found
}

/// Every time on the clock that begins here, without a part of the day.
fn clocks(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let mut found = Vec::new();
    let past = frames(from, |sense| match sense {
        Sense::Past(shift) => Some(shift),
        _ => None,
    });
    for (shift, filled, rest) in past {
        let hour = filled.hour.map(|hour| hour.shifted(shift, filled.minute));
        found.extend(hour.map(|said| (said, rest)));
    }
    found.extend(named(from));
    found.extend(digits(from));
    found.extend(in_words(from));
    found
}

/// Noon and midnight.
fn named(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    from.phrases(|sense| match sense {
        Sense::Noon => Some(Said::at(NOON, 0, Form::Exact)),
        Sense::Midnight => Some(Said::at(0, 0, Form::Exact)),
        _ => None,
    })
}

/// The hours that minutes are counted from: `2`, `14 h`, *three*, noon.
pub(super) fn hours(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let mut found = named(from);
    for (number, rest) in numerals(from) {
        if number.digits > 2 {
            continue;
        }
        let form = if number.leading_zero {
            Form::Exact
        } else {
            Form::Spoken
        };
        let said = Said::at(number.value, 0, form);
        found.extend(rest.phrase(Sense::Clock).map(|rest| (said, rest)));
        found.push((said, rest));
    }
    found
}

/// Digits: `14:30`, `2.30`, `14h30`, `1430`, `9`.
fn digits(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let Some((first, rest)) = from.number() else {
        return Vec::new();
    };
    let form = |otherwise| {
        if first.leading_zero {
            Form::Exact
        } else {
            otherwise
        }
    };
    match first.digits {
        1 | 2 => {}
        3 | 4 => {
            let said = Said::at(first.value / 100, first.value % 100, form(Form::Bare));
            return after(said, rest);
        }
        _ => return Vec::new(),
    }
    if let Some((mark, rest)) = rest.mark(&[':', '.'])
        && let Some((minute, rest)) = two_digits(rest)
    {
        let seconds = rest.mark(&[mark]).and_then(|(_, rest)| two_digits(rest));
        let rest = seconds.map_or(rest, |(_, rest)| rest);
        return after(Said::at(first.value, minute, form(Form::Plain)), rest);
    }
    let mut found = Vec::new();
    if let Some(rest) = rest.phrase(Sense::Clock) {
        let said = |minute| Said::at(first.value, minute, form(Form::Plain));
        found.extend(to_the_minute(rest).map(|(minute, rest)| (said(minute), rest)));
        found.push((said(0), rest));
    }
    // Two numbers apart: 14 30.
    let apart = two_digits(rest);
    found.extend(
        apart.map(|(minute, rest)| (Said::at(first.value, minute, form(Form::Bare)), rest)),
    );
    found.push((Said::at(first.value, 0, form(Form::Bare)), rest));
    found
}

/// Perhaps with the word for it behind: `14.30 Uhr`.
fn after(said: Said, rest: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let word = rest.phrase(Sense::Clock).map(|rest| (said, rest));
    word.into_iter().chain([(said, rest)]).collect()
}

fn two_digits(from: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (number, rest) = from.number()?;
    (number.digits == 2).then_some((number.value, rest))
}

/// The minutes after the word for the clock: `14h30`, `3時5分`, *14 Uhr dreißig*.
fn to_the_minute(from: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let unit = Sense::Unit(Stretch::Minutes(1));
    if let Some((minute, rest)) = two_digits(from) {
        return Some((minute, rest.phrase(unit).unwrap_or(rest)));
    }
    let with_unit = numerals(from).into_iter().find_map(|(number, rest)| {
        (number.digits < 2).then_some((number.value, rest.phrase(unit)?))
    });
    with_unit.or_else(|| minutes(from).into_iter().find(|_| from.number().is_none()))
}

/// Words: *three*, *drei Uhr dreißig*, *tres treinta*.
fn in_words(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    const MINUTE_MIN: u32 = 10;
    let mut found = Vec::new();
    for (hour, rest) in numerals(from) {
        if hour.digits > 0 || hour.value >= NO_HOUR {
            continue;
        }
        let said = |minute| Said::at(hour.value, minute, Form::Spoken);
        let clock = rest.phrase(Sense::Clock);
        for place in clock.into_iter().chain([rest]) {
            let minutes = minutes(place).into_iter();
            let minutes = minutes.filter(|(minute, _)| *minute >= MINUTE_MIN);
            found.extend(minutes.map(|(minute, rest)| (said(minute), rest)));
            found.push((said(0), place));
        }
    }
    found
}

/// From here on a number in words is no hour.
const NO_HOUR: u32 = 24;

impl Said {
    fn at(hour: u32, minute: u32, form: Form) -> Self {
        Self {
            hour,
            minute,
            shift: 0,
            part: None,
            part_first: false,
            form,
        }
    }

    fn shifted(self, shift: Shift, said: Option<u32>) -> Self {
        let said = said.and_then(|minute| i32::try_from(minute).ok());
        let shift = shift.minutes + shift.times_said * said.unwrap_or(0);
        Self { shift, ..self }
    }

    pub(super) fn in_part(self, part: Part) -> Self {
        Self {
            part: Some(part),
            ..self
        }
    }

    /// A number that may as well be a day's.
    pub(super) fn is_bare(&self) -> bool {
        self.form == Form::Bare && self.part.is_none()
    }

    /// The reading or readings.
    pub(super) fn reading(&self, hours: HourCycle) -> Result<TimeReading, TimeProblem> {
        let (hour, minute) = (self.hour, self.minute);
        if minute > 59 {
            return Err(TimeProblem::MinuteTooLarge { minute });
        }
        let hour_max = if self.part == Some(Part::Am) {
            NOON
        } else {
            23
        };
        if hour > hour_max {
            return Err(TimeProblem::HourTooLarge { hour, hour_max });
        }
        let counted_twice = match self.form {
            Form::Exact => false,
            Form::Plain | Form::Bare => hours == HourCycle::H12,
            Form::Spoken => true,
        };
        match self.part {
            Some(Part::Am) => self.one(hour % NOON),
            Some(Part::Pm) if hour == 0 && !self.part_first => Err(TimeProblem::NotATime),
            Some(Part::Pm) => self.one(hour % NOON + NOON),
            Some(Part::Night) => self.one(at_night(hour)),
            None if counted_twice && (1..=NOON).contains(&hour) => self.either(),
            None => self.one(hour),
        }
    }

    fn one(&self, hour: u32) -> Result<TimeReading, TimeProblem> {
        Ok(TimeReading::One(self.time(hour)?))
    }

    /// Both, the one nearer to the middle of a working day first.
    fn either(&self) -> Result<TimeReading, TimeProblem> {
        const FIRST_OFFICE_HOUR: u32 = 7;
        let morning = self.time(self.hour % NOON)?;
        let evening = self.time(self.hour % NOON + NOON)?;
        let times = if morning.hour() >= FIRST_OFFICE_HOUR {
            vec![morning, evening]
        } else {
            vec![evening, morning]
        };
        Ok(TimeReading::Either(times))
    }

    fn time(&self, hour: u32) -> Result<NaiveTime, TimeProblem> {
        let time = NaiveTime::from_hms_opt(hour, self.minute, 0);
        let time = time.ok_or(TimeProblem::NotATime)?;
        let shift = chrono::TimeDelta::minutes(i64::from(self.shift));
        Ok(time.overflowing_add_signed(shift).0)
    }
}

/// Twelve at night is midnight, two is after it, nine before.
const fn at_night(hour: u32) -> u32 {
    const FIRST_EVENING_HOUR: u32 = 5;
    match hour {
        NOON => 0,
        FIRST_EVENING_HOUR..NOON => hour + NOON,
        _ => hour,
    }
}
