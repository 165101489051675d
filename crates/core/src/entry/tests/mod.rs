use super::*;
use chrono::{NaiveDate, NaiveTime};

mod dates;
mod properties;
mod times;

/// A Tuesday.
const TODAY: &str = "2026-11-24";

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn germany() -> Lexicon {
    let names = "order: dmy\nseparator: .\nhours of the day: 23";
    Lexicon::read(names, ENGLISH).expect("English")
}

fn japan() -> Lexicon {
    let names = "order: ymd\nseparator: -\nhours of the day: 23";
    Lexicon::read(names, ENGLISH).expect("English")
}

/// `14:30`, or `14:30 or 02:30`.
fn times(reading: &TimeReading) -> String {
    let short = |time: &NaiveTime| time.to_string()[..5].to_owned();
    match reading {
        TimeReading::One(time) => short(time),
        TimeReading::Either(times) => times.iter().map(short).collect::<Vec<_>>().join(" or "),
    }
}
