//! chrono's conversions between local time and instants.

use crate::data::Database;
use crate::zone::{Shown, Zone};
use crate::{Tz, TzOffset};
use chrono::{MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, TimeZone};

impl Tz {
    pub(crate) fn zone(self) -> &'static Zone {
        Database::get().zone(self.index())
    }
}

impl TimeZone for Tz {
    type Offset = TzOffset;

    fn from_offset(offset: &TzOffset) -> Self {
        offset.tz
    }

    /// The offset at the start of the day, or at its end where the start does not exist: chrono's
    /// dates with a zone ask for *an* offset of that day. `None` only on a day that was skipped.
    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<TzOffset> {
        let start = local.and_time(NaiveTime::MIN);
        let end = local.and_hms_opt(23, 59, 59).unwrap_or(start);
        let start = self.offset_from_local_datetime(&start);
        let end = self.offset_from_local_datetime(&end);
        let single = start.single().or(end.single());
        match single.or(start.earliest()).or(end.earliest()) {
            Some(offset) => MappedLocalTime::Single(offset),
            None => MappedLocalTime::None,
        }
    }

    /// `None` in a gap, `Ambiguous` in a fold with the earlier instant's offset first.
    ///
    /// A gap begins with the first second that clocks skip and ends before the first they show; a
    /// fold holds every second that they show twice.
    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<TzOffset> {
        match self.zone().shown(local.and_utc().timestamp()) {
            Shown::Never(..) => MappedLocalTime::None,
            Shown::Once(span) => MappedLocalTime::Single(TzOffset::new(*self, span)),
            Shown::Twice(first, second) => MappedLocalTime::Ambiguous(
                TzOffset::new(*self, first),
                TzOffset::new(*self, second),
            ),
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> TzOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> TzOffset {
        TzOffset::new(*self, self.zone().at(utc.and_utc().timestamp()))
    }
}
