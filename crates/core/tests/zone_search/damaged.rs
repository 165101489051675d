//! Files that are cut off, stale or damaged, and queries that are no words.

use super::rng::Rng;
use super::{DECEMBER, PLACES, index, seed};
use callback_core::zones::{BadPlaces, ZoneIndex};
use chrono_tz::IANA_TZDB_VERSION;

fn read(text: &str) -> Result<(), BadPlaces> {
    let head = format!("callback-places 1 {IANA_TZDB_VERSION}\n");
    ZoneIndex::with_places(&[head.as_bytes(), text.as_bytes()].concat()).map(drop)
}

#[test]
fn a_file_of_another_version_is_refused() {
    let refused = |file: &[u8]| ZoneIndex::with_places(file).map(drop).unwrap_err();
    for file in [
        "",
        "callback-places",
        "callback-places 1 1999z\n",
        "<!doctype html>\n<title>404",
    ] {
        assert_eq!(
            refused(file.as_bytes()),
            BadPlaces::OtherVersion,
            "{file:?}"
        );
    }
    assert_eq!(refused(&[0xFF, b'\n']), BadPlaces::NoText);
    assert_eq!(refused(&vec![b'\n'; 600_000]), BadPlaces::NoText);
    assert_eq!(read(""), Ok(()));
}

#[test]
fn a_damaged_line_is_named() {
    assert_eq!(read("=DE germany\nKhamburg,=x;;bremen"), Ok(()));
    for bad in [
        "Khamburg",          // in no country
        "-TX texas",         // a state of no country
        "=DE germany\n999K", // a zone there is not
        "=DE germany\n#99",  // no number
        "=DE germany\n#999", // a zone there is not
        "=DE germany\n#00é", // cut through a letter
        "=DE germany\n0!x",  // smaller than the smallest
        "=DE germany\nAx;y", // the same
        "=DE germany\né",    // no letter
        "~12 central",       // no three digits
        "~999 central",      // a zone there is not
        "~001",              // no name
        "=D",                // no code
    ] {
        let line = bad.lines().count() + 1;
        assert_eq!(read(bad), Err(BadPlaces::Line(line)), "{bad:?}");
    }
}

/// Damages the file, and asks whatever index comes of it.
fn damage(files: u64) {
    let seed = seed(1);
    let mut rng = Rng::new(seed);
    for file in 0..files {
        let mut bytes = PLACES.to_vec();
        for _ in 0..=rng.below(20) {
            if bytes.is_empty() {
                break;
            }
            let at = rng.below(bytes.len() as u64) as usize;
            match rng.below(4) {
                0 => bytes[at] = rng.below(256) as u8,
                1 => bytes[at] = b"\n=-~#,;09AZ "[rng.below(12) as usize],
                2 => drop(bytes.remove(at)),
                _ if rng.below(10) == 0 => bytes.truncate(at + 1),
                _ => bytes.insert(at, b"\n=-~#,;09AZ "[rng.below(12) as usize]),
            }
        }
        if let Ok(index) = ZoneIndex::with_places(&bytes) {
            for query in ["a", "united", "san jose costa rica", "london uk", "12"] {
                let hits = index.search(query, DECEMBER, &[], 50);
                assert!(hits.len() <= 50, "file {file} with ZONE_SEED={seed}");
            }
        }
    }
}

#[test]
fn a_few_damaged_files_do_no_harm() {
    damage(20);
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn damaged_files_do_no_harm() {
    damage(2_000);
}

/// Strings of what is typed, what is typed by nobody, and what names are made of.
fn ask(count: usize) {
    const PIECES: [&str; 24] = [
        "a", "san", " ", "new york", "-", "/", "+", ":", "5", "utc", "é", "İ", "ß", "\u{301}",
        "東", "😀", "\u{200b}", ",", "city", "st", "texas", "uk", "'", "\0",
    ];
    let mut rng = Rng::new(seed(7));
    for _ in 0..count {
        let pieces = (0..rng.below(8)).map(|_| PIECES[rng.below(24) as usize]);
        let query: String = pieces.collect();
        for hit in index().search(&query, DECEMBER, &[], 50) {
            assert!(!hit.city.is_empty(), "{query:?}");
        }
    }
}

#[test]
fn no_query_makes_it_panic() {
    ask(300);
    assert!(index().search(&"a ".repeat(40), DECEMBER, &[], 50).len() <= 50);
    assert!(
        index()
            .search(&"東".repeat(80), DECEMBER, &[], 50)
            .is_empty()
    );
}

#[test]
#[ignore = "long: cargo xtask test optimized"]
fn many_queries_make_it_panic_never() {
    ask(50_000);
}
