//! What is done to callbacks that are scheduled, and to the one that came (P11, P14, G).

use crate::support::{Bench, NOW, agent, context, settings};
use callback_core::callback::{DisconnectReason, State};
use callback_core::desk::Fed;
use callback_core::ids::AgentId;
use callback_core::limits::UNDO_MS;
use callback_core::panel::{
    Answer, Button, ChangeKind, Edit, Effect, HostEvent, Input, Notice, Write,
};
use callback_core::problem::Refusal;
use callback_core::time::MINUTE_MS;

#[test]
fn an_edit_changes_the_one_callback() {
    let mut bench = Bench::new();
    let booked = bench.schedule().unwrap();
    bench.change(&booked.id);
    bench.when("2026-11-27", "09:00");
    let changed = bench.schedule().unwrap();
    assert_eq!((changed.id, changed.version), (booked.id, 2));
    assert_eq!(
        changed.promise.said.local,
        crate::support::local("2026-11-27T09:00:00")
    );
    assert_eq!(bench.desk.all().count(), 1);
}

#[test]
fn an_owned_callback_is_locked_in_its_last_fifteen_minutes() {
    for (before_ms, locked) in [(15 * MINUTE_MS + 1, false), (15 * MINUTE_MS, true)] {
        let mut bench = Bench::new();
        bench.edit(Edit::Owned(true));
        let booked = bench.schedule().unwrap();
        bench.now = booked.promise.at - before_ms;
        bench.change(&booked.id);
        assert_eq!(
            bench.shown().changing.is_none(),
            locked,
            "{before_ms} ms before"
        );
    }
}

#[test]
fn the_lock_that_falls_while_editing_refuses_the_save_and_keeps_the_text() {
    let mut bench = Bench::new();
    bench.edit(Edit::Owned(true));
    let booked = bench.schedule().unwrap();
    bench.change(&booked.id);
    bench.edit(Edit::Note("later".to_owned()));
    bench.now = booked.promise.at - 10 * MINUTE_MS;
    assert_eq!(bench.schedule(), None);
    let refusal = Refusal::EditLocked {
        at: booked.promise.at,
    };
    assert_eq!(bench.shown().notice, Some(Notice::Refused(refusal)));
    assert_eq!(bench.shown().note, "later");
    assert_eq!(bench.desk.get(&booked.id).unwrap().promise, booked.promise);
}

#[test]
fn cancel_and_call_now_pass_the_lock() {
    let mut bench = Bench::new();
    bench.edit(Edit::Owned(true));
    let booked = bench.schedule().unwrap();
    bench.now = booked.promise.at - MINUTE_MS;
    bench.effects.clear();
    bench.input(Input::CallNow(booked.id.clone()));
    let told = bench.events();
    assert!(
        matches!(
            &told[..],
            [HostEvent::Updated {
                change: ChangeKind::CallNow,
                ..
            }]
        ),
        "{told:?}"
    );
    bench.input(Input::Cancel(booked.id.clone()));
    assert!(
        bench
            .desk
            .get(&booked.id)
            .unwrap()
            .cancelling_until
            .is_some()
    );
}

#[test]
fn a_cancel_can_be_had_back_until_its_time_is_over() {
    let mut bench = Bench::new();
    let booked = bench.schedule().unwrap();
    bench.input(Input::Cancel(booked.id.clone()));
    assert_eq!(
        bench.shown().notice,
        Some(Notice::Cancelling(booked.id.clone()))
    );
    bench.now = NOW + UNDO_MS - 1;
    bench.input(Input::Tick);
    bench.input(Input::Undo(booked.id.clone()));
    assert_eq!(bench.desk.get(&booked.id).unwrap().cancelling_until, None);

    bench.input(Input::Cancel(booked.id.clone()));
    bench.now = bench.now + UNDO_MS;
    bench.effects.clear();
    bench.input(Input::Tick);
    assert!(matches!(&bench.events()[..], [HostEvent::Cancelled(_)]));
    assert!(matches!(
        &bench.effects[0],
        Effect::Keep {
            write: Write::Replace,
            ..
        }
    ));
    assert_eq!(
        bench.desk.get(&booked.id).unwrap().state,
        State::Disconnected(DisconnectReason::Client)
    );
    bench.input(Input::Undo(booked.id.clone()));
    assert_eq!(
        bench.shown().notice,
        Some(Notice::Refused(Refusal::TooLate))
    );
    assert_eq!(
        bench.shown().button,
        Button::Ready,
        "the interaction may have a new one"
    );
    assert_ne!(bench.schedule().unwrap().id, booked.id);
}

