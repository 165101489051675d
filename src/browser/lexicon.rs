//! The core's lexicon of a language, from what the browser knows of it.
//!
//! Beyond names, no browser knows what people type (*half past*, *next*): English has them built in, the other
//! languages get them with their words.

use super::intl::LocaleFacts;
use callback_core::entry::{HourCycle, Lexicon, Words};

/// How this locale's dates and times are read and printed.
#[must_use]
pub fn of(facts: &LocaleFacts) -> Lexicon {
    let english = facts.tag == "en" || facts.tag.starts_with("en-");
    let base = if english {
        Words::english()
    } else {
        nameless()
    };
    let [am, pm] = &facts.day_periods;
    let [today, tomorrow] = &facts.days;
    let words = Words {
        months: names(&facts.months, &facts.months_short),
        weekdays: names(&facts.weekdays, &facts.weekdays_short),
        am: first(am, base.am),
        pm: first(pm, base.pm),
        today: first(today, base.today),
        tomorrow: first(tomorrow, base.tomorrow),
        ..base
    };
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
        words: Box::new(words),
    }
}

/// What is typed in every language: `14h30`, `2 pm`, minutes as `min`.
fn nameless() -> Words {
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    let english = Words::english();
    Words {
        am: english.am,
        pm: english.pm,
        hour_units: words(&["h"]),
        minute_units: words(&["min"]),
        ..Words::default()
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
