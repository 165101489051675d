//! One panel from the host's first word to the kept row (P1, P3, P4, P6-P8, P11, P12, P14, S1, G).

mod support;

use callback_core::callback::{DisconnectReason, State};
use callback_core::claim::{Claim, Unclaimed};
use callback_core::desk::{Desk, Durability, Fed, Keeping};
use callback_core::draft::Pick;
use callback_core::ids::{AgentId, QueueId};
use callback_core::limits::UNDO_MS;
use callback_core::panel::{
    Answer, Button, ChangeKind, Edit, Effect, HostEvent, Input, Notice, Write,
};
use callback_core::problem::{Fault, Field, Refusal};
use callback_core::settings::PerInteraction;
use callback_core::time::{HOUR_MS, MINUTE_MS};
use support::{Bench, NOW, agent, context, settings, zone};

#[test]
fn nothing_known_is_asked_again() {
    let shown = Bench::new().shown();
    assert_eq!(
        (shown.phone.as_str(), shown.name.as_str()),
        ("+12125550123", "Ada Lovelace")
    );
    assert_eq!(shown.queue, Pick::Chosen(QueueId::new("sales")));
    assert_eq!(shown.zone, Pick::Chosen(zone("America/New_York")));
    assert_eq!(shown.button, Button::Ready);
    assert_eq!(shown.problems, []);
}

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
fn the_default_ticks_on_until_it_is_touched() {
    let mut bench = Bench::new();
    bench.now = NOW + 7 * MINUTE_MS;
    assert_eq!(bench.shown().preview.unwrap().at, NOW + 40 * MINUTE_MS);
    let text = bench.shown().time;
    bench.edit(Edit::Time(text));
    bench.now = NOW + 20 * MINUTE_MS;
    assert_eq!(bench.shown().preview.unwrap().at, NOW + 40 * MINUTE_MS);
}

#[test]
fn the_default_may_be_tomorrow() {
    let mut bench = Bench::new();
    bench.now = NOW + 13 * HOUR_MS + 45 * MINUTE_MS;
    assert_eq!(
        bench.shown().preview.unwrap().contact.shows.local,
        support::local("2026-11-25T00:15:00")
    );
}

#[test]
fn another_zone_keeps_a_typed_clock_time_and_an_untouched_instant() {
    let tokyo = zone("Asia/Tokyo");
    let mut untouched = Bench::new();
    let before = untouched.shown().preview.unwrap().at;
    untouched.edit(Edit::ZoneChosen(tokyo));
    assert_eq!(untouched.shown().preview.unwrap().at, before);

    let mut typed = Bench::new();
    typed.when("2026-11-26", "14:30");
    let before = typed.shown().preview.unwrap();
    typed.edit(Edit::ZoneChosen(tokyo));
    let after = typed.shown().preview.unwrap();
    assert_eq!(after.contact.shows.local, before.contact.shows.local);
    assert_eq!(before.at - after.at, 14 * HOUR_MS);
}

#[test]
fn both_clocks_show_the_offset_on_that_date() {
    let mut bench = Bench::new();
    bench.edit(Edit::ZoneChosen(zone("Europe/Berlin")));
    bench.when("2026-11-26", "15:00");
    let preview = bench.shown().preview.unwrap();
    assert_eq!(
        (
            preview.contact.shows.offset_secs,
            preview.agent.unwrap().shows.offset_secs
        ),
        (3_600, -5 * 3_600)
    );
}

