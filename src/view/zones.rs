//! The zones that are offered for what stands in the field.

use super::face::Face;
use crate::state::choices;
use crate::state::combobox::Choice;
use callback_core::draft::Pick;
use chrono_tz::Tz;

/// How many of the number's zones are suggested: a country may have a dozen.
const OF_NUMBER_MAX: usize = 3;

/// Suggested first: where the number comes from, where the host says the contact is, the agent's (Z2, Z4).
pub fn offered(face: Face, picked: &Pick<Tz>) -> Vec<Choice> {
    let now = face.now();
    let at = face.panel(|panel| panel.offered_at(now));
    let nearby = face.panel(|panel| {
        let context = panel.context();
        let of_number = panel.number_place().into_iter();
        let of_number = of_number.flat_map(|place| place.zones.iter().take(OF_NUMBER_MAX));
        let mut nearby: Vec<Tz> = of_number.copied().collect();
        nearby.extend(context.contact_zone);
        nearby.extend(context.agent_zone(panel.settings()));
        nearby
    });
    let index = face.zone_index();
    face.speak(|speech| choices::zones(&index, picked, &nearby, at, &speech.words))
}
