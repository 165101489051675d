//! What the lists of zones and queues offer for what stands in their fields.

use super::combobox::Choice;
use super::words::{Words, offset};
use callback_core::draft::Pick;
use callback_core::ids::QueueId;
use callback_core::panel::clock;
use callback_core::settings::Queue;
use callback_core::time::Timestamp;
use chrono_tz::Tz;

/// Rows offered at once: more is no choice, and typing another letter is quicker.
pub const CHOICES_MAX: usize = 50;

/// The queues whose name holds what was typed; all of them once one is chosen.
#[must_use]
pub fn queues(queues: &[Queue], field: &Pick<QueueId>) -> Vec<Choice> {
    let typed = match field {
        Pick::Chosen(_) => String::new(),
        Pick::Typed(text) => text.trim().to_lowercase(),
    };
    let named = |queue: &&Queue| queue.name.to_lowercase().contains(&typed);
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

/// The city a zone is named after: `America/Argentina/Buenos_Aires` is `Buenos Aires`.
#[must_use]
pub fn city(zone: Tz) -> String {
    let name = zone.name();
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}

/// The zones that fit what was typed; with one chosen, that one and where else it is the same time.
#[must_use]
pub fn zones(field: &Pick<Tz>, at: Timestamp, words: &Words) -> Vec<Choice> {
    let typed = match field {
        Pick::Chosen(_) => String::new(),
        Pick::Typed(text) => text.trim().to_lowercase(),
    };
    let named = |tz: &&Tz| tz.name().replace('_', " ").to_lowercase().contains(&typed);
    chrono_tz::TZ_VARIANTS
        .iter()
        .filter(named)
        .take(CHOICES_MAX)
        .map(|tz| zone(*tz, at, words))
        .collect()
}

/// A zone as a row, with offset and clock at that instant (Z2).
#[must_use]
pub fn zone(zone: Tz, at: Timestamp, words: &Words) -> Choice {
    let there = clock(zone, at);
    Choice {
        key: zone.name().to_owned(),
        name: city(zone),
        end: [
            &offset(there.shows.offset_secs),
            " · ",
            &words.time(there.shows.local.time()),
        ]
        .concat(),
        detail: zone.name().to_owned(),
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
    fn a_zone_is_shown_by_its_city() {
        assert_eq!(city(Tz::America__Argentina__Buenos_Aires), "Buenos Aires");
        assert_eq!(city(Tz::UTC), "UTC");
    }
}
