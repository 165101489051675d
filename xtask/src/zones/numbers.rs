//! Writes `numbers.txt`: from which zones a telephone number may come, by its country code and area (Z4).
//!
//! Made from PyPI's `phonenumbers`, the port of Google's libphonenumber, and from `zone.tab` and the links of PyPI's
//! `tzdata`. Prefixes and their zones are carried
//! over but for what the source has simplified away: it may name a zone of another country that is, or was, alike (for
//! Algiers that of Paris, for Vilnius that of Bucharest). Here a number has the zones of its own country.

use std::collections::BTreeMap;
use std::path::Path;

use super::fetch::Sources;
use crate::sizes;

/// What is read back by `callback_core::numbers`; that module tells the format.
const FILE: &str = "../crates/core/data/numbers.txt";

/// What the source names, in which country, and which of that country's many zones is meant.
const ALIKE: &[(&str, &str, &str)] = &[("Europe/Bucharest", "RU", "Europe/Kaliningrad")];

/// Prefixes, and the zones of each.
type Prefixes = BTreeMap<String, Vec<String>>;

/// Writes the file.
pub(super) fn update(sources: &Sources) -> Result<(), String> {
    let source = Source::read(sources)?;
    let text = source.text()?;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE);
    super::write(&file, text.as_bytes())?;
    println!(
        "numbers.txt: {} prefixes of libphonenumber {}, {} bytes, brotli {} bytes",
        source.prefixes.len(),
        source.version,
        text.len(),
        sizes::brotli(text.as_bytes())
    );
    Ok(())
}

struct Source {
    version: String,
    prefixes: Prefixes,
    /// The countries of each calling code, the main one first.
    countries: BTreeMap<String, Vec<String>>,
    /// Each country's calling code, and what is dialled before a national number and is no part of it.
    dialling: BTreeMap<String, (String, String)>,
    /// The country of each zone that has one.
    zone_country: BTreeMap<String, String>,
    /// Present names of zones that the source knows by a former one.
    present: BTreeMap<String, String>,
}

/// Each text between two single quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('\'').skip(1).step_by(2)
}

/// What stands after `name=` up to a comma, without quotes.
fn argument<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!(" {name}="))?;
    rest.split(',').next().map(|it| it.trim_matches('\''))
}

impl Source {
    fn read(sources: &Sources) -> Result<Self, String> {
        let phone = |file: &str| sources.text("phonenumbers", &format!("phonenumbers/{file}"));
        let zoneinfo = |file: &str| sources.text("tzdata", &format!("tzdata/zoneinfo/{file}"));
        let about = phone("__init__.py")?;
        let version = about
            .lines()
            .find_map(|line| line.strip_prefix("__version__ = \""))
            .ok_or("phonenumbers does not say its version")?;
        let mut countries = BTreeMap::new();
        for line in phone("data/__init__.py")?.lines() {
            let Some((code, names)) = line.trim().split_once(": (") else {
                continue;
            };
            let names = names.split('"').skip(1).step_by(2).map(str::to_owned);
            if code.bytes().all(|c| c.is_ascii_digit()) {
                countries.insert(code.to_owned(), names.collect::<Vec<_>>());
            }
        }
        let mut dialling = BTreeMap::new();
        for country in countries.values().flatten().filter(|it| it.len() == 2) {
            let text = phone(&format!("data/region_{country}.py"))?;
            let code = argument(&text, "country_code").ok_or("a region without calling code")?;
            let trunk = argument(&text, "national_prefix").unwrap_or_default();
            dialling.insert(country.clone(), (code.to_owned(), trunk.to_owned()));
        }
        Ok(Self {
            version: version.trim_end_matches('"').to_owned(),
            prefixes: prefixes(&phone("tzdata/data0.py")?),
            countries,
            dialling,
            zone_country: zone_countries(&zoneinfo("zone.tab")?),
            present: links(&zoneinfo("tzdata.zi")?),
        })
    }

    /// The zone under the name that `zone.tab` has.
    fn present<'a>(&'a self, zone: &'a str) -> &'a str {
        match self.present.get(zone) {
            Some(present) if !self.zone_country.contains_key(zone) => present,
            _ => zone,
        }
    }

    /// The calling code that a prefix begins with.
    fn calling_code(&self, prefix: &str) -> Option<&str> {
        (1..=prefix.len().min(3)).rev().find_map(|length| {
            self.countries
                .get_key_value(&prefix[..length])
                .map(|(code, _)| code.as_str())
        })
    }

    /// How much of a calling code's numbers each zone has.
    fn shares(&self, code: &str) -> BTreeMap<&str, f64> {
        let mut shares = BTreeMap::new();
        for (prefix, zones) in &self.prefixes {
            if prefix.len() > code.len() && prefix.starts_with(code) {
                let part = 10f64.powi(-i32::try_from(prefix.len() - code.len()).unwrap_or(9));
                for zone in zones {
                    *shares.entry(self.present(zone)).or_insert(0.0) += part / zones.len() as f64;
                }
            }
        }
        shares
    }

