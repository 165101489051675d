//! What lies around a local time that does not exist.

use crate::zone::Shown;
use crate::{Tz, TzOffset};
use chrono::{DateTime, NaiveDateTime};

/// The edges of a gap, as in chrono-tz: what a person can be offered instead (T2).
///
/// ```
/// use callback_tz::{GapInfo, Tz};
/// use chrono::NaiveDate;
///
/// let zone: Tz = "America/New_York".parse()?;
/// let local = NaiveDate::from_ymd_opt(2026, 3, 8).and_then(|day| day.and_hms_opt(2, 30, 0));
/// let gap = GapInfo::new(&local.expect("a date"), &zone).expect("a gap");
/// let (begin, before) = gap.begin.expect("it begins");
/// assert_eq!((begin.to_string(), before.to_string()), ("2026-03-08 02:00:00".into(), "EST".into()));
/// let end = gap.end.expect("it ends");
/// assert_eq!(end.to_string(), "2026-03-08 03:00:00 EDT");
/// # Ok::<(), callback_tz::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct GapInfo {
    /// The first local time that does not exist, and the offset in force before it. `None` only
    /// where chrono cannot hold that time.
    pub begin: Option<(NaiveDateTime, TzOffset)>,
    /// The first moment after the gap. `None` only where chrono cannot hold it.
    pub end: Option<DateTime<Tz>>,
}

impl GapInfo {
    /// The gap around `local`, or `None` where that local time exists.
    #[must_use]
    pub fn new(local: &NaiveDateTime, tz: &Tz) -> Option<Self> {
        let Shown::Never(before, after) = tz.zone().shown(local.and_utc().timestamp()) else {
            return None;
        };
        let instant = |seconds| DateTime::from_timestamp(seconds, 0);
        let begin = before.end.map(|end| end + before.offset_s());
        let begin = begin.and_then(instant).map(|at| at.naive_utc());
        Some(Self {
            begin: begin.map(|begin| (begin, TzOffset::new(*tz, before))),
            end: after
                .start
                .and_then(instant)
                .map(|end| end.with_timezone(tz)),
        })
    }
}
