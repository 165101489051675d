//! The names that zones share: what their clocks are called, in words and in letters.

use std::collections::{BTreeMap, BTreeSet};

use super::also::Also;
use super::cldr::Clock;
use super::fold::fold;
use super::lines::distinct;
use super::names::Names;

/// So many zones are offered for the name of a clock.
const OF_CLOCK: usize = 3;

/// Clocks of fewer people are found by their places.
const OF_CLOCK_MIN: u64 = 500_000;

/// A line for each list of zones. Left out is what `places`, folded, already leads to.
pub(super) fn lines(
    names: &Names,
    clocks: &[Clock],
    meanings: &BTreeMap<String, Vec<String>>,
    people: impl Fn(&str) -> u64,
    places: &BTreeSet<String>,
    also: &Also,
) -> Result<String, String> {
    // Zones by what they are called: abbreviations that mean the same share a line.
    let mut lines: BTreeMap<Vec<String>, (Vec<String>, Vec<String>)> = BTreeMap::new();
    for clock in clocks {
        let mut zones = clock.zones.clone();
        zones.truncate(OF_CLOCK);
        // A country of that name has its zones already.
        let many = clock.zones.iter().any(|zone| people(zone) >= OF_CLOCK_MIN);
        let new = |stem: &&String| many && !places.contains(&fold(stem));
        if let Some(stem) = clock.stem.as_ref().filter(new) {
            let names = std::iter::once(stem).chain(also.known(stem)).cloned();
            lines.entry(zones).or_default().0.extend(names);
        }
    }
    for (abbreviation, zones) in meanings {
        let zones = zones
            .iter()
            .map(|zone| names.present(zone).to_owned())
            .collect();
        lines.entry(zones).or_default().1.push(abbreviation.clone());
    }
    let mut text = String::new();
    for (zones, (long, short)) in &lines {
        let zones = zones
            .iter()
            .map(|zone| Ok(format!("{:03}", names.row(zone)?)));
        let zones = zones.collect::<Result<String, String>>()?;
        let comma = if short.is_empty() { "" } else { "," };
        text += &format!(
            "~{zones} {}{comma}{}\n",
            distinct(long.iter().cloned()).join("="),
            short.join("=")
        );
    }
    Ok(text)
}
