//! Other names of cities, countries and states: in the language spoken there, of the past, in everyday use.

use std::collections::BTreeMap;

use super::cldr;
use super::fetch::Sources;
use super::fold::fold;
use super::geonames::City;
use super::names::Names;

/// Names in everyday use that no source marks as such: nicknames, and what a neighbour calls a city.
const KNOWN: &str = include_str!("also.txt");

pub(super) struct Also {
    /// By zone.
    cities: BTreeMap<String, Vec<String>>,
    countries: BTreeMap<String, Vec<String>>,
    /// By `city, country`, `country` and `state, country`, from the text beside this file.
    known: BTreeMap<String, Vec<String>>,
}

impl Also {
    pub(super) fn read(sources: &Sources, names: &Names) -> Result<Self, String> {
        let mut cities: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for language in cldr::LANGUAGES {
            for (zone, name) in cldr::cities(sources, names, language)? {
                cities.entry(zone).or_default().push(name);
            }
        }
        let lines = KNOWN
            .lines()
            .filter(|line| !line.starts_with('#') && !line.is_empty());
        let known = lines.map(|line| {
            let (place, names) = line
                .split_once(':')
                .ok_or_else(|| format!("also.txt: {line}"))?;
            let names = names.split(',').map(|name| name.trim().to_owned());
            Ok((place.trim().to_owned(), names.collect()))
        });
        Ok(Self {
            cities,
            countries: cldr::own_names(sources)?,
            known: known.collect::<Result<_, String>>()?,
        })
    }

    pub(super) fn of_country(&self, code: &str) -> Vec<String> {
        let own = self.countries.get(code).into_iter().flatten();
        let own = own.filter(|name| name.is_ascii() || name.chars().any(is_latin));
        own.chain(self.known(code)).cloned().collect()
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
            let folded = fold(other);
            let near = |it: &str| fold(it).starts_with(&folded) || folded == fold(it);
            if !near(name) && !all.iter().any(|it| near(it)) {
                all.push(other.clone());
            }
        }
        all
    }

    fn known(&self, place: &str) -> impl Iterator<Item = &String> + use<'_> {
        self.known.get(place).into_iter().flatten()
    }
}

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
}
