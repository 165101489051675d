//! From what a clock on a wall shows to the instant, and back (T1, T2).
//!
//! A local time may not exist (clocks were put forward over it) or exist twice (they were put back
//! onto it). Both come out as data, for a person to decide. Deliberately absent: any function that
//! picks one silently.

use super::{MINUTE_MS, SECOND_MS, Timestamp};
use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset, TimeDelta, TimeZone, Utc};
use chrono_tz::{GapInfo, OffsetName, Tz};

/// Which of two, where a local time exists twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fold {
    /// Before clocks are put back.
    Earlier,
    /// After.
    Later,
}

/// What was said, and is kept (T1): the promise is this, and the instant follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Said {
    /// The date and time as a clock in `zone` shows it.
    pub local: NaiveDateTime,
    /// Where that clock is.
    pub zone: Tz,
    /// The choice at a repeated hour; without effect where the time exists once.
    pub fold: Option<Fold>,
}

/// A local time with the one instant and offset it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Resolved {
    /// What a clock in the zone shows.
    pub local: NaiveDateTime,
    /// When that is.
    pub at: Timestamp,
    /// Seconds east of UTC then: the offset on that date, never today's (T3). See [`OffsetText`].
    ///
    /// [`OffsetText`]: super::OffsetText
    pub offset_secs: i32,
}

/// What a local time in a zone means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// It exists once.
    One(Resolved),
    /// It does not exist: clocks skip it. The nearest times beside it are the one-press fixes.
    Gap {
        /// The last whole minute before clocks are put forward.
        before: Resolved,
        /// The first moment after: its instant is the one at which they are put forward.
        after: Resolved,
    },
    /// It exists twice: clocks show it, are put back, and show it again.
    Fold {
        /// The first time round.
        earlier: Resolved,
        /// The second.
        later: Resolved,
    },
}

/// What a clock in `zone` shows at an instant. Instants that chrono cannot hold (before the year
/// -262 143 or after 262 142) show the first or last time it can.
///
/// ```
/// use callback_core::time::{OffsetText, Timestamp, shown_at};
/// let shown = shown_at(Timestamp::from_ms(1_796_130_000_000), "Asia/Kolkata".parse()?);
/// assert_eq!(shown.local.to_string(), "2026-12-01 18:30:00");
/// assert_eq!(OffsetText(shown.offset_secs).to_string(), "UTC+05:30");
/// # Ok::<(), chrono_tz::ParseError>(())
/// ```
#[must_use]
pub fn shown_at(at: Timestamp, zone: Tz) -> Resolved {
    let utc = saturated(at).naive_utc();
    let offset_secs = offset_secs_at(at, zone);
    let local = utc.checked_add_signed(TimeDelta::seconds(i64::from(offset_secs)));
    Resolved {
        local: local.unwrap_or(utc),
        at,
        offset_secs,
    }
}

/// The date and time that a clock in `zone` shows at an instant.
#[must_use]
pub fn to_local(at: Timestamp, zone: Tz) -> NaiveDateTime {
    shown_at(at, zone).local
}

/// Seconds east of UTC that are in force in `zone` at an instant.
#[must_use]
pub fn offset_secs_at(at: Timestamp, zone: Tz) -> i32 {
    let utc = saturated(at).naive_utc();
    zone.offset_from_utc_datetime(&utc).fix().local_minus_utc()
}

/// Is this the abbreviation in force in `zone` at an instant, in any mixture of capital and small letters?
pub(crate) fn is_called(at: Timestamp, zone: Tz, abbreviation: &str) -> bool {
    let offset = zone.offset_from_utc_datetime(&saturated(at).naive_utc());
    let named = offset.abbreviation();
    named.is_some_and(|name| name.eq_ignore_ascii_case(abbreviation))
}

