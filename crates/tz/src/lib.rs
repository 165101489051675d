//! Current IANA zone data behind the part of chrono-tz's API that this project uses.
//!
//! The crate of the registry, chrono-tz 0.10.4, carries release 2025b of the time zone database and
//! is an hour wrong for 13 names from the end of 2026 on (Vancouver, Winnipeg, Havana …). This
//! one carries [`IANA_TZDB_VERSION`], takes its place under its name
//! (`chrono-tz = { package = "callback-tz", … }`) and follows its API and its answers, so that one
//! can be tested against the other (requirement T4: zone data is current).
//!
//! ```
//! use callback_tz::{OffsetName, Tz};
//! use chrono::{MappedLocalTime, NaiveDate, TimeZone};
//!
//! let zone: Tz = "Europe/Berlin".parse()?;
//! let noon = NaiveDate::from_ymd_opt(2026, 7, 1).and_then(|day| day.and_hms_opt(12, 0, 0));
//! let noon = zone.from_local_datetime(&noon.expect("a date")).unwrap();
//! assert_eq!(noon.to_string(), "2026-07-01 12:00:00 CEST");
//! assert_eq!(noon.to_utc().to_string(), "2026-07-01 10:00:00 UTC");
//! assert_eq!(noon.offset().abbreviation(), Some("CEST"));
//!
//! // On the last Sunday in March two o'clock is three o'clock.
//! let gap = NaiveDate::from_ymd_opt(2026, 3, 29).and_then(|day| day.and_hms_opt(2, 30, 0));
//! assert_eq!(zone.from_local_datetime(&gap.expect("a date")), MappedLocalTime::None);
//! # Ok::<(), callback_tz::ParseError>(())
//! ```
//!
//! # What the data holds
//!
//! - Every name of the database, links included; a link keeps its own name.
//! - Every change of offset, abbreviation or daylight time since 1970. For all time *before* 1970 a
//!   zone answers with what was in force when 1970 began; local mean times and wartime are left out,
//!   since nobody is called back in 1943 and they would double the bytes.
//! - The yearly rule for all time after the last known change, so that no later year runs out.
//!
//! The data is written by `cargo xtask zones update`, is about 12 kB after brotli, and is decoded
//! where it is asked for. Deliberately absent: reading the machine's zone files, a clock, a notion
//! of the local zone, and one constant for each zone (`Europe::London`); parse the name instead.

mod data;
mod gap;
mod generated;
mod offset;
mod tail;
mod time_zone;
mod tz;
mod zone;

pub use gap::GapInfo;
pub use generated::IANA_TZDB_VERSION;
pub use offset::{OffsetComponents, OffsetName, TzOffset};
pub use tz::{ParseError, TZ_VARIANTS, Tz};
