//! A shell that shows the form before it has what reads dates and times (P3): nothing typed is lost or called wrong.

use crate::support::{Bench, NOW};
use callback_core::desk::Desk;
use callback_core::entry::{DateOrder, Lexicon};
use callback_core::panel::{Edit, Input, Shown};
use callback_core::problem::Field;
use callback_core::time::MINUTE_MS;

/// The panel of a bench, taken back to where no word is known.
fn early() -> Bench {
    let mut bench = Bench::new();
    let halves = ["AM", "PM"].map(str::to_owned);
    let wordless = Lexicon::wordless(DateOrder::MonthDayYear, '/', Some(halves));
    fill(&mut bench, Input::Locale(wordless));
    bench
}

/// Takes an input as a shell does that has the form alone; all of these are taken.
fn fill(bench: &mut Bench, input: Input) {
    let rest = bench.panel.fill(bench.now, input, &mut bench.effects);
    assert_eq!(rest, None);
}

fn typed(bench: &mut Bench, date: &str, time: &str) {
    for (field, edit) in [
        (Field::Date, Edit::Date(date.to_owned())),
        (Field::Time, Edit::Time(time.to_owned())),
    ] {
        fill(bench, Input::Edited(edit));
        fill(bench, Input::Left(field));
    }
}

fn unread(bench: &Bench) -> Shown {
    bench.panel.unread(bench.now, &Desk::new())
}

fn words_come(bench: &mut Bench) {
    bench.input(Input::Locale(Lexicon::en_us()));
}

#[test]
fn the_untouched_form_is_the_same_as_later() {
    let mut bench = early();
    let early = unread(&bench);
    assert_eq!(early.preview.unwrap().at, NOW + 30 * MINUTE_MS);
    words_come(&mut bench);
    assert_eq!(early, bench.shown());
}

#[test]
fn what_cannot_be_read_yet_means_nothing_and_is_not_wrong() {
    let mut bench = early();
    typed(&mut bench, "tomorrow", "half past 25");
    let early = unread(&bench);
    assert_eq!((early.preview, early.problems), (None, vec![]));
    assert_eq!(
        (early.date.as_str(), early.time.as_str()),
        ("tomorrow", "half past 25")
    );
    words_come(&mut bench);
    let fields: Vec<_> = bench.shown().problems.iter().map(|it| it.field).collect();
    assert_eq!(fields, [Field::Time]);
}

#[test]
fn it_is_read_once_the_words_are_there() {
    let mut bench = early();
    typed(&mut bench, "tomorrow", "3:30 pm");
    words_come(&mut bench);
    let shown = bench.shown();
    let local = shown.preview.unwrap().contact.shows.local;
    assert_eq!(local, crate::support::local("2026-11-25T15:30:00"));
    assert_eq!(
        (shown.date.as_str(), shown.time.as_str()),
        ("tomorrow", "3:30 pm")
    );
}

#[test]
fn what_was_typed_for_both_fields_fills_both_then() {
    let mut bench = early();
    fill(&mut bench, Input::Edited(Edit::Date("in 2 h".to_owned())));
    fill(&mut bench, Input::Left(Field::Date));
    fill(&mut bench, Input::Left(Field::Time));
    words_come(&mut bench);
    let shown = bench.shown();
    assert_eq!(
        (shown.date.as_str(), shown.time.as_str()),
        ("11/24/2026", "12:00 PM")
    );
}

#[test]
fn but_takes_nothing_away_that_was_typed_after_it() {
    let mut bench = early();
    typed(&mut bench, "in 2 h", "3:30 pm");
    words_come(&mut bench);
    let shown = bench.shown();
    assert_eq!(
        (shown.date.as_str(), shown.time.as_str()),
        ("in 2 h", "3:30 pm")
    );
    assert_eq!(
        shown.problems.len(),
        1,
        "the agent is told: {:?}",
        shown.problems
    );
}

#[test]
fn another_language_waits_where_it_would_write_anew() {
    let mut bench = early();
    typed(&mut bench, "1/2/2027", "9:00 AM");
    let german = Lexicon::wordless(DateOrder::DayMonthYear, '.', None);
    let rest = bench
        .panel
        .fill(NOW, Input::Locale(german.clone()), &mut bench.effects);
    assert_eq!(rest, Some(Input::Locale(german)));
    words_come(&mut bench);
    bench.input(Input::Locale(Lexicon::en_gb()));
    let shown = bench.shown();
    assert_eq!(
        (shown.date.as_str(), shown.time.as_str()),
        ("02/01/2027", "09:00")
    );
}
