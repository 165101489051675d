//! Decodes `zones.bin`, once, as far as its tables; a zone's transitions stay packed.
//!
//! The file is embedded and written by this project alone, so a reader past its end yields zeros
//! instead of an error; the tests read every byte of it.
//!
//! # Format
//!
//! Numbers are big-endian. A *block* is a length of two bytes and as many bytes. The file is:
//!
//! 1. a block with all names, in the order of their bytes, a line each;
//! 2. a block with two bytes for each name: 0 for "the next zone that was not named yet", else one
//!    more than the place of the zone it shares;
//! 3. a block with every local time: offset in seconds (4), daylight saving in quarter hours (1,
//!    signed), length of the abbreviation (1), abbreviation;
//! 4. a block with every yearly rule: begin and end of daylight time, each as month, week, weekday
//!    (1 each) and minutes after midnight (2, signed), as in POSIX `Mm.w.d/time`;
//! 5. a block for each zone, which [`Zone`] describes.

use crate::tail::{Day, Rule, Tail};
use crate::zone::Zone;
use std::sync::OnceLock;

static BYTES: &[u8] = include_bytes!("../data/zones.bin");

/// The unit in which daylight saving is stored.
const QUARTER_HOUR_S: i32 = 900;

/// Everything that is decoded ahead of questions: tables, and where each zone lies.
pub(crate) struct Database {
    /// In the order of their bytes.
    pub(crate) names: Vec<&'static str>,
    /// For each name the place of its zone.
    zone_of: Vec<u16>,
    zones: Vec<Zone>,
    local_times: Vec<LocalTime>,
}

/// One kind of local time.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct LocalTime {
    /// Seconds east of UTC, daylight saving included.
    pub(crate) offset_s: i32,
    /// Seconds of daylight saving in `offset_s`.
    pub(crate) saving_s: i32,
    /// As the database has it: `CEST`, `+03`.
    pub(crate) abbreviation: &'static str,
}

impl Database {
    /// The embedded database; the first call decodes its tables.
    pub(crate) fn get() -> &'static Self {
        static DATABASE: OnceLock<Database> = OnceLock::new();
        DATABASE.get_or_init(|| Self::decode(Reader(BYTES)))
    }

    /// The zone with the name at `index`.
    pub(crate) fn zone(&self, index: usize) -> &Zone {
        &self.zones[usize::from(self.zone_of[index])]
    }

    /// The local time at `place` of the table.
    pub(crate) fn local_time(&self, place: u8) -> &LocalTime {
        &self.local_times[usize::from(place)]
    }

    fn decode(mut file: Reader) -> Self {
        let names = file.block().text().split('\n').collect();
        let zone_of = zone_of(file.block());
        let local_times = local_times(file.block());
        let rules = rules(file.block());
        let mut zones = Vec::new();
        while !file.is_empty() {
            zones.push(zone(file.block(), &local_times, &rules));
        }
        Self {
            names,
            zone_of,
            zones,
            local_times,
        }
    }
}

fn zone_of(mut block: Reader) -> Vec<u16> {
    let mut places = Vec::new();
    let mut next = 0;
    while !block.is_empty() {
        match block.u16() {
            0 => {
                places.push(next);
                next += 1;
            }
            shared => places.push(shared - 1),
        }
    }
    places
}

fn local_times(mut block: Reader) -> Vec<LocalTime> {
    let mut table = Vec::new();
    while !block.is_empty() {
        let offset_s = i32::from_be_bytes(block.array());
        let saving_s = QUARTER_HOUR_S * i32::from(i8::from_be_bytes(block.array()));
        let length = usize::from(block.u8());
        table.push(LocalTime {
            offset_s,
            saving_s,
            abbreviation: block.take(length).text(),
        });
    }
    table
}

fn rules(mut block: Reader) -> Vec<Rule> {
    let mut table = Vec::new();
    while !block.is_empty() {
        let [begin, end] = [day(&mut block), day(&mut block)];
        table.push(Rule { begin, end });
    }
    table
}

fn day(block: &mut Reader) -> Day {
    Day {
        month: block.u8(),
        week: block.u8(),
        weekday: block.u8(),
        time_s: 60 * i64::from(i16::from_be_bytes(block.array())),
    }
}

fn zone(mut block: Reader, local_times: &[LocalTime], rules: &[Rule]) -> Zone {
    let used = usize::from(block.u8());
    let used = block.take(used).0;
    let tail = match block.u8() {
        0 => None,
        rule => {
            let [standard, daylight] = [block.u8(), block.u8()];
            Some(Tail {
                rule: rules[usize::from(rule - 1)],
                standard,
                standard_s: i64::from(local_times[usize::from(standard)].offset_s),
                daylight,
                daylight_s: i64::from(local_times[usize::from(daylight)].offset_s),
            })
        }
    };
    let count = usize::from(block.u16());
    let order = block.take(count).0;
    let newest = (count > 0).then(|| i64::from(block.u32()));
    Zone {
        used,
        tail,
        order,
        newest,
        distances: block,
    }
}

/// What is left to read.
#[derive(Clone, Copy)]
pub(crate) struct Reader(&'static [u8]);

impl Reader {
    fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    fn take(&mut self, length: usize) -> Self {
        let (taken, rest) = self.0.split_at_checked(length).unwrap_or((self.0, &[]));
        self.0 = rest;
        Self(taken)
    }

    fn block(&mut self) -> Self {
        let length = usize::from(self.u16());
        self.take(length)
    }

    fn text(self) -> &'static str {
        str::from_utf8(self.0).unwrap_or_default()
    }

    fn array<const N: usize>(&mut self) -> [u8; N] {
        let (array, rest) = self.0.split_first_chunk().unwrap_or((&[0; N], &[]));
        self.0 = rest;
        *array
    }

    fn u8(&mut self) -> u8 {
        u8::from_be_bytes(self.array())
    }

    /// Two bytes, the more significant first.
    pub(crate) fn u16(&mut self) -> u16 {
        u16::from_be_bytes(self.array())
    }

    /// Four bytes, the most significant first.
    pub(crate) fn u32(&mut self) -> u32 {
        u32::from_be_bytes(self.array())
    }
}
