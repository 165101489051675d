//! What the lists of zones and queues offer for what stands in their fields.

use super::combobox::{Choice, FoundBy, lower};
use super::words::{Words, offset};
use callback_core::draft::Pick;
use callback_core::ids::QueueId;
use callback_core::settings::Queue;
use callback_core::time::{Timestamp, to_local};
use callback_core::zones::{Found, Hit, Matched, Tier, ZoneIndex};
use chrono_tz::Tz;
use core::ops::Range;

/// Rows offered at once: more is no choice, and typing another letter is quicker.
pub const CHOICES_MAX: usize = 50;

/// The queues whose name holds what was typed; all of them once one is chosen.
#[must_use]
pub fn queues(queues: &[Queue], field: &Pick<QueueId>) -> Vec<Choice> {
    let typed = match field {
        Pick::Chosen(_) => String::new(),
        Pick::Typed(text) => lower(text.trim()),
    };
    let named = |queue: &&Queue| lower(&queue.name).contains(&typed);
    let choice = |queue: &Queue| Choice {
        key: queue.id.to_string(),
        name: queue.name.clone(),
        ..Choice::default()
    };
    queues
        .iter()
        .filter(named)
        .take(CHOICES_MAX)
        .map(choice)
        .collect()
}

/// The zones that answer what was typed, best first; with one chosen, it and those with its clock come first (Z2).
///
/// `nearby` are zones worth suggesting: the contact's, the agent's.
#[must_use]
pub fn zones(
    index: &ZoneIndex,
    field: &Pick<Tz>,
    nearby: &[Tz],
    at: Timestamp,
    words: &Words,
) -> Vec<Choice> {
    let (typed, first) = match field {
        Pick::Chosen(zone) => ("", Some(*zone)),
        Pick::Typed(text) => (text.as_str(), None),
    };
    let mut suggested: Vec<Tz> = first.into_iter().chain(nearby.iter().copied()).collect();
    suggested.dedup();
    let found = index.search(typed, at, &suggested, CHOICES_MAX);
    found.into_iter().map(|hit| zone(hit, at, words)).collect()
}

/// A zone as a row, with its name in the agent's language, offset and clock at that instant, and by what it was found
/// where the row does not show that already (Z2).
fn zone(hit: Hit, at: Timestamp, words: &Words) -> Choice {
    let name = hit.zone.name();
    let clock = words.time(to_local(at, hit.zone).time());
    let (typed, found_by) = match hit.matched {
        Matched::Name { name: own, spans } if own == name => in_city(own, spans),
        Matched::Name { name, spans } => (Vec::new(), Some(found_by(name, spans))),
        Matched::Place(found) if found.name == hit.city => (found.spans, None),
        Matched::Place(found) => (Vec::new(), Some(of_place(found))),
        Matched::Shared(name) => (Vec::new(), Some(found_by(&name, whole(&name)))),
        Matched::Nothing | Matched::Offset => (Vec::new(), None),
    };
    Choice {
        key: name.to_owned(),
        name: hit.city,
        typed,
        end: [&offset(hit.offset_secs), " · ", &clock].concat(),
        detail: words.zone(hit.zone, at).unwrap_or_else(|| name.to_owned()),
        near: hit.tier == Tier::Near,
        found_by,
    }
}

/// What was typed of a zone's own name: in the city, which the row shows, or else somewhere in the whole.
fn in_city(name: &str, spans: Vec<Range<usize>>) -> (Vec<Range<usize>>, Option<FoundBy>) {
    let city = name.rfind('/').map_or(0, |slash| slash + 1);
    if spans.iter().all(|span| span.start >= city) {
        let spans = spans.iter().map(|span| span.start - city..span.end - city);
        (spans.collect(), None)
    } else {
        (Vec::new(), Some(found_by(name, spans)))
    }
}

/// `München`: Munich, Germany. `Dallas`: Texas, United States.
fn of_place(found: Found) -> FoundBy {
    let known = (found.name != found.place).then_some(found.place);
    let of: Vec<String> = known.into_iter().chain([found.within]).collect();
    let of: Vec<&str> = of
        .iter()
        .map(String::as_str)
        .filter(|it| !it.is_empty())
        .collect();
    FoundBy {
        name: found.name,
        typed: found.spans,
        of: of.join(", "),
    }
}

