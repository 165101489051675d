//! What the letters on a clock stand for, as far as the search cannot see it for itself.
//!
//! It sees what the time zone database calls the clocks of the chosen year: `IST` is India's,
//! Israel's and Ireland's time. It does not see CLDR's English, which has `ET` and knows that `CST` is
//! Chicago's time first; nor what the database had until 2016: since then it writes numbers for
//! whatever was its own invention (`SGT`, `BRT`), which by then was on everybody's clocks.

use std::collections::BTreeMap;

use super::cldr::Clock;
use super::fetch::Sources;
use super::names::Names;
use super::source::Source;
use super::tzif::{self, Kind};

/// 2015-01-01 and 2017-01-01, in seconds.
const LAST_YEARS: std::ops::Range<i64> = 1_420_070_400..1_483_228_800;

/// The database's own inventions are on clocks where so many people live.
const PEOPLE_MIN: u64 = 500_000;

/// In use, and in none of the sources.
const OTHERS: [(&str, &str); 2] = [("BST", "Asia/Dhaka"), ("PHT", "Asia/Manila")];

/// For each abbreviation the zones that it may mean: of each clock the best known one, in the order
/// of sources. Less those whose zones the search sees, in that order.
pub(super) fn collect(
    sources: &Sources,
    now: &Source,
    names: &Names,
    clocks: &[Clock],
    people: impl Fn(&str) -> u64,
) -> Result<BTreeMap<String, Vec<String>>, String> {
    let meanings = || Meanings {
        clocks,
        people: &people,
        found: BTreeMap::new(),
    };
    let (mut all, mut seen) = (meanings(), meanings());
    for clock in clocks {
        for short in &clock.short {
            all.add(short, clock.zones.iter().take(1).map(String::as_str));
        }
    }
    let mut present: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut former = present.clone();
    for name in names.all.iter().filter(|name| names.is_listed(name)) {
        let Some(bytes) = now.zones.get(name) else {
            continue;
        };
        let footer = tzif::parse(bytes)?.footer;
        let daylight = footer.daylight.map(|(kind, _)| kind);
        let kinds: Vec<Kind> = std::iter::once(footer.standard).chain(daylight).collect();
        if let Ok(bytes) = sources.bytes("pytz", &format!("pytz/zoneinfo/{name}"))
            && people(name) >= PEOPLE_MIN
        {
            // A number has taken its place, for the same clock.
            let same = |old: &Kind, new: &Kind| {
                let number = !new
                    .abbreviation
                    .starts_with(|c: char| c.is_ascii_alphabetic());
                number && (old.offset_s, old.daylight) == (new.offset_s, new.daylight)
            };
            let mut old = of_last_years(&bytes)?;
            old.retain(|old| kinds.iter().any(|new| same(old, new)));
            for kind in old {
                former.entry(kind.abbreviation).or_default().push(name);
            }
        }
        for kind in kinds {
            present.entry(kind.abbreviation).or_default().push(name);
        }
    }
    for (abbreviation, zones) in &present {
        seen.add(abbreviation, zones.iter().copied());
    }
    for (abbreviation, zones) in present.iter().chain(&former) {
        all.add(abbreviation, zones.iter().copied());
    }
    for (abbreviation, zone) in OTHERS {
        all.add(abbreviation, [zone].into_iter());
    }
    all.found
        .retain(|abbreviation, zones| seen.found.get(abbreviation) != Some(zones));
    Ok(all.found)
}

fn of_last_years(bytes: &[u8]) -> Result<Vec<Kind>, String> {
    let (first, transitions, _) = tzif::past(bytes)?;
    let mut found = Vec::new();
    let mut last = &first;
    for (at, kind) in &transitions {
        if *at >= LAST_YEARS.end {
            break;
        }
        if *at >= LAST_YEARS.start {
            found.push(last.clone());
        }
        last = kind;
    }
    found.push(last.clone());
    Ok(found)
}

struct Meanings<'a, People> {
    clocks: &'a [Clock],
    people: &'a People,
    found: BTreeMap<String, Vec<String>>,
}

impl<People: Fn(&str) -> u64> Meanings<'_, People> {
    /// Adds, of each clock that is not there yet, the zone with the most people.
    fn add<'z>(&mut self, abbreviation: &str, zones: impl Iterator<Item = &'z str>) {
        let letters = abbreviation.bytes().all(|byte| byte.is_ascii_alphabetic());
        if !letters || !(2..=5).contains(&abbreviation.len()) || abbreviation == "UTC" {
            return;
        }
        let clock = |zone: &str| {
            let mut clocks = self.clocks.iter();
            clocks.position(|clock| clock.zones.iter().any(|it| it == zone))
        };
        let known = self.found.entry(abbreviation.to_owned()).or_default();
        let mut zones: Vec<&str> = zones.collect();
        zones.sort_by_key(|zone| std::cmp::Reverse((self.people)(zone)));
        for zone in &zones {
            let Some(clock) = clock(zone) else {
                continue;
            };
            // Of a clock's zones the one that it is known by comes first.
            let mut first = self.clocks[clock].zones.iter();
            let first = first.find(|first| zones.contains(&first.as_str()));
            let same = |it: &String| self.clocks[clock].zones.contains(it);
            if let Some(first) = first.filter(|_| !known.iter().any(same)) {
                known.push(first.clone());
            }
        }
    }
}
