//! What an agent should know before pressing Schedule and need not answer: it forbids nothing.

use crate::panel::Clock;
use crate::time::offset_secs_at;
use chrono::NaiveDateTime;
use chrono_tz::Tz;

/// Something worth a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Advice {
    /// The browser's zone data says something else than ours: one of the two is out of date, or a rule has just changed.
    BrowserShows {
        /// By our data.
        ours: Clock,
        /// What the browser's clock in that zone shows at that instant.
        theirs: NaiveDateTime,
    },
    /// The number belongs to a place whose clocks show another time (Z4).
    NumberElsewhere {
        /// A clock there, at the same instant.
        there: Clock,
    },
}

/// Holds the contact's clock against the browser's, to the minute. A browser that does not know the zone says nothing.
///
/// ```
/// use callback_core::advice::{Advice, of_browser};
/// use callback_core::{panel::clock, time::Timestamp};
/// let ours = clock("America/Vancouver".parse()?, Timestamp::from_ms(1_796_144_400_000));
/// let an_hour_less = ours.shows.local - chrono::TimeDelta::hours(1);
/// assert_eq!(of_browser(ours, Some(ours.shows.local)), None);
/// assert_eq!(of_browser(ours, None), None);
/// assert_eq!(of_browser(ours, Some(an_hour_less)), Some(Advice::BrowserShows { ours, theirs: an_hour_less }));
/// # Ok::<(), chrono_tz::ParseError>(())
/// ```
#[must_use]
pub fn of_browser(ours: Clock, theirs: Option<NaiveDateTime>) -> Option<Advice> {
    let theirs = theirs?;
    let apart = (theirs - ours.shows.local).num_minutes();
    (apart != 0).then_some(Advice::BrowserShows { ours, theirs })
}

/// Holds the contact's clock against those of the number's zones, the likeliest first: one that shows the same time is
/// enough, whatever it is called.
///
/// ```
/// use callback_core::advice::{Advice, of_number};
/// use callback_core::{panel::clock, time::Timestamp};
/// let [boston, chicago, detroit] = ["America/New_York", "America/Chicago", "America/Detroit"].map(|it| it.parse().unwrap());
/// let at = Timestamp::from_ms(1_796_144_400_000);
/// let chosen = clock(boston, at);
/// assert_eq!(of_number(chosen, &[]), None);
/// assert_eq!(of_number(chosen, &[chicago, detroit]), None);
/// let there = clock(chicago, at);
/// assert_eq!(of_number(chosen, &[chicago]), Some(Advice::NumberElsewhere { there }));
/// ```
#[must_use]
pub fn of_number(chosen: Clock, zones: &[Tz]) -> Option<Advice> {
    let at = chosen.shows.at;
    let same = |zone: &Tz| offset_secs_at(at, *zone) == chosen.shows.offset_secs;
    let first = zones.first()?;
    let there = crate::panel::clock(*first, at);
    (!zones.iter().any(same)).then_some(Advice::NumberElsewhere { there })
}
