//! The core's lexicon of a language, from what the browser knows of it.
//!
//! Beyond names, no browser knows what people type (*half past*, *next*): English has them built in, the other
//! languages get them with their words.

use super::intl::LocaleFacts;
use callback_core::entry::{HourCycle, Lexicon};

/// How this locale's dates and times are read and printed.
#[must_use]
pub fn of(facts: &LocaleFacts) -> Lexicon {
    let english = facts.tag == "en" || facts.tag.starts_with("en-");
    let base = if english {
        Lexicon::en_us()
    } else {
        nameless()
    };
    let [am, pm] = &facts.day_periods;
    let [today, tomorrow] = &facts.days;
    Lexicon {
        order: facts.order,
        separator: if matches!(facts.separator, '/' | '.' | '-') {
            facts.separator
        } else {
            '/'
        },
        hours: if facts.twelve_hours {
            HourCycle::H12
        } else {
            HourCycle::H23
        },
        months: names(&facts.months, &facts.months_short),
        weekdays: names(&facts.weekdays, &facts.weekdays_short),
        am: first(am, base.am),
        pm: first(pm, base.pm),
        today: first(today, base.today),
        tomorrow: first(tomorrow, base.tomorrow),
        ..base
    }
}

/// What is typed in every language: `14h30`, `2 pm`, minutes as `min`.
fn nameless() -> Lexicon {
    let english = Lexicon::en_us();
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    Lexicon {
        today: Vec::new(),
        tomorrow: Vec::new(),
        next: Vec::new(),
        noon: Vec::new(),
        midnight: Vec::new(),
        past: Vec::new(),
        ahead: Vec::new(),
        hour_units: words(&["h"]),
        minute_units: words(&["min"]),
        ordinals: Vec::new(),
        fillers: Vec::new(),
        ..english
    }
}

/// The long and the short names of each, the short ones also without their full stop.
fn names<const N: usize>(long: &[String; N], short: &[String; N]) -> [Vec<String>; N] {
    std::array::from_fn(|at| {
        let bare = short[at].trim_end_matches('.').to_owned();
        vec![long[at].clone(), short[at].clone(), bare]
    })
}

/// The locale's own word, which is the one that is printed, before what else is understood.
fn first(own: &str, others: Vec<String>) -> Vec<String> {
    let mut words = vec![own.to_owned()];
    words.extend(others.into_iter().filter(|other| other != own));
    words
}
