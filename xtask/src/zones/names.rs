//! Which names of the time zone database are listed, and which are former names of another.

use std::collections::{BTreeMap, BTreeSet};

use super::fetch::Sources;

/// Abbreviations, which mean more than the one zone that the database links them to.
const ABBREVIATIONS: [&str; 6] = ["CET", "EET", "EST", "HST", "MST", "WET"];

/// All names of one release.
pub(super) struct Names {
    /// In the order of their bytes, as the program numbers them.
    pub(super) all: Vec<String>,
    /// For each former name the present one.
    former: BTreeMap<String, String>,
    /// For each name that `zone.tab` gives to a place, its country.
    pub(super) countries: BTreeMap<String, String>,
}

impl Names {
    pub(super) fn read(sources: &Sources, all: Vec<String>) -> Result<Self, String> {
        let tab = sources.text("tzdata", "tzdata/zoneinfo/zone.tab")?;
        let rows = tab.lines().filter(|line| !line.starts_with('#'));
        let countries: BTreeMap<String, String> = rows
            .filter_map(|row| {
                let mut fields = row.split('\t');
                let country = fields.next()?;
                Some((fields.nth(1)?.to_owned(), country.to_owned()))
            })
            .collect();
        let links = sources.text("tzdata", "tzdata/zoneinfo/tzdata.zi")?;
        let links = links.lines().filter_map(|line| {
            let mut words = line.strip_prefix("L ")?.split(' ');
            let target = words.next()?;
            Some((words.next()?, target))
        });
        let links: BTreeMap<&str, &str> = links.collect();
        let same = same_place(sources)?;
        let mut former = BTreeMap::new();
        for name in &all {
            let is_former = !countries.contains_key(name) && name != "UTC";
            if !is_former || ABBREVIATIONS.contains(&name.as_str()) {
                continue;
            }
            // The database links clocks, CLDR places: Jan Mayen was Norway's, not Berlin's.
            let place = same.iter().find(|names| names.contains(name));
            let place = place.and_then(|names| names.iter().find(|it| countries.contains_key(*it)));
            let target = links.get(name.as_str()).copied();
            let present = match target {
                Some("Etc/UTC" | "Etc/GMT") => Some("UTC"),
                _ => place.map(String::as_str).or(target),
            };
            if let Some(present) = present {
                former.insert(name.clone(), present.to_owned());
            }
        }
        former.extend(["Etc/UTC", "Etc/GMT"].map(|name| (name.to_owned(), "UTC".to_owned())));
        Ok(Self {
            all,
            former,
            countries,
        })
    }

    /// The present name.
    pub(super) fn present<'a>(&'a self, name: &'a str) -> &'a str {
        self.former.get(name).map_or(name, String::as_str)
    }

    /// Can it be chosen?
    pub(super) fn is_listed(&self, name: &str) -> bool {
        let place = name.contains('/') && !name.starts_with("Etc/") || name == "UTC";
        place && !self.former.contains_key(name)
    }

    /// Its place among those that can be chosen.
    pub(super) fn row(&self, name: &str) -> Result<usize, String> {
        let mut listed = self.all.iter().filter(|name| self.is_listed(name));
        let row = listed.position(|known| known == name);
        row.ok_or_else(|| format!("there is no zone `{name}`"))
    }

    fn number(&self, name: &str) -> Result<usize, String> {
        let found = self.all.binary_search_by(|known| known.as_str().cmp(name));
        found.map_err(|_| format!("there is no zone `{name}`"))
    }

    /// For each name how far away its present one is among all.
    pub(super) fn renamed(&self) -> Result<Vec<i16>, String> {
        let steps = self.all.iter().enumerate().map(|(place, name)| {
            let present = self.number(self.present(name))?;
            i16::try_from(present as i64 - place as i64).map_err(|why| why.to_string())
        });
        steps.collect()
    }
}

/// Names of one place, by CLDR.
fn same_place(sources: &Sources) -> Result<Vec<BTreeSet<String>>, String> {
    let ids = sources.json("cldr-bcp47", "bcp47/timezone.json")?;
    let ids = ids["keyword"]["u"]["tz"].as_object();
    let ids = ids.ok_or("cldr-bcp47 has no table of zones")?;
    let names = ids.values().filter_map(|id| id["_alias"].as_str());
    Ok(names
        .map(|names| names.split(' ').map(str::to_owned).collect())
        .collect())
}

/// The city in a zone's name, as people write it.
pub(super) fn city(zone: &str) -> String {
    let city = zone.rsplit('/').next().unwrap_or(zone);
    city.replace('_', " ")
}