/// All of it was typed.
fn whole(name: &str) -> Vec<Range<usize>> {
    core::iter::once(0..name.len()).collect()
}

fn found_by(name: &str, typed: Vec<Range<usize>>) -> FoundBy {
    FoundBy {
        name: name.to_owned(),
        typed,
        of: String::new(),
    }
}

#[cfg(test)]
#[allow(
    clippy::single_range_in_vec_init,
    reason = "the spans of a text, of which there may be one"
)]
mod tests {
    use super::*;

    fn queue(name: &str) -> Queue {
        Queue {
            id: QueueId::new(name),
            name: name.to_owned(),
            ownership: None,
            member: true,
        }
    }

    #[test]
    fn a_chosen_queue_hides_no_other() {
        let all = [queue("Claims"), queue("Mortgages"), queue("Cards")];
        let offered = |field| {
            queues(&all, &field)
                .into_iter()
                .map(|choice| choice.name)
                .collect::<Vec<_>>()
        };
        assert_eq!(offered(Pick::Chosen(QueueId::new("Claims"))).len(), 3);
        assert_eq!(offered(Pick::Typed(" CA".to_owned())), ["Cards"]);
        assert_eq!(offered(Pick::Typed("x".to_owned())), [""; 0]);
    }

    #[test]
    fn a_zone_is_offered_with_the_clock_there_on_the_chosen_date() {
        let summer = Timestamp::from_ms(1_782_907_200_000); // 2026-07-01 12:00 UTC
        let offered = zones(
            &ZoneIndex::new(),
            &Pick::Typed("berl".to_owned()),
            &[],
            summer,
            &Words::american(),
        );
        assert_eq!(
            (offered[0].name.as_str(), offered[0].end.as_str()),
            ("Berlin", "UTC+2 · 2:00 PM")
        );
    }

    #[test]
    fn a_chosen_zone_is_offered_first_and_hides_no_other() {
        let tokyo: Tz = "Asia/Tokyo".parse().unwrap();
        let offered = zones(
            &ZoneIndex::new(),
            &Pick::Chosen(tokyo),
            &[Tz::UTC],
            Timestamp::from_ms(0),
            &Words::american(),
        );
        assert_eq!(offered[0].key, "Asia/Tokyo");
        assert_eq!(offered.len(), CHOICES_MAX);
    }

    #[test]
    fn what_a_zone_was_found_by_is_shown() {
        let offered = zones(
            &ZoneIndex::new(),
            &Pick::Typed("calcutta".to_owned()),
            &[],
            Timestamp::from_ms(0),
            &Words::american(),
        );
        let found = offered[0].found_by.as_ref().unwrap();
        assert_eq!(
            (found.name.as_str(), &found.typed[..]),
            ("Asia/Calcutta", &[5..13][..])
        );
        assert_eq!(offered[0].name, "Kolkata");
    }

    #[test]
    fn a_place_is_told_with_where_it_lies_and_what_was_typed() {
        let file = include_bytes!("../../crates/core/data/places.txt");
        let index = ZoneIndex::with_places(file).unwrap();
        let first = |typed: &str| {
            let typed = Pick::Typed(typed.to_owned());
            let at = Timestamp::from_ms(1_796_083_200_000);
            zones(&index, &typed, &[], at, &Words::american()).swap_remove(0)
        };
        let dallas = first("dall");
        let found = dallas.found_by.unwrap();
        assert_eq!(
            (dallas.name.as_str(), found.name.as_str()),
            ("Chicago", "Dallas")
        );
        assert_eq!(
            (&found.typed[..], found.of.as_str()),
            (&[0..4][..], "Texas, United States")
        );
        let berlin = first("berlin");
        assert_eq!((&berlin.typed[..], berlin.found_by), (&[0..6][..], None));
        let bombay = first("bomb").found_by.unwrap();
        assert_eq!(
            (bombay.name.as_str(), &bombay.typed[..]),
            ("Bombay", &[0..4][..])
        );
        assert!(bombay.of.starts_with("Mumbai, "), "{}", bombay.of);
        assert_eq!(first("cet").found_by.unwrap().name, "CET");
        // Atlanta is near, and nobody asked for it.
        assert!(first("atlantis").near && !first("atlanta").near);
    }
}
