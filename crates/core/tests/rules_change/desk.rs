//! Rows that an older program kept, read by this one: moved, marked, kept and told.

use super::support::{Bench, NOW, local, zone};
use super::{Old, book_long_ago, owned};
use callback_core::callback::{Callback, State};
use callback_core::command::Route;
use callback_core::desk::Durability;
use callback_core::ids::CallbackId;
use callback_core::limits::RULES_CHANGES_MAX;
use callback_core::panel::{ChangeKind, Edit, Effect, HostEvent, Input, Row, Write};
use callback_core::problem::ProblemKind;
use callback_core::rules_change::RulesMark;
use callback_core::time::{Current, DAY_MS, Doubt, HOUR_MS, Release, Rules, Timestamp};
use callback_core::wire::store;

/// What an older program kept of such a promise, as text and back.
fn kept_long_ago(when: &str, name: &str) -> Callback {
    let mut callback = owned();
    assert!(book_long_ago(&mut callback, local(when), zone(name), None));
    let mut row = serde_json::to_value(store::Row::of(&callback)).unwrap();
    assert_eq!(row["tzdb"], "2025b");
    // It knew of no history.
    row.as_object_mut().unwrap().remove("rulesChanges");
    let row: store::Row = serde_json::from_value(row).unwrap();
    assert_eq!(row.clone().read().unwrap(), callback);
    row.read().unwrap()
}

/// A panel that opens a store with that row in it.
fn opened_with(row: Callback, now: Timestamp) -> Bench {
    let mut bench = Bench::new();
    bench.now = now;
    bench.input(Input::Opened {
        durability: Durability::Durable,
        rows: vec![row],
        unreadable: 0,
    });
    bench
}

fn only_row(bench: &Bench) -> Row {
    let rows = bench.panel.rows(bench.now, &bench.desk);
    let [row] = <[Row; 1]>::try_from(rows).unwrap();
    row
}

const NINE_IN_VANCOUVER: &str = "2026-12-01T09:00:00";
/// Clocks in Chişinău skip it under the new rules, which change them an hour later than the old ones did.
const SKIPPED_IN_CHISINAU: &str = "2027-03-28T03:30:00";

#[test]
fn a_row_of_older_rules_moves_and_is_kept_and_told() {
    let before = kept_long_ago(NINE_IN_VANCOUVER, "America/Vancouver");
    let mut bench = opened_with(before.clone(), NOW);
    let after = bench.desk.get(&before.id).unwrap().clone();
    assert_eq!(after.promise.said, before.promise.said);
    assert_eq!(after.promise.at, before.promise.at - HOUR_MS);
    assert_eq!(after.version, before.version + 1);
    let until = |callback: &Callback| match callback.promise.route {
        Route::Owned { until, .. } => until,
        _ => panic!("owned"),
    };
    assert_eq!(until(&after), until(&before) - HOUR_MS);
    assert_eq!(
        bench.effects,
        [
            Effect::Keep {
                row: Box::new(after.clone()),
                write: Write::Replace
            },
            Effect::Tell(HostEvent::Updated {
                callback: Box::new(after.clone()),
                change: ChangeKind::Rules
            })
        ]
    );
    let row = only_row(&bench);
    let Some(RulesMark::Moved(change)) = row.rules else {
        panic!("{:?}", row.rules);
    };
    assert_eq!((change.from, change.to), (Old.release(), Release::CURRENT));
    assert_eq!(row.contact.shows.local, local(NINE_IN_VANCOUVER));
    // Read again, from the store it was written to or before that was done.
    for row in [after.clone(), before] {
        bench.effects.clear();
        bench.input(Input::Opened {
            durability: Durability::Durable,
            rows: vec![row],
            unreadable: 0,
        });
        assert_eq!(
            (bench.effects.len(), bench.desk.get(&after.id)),
            (0, Some(&after))
        );
    }
    let text = serde_json::to_string(&store::Row::of(&after)).unwrap();
    let back: store::Row = serde_json::from_str(&text).unwrap();
    assert_eq!(back.read().unwrap(), after, "the history is kept");
}

#[test]
fn a_time_that_new_rules_skip_goes_to_a_person_who_chooses_with_one_press() {
    let before = kept_long_ago(SKIPPED_IN_CHISINAU, "Europe/Chisinau");
    let now = before.promise.at - DAY_MS;
    let mut bench = opened_with(before.clone(), now);
    assert_eq!(
        bench.desk.get(&before.id).unwrap().promise.at,
        before.promise.at
    );
    assert_eq!(
        only_row(&bench).rules,
        Some(RulesMark::Doubtful(Doubt::Skipped))
    );
    assert_eq!(only_row(&bench).said, local(SKIPPED_IN_CHISINAU));
    bench.change(&before.id);
    let problems = bench.shown().problems;
    let [ProblemKind::Skipped { after, .. }] = problems
        .iter()
        .map(|it| it.kind.clone())
        .collect::<Vec<_>>()[..]
    else {
        panic!("{problems:?}");
    };
    bench.edit(Edit::Instant(after.at));
    let saved = bench.schedule().unwrap();
    assert_eq!((saved.id, saved.promise.at), (before.id, after.at));
    assert_eq!(only_row(&bench).rules, None, "a person has chosen");
}

#[test]
fn a_time_that_new_rules_repeat_goes_to_a_person() {
    // Morocco puts its clocks back for good, in an hour of this night.
    let night = (0..96)
        .map(|quarter| local("2026-09-20T00:00:00") + chrono::TimeDelta::minutes(15 * quarter));
    let doubtful = night.filter(|when| {
        let mut callback = owned();
        assert!(book_long_ago(
            &mut callback,
            *when,
            zone("Africa/Casablanca"),
            None
        ));
        let after = callback.under(&Current, NOW);
        after.and_then(|it| it.rules_mark()) == Some(RulesMark::Doubtful(Doubt::Twice))
    });
    assert_eq!(doubtful.count(), 4);
}

#[test]
fn what_is_routed_already_or_over_stays_as_it_is() {
    let before = kept_long_ago(NINE_IN_VANCOUVER, "America/Vancouver");
    for state in [State::Queued, State::Ended] {
        let row = Callback {
            state,
            ..before.clone()
        };
        let bench = opened_with(row.clone(), NOW);
        assert_eq!(bench.desk.get(&row.id), Some(&row));
        assert_eq!(bench.effects, []);
    }
}

#[test]
fn a_row_of_newer_rules_is_believed() {
    let mut row = kept_long_ago(NINE_IN_VANCOUVER, "America/Vancouver");
    row.promise.tzdb = Release::read("2099a").unwrap();
    let bench = opened_with(row.clone(), NOW);
    assert_eq!(bench.desk.get(&row.id), Some(&row));
    assert_eq!(only_row(&bench).rules, None);
}

#[test]
fn the_history_is_bounded_and_the_newest_entry_stays() {
    let mut row = kept_long_ago(NINE_IN_VANCOUVER, "America/Vancouver");
    for _ in 0..=RULES_CHANGES_MAX {
        row.promise.tzdb = Old.release();
        row.promise.at = row.promise.at + HOUR_MS;
        row = row.under(&Current, NOW).unwrap();
        assert!(matches!(row.rules_mark(), Some(RulesMark::Moved(_))));
    }
    assert_eq!(row.rules_changes.len(), RULES_CHANGES_MAX);
    assert_eq!(row.id, CallbackId::new("c1/1"));
}
