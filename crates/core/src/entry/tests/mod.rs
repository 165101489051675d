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
    Lexicon {
        separator: '.',
        ..Lexicon::en_gb()
    }
}

fn japan() -> Lexicon {
    Lexicon {
        order: DateOrder::YearMonthDay,
        separator: '-',
        ..Lexicon::en_gb()
    }
}

/// `14:30`, or `14:30 or 02:30`.
fn times(reading: &TimeReading) -> String {
    let short = |time: &NaiveTime| time.to_string()[..5].to_owned();
    match reading {
        TimeReading::One(time) => short(time),
        TimeReading::Either(times) => times.iter().map(short).collect::<Vec<_>>().join(" or "),
    }
}
