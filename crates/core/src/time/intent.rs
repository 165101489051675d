//! What was said is kept when the rules of its zone change (T1).
//!
//! An instant is derived and may be derived anew; what was said never changes here. Deliberately absent: the old rules.
//! Their answer is the instant that was stored, so that no program carries two databases.

use super::{Fold, SECOND_MS, Said, Timestamp};
use chrono::{MappedLocalTime, NaiveDateTime, Offset, TimeZone};

/// Why what was said has no one instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// Clocks skip it.
    Skipped,
    /// Clocks show it twice, and nobody has said which one is meant.
    Twice,
}

/// What becomes of a stored instant under other rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// What was said means that instant still.
    Unmoved,
    /// It means another one now.
    Moved {
        /// That one.
        to: Timestamp,
    },
    /// It means none, or two: the instant stays until a person has decided.
    Doubtful(Doubt),
}

/// Holds what was said, and the instant `at` that older rules made of it, against the zone's `rules`.
///
/// Applied to its own result it says [`Outcome::Unmoved`], or the same doubt again.
///
/// ```
/// use callback_core::time::{HOUR_MS, Outcome, Said, rederived};
/// // In 2025 everyone thought that Vancouver would put its clocks back in November 2026.
/// let zone = "America/Vancouver".parse()?;
/// let said = Said { local: "2026-12-01T09:00:00".parse().expect("a time"), zone, fold: None };
/// let at = said.settled().expect("once").at;
/// assert_eq!(rederived(&said, at + HOUR_MS, &zone), Outcome::Moved { to: at });
/// assert_eq!(rederived(&said, at, &zone), Outcome::Unmoved);
/// # Ok::<(), chrono_tz::ParseError>(())
/// ```
#[must_use]
pub fn rederived<Z: TimeZone>(said: &Said, at: Timestamp, rules: &Z) -> Outcome {
    match settled_by(said.local, said.fold, rules) {
        Ok(same) if same == at => Outcome::Unmoved,
        Ok(to) => Outcome::Moved { to },
        Err(doubt) => Outcome::Doubtful(doubt),
    }
}

/// The one instant at which a clock of `zone` shows `local`, given the choice at a repeated hour.
///
/// # Errors
/// Where there is none, or two and no choice.
pub fn settled_by<Z: TimeZone>(
    local: NaiveDateTime,
    choice: Option<Fold>,
    zone: &Z,
) -> Result<Timestamp, Doubt> {
    let at = |offset: Z::Offset| {
        let offset_secs = offset.fix().local_minus_utc();
        Timestamp::from(local.and_utc()) - i64::from(offset_secs) * SECOND_MS
    };
    match (zone.offset_from_local_datetime(&local), choice) {
        (MappedLocalTime::Single(offset), _)
        | (MappedLocalTime::Ambiguous(offset, _), Some(Fold::Earlier))
        | (MappedLocalTime::Ambiguous(_, offset), Some(Fold::Later)) => Ok(at(offset)),
        (MappedLocalTime::Ambiguous(..), None) => Err(Doubt::Twice),
        (MappedLocalTime::None, _) => Err(Doubt::Skipped),
    }
}
