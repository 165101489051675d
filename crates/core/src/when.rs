//! What the date and time fields mean in the contact's zone: an instant, or the reasons why not (T1, T2, T5).

use crate::draft::{Draft, Pick, When};
use crate::entry::{self, TimeReading};
use crate::facts::Facts;
use crate::problem::{Field, Problem, ProblemKind};
use crate::time::{
    Fold, HOUR_MS, MINUTE_MS, Resolution, Resolved, Said, Timestamp, default_instant, resolve,
    shown_at, to_local, today,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

/// What the arrow keys of the time field count in.
const STEP_MS: i64 = 5 * MINUTE_MS;

/// A date and time that have exactly one meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Understood {
    /// What was said, kept as it is (T1).
    pub said: Said,
    /// The instant it means under today's rules, with the offset then.
    pub moment: Resolved,
    /// Whether it is on the contact's present day (P3).
    pub today: bool,
}

/// Reads the draft's date, time and zone.
///
/// # Errors
/// Every problem of the three fields; a gap or an undecided repeated hour is one of the time's (T2).
pub fn understand(draft: &Draft, facts: &Facts<'_>) -> Result<Understood, Vec<Problem>> {
    let mut problems = Vec::new();
    let zone = zone(draft, facts);
    let (date, time, fold) = match &draft.when {
        When::Default => return unsaid(draft, facts).ok_or_else(|| vec![zone_unknown(draft)]),
        When::Said(said) => return settle(said.local, said.zone, said.fold, facts),
        When::Typed { date, time, fold } => (date, time, *fold),
    };
    // Without a zone nobody knows the contact's day; the text can be read all the same, so that no problem waits.
    let present = today(facts.now, zone.unwrap_or_default());
    let date = read_date(date, present, facts)
        .map_err(|kind| problems.push(Problem::at(Field::Date, kind)))
        .ok();
    let time = read_time(time, facts)
        .map_err(|kind| problems.push(Problem::at(Field::Time, kind)))
        .ok();
    match (zone, date, time) {
        (Some(zone), Some(date), Some(time)) => settle(date.and_time(time), zone, fold, facts),
        (None, ..) => {
            problems.push(zone_unknown(draft));
            Err(problems)
        }
        _ => Err(problems),
    }
}

/// What is meant while nothing was said of a time: the default of this moment (P3). Nothing to read, so a shell that has
/// no readers yet shows it at once. None where something was typed, or the zone is not known.
pub(crate) fn unsaid(draft: &Draft, facts: &Facts<'_>) -> Option<Understood> {
    let zone = zone(draft, facts).filter(|_| draft.when == When::Default)?;
    let at = default_instant(facts.now);
    let said = Said::of(at, zone);
    Some(Understood {
        said,
        moment: shown_at(at, zone),
        today: said.local.date() == today(facts.now, zone),
    })
}

/// The first and the last instant that a doubtful time may mean: both sides of a gap, both times round of a fold.
#[must_use]
pub fn doubtful(problems: &[Problem]) -> Option<(Resolved, Resolved)> {
    problems.iter().find_map(|problem| match problem.kind {
        ProblemKind::Skipped { before, after } => Some((before, after)),
        ProblemKind::Twice { earlier, later } => Some((earlier, later)),
        _ => None,
    })
}

/// The instant for which zones are offered: what date and time mean, and while no zone is chosen, what they would mean
/// where the contact is thought to be. The present where they mean nothing (Z2).
#[must_use]
pub fn offered_at(draft: &Draft, facts: &Facts<'_>) -> Timestamp {
    let mut draft = draft.clone();
    if draft.zone.chosen().is_none()
        && let Some(zone) = facts.context.zone_for(facts.settings)
    {
        draft.zone = Pick::Chosen(zone);
    }
    match understand(&draft, facts) {
        Ok(understood) => understood.moment.at,
        Err(problems) => doubtful(&problems).map_or(facts.now, |(first, _)| first.at),
    }
}

/// Where a key of the time field leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next full five minutes.
    Later,
    /// To the last full five minutes.
    Earlier,
    /// An hour on.
    HourLater,
    /// An hour back.
    HourEarlier,
}