    /// The zones of a prefix, the one with the most numbers of that country first, and the country where it is one.
    fn place(&self, prefix: &str, zones: &[String]) -> Result<(String, Vec<String>), String> {
        let code = self
            .calling_code(prefix)
            .ok_or_else(|| format!("+{prefix} has no calling code"))?;
        let countries = &self.countries[code];
        let country_of = |zone: &str| self.zone_country.get(zone).map(String::as_str);
        let mut zones = self.at_home(zones, countries);
        let shares = self.shares(code);
        let share = |zone: &str| shares.get(zone).copied().unwrap_or(0.0);
        zones.sort_by(|a, b| share(b).total_cmp(&share(a)).then(a.cmp(b)));
        let first = zones.first().and_then(|zone| country_of(zone));
        let one = first.filter(|one| zones.iter().all(|zone| country_of(zone) == Some(*one)));
        let one = one.filter(|one| countries.iter().any(|it| it == one));
        // +1 is two dozen countries, and none of them is meant where the area says nothing.
        let main = countries
            .first()
            .filter(|_| code != "1")
            .map(String::as_str);
        let country = one.or(main).filter(|it| it.len() == 2).unwrap_or("-");
        Ok((
            country.to_owned(),
            zones.into_iter().map(str::to_owned).collect(),
        ))
    }

    /// Zones of the calling code's own countries: those of the source, or where it names none, all of the main country.
    fn at_home<'a>(&'a self, zones: &'a [String], countries: &[String]) -> Vec<&'a str> {
        let of = |zone: &str| self.zone_country.get(zone);
        let present = zones.iter().map(|zone| {
            let alike = ALIKE.iter().find(|(named, country, _)| {
                *named == zone.as_str() && countries.iter().any(|it| it == country)
            });
            alike.map_or(self.present(zone), |(_, _, meant)| meant)
        });
        let present: Vec<&str> = present.collect();
        let home = |zone: &&str| of(zone).is_some_and(|country| countries.contains(country));
        let own: Vec<&str> = present.iter().copied().filter(home).collect();
        let main = countries.first();
        let all = || {
            let all = self.zone_country.iter().filter(|(_, of)| Some(*of) == main);
            all.map(|(zone, _)| zone.as_str()).collect::<Vec<_>>()
        };
        let found = [own, all()].into_iter().find(|zones| !zones.is_empty());
        // A country that the database gives no zone: Ascension, Kosovo.
        found.unwrap_or(present)
    }

    fn text(&self) -> Result<String, String> {
        let mut places: Vec<(String, Vec<String>)> = Vec::new();
        let mut lines: Vec<(&str, usize)> = Vec::new();
        for (prefix, zones) in &self.prefixes {
            let place = self.place(prefix, zones)?;
            let at = places.iter().position(|it| *it == place);
            let at = at.unwrap_or_else(|| {
                places.push(place);
                places.len() - 1
            });
            // A longer prefix that says what the next shorter one says adds nothing.
            let shorter = lines.iter().rfind(|(it, _)| prefix.starts_with(it));
            if shorter.is_none_or(|(_, same)| *same != at) {
                lines.push((prefix, at));
            }
        }
        let mut text = format!("libphonenumber {}\n\n", self.version);
        for (country, (code, trunk)) in &self.dialling {
            text += &format!("{country} {code} {trunk}\n");
        }
        text += "\n";
        for (country, zones) in &places {
            text += &format!("{country} {}\n", zones.join(" "));
        }
        text += "\n";
        let mut before = "";
        for (prefix, at) in lines {
            let kept = prefix.bytes().zip(before.bytes());
            let kept = kept.take_while(|(a, b)| a == b).count();
            text += &format!("{kept}{} {at}\n", &prefix[kept..]);
            before = prefix;
        }
        Ok(text)
    }
}

/// Lines such as ` '1204':('America/Winnipeg',),`.
fn prefixes(text: &str) -> Prefixes {
    let lines = text.lines().filter_map(|line| {
        let mut quoted = quoted(line).map(str::to_owned);
        let prefix = quoted.next()?;
        let digits = prefix.bytes().all(|c| c.is_ascii_digit());
        digits.then(|| (prefix, quoted.collect()))
    });
    lines.collect()
}

/// Lines such as `CA +4953-09709 America/Winnipeg Central`, with tabs between.
fn zone_countries(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let fields = lines.map(|line| line.split('\t').collect::<Vec<_>>());
    fields
        .filter_map(|fields| Some((fields.get(2)?.to_string(), fields.first()?.to_string())))
        .collect()
}

/// Lines such as `L America/Argentina/Buenos_Aires America/Buenos_Aires`: from former names to present ones.
fn links(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix("L "));
    let pairs = lines.filter_map(|line| line.split_once(' '));
    pairs
        .map(|(present, former)| (former.to_owned(), present.to_owned()))
        .collect()
}