/// The instants at which clocks in `zone` show `local`: one, none or two (T2).
///
/// ```
/// use callback_core::time::{OffsetText, Resolution, resolve};
/// let new_york = "America/New_York".parse().expect("a zone");
///
/// let gap = resolve("2026-03-08T02:30:00".parse().expect("a time"), new_york);
/// let Resolution::Gap { before, after } = gap else { panic!("{gap:?}") };
/// assert_eq!(before.local.to_string(), "2026-03-08 01:59:00");
/// assert_eq!(after.local.to_string(), "2026-03-08 03:00:00");
///
/// let fold = resolve("2026-11-01T01:30:00".parse().expect("a time"), new_york);
/// let Resolution::Fold { earlier, later } = fold else { panic!("{fold:?}") };
/// assert_eq!(OffsetText(earlier.offset_secs).to_string(), "UTC\u{2212}04:00");
/// assert_eq!(OffsetText(later.offset_secs).to_string(), "UTC\u{2212}05:00");
/// ```
#[must_use]
pub fn resolve(local: NaiveDateTime, zone: Tz) -> Resolution {
    let at_offset = |offset: &<Tz as TimeZone>::Offset| {
        let offset_secs = offset.fix().local_minus_utc();
        Resolved {
            local,
            at: Timestamp::from(local.and_utc()) - i64::from(offset_secs) * SECOND_MS,
            offset_secs,
        }
    };
    match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::Single(offset) => Resolution::One(at_offset(&offset)),
        MappedLocalTime::Ambiguous(earlier, later) => Resolution::Fold {
            earlier: at_offset(&earlier),
            later: at_offset(&later),
        },
        MappedLocalTime::None => gap(local, zone),
    }
}

fn gap(local: NaiveDateTime, zone: Tz) -> Resolution {
    let end = GapInfo::new(&local, &zone).and_then(|gap| gap.end);
    let end = end.expect("no yearly rule puts clocks forward on the last day that chrono knows");
    let after = shown_at(Timestamp::from_ms(end.timestamp_millis()), zone);
    let before = shown_at(after.at - MINUTE_MS, zone);
    Resolution::Gap { before, after }
}

impl Resolution {
    /// How much clocks skip in a gap, in milliseconds: 24 hours where a day was skipped; else 0.
    #[must_use]
    pub fn skipped_ms(&self) -> i64 {
        match self {
            Self::Gap { before, after } => {
                i64::from(after.offset_secs - before.offset_secs) * SECOND_MS
            }
            Self::One(_) | Self::Fold { .. } => 0,
        }
    }

    /// The one instant, given the choice at a repeated hour; `None` where a person must decide
    /// (T2): in a gap, and in a fold nobody chose from.
    #[must_use]
    pub fn settled(&self, choice: Option<Fold>) -> Option<Resolved> {
        match (*self, choice) {
            (Self::One(one), _) => Some(one),
            (Self::Fold { earlier, .. }, Some(Fold::Earlier)) => Some(earlier),
            (Self::Fold { later, .. }, Some(Fold::Later)) => Some(later),
            (Self::Fold { .. }, None) | (Self::Gap { .. }, _) => None,
        }
    }
}

impl Said {
    /// What a clock in `zone` shows at `at`, said so that it means that instant again.
    ///
    /// ```
    /// use callback_core::time::{Fold, Said, Timestamp};
    /// let at = Timestamp::from_ms(1_793_514_600_000); // 1:30 in New York, the second time
    /// let said = Said::of(at, "America/New_York".parse()?);
    /// assert_eq!(said.fold, Some(Fold::Later));
    /// assert_eq!(said.settled().map(|it| it.at), Some(at));
    /// # Ok::<(), chrono_tz::ParseError>(())
    /// ```
    #[must_use]
    pub fn of(at: Timestamp, zone: Tz) -> Self {
        let local = to_local(at, zone);
        let fold = match resolve(local, zone) {
            Resolution::Fold { later, .. } if later.at <= at => Some(Fold::Later),
            Resolution::Fold { .. } => Some(Fold::Earlier),
            Resolution::One(_) | Resolution::Gap { .. } => None,
        };
        Self { local, zone, fold }
    }

    /// The same date and time elsewhere: the wall clock stays, the instant moves (P4). A choice
    /// between two instants does not travel: the other zone may not repeat that hour.
    #[must_use]
    pub fn in_zone(self, zone: Tz) -> Self {
        Self {
            zone,
            fold: self.fold.filter(|_| zone == self.zone),
            ..self
        }
    }

    /// What it means under the rules in hand.
    #[must_use]
    pub fn resolve(&self) -> Resolution {
        resolve(self.local, self.zone)
    }

    /// The instant that is meant, or `None` where a person must decide (T2).
    #[must_use]
    pub fn settled(&self) -> Option<Resolved> {
        self.resolve().settled(self.fold)
    }
}

/// The instant for chrono, or its first or last one.
fn saturated(at: Timestamp) -> DateTime<Utc> {
    let end = if at.ms() < 0 {
        DateTime::<Utc>::MIN_UTC
    } else {
        DateTime::<Utc>::MAX_UTC
    };
    at.to_utc().unwrap_or(end)
}
