//! What holds of every text, in every language, on every day. Used by the swarm beside it and by `fuzz/`.

use callback_core::entry::{
    Lexicon, TimeReading, print_date, print_time, read_ahead_at, read_date, read_date_at,
    read_joined, read_time, read_time_at,
};
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::ops::Range;

/// Reads `text` with every reader. Nothing panics, spans can be cut out of the text, what is both is none alone, and
/// what was read is printed so that it is read back.
pub(crate) fn holds(text: &str, lexicon: &Lexicon, today: NaiveDate) {
    let date = read_date_at(text, lexicon, today);
    let time = read_time_at(text, lexicon);
    if let Ok(date) = &date {
        cut(text, &date.span);
        date_comes_back(date.value, lexicon, today);
    }
    if let Ok(time) = &time {
        cut(text, &time.span);
        times_come_back(&time.value, lexicon);
    }
    if let Some(ahead) = read_ahead_at(text, lexicon) {
        cut(text, &ahead.span);
        assert!(ahead.value >= 0, "{text:?} is ahead");
    }
    if let Some(both) = read_joined(text, lexicon, today) {
        assert!(
            date.is_err() && time.is_err(),
            "{text:?} is both, and one of them"
        );
        let [first, second] = ordered(&both.date_span, &both.time_span);
        cut(text, first);
        cut(text, second);
        assert!(
            first.end <= second.start,
            "{text:?}: {first:?} reaches into {second:?}"
        );
        date_comes_back(both.date, lexicon, today);
        times_come_back(&both.time, lexicon);
    }
}

fn cut(text: &str, span: &Range<usize>) {
    let piece = text.get(span.clone());
    assert!(
        piece.is_some_and(|it| !it.is_empty()),
        "{text:?} has no {span:?}"
    );
}

fn ordered<'a>(one: &'a Range<usize>, other: &'a Range<usize>) -> [&'a Range<usize>; 2] {
    if one.start <= other.start {
        [one, other]
    } else {
        [other, one]
    }
}

fn date_comes_back(date: NaiveDate, lexicon: &Lexicon, today: NaiveDate) {
    if (1..=9999).contains(&date.year()) {
        let printed = print_date(date, lexicon);
        assert_eq!(read_date(&printed, lexicon, today), Ok(date), "{printed:?}");
    }
}

fn times_come_back(reading: &TimeReading, lexicon: &Lexicon) {
    match reading {
        TimeReading::One(time) => time_comes_back(*time, lexicon),
        TimeReading::Either(times) => {
            assert_eq!(times.len(), 2, "a tie is between two");
            times
                .iter()
                .for_each(|time| time_comes_back(*time, lexicon));
        }
    }
}

fn time_comes_back(time: NaiveTime, lexicon: &Lexicon) {
    let printed = print_time(time, lexicon);
    assert_eq!(
        read_time(&printed, lexicon),
        Ok(TimeReading::One(time)),
        "{printed:?}"
    );
}
