//! What the date and time fields mean in the contact's zone: an instant, or the reasons why not (T1, T2, T5).

use crate::draft::{Draft, Pick, When};
use crate::entry::{self, TimeReading};
use crate::facts::Facts;
use crate::problem::{Field, Problem, ProblemKind};
use crate::time::{Fold, Resolution, Resolved, Said, default_instant, resolve, shown_at, today};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;

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
    let (date, time, fold) = match (&draft.when, zone) {
        (When::Default, Some(zone)) => return Ok(default(zone, facts)),
        (When::Default, None) => return Err(vec![zone_unknown(draft)]),
        (When::Typed { date, time, fold }, _) => (date, time, *fold),
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

/// The zone that was chosen; where the field was emptied, the agent's (P4).
fn zone(draft: &Draft, facts: &Facts<'_>) -> Option<Tz> {
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

fn default(zone: Tz, facts: &Facts<'_>) -> Understood {
    let at = default_instant(facts.now);
    let said = Said::of(at, zone);
    Understood {
        said,
        moment: shown_at(at, zone),
        today: said.local.date() == today(facts.now, zone),
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
