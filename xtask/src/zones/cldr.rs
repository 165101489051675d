//! Names of countries and of the clocks that zones share, by CLDR (Unicode licence).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde_json::Value;

use super::fetch::Sources;
use super::names::Names;

/// Languages of the panel, and of its agents' neighbours, in which a zone's city is looked up.
pub(super) const LANGUAGES: [&str; 4] = ["de", "fr", "es", "pt"];

/// A name for the clock that several zones share.
pub(super) struct Clock {
    /// Its zones, the one it is known by first.
    pub(super) zones: Vec<String>,
    /// `Eastern`: what is left of `Eastern Standard Time`.
    pub(super) stem: Option<String>,
    /// `ET`, `EST`, `EDT`, as English has them.
    pub(super) short: Vec<String>,
}

/// English names of a country, the usual one first.
pub(super) fn countries(sources: &Sources) -> Result<BTreeMap<String, Vec<String>>, String> {
    let names = territories(sources, "en")?;
    let mut countries: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, name) in &names {
        if key.len() == 2 {
            countries.insert(key.clone(), vec![name.clone()]);
        }
    }
    for (key, name) in &names {
        let (code, kind) = key.split_once("-alt-").unwrap_or((key, ""));
        let Some(known) = countries.get_mut(code).filter(|_| !kind.is_empty()) else {
            continue;
        };
        match kind {
            // `Hong Kong` is shorter than `Hong Kong SAR China`; two letters are a code.
            "short" if name.len() > 2 => known.insert(0, name.clone()),
            _ => known.push(name.clone()),
        }
    }
    Ok(countries)
}

/// Smaller countries are known by their English names.
const PEOPLE_MIN: f64 = 3_000_000.0;
/// A zone with so many times fewer people than another is not the one its clock is known by.
const FEW: u64 = 50;
/// A language of fewer of a hundred does not name a country abroad.
const SPOKEN_MIN: f64 = 50.0;

/// What a country is called in the language of most of its people.
pub(super) fn own_names(sources: &Sources) -> Result<BTreeMap<String, Vec<String>>, String> {
    let info = sources.json("cldr-core", "supplemental/territoryInfo.json")?;
    let info = info["supplemental"]["territoryInfo"].as_object();
    let mut all = BTreeMap::new();
    for (code, row) in info.into_iter().flatten() {
        let people = row["_population"].as_str().and_then(|it| it.parse().ok());
        if people.is_none_or(|people: f64| people < PEOPLE_MIN) {
            continue;
        }
        let spoken = row["languagePopulation"].as_object().into_iter().flatten();
        let mut spoken: Vec<(f64, &str)> = spoken
            .filter(|(_, row)| {
                let status = row["_officialStatus"].as_str();
                status.is_some_and(|status| {
                    status.starts_with("official") || status == "de_facto_official"
                })
            })
            .filter_map(|(language, row)| {
                let percent = row["_populationPercent"].as_str()?.parse().ok()?;
                Some((percent, language.as_str()))
            })
            .collect();
        spoken.sort_by(|a, b| b.0.total_cmp(&a.0));
        let most = spoken
            .first()
            .filter(|it| it.0 >= SPOKEN_MIN && it.1 != "en");
        let name = most.and_then(|(_, language)| {
            let names = territories(sources, language).ok()?;
            names.get(code).cloned()
        });
        all.insert(code.clone(), name.into_iter().collect());
    }
    Ok(all)
}

fn territories(sources: &Sources, language: &str) -> Result<BTreeMap<String, String>, String> {
    let file = sources.json(
        "cldr-localenames-full",
        &format!("main/{language}/territories.json"),
    )?;
    let names = file["main"][language]["localeDisplayNames"]["territories"].as_object();
    let names = names.ok_or_else(|| format!("CLDR has no countries in {language}"))?;
    let text = |(key, name): (&String, &Value)| Some((key.clone(), name.as_str()?.to_owned()));
    Ok(names.iter().filter_map(text).collect())
}

/// What the city of each zone is called in a language.
pub(super) fn cities(
    sources: &Sources,
    names: &Names,
    language: &str,
) -> Result<BTreeMap<String, String>, String> {
    let file = zone_names(sources, language)?;
    let mut found = BTreeMap::new();
    for zone in &names.all {
        let row = zone.split('/').fold(&file["zone"], |row, part| &row[part]);
        let city = row["exemplarCity"].as_str();
        if let Some(city) = city.filter(|city| !city.contains([',', '(', '['])) {
            found.insert(names.present(zone).to_owned(), city.to_owned());
        }
    }
    Ok(found)
}

fn zone_names(sources: &Sources, language: &str) -> Result<Value, String> {
    let path = format!("main/{language}/timeZoneNames.json");
    let mut file = sources.json("cldr-dates-full", &path)?;
    Ok(file["main"][language]["dates"]["timeZoneNames"].take())
}

/// The clocks that zones share today.
pub(super) fn clocks(
    sources: &Sources,
    names: &Names,
    people: impl Fn(&str) -> u64,
) -> Result<Vec<Clock>, String> {
    let file = sources.json("cldr-core", "supplemental/metaZones.json")?;
    let used = &file["supplemental"]["metaZones"]["metazoneInfo"]["timezone"];
    let english = zone_names(sources, "en")?;
    let mut zones: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for zone in &names.all {
        let rows = zone.split('/').fold(used, |row, part| &row[part]);
        let last = rows.as_array().and_then(|rows| rows.last());
        let last = last
            .map(|row| &row["usesMetazone"])
            .filter(|row| row["_to"].is_null());
        if let Some(clock) = last.and_then(|row| row["_mzone"].as_str()) {
            let zone = names.present(zone).to_owned();
            zones.entry(clock.to_owned()).or_default().push(zone);
        }
    }
    let known_by = file["supplemental"]["metaZones"]["metazones"].as_array();
    let known_by = |clock: &str| {
        let mut rows = known_by.into_iter().flatten().map(|row| &row["mapZone"]);
        let row = rows.find(|row| row["_other"] == clock && row["_territory"] == "001");
        Some(names.present(row?["_type"].as_str()?))
    };
    let clock = |(clock, mut zones): (String, Vec<String>)| {
        let most = zones.iter().map(|zone| people(zone)).max().unwrap_or(0);
        let country = |zone: &str| names.countries.get(zone);
        let home = known_by(&clock).and_then(country);
        let at_home = zones
            .iter()
            .filter(|zone| home.is_some() && country(zone) == home);
        // Reykjavik, by which Greenwich's time goes in CLDR, is not what people mean by it.
        let first = at_home.max_by_key(|zone| people(zone)).cloned();
        let first = first.filter(|zone| people(zone) * FEW > most);
        zones.sort_by_key(|zone| (first.as_ref() != Some(zone), Reverse(people(zone))));
        zones.dedup();
        let names = &english["metazone"][clock.as_str()];
        let text = |form: &str, kind: &str| names[form][kind].as_str().map(str::to_owned);
        let kinds = ["generic", "standard", "daylight"];
        Clock {
            zones,
            stem: kinds
                .into_iter()
                .find_map(|kind| text("long", kind))
                .map(|name| stem(&name)),
            short: kinds
                .into_iter()
                .filter_map(|kind| text("short", kind))
                .collect(),
        }
    };
    Ok(zones.into_iter().map(clock).collect())
}

/// The words that are left out of a query too: see `FILLERS` in the search.
fn stem(name: &str) -> String {
    let words = name.split(' ');
    let words = words.filter(|word| !["Time", "Standard", "Daylight", "Summer"].contains(word));
    words.collect::<Vec<_>>().join(" ")
}
