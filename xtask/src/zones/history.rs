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
    /// Seconds since the epoch, ascending; each changes something.
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
        for ((at, _), local) in spans.iter().zip(local_times) {
            if *at <= 0 {
                first = local;
            } else if *transitions.last().map_or(&first, |(_, before)| before) != local {
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

/// TZif says *whether* a span is daylight time, not by how much. The amount is the distance to the
/// standard time before it; where that is no plausible amount (the standard time changed on the
/// same day), to the standard time after it; failing both, one hour.
fn savings(spans: &[(i64, Kind)]) -> Vec<LocalTime> {
    let standard = |kind: &&Kind| !kind.daylight;
    let kinds: Vec<&Kind> = spans.iter().map(|(_, kind)| kind).collect();
    let saving_s = |place: usize, kind: &Kind| {
        if !kind.daylight {
            return 0;
        }
        let before = kinds[..place].iter().copied().rfind(standard);
        let after = kinds[place..].iter().copied().find(standard);
        [before, after]
            .into_iter()
            .flatten()
            .map(|standard| kind.offset_s - standard.offset_s)
            .find(|saving_s| plausible(*saving_s))
            .unwrap_or(3600)
    };
    kinds
        .iter()
        .enumerate()
        .map(|(place, kind)| with_saving(kind, saving_s(place, kind)))
        .collect()
}

/// Daylight saving time since 1970 has been between 20 minutes and two hours; an hour less than
/// standard time is how the main form of the database writes Irish winters.
fn plausible(saving_s: i32) -> bool {
    (1_200..=7_200).contains(&saving_s) || saving_s == -3_600
}
