//! Every name by which a zone is found, taken apart for searching; built once, held by the caller.

use super::generated::{RENAMED, WEIGHTS};
use super::mistakes::NAME_BYTES_MAX;
use super::names::{letters_in, push_plain};
use super::places::{self, BadPlaces};
use chrono_tz::{TZ_VARIANTS, Tz};
use core::ops::Range;

/// All zones a person can choose, ready to be searched.
///
/// A zone is listed once, under its present name, and found by its former ones too. Names that
/// stand for no place (`Etc/GMT+5`, `EST5EDT`, `Factory`) are not listed; `UTC` is.
#[derive(Clone, Debug)]
pub struct ZoneIndex {
    /// The zones that can be found.
    pub(super) rows: Vec<Row>,
    /// What has names: first the zones, in the order of `rows`, then what the file holds.
    pub(super) places: Vec<Place>,
    /// Rows of the places, each place's the best known first.
    pub(super) zones: Vec<u16>,
    /// All names of all places.
    pub(super) names: Vec<Name>,
    /// Those of countries and states among them.
    pub(super) regions: Vec<u32>,
    /// The names in plain letters, one after another.
    pub(super) plain: String,
    /// The file, in which the names of its places are as written.
    pub(super) file: String,
}

/// A zone that can be found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub(super) zone: Tz,
    /// How many people live by its clock: eight steps for each doubling.
    pub(super) weight: u8,
}

/// No place: nothing lies in it.
pub(super) const NOWHERE: u16 = u16::MAX;

/// What has names: a zone, a city, a country, a state, the meaning of an abbreviation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) kind: PlaceKind,
    /// Its first row in [`ZoneIndex::zones`], and how many there are.
    pub(super) zones: (u32, u16),
    /// The state, or the country where there are no states, that it lies in.
    pub(super) within: u16,
    /// A step for each doubling of the number of people.
    pub(super) weight: u8,
    /// The first of its names.
    pub(super) name: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlaceKind {
    Zone,
    City,
    Region,
    Abbreviation,
}

/// A name of a place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    pub(super) kind: NameKind,
    pub(super) place: u16,
    /// Where it begins in [`ZoneIndex::plain`], and how many bytes it has.
    pub(super) plain: (u32, u8),
    /// Where the city begins in it; 0 but for the whole name of a zone.
    pub(super) city: u8,
    /// How many of the bytes are no spaces.
    pub(super) letters: u8,
    /// Which letters it has.
    pub(super) mask: u32,
    /// Where it is written: a place among [`TZ_VARIANTS`], or the first byte in the file.
    pub(super) source: u32,
    /// How many bytes of the file it takes.
    pub(super) source_len: u8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameKind {
    /// The present name of a zone, or the city in it.
    Zone,
    /// As written in the file.
    Given,
    /// A name that a zone had, or the city in it.
    Former,
    /// Two letters of a country or state: only whole, and after what bears that name.
    Code,
    /// `CET`: only whole.
    Abbreviation,
}

impl ZoneIndex {
    /// The zones by their own names alone; needs no file.
    #[must_use]
    pub fn new() -> Self {
        let mut index = Self {
            rows: Vec::new(),
            places: Vec::new(),
            zones: Vec::new(),
            names: Vec::new(),
            regions: Vec::new(),
            plain: String::new(),
            file: String::new(),
        };
        let listed = TZ_VARIANTS.into_iter().zip(WEIGHTS);
        for (zone, weight) in listed.filter(|(_, weight)| *weight > 0) {
            index.rows.push(Row { zone, weight });
            let row = index.rows.len() - 1;
            index.push_place(PlaceKind::Zone, [row as u16], NOWHERE, weight);
        }
        for (source, zone) in TZ_VARIANTS.into_iter().enumerate() {
            if let Some(row) = index.row(present(zone)) {
                index.push_zone_name(row, source, zone);
            }
        }
        index
    }

    /// The zones, and the cities, countries, states, nicknames and abbreviations of `places.txt`.
    ///
    /// ```
    /// use callback_core::{time::Timestamp, zones::ZoneIndex};
    /// let index = ZoneIndex::with_places(include_bytes!("../../data/places.txt"))?;
    /// let hits = index.search("dallas", Timestamp::from_ms(0), &[], 3);
    /// assert_eq!(hits[0].zone.name(), "America/Chicago");
    /// # Ok::<(), callback_core::zones::BadPlaces>(())
    /// ```
    ///
    /// # Errors
    /// [`BadPlaces`] where the file is damaged, or belongs to other zone data: it is fetched by
    /// itself and may be older or newer than the program.
    pub fn with_places(file: &[u8]) -> Result<Self, BadPlaces> {
        let mut index = Self::new();
        places::read(&mut index, file)?;
        Ok(index)
    }

