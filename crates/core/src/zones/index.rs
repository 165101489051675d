//! Every zone with its names, taken apart for searching; built once, held by the caller.

use super::former::FORMER;
use super::major::MAJOR;
use crate::fold::fold;
use chrono_tz::{TZ_VARIANTS, Tz};

/// All zones a person can choose, ready to be searched.
///
/// A zone is listed once, under its present name, and found by its former ones too. Names that
/// stand for no place (`Etc/GMT+5`, `EST5EDT`, `Factory`) are not listed; `UTC` is.
#[derive(Clone, Debug)]
pub struct ZoneIndex {
    pub(super) entries: Vec<Entry>,
}

/// A zone.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) zone: Tz,
    /// Its place in [`MAJOR`], or a number beyond.
    pub(super) major: usize,
    /// Its own name first, then former ones.
    pub(super) names: Vec<Name>,
}

/// A name of a zone.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) text: &'static str,
    /// In small letters, with a space for each mark between words, so that every byte stands where
    /// it stands in `text`.
    pub(super) plain: String,
    /// Where the city begins.
    pub(super) city: usize,
}

impl ZoneIndex {
    /// Builds the index.
    #[must_use]
    pub fn new() -> Self {
        let places = TZ_VARIANTS.into_iter().filter(|zone| is_place(*zone));
        let mut entries: Vec<Entry> = places.map(Entry::new).collect();
        let mut all_former = Vec::new();
        for line in FORMER.lines() {
            let mut names = line.split(' ').filter_map(|name| name.parse::<Tz>().ok());
            let current = names.next();
            let former: Vec<Tz> = names.collect();
            if let Some(entry) = entries.iter_mut().find(|it| Some(it.zone) == current) {
                let names = former.iter().map(|zone| Name::new(zone.name()));
                entry.names.extend(names);
            }
            all_former.extend(former);
        }
        entries.retain(|entry| !all_former.contains(&entry.zone));
        Self { entries }
    }
}

impl Default for ZoneIndex {
    fn default() -> Self {
        Self::new()
    }
}

/// The zone under its present name: `Asia/Kolkata` for `Asia/Calcutta`.
///
/// The two tell the same time. Stored is what was chosen (T1); this is for showing.
///
/// ```
/// use callback_core::zones::present;
/// assert_eq!(present("US/Eastern".parse()?).name(), "America/New_York");
/// assert_eq!(present("Europe/Oslo".parse()?).name(), "Europe/Oslo");
/// # Ok::<(), chrono_tz::ParseError>(())
/// ```
#[must_use]
pub fn present(zone: Tz) -> Tz {
    let is_former = |line: &&str| line.split(' ').skip(1).any(|name| name == zone.name());
    let line = FORMER.lines().find(is_former);
    let current = line.and_then(|line| line.split(' ').next());
    current.and_then(|name| name.parse().ok()).unwrap_or(zone)
}

/// The city of a zone's name: `Buenos Aires` for `America/Argentina/Buenos_Aires`.
#[must_use]
pub fn city(zone: Tz) -> String {
    let name = zone.name();
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}

fn is_place(zone: Tz) -> bool {
    let name = zone.name();
    zone == Tz::UTC || name.contains('/') && !name.starts_with("Etc/")
}

impl Entry {
    fn new(zone: Tz) -> Self {
        let major = MAJOR.iter().position(|name| *name == zone.name());
        Self {
            zone,
            major: major.unwrap_or(MAJOR.len()),
            names: vec![Name::new(zone.name())],
        }
    }
}

impl Name {
    fn new(text: &'static str) -> Self {
        Self {
            text,
            plain: text.to_ascii_lowercase().replace(['/', '_', '-'], " "),
            city: text.rfind('/').map_or(0, |slash| slash + 1),
        }
    }

    pub(super) fn city(&self) -> &str {
        &self.plain[self.city..]
    }
}

/// A query as the index has its names: folded, one space between words.
pub(super) fn plain(query: &str) -> String {
    fold(&fold(query).replace(['/', '_', '-', ',', '.', '(', ')'], " "))
}
