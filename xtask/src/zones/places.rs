//! Writes `places.txt`. The format is described where it is read: `crates/core/src/zones/places.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::abbreviations;
use super::also;
use super::cldr::{self, Clock};
use super::fetch::Sources;
use super::fold::fold;
use super::geonames::{City, GeoNames};
use super::names::{Names, city};
use super::source::Source;
use super::states::STATES;
use super::titled::titled;

/// The letter of the smallest places, of a thousand people.
const SMALLEST: u8 = b'A';
/// So many zones are offered for the name of a clock.
const OF_CLOCK: usize = 3;

/// Clocks of fewer people are found by their places.
const OF_CLOCK_MIN: u64 = 500_000;

/// What is written.
pub(super) struct Written {
    /// The file.
    pub(super) text: String,
    /// For each name of the database how many live by its clock; 0: it cannot be chosen.
    pub(super) weights: Vec<u8>,
    pub(super) renamed: Vec<i16>,
    pub(super) cities: usize,
    /// For the test of the search.
    pub(super) sample: String,
}

/// The cities of a region by a zone's clock.
type Groups = BTreeMap<(String, Option<&'static str>), BTreeMap<String, Vec<(u8, Vec<String>)>>>;

pub(super) fn write(sources: &Sources, source: &Source) -> Result<Written, String> {
    let names = Names::read(sources, source.zones.keys().cloned().collect())?;
    let geonames = GeoNames::read(sources, &names)?;
    let also = also::Also::read(sources, &names, &geonames)?;
    let people = |zone: &str| geonames.people.get(zone).copied().unwrap_or(0);
    let clocks = cldr::clocks(sources, &names, people)?;
    let meanings = abbreviations::collect(sources, source, &names, &clocks, people)?;
    let groups = groups(&names, &geonames, &also)?;
    let countries = cldr::countries(sources)?;

    let mut text = format!("callback-places 1 {}\n", source.version);
    let mut named = BTreeSet::new();
    for (code, states) in in_order(&names, &groups)? {
        let known = countries
            .get(code)
            .cloned()
            .unwrap_or_else(|| vec![code.to_owned()]);
        let known = known
            .into_iter()
            .chain(geonames.countries.get(code).map(|name| plain(name)));
        let all = distinct(known.chain(also.of_country(code)));
        text += &format!("={}{}\n", given_code(code, &all), all.join("="));
        let rows: BTreeSet<usize> = states.values().flat_map(BTreeMap::keys).copied().collect();
        let first = rows.first().copied().unwrap_or(0);
        let follows = (0..).find(|row| !named.contains(row)) == Some(first);
        for (state, zones) in states {
            if let Some(state) = state {
                let row = STATES
                    .iter()
                    .find(|it| it.country == code && it.code == state);
                let row = row.ok_or("a state is not in the table")?;
                let all = distinct(
                    std::iter::once(row.name.to_owned()).chain(also.of_state(code, state)),
                );
                text += &format!("-{}{}\n", given_code(state, &all), all.join("="));
            }
            let mut last = first;
            for (row, cities) in zones {
                text += &match row - last {
                    _ if !follows => format!("#{row:03}"),
                    0 => String::new(),
                    steps => steps.to_string(),
                };
                text += &line(cities);
                text.push('\n');
                last = row;
            }
        }
        named.extend(rows);
    }
    let listed = names.all.iter().filter(|zone| names.is_listed(zone));
    let places = countries.values().flatten().map(|name| fold(name));
    let places = places.chain(listed.map(|zone| fold(&city(zone)))).collect();
    text += &shared(&names, &clocks, &meanings, people, &places, &also)?;
    let weight = |name: &String| {
        let people = people(name);
        match name.as_str() {
            "UTC" => u8::MAX,
            _ if names.is_listed(name) => fine_weight_of(people).max(1),
            _ => 0,
        }
    };
    Ok(Written {
        text,
        weights: names.all.iter().map(weight).collect(),
        renamed: names.renamed()?,
        cities: geonames.cities.len(),
        sample: geonames.sample,
    })
}

/// A step for each doubling of the number of people, from a thousand on.
fn weight_of(people: u64) -> u8 {
    (people.max(1_000) as f64 / 1_000.0).log2().round() as u8
}

/// Eight steps for each doubling, from a thousand on; 25 million are 117.
fn fine_weight_of(people: u64) -> u8 {
    ((people.max(1_000) as f64 / 1_000.0).log2() * 8.0).round() as u8
}

/// For each country its states, and for each of those, or for none, cities by the row of their zone.
type Country<'a> = (
    &'a str,
    BTreeMap<Option<&'static str>, BTreeMap<usize, &'a [(u8, Vec<String>)]>>,
);

/// Countries by their first zones, so that most lines are about the zone after that of the last one.
fn in_order<'a>(names: &Names, groups: &'a Groups) -> Result<Vec<Country<'a>>, String> {
    let mut countries: BTreeMap<&str, BTreeMap<_, BTreeMap<usize, &[_]>>> = BTreeMap::new();
    for ((code, state), zones) in groups {
        let country = countries.entry(code).or_default();
        let state = country.entry(*state).or_default();
        for (zone, cities) in zones {
            state.insert(names.row(zone)?, cities.as_slice());
        }
    }
    let mut countries: Vec<_> = countries.into_iter().collect();
    countries.sort_by_key(|(code, states)| {
        (
            states.values().flat_map(BTreeMap::keys).min().copied(),
            *code,
        )
    });
    Ok(countries)
}