#[test]
fn a_cancel_never_waits_beyond_the_callbacks_time() {
    let mut bench = Bench::new();
    let booked = bench.schedule().unwrap();
    bench.now = booked.promise.at - 1_000;
    bench.input(Input::Cancel(booked.id.clone()));
    assert_eq!(
        bench.desk.get(&booked.id).unwrap().cancelling_until,
        Some(booked.promise.at)
    );
}

#[test]
fn somebody_elses_callback_cannot_be_changed_but_by_a_supervisor() {
    let mut bench = Bench::new();
    let booked = bench.schedule().unwrap();
    let mut theirs = settings();
    theirs.agent = Some(agent("lee"));
    bench.input(Input::Settings(theirs.clone()));
    bench.input(Input::Cancel(booked.id.clone()));
    assert_eq!(
        bench.shown().notice,
        Some(Notice::Refused(Refusal::NotYours))
    );
    theirs.agent.as_mut().unwrap().supervisor = true;
    bench.input(Input::Settings(theirs));
    bench.input(Input::Cancel(booked.id.clone()));
    assert_eq!(bench.shown().notice, Some(Notice::Cancelling(booked.id)));
}

#[test]
fn an_alert_is_answered_by_whom_it_alerts() {
    let mut bench = Bench::new();
    let booked = bench.schedule().unwrap();
    let feed = |agent: &str| {
        let state = State::Alerting {
            agent: AgentId::new(agent),
            until: None,
        };
        Input::Fed(vec![Fed {
            id: booked.id.clone(),
            state,
        }])
    };
    bench.input(feed("lee"));
    bench.effects.clear();
    bench.input(Input::Answer {
        id: booked.id.clone(),
        answer: Answer::Accept,
    });
    assert_eq!(bench.events(), []);
    bench.input(feed("kim"));
    bench.input(Input::Answer {
        id: booked.id.clone(),
        answer: Answer::Accept,
    });
    let told = bench.events();
    let accepted = ChangeKind::Answered(Answer::Accept);
    assert!(
        matches!(&told[..], [HostEvent::Updated { change, .. }] if *change == accepted),
        "{told:?}"
    );
}

#[test]
fn a_feed_tells_nothing_back_but_what_it_got_wrong() {
    let mut bench = Bench::new();
    let booked = bench.schedule().unwrap();
    bench.effects.clear();
    bench.input(Input::Fed(vec![
        Fed {
            id: booked.id.clone(),
            state: State::Ended,
        },
        Fed {
            id: booked.id.clone(),
            state: State::Queued,
        },
        Fed {
            id: callback_core::ids::CallbackId::new("nobody's"),
            state: State::Queued,
        },
    ]));
    let refusals: Vec<_> = bench
        .events()
        .into_iter()
        .map(|event| match event {
            HostEvent::FeedRefused { refusal, .. } => refusal,
            other => panic!("only refusals, not {other:?}"),
        })
        .collect();
    assert_eq!(refusals, [Refusal::TooLate, Refusal::NotFound]);
    assert_eq!(bench.desk.get(&booked.id).unwrap().state, State::Ended);
}

#[test]
fn the_list_shows_what_is_mine_by_its_time_and_what_may_be_pressed() {
    let mut bench = Bench::new();
    bench.edit(Edit::Owned(true));
    let later = bench.schedule().unwrap();
    bench.input(Input::Context(context("c2")));
    bench.when("2026-11-24", "10:12 am");
    bench.edit(Edit::Owned(true));
    let sooner = bench.schedule().unwrap();
    let rows = bench.panel.rows(bench.now, &bench.desk);
    let ids: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
    assert_eq!(ids, [sooner.id, later.id]);
    assert!(matches!(rows[0].change, Err(Refusal::EditLocked { .. })));
    assert_eq!(
        (&rows[0].cancel, &rows[1].change, rows[1].mine),
        (&Ok(()), &Ok(()), true)
    );

    let mut theirs = settings();
    theirs.agent = Some(agent("lee"));
    bench.input(Input::Settings(theirs));
    assert_eq!(bench.panel.rows(bench.now, &bench.desk), []);
}

#[test]
fn the_alert_card_counts_down_and_says_how_late_it_is() {
    let mut bench = Bench::new();
    let booked = bench.schedule().unwrap();
    assert_eq!(bench.panel.alert(bench.now, &bench.desk), None);
    bench.now = booked.promise.at + 2 * MINUTE_MS;
    let state = State::Alerting {
        agent: AgentId::new("kim"),
        until: Some(bench.now + 30_000),
    };
    bench.input(Input::Fed(vec![Fed {
        id: booked.id,
        state,
    }]));
    bench.now = bench.now + 10_000;
    let alert = bench.panel.alert(bench.now, &bench.desk).unwrap();
    assert_eq!(
        (alert.late_ms, alert.left_ms),
        (2 * MINUTE_MS + 10_000, Some(20_000))
    );
}
