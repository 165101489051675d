//! A press of Schedule until the row is kept (P12, S1).

use crate::support::{Bench, NOW, context, settings};
use callback_core::desk::{Desk, Durability, Keeping};
use callback_core::panel::{Button, Edit, Effect, HostEvent, Input, Notice};
use callback_core::problem::{Fault, Field, Refusal};
use callback_core::settings::PerInteraction;
use callback_core::time::MINUTE_MS;

#[test]
fn one_press_books_one_callback() {
    let mut bench = Bench::new();
    let callback = bench.schedule().unwrap();
    assert_eq!(callback.promise.at, NOW + 30 * MINUTE_MS);
    assert_eq!(bench.desk.all().count(), 1);
    assert_eq!(
        bench.shown().button,
        Button::Off(Refusal::AlreadyScheduled(callback.id.clone()))
    );
    assert_eq!(bench.schedule(), None);
    assert_eq!(bench.desk.all().count(), 1);
}

#[test]
fn a_press_with_problems_focuses_the_first_and_tells_all() {
    let mut bench = Bench::new();
    bench.edit(Edit::Note("n".repeat(2_001)));
    bench.edit(Edit::Phone(String::new()));
    assert!(bench.schedule().is_none());
    assert_eq!(bench.effects[0], Effect::Focus(Field::Phone));
    assert!(matches!(&bench.events()[..], [HostEvent::Invalid(problems)] if problems.len() == 2));
    assert_eq!(bench.shown().note.len(), 2_001, "nothing typed is lost");
}

#[test]
fn nothing_is_kept_before_the_host_allowed_it() {
    let mut bench = Bench::new();
    let key = bench.key();
    bench.input(Input::Schedule { key: key.clone() });
    assert!(
        matches!(&bench.effects[..], [Effect::Ask(_)]),
        "{:?}",
        bench.effects
    );
    assert_eq!(bench.shown().button, Button::Busy);
    bench.input(Input::Vetoed { key: key.clone() });
    assert_eq!(bench.shown().notice, Some(Notice::Refused(Refusal::Vetoed)));
    bench.input(Input::Allowed { key });
    assert_eq!(bench.desk.all().count(), 0, "an answer comes once");
    assert!(bench.schedule().is_some(), "and the draft is still there");
}

#[test]
fn a_second_press_while_one_is_under_way_is_none() {
    let mut bench = Bench::new();
    let (first, second) = (bench.key(), bench.key());
    bench.input(Input::Schedule { key: first.clone() });
    bench.input(Input::Schedule { key: second });
    bench.input(Input::Allowed { key: first.clone() });
    bench.input(Input::Allowed { key: first });
    let rows = bench
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Keep { .. }))
        .count();
    assert_eq!((rows, bench.desk.all().count()), (1, 1));
}

#[test]
fn the_first_of_two_tabs_wins_and_the_second_sees_it() {
    let (mut first, mut second) = (Bench::new(), Bench::new());
    second.edit(Edit::Note("from the second tab".to_owned()));
    let theirs = first.schedule().unwrap();
    let key = bench_key("other");
    second.input(Input::Schedule { key: key.clone() });
    second.input(Input::Allowed { key });
    let row = second.desk.all().next().unwrap().clone();
    assert_eq!(row.id, theirs.id, "both tabs meet at one row");
    second.effects.clear();
    second.input(Input::Kept {
        id: row.id,
        keeping: Keeping::Taken(Box::new(theirs.clone())),
    });
    assert_eq!(second.events(), []);
    assert_eq!(second.desk.all().collect::<Vec<_>>(), [&theirs]);
    assert_eq!(
        second.shown().notice,
        Some(Notice::Refused(Refusal::AlreadyScheduled(theirs.id)))
    );
    assert_eq!(second.shown().note, "from the second tab");
}

fn bench_key(text: &str) -> callback_core::ids::Key {
    callback_core::ids::Key::new(text)
}

#[test]
fn a_reload_finds_the_callback_and_makes_no_other() {
    let mut before = Bench::new();
    let kept = before.schedule().unwrap();
    let mut after = Bench::new();
    let rows = vec![kept.clone()];
    after.input(Input::Opened {
        durability: Durability::Durable,
        rows,
        unreadable: 0,
    });
    assert_eq!(
        after.shown().button,
        Button::Off(Refusal::AlreadyScheduled(kept.id))
    );
}

#[test]
fn an_administrator_may_allow_several() {
    let mut settings = settings();
    settings.policy.per_interaction = PerInteraction::Many;
    let mut bench = Bench::with(settings, context("c1"));
    let (one, two) = (bench.schedule().unwrap(), bench.schedule().unwrap());
    assert_ne!(one.id, two.id);
}

#[test]
fn a_callback_the_store_refused_stays_and_is_said_to_be_here_only() {
    let mut bench = Bench::new();
    let key = bench.key();
    bench.input(Input::Schedule { key: key.clone() });
    bench.input(Input::Allowed { key });
    let id = bench.desk.all().next().unwrap().id.clone();
    bench.input(Input::Kept {
        id,
        keeping: Keeping::Failed,
    });
    assert_eq!(bench.desk.faults(), [Fault::NotKept]);
    assert_eq!(bench.desk.all().count(), 1);
    assert!(
        bench
            .events()
            .iter()
            .any(|event| matches!(event, HostEvent::Scheduled(_)))
    );
}

#[test]
fn storage_that_is_refused_is_said_before_schedule() {
    let mut desk = Desk::new();
    desk.opened(Durability::MemoryOnly, Vec::new(), 2);
    assert_eq!(
        desk.faults(),
        [Fault::NotDurable, Fault::RowsUnreadable { rows: 2 }]
    );
}

#[test]
fn the_zone_scheduled_in_last_is_remembered() {
    let mut bench = Bench::new();
    assert_eq!(bench.desk.last_zone(), None);
    for (conversation, zone) in [
        ("c1", "Europe/London"),
        ("c2", "Asia/Tokyo"),
        ("c0", "Europe/Rome"),
    ] {
        let zone = zone.parse().unwrap();
        bench.now = bench.now + 1_000;
        bench.input(Input::Context(context(conversation)));
        bench.edit(Edit::ZoneChosen(zone));
        bench.schedule().unwrap();
        assert_eq!(bench.desk.last_zone(), Some(zone));
    }
}