    pub(super) fn row(&self, zone: Tz) -> Option<usize> {
        self.rows.binary_search_by_key(&zone, |row| row.zone).ok()
    }

    /// The rows of a place.
    pub(super) fn zones_of(&self, place: &Place) -> &[u16] {
        let (first, count) = (place.zones.0 as usize, usize::from(place.zones.1));
        self.zones.get(first..first + count).unwrap_or_default()
    }

    pub(super) fn plain_of(&self, name: &Name) -> &str {
        let first = name.plain.0 as usize;
        let range = first..first + usize::from(name.plain.1);
        self.plain.get(range).unwrap_or_default()
    }

    /// Is it in one of these regions? A region is not in itself, a state is in its country.
    pub(super) fn lies_in(&self, place: u16, regions: &[u16]) -> bool {
        let within = |place: u16| self.places.get(usize::from(place)).map(|it| it.within);
        let state = within(place).unwrap_or(NOWHERE);
        let country = within(state).unwrap_or(NOWHERE);
        regions.contains(&state) || regions.contains(&country)
    }

    /// A new place without names; its place in the list.
    pub(super) fn push_place(
        &mut self,
        kind: PlaceKind,
        zones: impl IntoIterator<Item = u16>,
        within: u16,
        weight: u8,
    ) -> usize {
        let first = self.zones.len();
        self.zones.extend(zones);
        self.places.push(Place {
            kind,
            zones: (first as u32, (self.zones.len() - first) as u16),
            within,
            weight,
            name: u32::MAX,
        });
        self.places.len() - 1
    }

    /// A name from the file; one that is too long or says nothing is left out.
    pub(super) fn push_given(&mut self, kind: NameKind, place: usize, source: Range<usize>) {
        let start = self.plain.len();
        let text = self.file.get(source.clone()).unwrap_or_default();
        push_plain(&mut self.plain, text);
        self.push_name(kind, place, start, (source.start, source.len()));
    }

    /// The whole name of a zone, and the city in it.
    fn push_zone_name(&mut self, row: usize, source: usize, zone: Tz) {
        let own = self.rows[row].zone == zone;
        let kind = if own {
            NameKind::Zone
        } else {
            NameKind::Former
        };
        let name = zone.name();
        let start = self.plain.len();
        push_plain(&mut self.plain, name);
        let city = start + name.rfind('/').map_or(0, |slash| slash + 1);
        for start in [start, city] {
            self.push_name(kind, row, start, (source, 0));
            if let Some(name) = self.names.last_mut() {
                name.city = (city - start) as u8;
            }
            if city == start {
                break;
            }
        }
    }

    /// A name whose plain letters are the last ones written, from `start` on.
    fn push_name(&mut self, kind: NameKind, place: usize, start: usize, source: (usize, usize)) {
        let plain = &self.plain.as_bytes()[start..];
        if plain.is_empty() || plain.len() > NAME_BYTES_MAX {
            return;
        }
        let spaces = plain.iter().filter(|byte| **byte == b' ').count();
        let name = Name {
            kind,
            place: place as u16,
            plain: (start as u32, plain.len() as u8),
            city: 0,
            letters: (plain.len() - spaces) as u8,
            mask: letters_in(plain),
            source: source.0 as u32,
            source_len: source.1.min(255) as u8,
        };
        let number = self.names.len() as u32;
        let place = &mut self.places[place];
        place.name = place.name.min(number);
        if place.kind == PlaceKind::Region {
            self.regions.push(number);
        }
        self.names.push(name);
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
    let place = TZ_VARIANTS.binary_search(&zone).ok();
    let renamed = place.and_then(|place| {
        let steps = RENAMED.get(place).copied().unwrap_or(0);
        TZ_VARIANTS.get(place.checked_add_signed(isize::from(steps))?)
    });
    renamed.copied().unwrap_or(zone)
}

/// The city of a zone's name: `Buenos Aires` for `America/Argentina/Buenos_Aires`.
#[must_use]
pub fn city(zone: Tz) -> String {
    let name = zone.name();
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}