fn groups(names: &Names, geonames: &GeoNames, also: &also::Also) -> Result<Groups, String> {
    let mut groups: Groups = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for own in geonames.own.iter() {
        let (zone, found) = own;
        let Some(country) = names.countries.get(zone) else {
            continue;
        };
        let state = found.state.filter(|_| found.country == *country);
        let group = groups.entry((country.clone(), state)).or_default();
        let mut others = also.of_city(&city(zone), found);
        if !also::near(&city(zone), &found.name) {
            others.push(written(&found.name));
        }
        let all = std::iter::once(String::new()).chain(others).collect();
        group
            .entry(zone.clone())
            .or_default()
            .push((weight_of(found.people), all));
        seen.insert((zone.clone(), fold(&city(zone))));
    }
    for city in &geonames.cities {
        let name = written(&city.name);
        if !names.is_listed(&city.zone)
            || !seen.insert((city.zone.clone(), fold(&name)))
            || is_own(geonames, city)
        {
            continue;
        }
        let group = groups
            .entry((city.country.clone(), city.state))
            .or_default();
        let all = std::iter::once(name.clone())
            .chain(also.of_city(&name, city))
            .collect();
        group
            .entry(city.zone.clone())
            .or_default()
            .push((weight_of(city.people), all));
    }
    for (zone, country) in &names.countries {
        let anywhere = groups
            .range((country.clone(), None)..)
            .take_while(|((code, _), _)| code == country);
        if !anywhere
            .into_iter()
            .any(|(_, zones)| zones.contains_key(zone))
        {
            let country = groups.entry((country.clone(), None)).or_default();
            country.entry(zone.clone()).or_default();
        }
    }
    // States come after their country, and a country without cities of its own needs its line too.
    let countries: Vec<String> = groups.keys().map(|(country, _)| country.clone()).collect();
    for country in countries {
        groups.entry((country, None)).or_default();
    }
    Ok(groups)
}

/// Is it the place whose name a zone bears, under another spelling?
fn is_own(geonames: &GeoNames, city: &City) -> bool {
    let own = geonames.own.get(&city.zone);
    own.is_some_and(|own| own.name == city.name && own.people == city.people)
}

/// A name as the file has it: without marks of the format and without accents, and small where the
/// capitals are where [`titled`] puts them.
pub(super) fn written(name: &str) -> String {
    let end = name.find([',', ';', '=']).unwrap_or(name.len());
    let mut plain = String::new();
    for c in name[..end].trim().chars() {
        match c {
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2bb}' => plain.push('\''),
            c if c.is_uppercase() => {
                let mut folded = fold(&c.to_string());
                if let Some(first) = folded.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                plain += &folded;
            }
            ' ' => plain.push(' '),
            c => plain += &fold(&c.to_string()),
        }
    }
    let small = plain.to_ascii_lowercase();
    if titled(&small) == plain {
        small
    } else {
        plain
    }
}

/// `Netherlands` for `The Netherlands`: the search leaves the word out too.
fn plain(country: &str) -> String {
    let name = country.strip_prefix("The ").unwrap_or(country);
    name.replace(',', "")
}

/// A code and a space; nothing where the name begins so.
fn given_code(code: &str, names: &[String]) -> String {
    let first = names.first().map(|name| name.to_ascii_uppercase());
    if code.len() == 2 && first.is_some_and(|name| name.starts_with(code)) {
        return String::new();
    }
    format!("{code} ")
}

/// Names that none before them stands for.
fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for name in names {
        let name = name.split('(').next().unwrap_or_default();
        let name = written(&name.replace(" & ", " and "));
        if !name.is_empty() && !all.iter().any(|known| also::near(known, &name)) {
            all.push(name);
        }
    }
    all
}

/// `vDallas,Austin;Laredo`
fn line(cities: &[(u8, Vec<String>)]) -> String {
    let mut sorted: Vec<(u8, String)> = cities
        .iter()
        .map(|(weight, names)| (*weight, names.join("=")))
        .collect();
    sorted.sort_by(|a, b| (b.0, &a.1).cmp(&(a.0, &b.1)));
    let Some((first, _)) = sorted.first() else {
        return String::new();
    };
    let mut last = *first;
    let mut text = String::from(char::from(SMALLEST + first));
    for (place, (weight, names)) in sorted.iter().enumerate() {
        for _ in *weight..last {
            text.push(';');
        }
        // After a `;` an empty name would be a step.
        let unnamed = names.is_empty() && *weight < last;
        if place > 0 && (*weight == last || unnamed) {
            text.push(',');
        }
        text += names;
        last = *weight;
    }
    text
}

/// The names that zones share.
fn shared(
    names: &Names,
    clocks: &[Clock],
    meanings: &BTreeMap<String, Vec<String>>,
    people: impl Fn(&str) -> u64,
    places: &BTreeSet<String>,
    also: &also::Also,
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
