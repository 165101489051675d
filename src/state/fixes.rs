//! One-press fixes: what would be right, offered at the field where something is wrong (V2, T2).
//!
//! Only what the problem itself carries is offered; nothing is resolved without a press.

use callback_core::panel::Edit;
use callback_core::problem::ProblemKind;
use callback_core::time::{Fold, MINUTE_MS, Resolved, Timestamp, default_instant};
use chrono::NaiveTime;

/// Something that one press can put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// This instant.
    At(Timestamp),
    /// This reading of a time that has two.
    Clock(NaiveTime),
    /// This side of a gap.
    Beside(Resolved),
    /// This side of a gap over midnight, or over a whole day: not without its day.
    BesideOnDay(Resolved),
    /// The first of two equal clock times.
    First(Resolved),
    /// The second of two equal clock times.
    Second(Resolved),
    /// No ownership.
    Unown,
    /// No claim at all.
    Anyone,
}

/// What can put that problem right, best first.
#[must_use]
pub fn fixes(kind: &ProblemKind, now: Timestamp) -> Vec<Fix> {
    match kind {
        ProblemKind::EitherTime(times) => times.iter().copied().map(Fix::Clock).collect(),
        ProblemKind::InPast { .. } => vec![Fix::At(default_instant(now))],
        ProblemKind::TooFar { latest, .. } => vec![Fix::At(rounded_down(*latest))],
        ProblemKind::OwnedTooFar { latest, .. } => vec![Fix::At(rounded_down(*latest)), Fix::Unown],
        ProblemKind::Skipped { before, after } => {
            let one_day = before.local.date() == after.local.date();
            let fix = if one_day {
                Fix::Beside
            } else {
                Fix::BesideOnDay
            };
            vec![fix(*before), fix(*after)]
        }
        ProblemKind::Twice { earlier, later } => vec![Fix::First(*earlier), Fix::Second(*later)],
        ProblemKind::Unclaimed(_) | ProblemKind::AgentUnknown => vec![Fix::Anyone],
        _ => Vec::new(),
    }
}

/// The edit that a press makes; `print` writes a time as the field does.
#[must_use]
pub fn edit(fix: Fix, print: impl Fn(NaiveTime) -> String) -> Edit {
    match fix {
        Fix::At(at) => Edit::Instant(at),
        Fix::Beside(it) | Fix::BesideOnDay(it) => Edit::Instant(it.at),
        Fix::Clock(time) => Edit::Time(print(time)),
        Fix::First(_) => Edit::Fold(Fold::Earlier),
        Fix::Second(_) => Edit::Fold(Fold::Later),
        Fix::Unown => Edit::Owned(false),
        Fix::Anyone => Edit::ToMe(false),
    }
}

/// To full five minutes: a limit that ticks by the second is no time to promise.
fn rounded_down(at: Timestamp) -> Timestamp {
    at - at.ms().rem_euclid(5 * MINUTE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use callback_core::time::{Resolution, resolve};

    #[test]
    fn a_limit_is_offered_in_full_five_minutes() {
        let latest = Timestamp::from_ms(1_000 * MINUTE_MS + 4_321);
        let kind = ProblemKind::TooFar {
            latest,
            hours_max: 720,
        };
        assert_eq!(
            fixes(&kind, latest),
            [Fix::At(Timestamp::from_ms(1_000 * MINUTE_MS))]
        );
    }

    #[test]
    fn both_readings_of_a_bare_nine_are_offered() {
        let times: Vec<NaiveTime> = ["09:00:00", "21:00:00"]
            .map(|time| time.parse().unwrap())
            .to_vec();
        let kind = ProblemKind::EitherTime(times.clone());
        let offered = fixes(&kind, Timestamp::from_ms(0));
        assert_eq!(offered, [Fix::Clock(times[0]), Fix::Clock(times[1])]);
        assert_eq!(
            edit(offered[1], |time| time.to_string()),
            Edit::Time("21:00:00".to_owned())
        );
    }

    #[test]
    fn a_gap_over_midnight_is_offered_with_the_days() {
        let skipped = |local: &str, zone: &str| {
            let gap = resolve(local.parse().unwrap(), zone.parse().unwrap());
            let Resolution::Gap { before, after } = gap else {
                panic!("{gap:?}");
            };
            let kind = ProblemKind::Skipped { before, after };
            fixes(&kind, Timestamp::from_ms(0))
        };
        let day = |fix: &Fix| matches!(fix, Fix::BesideOnDay(_));
        assert!(
            skipped("2026-04-24T00:30:00", "Africa/Cairo")
                .iter()
                .all(day)
        );
        assert!(
            skipped("2011-12-30T12:00:00", "Pacific/Apia")
                .iter()
                .all(day)
        );
        assert!(
            !skipped("2026-03-08T02:30:00", "America/New_York")
                .iter()
                .any(day)
        );
    }

    #[test]
    fn what_only_the_agent_can_say_is_not_offered() {
        assert_eq!(fixes(&ProblemKind::PhoneMissing, Timestamp::from_ms(0)), []);
    }
}
