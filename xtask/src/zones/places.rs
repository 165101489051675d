//! Writes `places.txt`. The format is described where it is read: `crates/core/src/zones/places.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::abbreviations;
use super::also::{self, Also};
use super::cldr;
use super::fetch::Sources;
use super::fold::fold;
use super::geonames::{City, GeoNames};
use super::lines::{self, written};
use super::names::{Names, city};
use super::shared;
use super::source::Source;
use super::states::STATES;

/// CC BY asks for it, and the file may lie on a server by itself.
const CREDIT: &str = "GeoNames.org, CC BY 4.0; Unicode CLDR";

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
    let also = Also::read(sources, &names, &geonames)?;
    let people = |zone: &str| geonames.people.get(zone).copied().unwrap_or(0);
    let clocks = cldr::clocks(sources, &names, people)?;
    let meanings = abbreviations::collect(sources, source, &names, &clocks, people)?;
    let groups = groups(&names, &geonames, &also)?;
    let countries = cldr::countries(sources)?;

    let regions = Regions {
        names: &names,
        also: &also,
        geonames: &geonames,
        countries: &countries,
    };
    let mut text = format!("callback-places 1 {} {CREDIT}\n", source.version);
    text += &regions.lines(&groups)?;
    let listed = names.all.iter().filter(|zone| names.is_listed(zone));
    let places = countries.values().flatten().map(|name| fold(name));
    let places = places.chain(listed.map(|zone| fold(&city(zone)))).collect();
    text += &shared::lines(&names, &clocks, &meanings, people, &places, &also)?;
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

/// What the lines of countries, states and cities are made from.
struct Regions<'a> {
    names: &'a Names,
    also: &'a Also,
    geonames: &'a GeoNames,
    countries: &'a BTreeMap<String, Vec<String>>,
}

impl Regions<'_> {
    fn lines(&self, groups: &Groups) -> Result<String, String> {
        let mut text = String::new();
        let mut named = BTreeSet::new();
        for (code, states) in in_order(self.names, groups)? {
            text += &lines::region('=', code, &self.country(code));
            let rows: BTreeSet<usize> = states.values().flat_map(BTreeMap::keys).copied().collect();
            let first = rows.first().copied().unwrap_or(0);
            // A country that has another's zone first counts from nothing.
            let follows = (0..).find(|row| !named.contains(row)) == Some(first);
            for (state, zones) in states {
                if let Some(state) = state {
                    text += &lines::region('-', state, &self.state(code, state)?);
                }
                let mut last = first;
                for (row, cities) in zones {
                    text += &match row - last {
                        _ if !follows => format!("#{row:03}"),
                        0 => String::new(),
                        steps => steps.to_string(),
                    };
                    text += &lines::line(cities);
                    text.push('\n');
                    last = row;
                }
            }
            named.extend(rows);
        }
        Ok(text)
    }

    fn country(&self, code: &str) -> Vec<String> {
        let known = self.countries.get(code).into_iter().flatten().cloned();
        let geonames = self.geonames.countries.get(code);
        let known = known.chain(geonames.map(|name| lines::plain(name)));
        lines::distinct(known.chain(self.also.of_country(code)))
    }

    fn state(&self, country: &str, code: &str) -> Result<Vec<String>, String> {
        let mut states = STATES.iter();
        let state = states.find(|it| it.country == country && it.code == code);
        let state = state.ok_or("a state is not in the table")?;
        let name = std::iter::once(state.name.to_owned());
        Ok(lines::distinct(
            name.chain(self.also.of_state(country, code)),
        ))
    }
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

fn groups(names: &Names, geonames: &GeoNames, also: &Also) -> Result<Groups, String> {
    let mut groups: Groups = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (zone, found) in &geonames.own {
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
