//! One zone's history: which local time is in force when. Seconds since 1970, nothing of chrono.

use crate::data::{Database, Reader};
use crate::tail::Tail;

/// The unit in which distances are stored.
const QUARTER_HOUR_S: i64 = 900;

/// No zone is a whole day away from UTC, so that local time and instant differ by less than this.
const DAY_S: i64 = 86_400;

/// The history of a zone, as it lies in the file.
///
/// Its block is: how many local times it uses (1), their places in the table (1 each); one more than
/// the place of its yearly rule (1), or 0; with a rule, the places of standard and daylight time (1
/// each); how many transitions it has (2); for each, the newest first, which of the local times used
/// it leads to (1); the instant of the newest in seconds (4); for each older one the distance back
/// to it from the one just read, in quarter hours (2), or 0 and then seconds (4).
///
/// The newest come first because they are asked for: a question about this year takes few steps.
pub(crate) struct Zone {
    /// Places in the table of local times; the first is in force before the oldest transition.
    pub(crate) used: &'static [u8],
    /// What holds after the newest transition; `None`: nothing changes any more.
    pub(crate) tail: Option<Tail>,
    /// For each transition, newest first, a place in `used`.
    pub(crate) order: &'static [u8],
    /// When the newest transition was or will be.
    pub(crate) newest: Option<i64>,
    /// The distances from each transition back to the one before it.
    pub(crate) distances: Reader,
}

/// A stretch of time with one local time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// Its first second; `None`: it has always been.
    pub(crate) start: Option<i64>,
    /// The first second after it; `None`: it never ends.
    pub(crate) end: Option<i64>,
    /// The place of its local time in the table.
    pub(crate) local: u8,
}

impl Span {
    /// Seconds east of UTC.
    pub(crate) fn offset_s(self) -> i64 {
        i64::from(Database::get().local_time(self.local).offset_s)
    }

    /// Does a clock in the zone show `local_s` at some moment of the span?
    fn shows(self, local_s: i64) -> bool {
        let instant = local_s - self.offset_s();
        self.start.is_none_or(|start| start <= instant) && self.end.is_none_or(|end| instant < end)
    }
}

/// The moments at which clocks show a given time.
pub(crate) enum Shown {
    /// In a gap: never. The spans before and after it.
    Never(Span, Span),
    Once(Span),
    /// In a fold: the first and the second time.
    Twice(Span, Span),
}

impl Zone {
    /// The span that contains `instant`.
    pub(crate) fn at(&self, instant: i64) -> Span {
        match self.newest {
            Some(newest) if instant < newest => self.before(newest, instant),
            newest => self.after(newest, instant),
        }
    }

    /// The span after `span`, if it ends.
    fn next(&self, span: Span) -> Option<Span> {
        span.end.map(|end| self.at(end))
    }

    /// When clocks in the zone show `local_s`, seconds since 1970 read off the clock.
    pub(crate) fn shown(&self, local_s: i64) -> Shown {
        let mut before = self.at(local_s - DAY_S);
        let mut found = None;
        let mut span = Some(before);
        while let Some(now) = span {
            match found {
                None if now.shows(local_s) => found = Some(now),
                Some(first) if now.shows(local_s) => return Shown::Twice(first, now),
                // Clocks were put from an earlier time to a later one between the two spans.
                None if now
                    .start
                    .is_some_and(|start| start + now.offset_s() > local_s) =>
                {
                    return Shown::Never(before, now);
                }
                _ => {}
            }
            before = now;
            span = self
                .next(now)
                .filter(|next| next.start.is_some_and(|start| start <= local_s + DAY_S));
        }
        Shown::Once(found.unwrap_or(before))
    }

    /// After the newest transition.
    fn after(&self, newest: Option<i64>, instant: i64) -> Span {
        match &self.tail {
            Some(tail) => {
                let span = tail.at(instant);
                Span {
                    start: span.start.max(newest),
                    ..span
                }
            }
            None => Span {
                start: newest,
                end: None,
                local: self.local(0),
            },
        }
    }

    /// Before the newest transition: steps back from it.
    fn before(&self, newest: i64, instant: i64) -> Span {
        let mut distances = self.distances;
        let mut end = newest;
        for place in 1..self.order.len() {
            let back_s = match distances.u16() {
                0 => i64::from(distances.u32()),
                quarters => i64::from(quarters) * QUARTER_HOUR_S,
            };
            let start = end - back_s;
            if start <= instant {
                return Span {
                    start: Some(start),
                    end: Some(end),
                    local: self.local(place),
                };
            }
            end = start;
        }
        Span {
            start: None,
            end: Some(end),
            local: self.local(self.order.len()),
        }
    }

    /// Where the transition at `place`, counted from the newest, leads; past the oldest, the first.
    fn local(&self, place: usize) -> u8 {
        let used = self.order.get(place).copied().unwrap_or(0);
        self.used[usize::from(used)]
    }
}
