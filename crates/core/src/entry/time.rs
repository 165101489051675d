//! Times of day: from tokens to the one reading or the two they have.

use super::cursor::Cursor;
use super::lexicon::HourCycle;
use super::problem::TimeProblem;
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
    half: Option<Half>,
    /// Counted from 0 to 23 beyond doubt: `09:30`, `14h`, noon.
    exact: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

const NOON: u32 = 12;

/// Every time that begins here, with the place after it, the longest first.
pub(super) fn times(from: Cursor<'_>) -> Vec<(Said, Cursor<'_>)> {
    let from = from.skip_fillers();
    let lexicon = from.lexicon;
    let mut found = Vec::new();
    for (list, hour) in [(&lexicon.words.noon, NOON), (&lexicon.words.midnight, 0)] {
        if let Some(rest) = from.one_of(list) {
            found.push((Said::at(hour, 0, true), rest));
        }
    }
    for (phrase, shift) in &lexicon.words.past {
        let hour = from.phrase(phrase).and_then(clock);
        found.extend(hour.map(|(said, rest)| {
            let said = Said {
                shift: *shift,
                ..said
            };
            with_half(said, rest)
        }));
    }
    found.extend(clock(from).map(|(said, rest)| with_half(said, rest)));
    found
}

/// Digits: `14:30`, `2.30`, `14h30`, `1430`, `9`.
fn clock(from: Cursor<'_>) -> Option<(Said, Cursor<'_>)> {
    let (first, rest) = from.number()?;
    let exact = first.leading_zero;
    match first.digits {
        1 | 2 => {}
        3 | 4 => return Some((Said::at(first.value / 100, first.value % 100, exact), rest)),
        _ => return None,
    }
    if let Some((mark, rest)) = rest.mark(&[':', '.'])
        && let Some((minute, rest)) = two_digits(rest)
    {
        let seconds = rest.mark(&[mark]).and_then(|(_, rest)| two_digits(rest));
        let rest = seconds.map_or(rest, |(_, rest)| rest);
        return Some((Said::at(first.value, minute, exact), rest));
    }
    if let Some(rest) = rest.one_of(&from.lexicon.words.hour_units) {
        let (minute, rest) = two_digits(rest).unwrap_or((0, rest));
        return Some((Said::at(first.value, minute, true), rest));
    }
    Some((Said::at(first.value, 0, exact), rest))
}

fn two_digits(from: Cursor<'_>) -> Option<(u32, Cursor<'_>)> {
    let (number, rest) = from.number()?;
    (number.digits == 2).then_some((number.value, rest))
}

fn with_half(said: Said, rest: Cursor<'_>) -> (Said, Cursor<'_>) {
    let from = rest.skip_fillers();
    let [am, pm] = [&from.lexicon.words.am, &from.lexicon.words.pm].map(|list| from.one_of(list));
    let (half, rest) = match (am, pm) {
        (Some(rest), _) => (Some(Half::Am), rest),
        (None, Some(rest)) => (Some(Half::Pm), rest),
        (None, None) => (None, rest),
    };
    (Said { half, ..said }, rest)
}

impl Said {
    fn at(hour: u32, minute: u32, exact: bool) -> Self {
        Self {
            hour,
            minute,
            shift: 0,
            half: None,
            exact,
        }
    }

    /// The reading or readings.
    pub(super) fn reading(&self, hours: HourCycle) -> Result<TimeReading, TimeProblem> {
        let (hour, minute) = (self.hour, self.minute);
        if minute > 59 {
            return Err(TimeProblem::MinuteTooLarge { minute });
        }
        let hour_max = if self.half == Some(Half::Am) {
            NOON
        } else {
            23
        };
        if hour > hour_max {
            return Err(TimeProblem::HourTooLarge { hour, hour_max });
        }
        let twice = hours == HourCycle::H12 && !self.exact && (1..=NOON).contains(&hour);
        match self.half {
            Some(Half::Am) => Ok(TimeReading::One(self.time(hour % NOON)?)),
            Some(Half::Pm) if hour == 0 => Err(TimeProblem::NotATime),
            Some(Half::Pm) => Ok(TimeReading::One(self.time(hour % NOON + NOON)?)),
            None if twice => self.either(),
            None => Ok(TimeReading::One(self.time(hour)?)),
        }
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
