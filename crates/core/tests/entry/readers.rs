//! Every case of the tables, through the readers as the panel uses them.

use super::table::{Case, cases};
use super::{LOCALES, lexicon, lexicons};
use callback_core::entry::{
    Lexicon, Spanned, TimeReading, Window, read_ahead_at, read_date_at, read_joined, read_time_at,
};
use callback_core::time::MINUTE_MS;
use chrono::{NaiveDate, NaiveTime};

pub(crate) const TABLES: &[(&str, &str)] = &[
    ("en", include_str!("cases/en.txt")),
    ("es", include_str!("cases/es.txt")),
    ("fr", include_str!("cases/fr.txt")),
    ("de", include_str!("cases/de.txt")),
    ("pt", include_str!("cases/pt.txt")),
    ("ja", include_str!("cases/ja.txt")),
    ("ar", include_str!("cases/ar.txt")),
    ("he", include_str!("cases/he.txt")),
];

#[test]
fn every_case_of_the_tables_is_read_as_it_says() {
    let lexicons = lexicons();
    let mut count = 0;
    let mut wrong = Vec::new();
    for (name, text) in TABLES {
        for case in cases(name, text) {
            count += 1;
            let found = read(&case, &lexicons[case.locale]);
            let expected = format!("{} {:?}", case.expected, spans(&case));
            if found != expected {
                let Case { place, typed, .. } = &case;
                wrong.push(format!(
                    "{place}: {typed:?}\n  found    {found}\n  expected {expected}"
                ));
            }
        }
    }
    println!("{count} cases");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

type Spans = Vec<std::ops::Range<usize>>;

fn spans(case: &Case) -> Spans {
    let all = [&case.ahead, &case.date, &case.time];
    all.into_iter().flatten().cloned().collect()
}

/// In the order of the panel: a stretch from now, both in one field, and then what the field is for.
fn read(case: &Case, lexicon: &Lexicon) -> String {
    let today: NaiveDate = case.today.parse().expect("a date");
    let typed = case.typed.as_str();
    if let Some(Spanned { value, span }) = read_ahead_at(typed, lexicon) {
        return format!("+{} min {:?}", value / MINUTE_MS, [span]);
    }
    if let Some(both) = read_joined(typed, lexicon, today) {
        let time = times(both.time, case.hours);
        return format!(
            "{} {time} {:?}",
            both.date,
            [both.date_span, both.time_span]
        );
    }
    let (date, time) = (
        read_date_at(typed, lexicon, today),
        read_time_at(typed, lexicon),
    );
    match (date, time, &case.date, &case.time) {
        (Ok(date), _, Some(_), _) => format!("{} {:?}", date.value, [date.span]),
        (_, Ok(time), _, Some(_)) => format!("{} {:?}", times(time.value, case.hours), [time.span]),
        (Err(_), Err(_), None, None) => format!("- {:?}", Spans::new()),
        (date, time, ..) => format!("as a date {date:?}, as a time {time:?}"),
    }
}

/// `14:30`, or `14:30 or 02:30`, within the opening hours of the case.
fn times(reading: TimeReading, hours: Option<&str>) -> String {
    let time = |text: &str| NaiveTime::parse_from_str(text.trim(), "%H:%M").expect("a time");
    let window = hours.and_then(|hours| hours.split_once('-'));
    let window = window.map(|(open, close)| Window {
        open: time(open),
        close: time(close),
    });
    let short = |time: &NaiveTime| time.format("%H:%M").to_string();
    match window.map_or(reading.clone(), |window| reading.within(&window)) {
        TimeReading::One(time) => short(&time),
        TimeReading::Either(times) => times.iter().map(short).collect::<Vec<_>>().join(" or "),
    }
}

/// What the panel echoes, and what is copied from other programs on the same device.
#[test]
fn what_a_browser_writes_is_read_back() {
    let day = NaiveDate::from_ymd_opt(2026, 12, 22).expect("a date");
    let at = NaiveTime::from_hms_opt(15, 42, 0).expect("a time");
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a date");
    let mut wrong = Vec::new();
    for (tag, text, _) in LOCALES {
        let lexicon = lexicon(tag);
        let (_, written) = text
            .split_once("[written]")
            .expect("what the browser writes");
        for (place, line) in written.trim().lines().enumerate() {
            let both = read_joined(line, &lexicon, today);
            let date = || read_date_at(line, &lexicon, today).map(|it| it.value) == Ok(day);
            let time =
                || read_time_at(line, &lexicon).map(|it| it.value) == Ok(TimeReading::One(at));
            let sound = match place {
                0..=2 => date(),
                3 => time(),
                _ => both.is_some_and(|it| it.date == day && it.time == TimeReading::One(at)),
            };
            if !sound {
                wrong.push(format!("{tag}: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
