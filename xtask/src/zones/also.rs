//! Other names of cities, countries and states: in the language spoken there, of the past, in everyday use.

use std::collections::BTreeMap;

use super::cldr;
use super::fetch::Sources;
use super::fold::fold;
use super::geonames::{City, GeoNames};
use super::lines::written;
use super::mistakes::{Typed, allowed, mistakes};
use super::names::Names;

/// Names in everyday use that no source marks as such: nicknames, and what a neighbour calls a city.
const KNOWN: &str = include_str!("also.txt");

/// Smaller cities are known by one name.
const PEOPLE_MIN: u64 = 500_000;

pub(super) struct Also {
    /// By zone.
    cities: BTreeMap<String, Vec<String>>,
    countries: BTreeMap<String, Vec<String>>,
    /// By `city, country`, `country` and `state, country`, from the text beside this file.
    known: BTreeMap<String, Vec<String>>,
}

impl Also {
    pub(super) fn read(
        sources: &Sources,
        names: &Names,
        geonames: &GeoNames,
    ) -> Result<Self, String> {
        let mut cities: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for language in cldr::LANGUAGES {
            let found = cldr::cities(sources, names, language)?.into_iter();
            let large = |zone: &str| {
                geonames
                    .own
                    .get(zone)
                    .is_some_and(|it| it.people >= PEOPLE_MIN)
            };
            for (zone, name) in found.filter(|(zone, _)| large(zone)) {
                cities.entry(zone).or_default().push(name);
            }
        }
        let lines = KNOWN
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in lines {
            let (place, names) = line
                .split_once(':')
                .ok_or_else(|| format!("also.txt: {line}"))?;
            let names = names.split(',').map(|name| name.trim().to_owned());
            known
                .entry(place.trim().to_owned())
                .or_default()
                .extend(names);
        }
        Ok(Self {
            cities,
            countries: cldr::own_names(sources)?,
            known,
        })
    }

    pub(super) fn of_country(&self, code: &str) -> Vec<String> {
        let own = self.countries.get(code).into_iter().flatten();
        let own = own.filter(|name| fold(name).is_ascii()).take(1);
        self.known(code).chain(own).cloned().collect()
    }

    pub(super) fn of_state(&self, country: &str, state: &str) -> Vec<String> {
        self.known(&format!("{country}-{state}")).cloned().collect()
    }

    /// Those of a city that a search for its name would not find anyway.
    pub(super) fn of_city(&self, name: &str, city: &City) -> Vec<String> {
        let is_own = fold(&super::names::city(&city.zone)) == fold(name);
        let own = self.cities.get(&city.zone).filter(|_| is_own);
        let own = own.into_iter().flatten();
        let known = self.known(&format!("{}, {}", city.name, city.country));
        let mut all: Vec<String> = Vec::new();
        for other in known.chain(own) {
            if !near(name, other) && !all.iter().any(|it| near(it, other)) {
                all.push(written(other));
            }
        }
        all
    }

    pub(super) fn known(&self, place: &str) -> impl Iterator<Item = &String> + use<'_> {
        self.known.get(place).into_iter().flatten()
    }
}

/// Is the other one found by the name as it is, as its beginning or with few enough mistakes?
pub(super) fn near(name: &str, other: &str) -> bool {
    let [name, other] = [name, other].map(fold);
    let most = allowed(other.len().max(name.len()));
    let close = mistakes(other.as_bytes(), name.as_bytes(), most, Typed::Whole);
    name.starts_with(&other) || close.is_some()
}
