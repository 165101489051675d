//! Times of day: from what a text says to the one reading or the two it has.

use super::lexicon::HourCycle;
use super::problem::TimeProblem;
use super::words::{Part, Shift};
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
    pub(super) hour: u32,
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
pub(super) enum Form {
    /// From 0 to 23 beyond doubt: `09:30`, noon.
    Exact,
    /// As the language counts: `9:30`, `9 h`.
    Plain,
    /// The same, and nothing else: `9`, `930`. Beside a number alone it may as well be the day.
    Bare,
    /// As it is spoken, from 1 to 12 in every language: *half past 2*, *drei Uhr*, *3 y media*.
    Spoken,
}

pub(super) const NOON: u32 = 12;

impl Said {
    pub(super) const fn at(hour: u32, minute: u32, form: Form) -> Self {
        Self {
            hour,
            minute,
            shift: 0,
            part: None,
            part_first: false,
            form,
        }
    }

    pub(super) fn shifted(self, shift: Shift, said: Option<u32>) -> Self {
        let said = said.and_then(|minute| i32::try_from(minute).ok());
        let shift = shift.minutes + shift.times_said * said.unwrap_or(0);
        Self { shift, ..self }
    }

    /// Where the part stands before the hour.
    pub(super) fn in_part_before(self, part: Part) -> Self {
        Self {
            part_first: true,
            ..self.in_part(part)
        }
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
