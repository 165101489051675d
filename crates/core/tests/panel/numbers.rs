//! What the contact's number says of where they are (Z4).

use crate::support::{Bench, zone};
use callback_core::advice::Advice;
use callback_core::numbers::NumberPlaces;
use callback_core::panel::{Edit, Input};

const NUMBERS: &str = include_str!("../../data/numbers.txt");

fn bench() -> Bench {
    let mut bench = Bench::new();
    bench.input(Input::Numbers(Box::new(NumberPlaces::read(NUMBERS))));
    bench
}

/// The zone that the advice names, if there is any.
fn advised(bench: &Bench) -> Option<&'static str> {
    match bench.panel.number_advice(bench.now)? {
        Advice::NumberElsewhere { there } => Some(there.zone.name()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_number_of_the_chosen_zones_time_says_nothing() {
    let mut bench = bench();
    assert_eq!(bench.shown().zone.chosen(), Some(&zone("America/New_York")));
    for number in ["+1 212 555 0123", "(416) 555-0123", "+1 800 555 0123"] {
        bench.edit(Edit::Phone(number.to_owned()));
        assert!(bench.panel.number_place().is_some());
        assert_eq!(advised(&bench), None, "{number}");
    }
}

#[test]
fn a_number_of_elsewhere_is_told_with_its_clock_and_one_press_takes_its_zone() {
    let mut bench = bench();
    for (number, expected) in [
        ("+1 312 555 0123", "America/Chicago"),
        ("(808) 555-0123", "Pacific/Honolulu"),
        ("+44 20 7183 8750", "Europe/London"),
    ] {
        bench.edit(Edit::Phone(number.to_owned()));
        assert_eq!(advised(&bench), Some(expected), "{number}");
    }
    bench.edit(Edit::ZoneChosen(zone("Europe/London")));
    assert_eq!(advised(&bench), None);
}

#[test]
fn the_offset_on_the_chosen_date_decides() {
    let mut bench = bench();
    bench.edit(Edit::Phone("+1 602 555 0123".to_owned()));
    bench.edit(Edit::ZoneChosen(zone("America/Denver")));
    assert_eq!(
        advised(&bench),
        None,
        "in November Denver and Phoenix agree"
    );
    bench.now = callback_core::time::Timestamp::from_ms(1_782_907_200_000);
    assert_eq!(
        advised(&bench),
        Some("America/Phoenix"),
        "in July they do not"
    );
}

#[test]
fn zones_are_offered_for_the_chosen_date_also_while_none_is_chosen() {
    let mut bench = bench();
    bench.when("2026-12-01", "15:00");
    let chosen = bench.shown().preview.unwrap().at;
    assert_eq!(bench.panel.offered_at(bench.now), chosen);
    bench.edit(Edit::ZoneTyped("bomb".to_owned()));
    assert_eq!(bench.shown().preview, None);
    assert_eq!(
        bench.panel.offered_at(bench.now),
        chosen,
        "as the agent's clock has it"
    );
    bench.edit(Edit::Time("soon".to_owned()));
    assert_eq!(bench.panel.offered_at(bench.now), bench.now);
}

#[test]
fn what_is_not_there_advises_nothing() {
    let mut without = Bench::new();
    without.edit(Edit::Phone("+44 20 7183 8750".to_owned()));
    assert_eq!(advised(&without), None, "no data yet");
    let mut bench = bench();
    bench.edit(Edit::Phone("+44".to_owned()));
    assert_eq!(advised(&bench), None, "no number yet");
    bench.edit(Edit::Phone("+44 20 7183 8750".to_owned()));
    bench.edit(Edit::Time("soon".to_owned()));
    assert_eq!(advised(&bench), None, "no time yet");
}
