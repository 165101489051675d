//! What the lists of zones and queues offer for what stands in their fields.

use super::combobox::{Choice, lower};
use super::words::{Words, offset};
use callback_core::draft::Pick;
use callback_core::ids::QueueId;
use callback_core::settings::Queue;
use callback_core::time::{Timestamp, to_local};
use callback_core::zones::{Hit, Matched, ZoneIndex};
use chrono_tz::Tz;
use std::sync::OnceLock;

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
        end: String::new(),
        detail: String::new(),
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
pub fn zones(field: &Pick<Tz>, nearby: &[Tz], at: Timestamp, words: &Words) -> Vec<Choice> {
    static INDEX: OnceLock<ZoneIndex> = OnceLock::new();
    let (typed, first) = match field {
        Pick::Chosen(zone) => ("", Some(*zone)),
        Pick::Typed(text) => (text.as_str(), None),
    };
    let mut suggested: Vec<Tz> = first.into_iter().chain(nearby.iter().copied()).collect();
    suggested.dedup();
    let index = INDEX.get_or_init(ZoneIndex::new);
    let found = index.search(typed, at, &suggested, CHOICES_MAX);
    found.into_iter().map(|hit| zone(hit, at, words)).collect()
}

/// A zone as a row, with offset and clock at that instant; and the former name where it was found by one (Z2).
fn zone(hit: Hit, at: Timestamp, words: &Words) -> Choice {
    let name = hit.zone.name();
    let clock = words.time(to_local(at, hit.zone).time());
    let detail = match hit.matched {
        Matched::Name { name: former, .. } if former != name => [name, " · ", former].concat(),
        _ => name.to_owned(),
    };
    Choice {
        key: name.to_owned(),
        name: hit.city,
        end: [&offset(hit.offset_secs), " · ", &clock].concat(),
        detail,
    }
}

#[cfg(test)]
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
            &Pick::Chosen(tokyo),
            &[Tz::UTC],
            Timestamp::from_ms(0),
            &Words::american(),
        );
        assert_eq!(offered[0].key, "Asia/Tokyo");
        assert_eq!(offered.len(), CHOICES_MAX);
    }

    #[test]
    fn a_former_name_is_shown_beside_the_present_one() {
        let offered = zones(
            &Pick::Typed("calcutta".to_owned()),
            &[],
            Timestamp::from_ms(0),
            &Words::american(),
        );
        assert_eq!(offered[0].detail, "Asia/Kolkata · Asia/Calcutta");
    }
}
