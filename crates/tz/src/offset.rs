//! The offset of a zone at some moment.

use crate::data::Database;
use crate::{Tz, zone::Span};
use chrono::{Duration, FixedOffset, Offset, Utc};
use core::fmt::{self, Debug, Display, Formatter};

/// The offset in force in a zone at some moment; prints as the abbreviation (`CEST`, `+03`).
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct TzOffset {
    pub(crate) tz: Tz,
    /// The place of the local time in the table.
    local: u8,
    /// Seconds east of UTC, beside its local time since every conversion asks for it.
    offset_s: i32,
}

/// Names of an offset, as in chrono-tz.
pub trait OffsetName {
    /// The name of the zone, such as `America/New_York`.
    fn tz_id(&self) -> &str;

    /// The abbreviation in use, such as `EST`, or `None` where the database has a number in its
    /// place (`+03`), which says no more than the offset.
    fn abbreviation(&self) -> Option<&str>;
}

/// What an offset is made of, as in chrono-tz.
///
/// Compiled zone data says whether daylight time is in force, not by how much. The amount is exact
/// for every date under a yearly rule; for earlier dates it is the distance to the standard time
/// before or after it, which the tests compare with the source form of the database. Summer is
/// daylight time everywhere, in Ireland too, where the law has it the other way round.
pub trait OffsetComponents {
    /// The offset of standard time.
    fn base_utc_offset(&self) -> Duration;

    /// What daylight time adds to it; zero in standard time.
    fn dst_offset(&self) -> Duration;
}

impl TzOffset {
    pub(crate) fn new(tz: Tz, span: Span) -> Self {
        Self {
            tz,
            local: span.local,
            offset_s: Database::get().local_time(span.local).offset_s,
        }
    }

    fn saving_s(self) -> i32 {
        Database::get().local_time(self.local).saving_s
    }

    /// As the database has it, numbers included.
    fn designation(self) -> &'static str {
        Database::get().local_time(self.local).abbreviation
    }
}

impl OffsetName for TzOffset {
    fn tz_id(&self) -> &str {
        self.tz.name()
    }

    fn abbreviation(&self) -> Option<&str> {
        let numeric = |text: &&str| text.starts_with(['+', '-']);
        Some(self.designation()).filter(|text| !numeric(text))
    }
}

impl OffsetComponents for TzOffset {
    fn base_utc_offset(&self) -> Duration {
        Duration::seconds(i64::from(self.offset_s - self.saving_s()))
    }

    fn dst_offset(&self) -> Duration {
        Duration::seconds(i64::from(self.saving_s()))
    }
}

impl Offset for TzOffset {
    fn fix(&self) -> FixedOffset {
        // Offsets of a day or more are refused where the data is written.
        FixedOffset::east_opt(self.offset_s).unwrap_or_else(|| Utc.fix())
    }
}

impl Display for TzOffset {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.pad(self.designation())
    }
}

impl Debug for TzOffset {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
