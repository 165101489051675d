//! The zone search alone, as a page calls it: `cargo xtask bench zones` measures it in a browser beside others.

use callback_core::time::{Timestamp, offset_secs_at};
use callback_core::zones::{ZoneIndex, present};
use chrono_tz::Tz;
use wasm_bindgen::prelude::wasm_bindgen;

/// Rows asked for, as the panel does.
const ROWS: usize = 50;

/// An index that is ready.
#[wasm_bindgen]
pub struct Search(ZoneIndex);

#[wasm_bindgen]
impl Search {
    /// Builds the index of names and of the places in the file; nothing where the file is none of ours.
    #[must_use]
    pub fn of(places: &[u8]) -> Option<Self> {
        ZoneIndex::with_places(places).map(Self).ok()
    }

    /// The zones that answer a query, best first, one on each line.
    #[must_use]
    pub fn search(&self, query: &str, at_ms: f64) -> String {
        let hits = self.0.search(query, instant(at_ms), &[], ROWS);
        let names: Vec<&str> = hits.iter().map(|hit| hit.zone.name()).collect();
        names.join("\n")
    }
}

#[expect(clippy::cast_possible_truncation, reason = "instants of this century")]
fn instant(at_ms: f64) -> Timestamp {
    Timestamp::from_ms(at_ms as i64)
}

/// Minutes east of UTC in a zone at an instant; nothing for a name that is none.
#[wasm_bindgen(js_name = offsetMinutes)]
#[must_use]
pub fn offset_minutes(name: &str, at_ms: f64) -> Option<i32> {
    let zone = name.parse::<Tz>().ok()?;
    Some(offset_secs_at(instant(at_ms), zone) / 60)
}

/// The present name of a zone, so that one under a former name counts as itself; the name as it is where none is known.
#[wasm_bindgen(js_name = presentName)]
#[must_use]
pub fn present_name(name: &str) -> String {
    let zone = name.parse::<Tz>().map(|zone| present(zone).name());
    zone.unwrap_or(name).to_owned()
}
