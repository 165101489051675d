//! Answers queries for zones, a line each, as `cargo xtask zones query` runs it.
//!
//! The chosen date is the one argument; a line of JSON goes out for each line that comes in.

use callback_core::time::Timestamp;
use callback_core::zones::ZoneIndex;
use chrono::NaiveDate;
use std::io::{self, BufRead, Write};

/// As many rows as the panel offers.
const ROWS: usize = 50;
const PLACES: &[u8] = include_bytes!("../data/places.txt");

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let date = std::env::args().nth(1).ok_or("which date? YYYY-MM-DD")?;
    let date: NaiveDate = date.parse().map_err(|why| format!("{date}: {why}"))?;
    let midnight = date.and_hms_opt(0, 0, 0).ok_or("a day has a midnight")?;
    let at = Timestamp::from_ms(midnight.and_utc().timestamp_millis());
    let index = ZoneIndex::with_places(PLACES)?;
    let mut out = io::stdout().lock();
    for query in io::stdin().lock().lines() {
        let query = query?;
        let hits = index.search(&query, at, &[], ROWS);
        let zones: Vec<&str> = hits.iter().map(|hit| hit.zone.name()).collect();
        writeln!(
            out,
            "{}",
            serde_json::json!({ "query": query, "zones": zones })
        )?;
    }
    Ok(())
}
