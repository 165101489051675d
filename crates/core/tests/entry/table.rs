//! Reads the tables of `cases/`: `locale | today | typed | reading`, and perhaps `| opening hours`.
//!
//! In what is typed, `[…]` stands around the date, `{…}` around the time and `<…>` around a stretch from now: the
//! spans that the readers must give back. Without any, nothing may be read.

use std::ops::Range;

pub(crate) struct Case {
    /// Where it stands, for whoever has to mend it.
    pub(crate) place: String,
    pub(crate) locale: &'static str,
    pub(crate) today: &'static str,
    pub(crate) typed: String,
    pub(crate) date: Option<Range<usize>>,
    pub(crate) time: Option<Range<usize>>,
    pub(crate) ahead: Option<Range<usize>>,
    pub(crate) expected: &'static str,
    pub(crate) hours: Option<&'static str>,
}

pub(crate) fn cases(name: &str, text: &'static str) -> Vec<Case> {
    let lines = text.lines().enumerate();
    let told = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    told.map(|(at, line)| case(&format!("{name}:{}", at + 1), line))
        .collect()
}

fn case(place: &str, line: &'static str) -> Case {
    let columns: Vec<&'static str> = line.split('|').map(str::trim).collect();
    let [locale, today, marked, expected, ref hours @ ..] = columns[..] else {
        panic!("{place}: four columns at least");
    };
    let [mut date, mut time, mut ahead] = [None, None, None];
    let mut typed = String::new();
    let mut open = 0;
    for c in marked.chars() {
        match c {
            '[' | '{' | '<' => open = typed.len(),
            ']' => date = Some(open..typed.len()),
            '}' => time = Some(open..typed.len()),
            '>' => ahead = Some(open..typed.len()),
            c => typed.push(c),
        }
    }
    Case {
        place: place.to_owned(),
        locale,
        today,
        typed,
        date,
        time,
        ahead,
        expected,
        hours: hours.first().copied(),
    }
}