#[test]
fn a_problem_is_shown_once_its_field_was_left() {
    let mut bench = Bench::new();
    bench.edit(Edit::Phone("no number".to_owned()));
    assert_eq!(bench.shown().problems, []);
    bench.input(Input::Left(Field::Name));
    assert_eq!(bench.shown().problems, []);
    bench.input(Input::Left(Field::Phone));
    assert_eq!(bench.shown().problems.len(), 1);
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
fn a_draft_belongs_to_its_conversation() {
    let mut bench = Bench::new();
    bench.edit(Edit::Note("for the first".to_owned()));
    bench.input(Input::Context(context("c2")));
    assert_eq!(bench.shown().note, "");
    bench.edit(Edit::Note("for the second".to_owned()));
    bench.input(Input::Context(context("c1")));
    assert_eq!(bench.shown().note, "for the first");
    let booked = bench.schedule().unwrap();
    assert_eq!(booked.conversation.unwrap().as_str(), "c1");
    bench.input(Input::Context(context("c2")));
    assert_eq!(bench.shown().note, "for the second");
}

#[test]
fn a_switch_while_the_host_is_asked_books_nothing() {
    let mut bench = Bench::new();
    let key = bench.key();
    bench.input(Input::Schedule { key: key.clone() });
    bench.input(Input::Context(context("c2")));
    bench.input(Input::Allowed { key });
    assert_eq!(bench.desk.all().count(), 0);
}

#[test]
fn what_the_agent_typed_outlives_what_the_host_says_later() {
    let mut bench = Bench::new();
    bench.edit(Edit::Name("Grace".to_owned()));
    let later = callback_core::context::Context {
        contact_name: "Somebody".to_owned(),
        ani: "+442071838750".to_owned(),
        ..context("c1")
    };
    bench.input(Input::Context(later));
    let shown = bench.shown();
    assert_eq!(
        (shown.name.as_str(), shown.phone.as_str()),
        ("Grace", "+442071838750")
    );
}

#[test]
fn a_change_of_queue_re_decides_both_boxes_and_says_so() {
    let cases = [
        ("billing", Claim::ToMe, Unclaimed::OwnershipOff),
        ("vip", Claim::Anyone, Unclaimed::NotAMember),
    ];
    for (queue, claim, why) in cases {
        let mut bench = Bench::new();
        bench.edit(Edit::Owned(true));
        bench.edit(Edit::QueueChosen(QueueId::new(queue)));
        let shown = bench.shown();
        assert_eq!(
            (shown.claim.claim, shown.notice),
            (claim, Some(Notice::Unticked(why))),
            "{queue}"
        );
    }
}

#[test]
fn ownership_includes_to_me() {
    let mut bench = Bench::new();
    bench.edit(Edit::Owned(true));
    assert_eq!(bench.shown().claim.claim, Claim::Owned);
    bench.edit(Edit::Owned(false));
    assert_eq!(bench.shown().claim.claim, Claim::ToMe);
}

#[test]
fn an_edit_changes_the_one_callback() {
    let mut bench = Bench::new();
    let booked = bench.schedule().unwrap();
    bench.input(Input::Change(booked.id.clone()));
    bench.when("2026-11-27", "09:00");
    let changed = bench.schedule().unwrap();
    assert_eq!((changed.id, changed.version), (booked.id, 2));
    assert_eq!(
        changed.promise.said.local,
        support::local("2026-11-27T09:00:00")
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
        bench.input(Input::Change(booked.id.clone()));
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
    bench.input(Input::Change(booked.id.clone()));
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

#[test]
fn what_is_typed_in_one_field_for_both_fills_both_once_it_is_left() {
    let cases = [
        (Field::Date, "tomorrow 3pm", "11/25/2026", "3:00 PM"),
        (Field::Time, "2026-12-01T14:30", "12/01/2026", "2:30 PM"),
        (Field::Time, "in 90 min", "11/24/2026", "11:30 AM"),
        (Field::Date, "in 2 h", "11/24/2026", "12:00 PM"),
        (Field::Date, "12/1 at 9", "12/01/2026", "9"),
    ];
    for (field, typed, date, time) in cases {
        let mut bench = Bench::new();
        bench.edit(match field {
            Field::Date => Edit::Date(typed.to_owned()),
            _ => Edit::Time(typed.to_owned()),
        });
        bench.input(Input::Left(field));
        let shown = bench.shown();
        assert_eq!(
            (shown.date.as_str(), shown.time.as_str()),
            (date, time),
            "{typed}"
        );
    }
}

#[test]
fn a_callback_in_two_hours_never_comes_early() {
    let mut bench = Bench::new();
    bench.now = NOW + 1;
    bench.edit(Edit::Time("in 2 h".to_owned()));
    assert_eq!(
        bench.schedule().unwrap().promise.at,
        NOW + 2 * HOUR_MS + MINUTE_MS
    );
}

#[test]
fn the_default_stays_in_its_fields_while_a_zone_is_typed() {
    let mut bench = Bench::new();
    let before = bench.shown();
    bench.edit(Edit::ZoneTyped("par".to_owned()));
    let typing = bench.shown();
    assert_eq!((typing.date, typing.time), (before.date, before.time));
    assert_eq!(typing.preview, None);
}