/// The instant a step leads to, within the day, because the date is another field. It counts real minutes: what clocks
/// skip is stepped over, what they repeat is met twice (T2). From a doubtful time it leads to one of the two it may mean.
///
/// Nothing where the fields mean nothing yet.
#[must_use]
pub fn stepped(draft: &Draft, facts: &Facts<'_>, step: Step) -> Option<Timestamp> {
    let from = match understand(draft, facts) {
        Ok(understood) => understood.moment,
        Err(problems) => {
            let (first, last) = doubtful(&problems)?;
            return Some(match step {
                Step::Earlier | Step::HourEarlier => first.at,
                Step::Later | Step::HourLater => last.at,
            });
        }
    };
    let zone = zone(draft, facts)?;
    let shows_ms = Timestamp::from(from.local.and_utc()).ms();
    let over_ms = shows_ms.rem_euclid(STEP_MS);
    let to = match step {
        Step::Later => from.at + (STEP_MS - over_ms),
        Step::Earlier if over_ms > 0 => from.at - over_ms,
        Step::Earlier => from.at - STEP_MS,
        Step::HourLater => from.at + HOUR_MS,
        Step::HourEarlier => from.at - HOUR_MS,
    };
    let same_day = to_local(to, zone).date() == from.local.date();
    Some(if same_day { to } else { from.at })
}

/// The zone that was chosen; where the field was emptied, the agent's (P4).
pub(crate) fn zone(draft: &Draft, facts: &Facts<'_>) -> Option<Tz> {
    match &draft.zone {
        Pick::Chosen(zone) => Some(*zone),
        Pick::Typed(typed) if typed.trim().is_empty() => facts.context.agent_zone(facts.settings),
        Pick::Typed(_) => None,
    }
}

fn zone_unknown(draft: &Draft) -> Problem {
    let typed = match &draft.zone {
        Pick::Typed(typed) => typed.clone(),
        Pick::Chosen(_) => String::new(),
    };
    Problem::at(Field::Zone, ProblemKind::ZoneUnknown { typed })
}

fn read_date(text: &str, today: NaiveDate, facts: &Facts<'_>) -> Result<NaiveDate, ProblemKind> {
    entry::read_date(text, facts.lexicon, today).map_err(ProblemKind::Date)
}

fn read_time(text: &str, facts: &Facts<'_>) -> Result<NaiveTime, ProblemKind> {
    match entry::read_time(text, facts.lexicon).map_err(ProblemKind::Time)? {
        TimeReading::One(time) => Ok(time),
        TimeReading::Either(times) => Err(ProblemKind::EitherTime(times)),
    }
}

fn settle(
    local: NaiveDateTime,
    zone: Tz,
    fold: Option<Fold>,
    facts: &Facts<'_>,
) -> Result<Understood, Vec<Problem>> {
    let choice = |moment: Resolved, fold| {
        let said = Said { local, zone, fold };
        Ok(Understood {
            said,
            moment,
            today: local.date() == today(facts.now, zone),
        })
    };
    let kind = match (resolve(local, zone), fold) {
        (Resolution::One(moment), _) => return choice(moment, None),
        (Resolution::Fold { earlier, .. }, Some(Fold::Earlier)) => return choice(earlier, fold),
        (Resolution::Fold { later, .. }, Some(Fold::Later)) => return choice(later, fold),
        (Resolution::Fold { earlier, later }, None) => ProblemKind::Twice { earlier, later },
        (gap @ Resolution::Gap { before, after }, _) => {
            let moved = |ms: i64, edge| moved(local, zone, ms).unwrap_or(edge);
            ProblemKind::Skipped {
                before: moved(-gap.skipped_ms(), before),
                after: moved(gap.skipped_ms(), after),
            }
        }
    };
    Err(vec![Problem::at(Field::Time, kind)])
}

/// Half past two becomes half past one or half past three: what people mean by the fix, not the edge of the gap.
fn moved(local: NaiveDateTime, zone: Tz, by_ms: i64) -> Option<Resolved> {
    match resolve(
        local.checked_add_signed(TimeDelta::milliseconds(by_ms))?,
        zone,
    ) {
        Resolution::One(moment) => Some(moment),
        Resolution::Fold { .. } | Resolution::Gap { .. } => None,
    }
}
