//! A zone's history from 1970 on, with the amount of daylight saving time worked out.

use super::footer::Rule;
use super::tzif::{File, Kind};

/// A kind of local time that knows how much of its offset is daylight saving time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LocalTime {
    /// Seconds east of UTC, daylight saving time included.
    pub(super) offset_s: i32,
    /// Seconds of daylight saving time in `offset_s`.
    pub(super) saving_s: i32,
    pub(super) abbreviation: String,
}

/// What `zones.bin` keeps of a zone. Equal ones are kept once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Zone {
    /// In force at the start of 1970, and given for all time before.
    pub(super) first: LocalTime,
    /// Seconds since the epoch, ascending; each changes something, save that with a tail the last may
    /// only mark where the tail begins.
    pub(super) transitions: Vec<(i64, LocalTime)>,
    /// Standard time, daylight time and rule after the last transition. `None`: nothing changes.
    pub(super) tail: Option<(LocalTime, LocalTime, Rule)>,
}

impl Zone {
    /// Cuts off what was before 1970.
    pub(super) fn since_1970(file: File) -> Result<Self, String> {
        let tail = file.footer.daylight.map(|(daylight, rule)| {
            let standard = with_saving(&file.footer.standard, 0);
            let saving_s = daylight.offset_s - standard.offset_s;
            (standard, with_saving(&daylight, saving_s), rule)
        });
        let mut spans = vec![(i64::MIN, file.first)];
        spans.extend(file.transitions);
        if let (None, Some((_, last))) = (&tail, spans.last())
            && *last != file.footer.standard
        {
            return Err("the footer contradicts the last transition".to_owned());
        }

        let local_times = savings(&spans);
        let mut first = local_times[0].clone();
        let mut transitions: Vec<(i64, LocalTime)> = Vec::new();
        let tail_start = spans.last().map(|(at, _)| *at).filter(|_| tail.is_some());
        for ((at, _), local) in spans.iter().zip(local_times) {
            if *at <= 0 {
                first = local;
                continue;
            }
            let before = transitions.last().map_or(&first, |(_, before)| before);
            if *before != local || Some(*at) == tail_start {
                transitions.push((*at, local));
            }
        }
        Ok(Self {
            first,
            transitions,
            tail,
        })
    }
}

fn with_saving(kind: &Kind, saving_s: i32) -> LocalTime {
    LocalTime {
        offset_s: kind.offset_s,
        saving_s,
        abbreviation: kind.abbreviation.clone(),
    }
}

/// The amount of daylight saving time that nearly all of it has had.
const ONE_HOUR_S: i32 = 3_600;

/// TZif says *whether* a span is daylight time, not by how much. The amount is the distance to the
/// standard time before it or after it. Where standard time changed with it the two differ; then it
/// is an hour if one of them says so, else the first that is a plausible amount at all.
fn savings(spans: &[(i64, Kind)]) -> Vec<LocalTime> {
    let standard = |kind: &&Kind| !kind.daylight;
    let kinds: Vec<&Kind> = spans.iter().map(|(_, kind)| kind).collect();
    let saving_s = |place: usize, kind: &Kind| {
        if !kind.daylight {
            return 0;
        }
        let before = kinds[..place].iter().copied().rfind(standard);
        let after = kinds[place..].iter().copied().find(standard);
        let distances = [before, after].map(|other| Some(kind.offset_s - other?.offset_s));
        if distances.contains(&Some(ONE_HOUR_S)) {
            return ONE_HOUR_S;
        }
        let mut distances = distances.into_iter().flatten();
        distances.find(plausible).unwrap_or(ONE_HOUR_S)
    };
    kinds
        .iter()
        .enumerate()
        .map(|(place, kind)| with_saving(kind, saving_s(place, kind)))
        .collect()
}

/// Daylight saving time has been between 20 minutes and two hours; an hour *less* than standard time
/// is how the main form of the database writes Irish winters.
fn plausible(saving_s: &i32) -> bool {
    (1_200..=7_200).contains(saving_s) || *saving_s == -ONE_HOUR_S
}

#[cfg(test)]
mod tests {
    use super::super::footer;
    use super::*;

    fn kind(hours: i32, daylight: bool) -> Kind {
        Kind {
            offset_s: hours * ONE_HOUR_S,
            daylight,
            abbreviation: hours.to_string(),
        }
    }

    fn zone(transitions: &[(i64, Kind)], footer: &str) -> Result<Zone, String> {
        Zone::since_1970(File {
            first: kind(1, false),
            transitions: transitions.to_vec(),
            footer: footer::parse(footer)?,
        })
    }

    fn saving_hours(kinds: &[Kind]) -> Vec<i32> {
        let spans: Vec<_> = (0..).zip(kinds.iter().cloned()).collect();
        let savings = savings(&spans);
        savings
            .iter()
            .map(|local| local.saving_s / ONE_HOUR_S)
            .collect()
    }

    #[test]
    fn the_last_change_before_1970_gives_the_first_local_time() {
        let changes = [
            (-2, kind(2, false)),
            (-1, kind(3, false)),
            (9, kind(4, false)),
        ];
        let zone = zone(&changes, "<4>-4").expect("a zone");
        assert_eq!(zone.first.offset_s, 3 * ONE_HOUR_S);
        assert_eq!(zone.transitions.len(), 1);
    }

    #[test]
    fn a_change_of_nothing_is_dropped_unless_the_tail_begins_there() {
        let changes = [(5, kind(1, false)), (9, kind(1, false))];
        let fixed = zone(&changes, "<1>-1").expect("a zone");
        assert!(fixed.transitions.is_empty());
        let ruled = zone(&changes, "<1>-1<2>,M3.5.0,M10.5.0").expect("a zone");
        let kept: Vec<i64> = ruled.transitions.iter().map(|(at, _)| *at).collect();
        assert_eq!(kept, [9]);
    }

    #[test]
    fn a_footer_that_contradicts_the_last_change_is_refused() {
        assert!(zone(&[(9, kind(2, false))], "<1>-1").is_err());
    }

    #[test]
    fn the_amount_of_daylight_saving_is_taken_from_the_standard_time_beside_it() {
        let (one, two) = (kind(1, false), kind(2, false));
        assert_eq!(
            saving_hours(&[one.clone(), kind(2, true), one.clone()]),
            [0, 1, 0]
        );
        // Standard time changes when daylight time begins, or when it ends.
        assert_eq!(
            saving_hours(&[one.clone(), kind(3, true), two.clone()]),
            [0, 1, 0]
        );
        assert_eq!(saving_hours(&[two, kind(3, true), one.clone()]), [0, 1, 0]);
        // Double summer time, and winters below standard time.
        assert_eq!(
            saving_hours(&[one.clone(), kind(3, true), one.clone()]),
            [0, 2, 0]
        );
        assert_eq!(saving_hours(&[one.clone(), kind(0, true), one]), [0, -1, 0]);
    }
}
