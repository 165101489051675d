//! Every limit of a promise, on both sides (P2, P5-P9, T2, V1).

mod support;

use callback_core::callback::edit_locked;
use callback_core::check::{Verdict, check};
use callback_core::claim::{Claim, Unclaimed};
use callback_core::command::Route;
use callback_core::draft::{Draft, Pick, When};
use callback_core::entry::Lexicon;
use callback_core::facts::Facts;
use callback_core::ids::{Key, QueueId};
use callback_core::limits::EDIT_LOCK_MS;
use callback_core::panel::{Edit, Input};
use callback_core::problem::{Field, Problem, ProblemKind};
use callback_core::settings::{AtExpiry, Horizon, Ownership, QueueChoice, Settings};
use callback_core::time::{DAY_MS, Fold, HOUR_MS, MINUTE_MS, Timestamp};
use support::{Bench, NOW, context, queue, settings, zone};

/// Checks a draft for the instant `NOW + ahead_ms`, pressed at `NOW`, in UTC.
fn at(ahead_ms: i64, claim: Claim, settings: &Settings) -> Result<Timestamp, Vec<Problem>> {
    let context = context("c1");
    let at = (NOW + ahead_ms).to_utc().expect("in range").naive_utc();
    let mut draft = Draft::from_context(&context, settings);
    draft.zone = Pick::Chosen(zone("UTC"));
    draft.claim = claim;
    draft.when = When::Typed {
        date: at.date().to_string(),
        time: at.time().format("%H:%M").to_string(),
        fold: None,
    };
    let lexicon = Lexicon::en_gb();
    let facts = Facts {
        settings,
        context: &context,
        lexicon: &lexicon,
        now: NOW,
    };
    check(&draft, &facts, &Key::new("k"), &[]).map(|command| command.promise().at)
}

fn kinds(problems: &[Problem]) -> Vec<(Field, &ProblemKind)> {
    problems
        .iter()
        .map(|problem| (problem.field, &problem.kind))
        .collect()
}

#[test]
fn a_callback_lies_in_the_future() {
    let past = NOW;
    assert_eq!(
        at(MINUTE_MS, Claim::Anyone, &settings()),
        Ok(NOW + MINUTE_MS)
    );
    let same = at(0, Claim::Anyone, &settings()).unwrap_err();
    assert_eq!(
        kinds(&same),
        [(Field::Time, &ProblemKind::InPast { at: past })]
    );
    let yesterday = at(-DAY_MS, Claim::Anyone, &settings()).unwrap_err();
    assert_eq!(
        kinds(&yesterday),
        [(Field::Date, &ProblemKind::InPast { at: NOW - DAY_MS })]
    );
}

#[test]
fn the_horizon_is_720_hours_from_the_press_and_no_minute_more() {
    assert_eq!(
        at(720 * HOUR_MS, Claim::Anyone, &settings()),
        Ok(NOW + 720 * HOUR_MS)
    );
    let beyond = at(720 * HOUR_MS + MINUTE_MS, Claim::Anyone, &settings()).unwrap_err();
    let kind = ProblemKind::TooFar {
        latest: NOW + 720 * HOUR_MS,
        hours_max: 720,
    };
    assert_eq!(kinds(&beyond), [(Field::Date, &kind)]);
}

#[test]
fn an_administrator_may_lower_the_horizon() {
    let mut settings = settings();
    settings.policy.horizon = Horizon::from_days(2).unwrap();
    assert!(at(48 * HOUR_MS, Claim::Anyone, &settings).is_ok());
    assert!(at(48 * HOUR_MS + MINUTE_MS, Claim::Anyone, &settings).is_err());
}

#[test]
fn settings_are_in_range_or_refused() {
    for (bookable, held, ok) in [
        (1, 1, true),
        (720, 168, true),
        (0, 1, false),
        (721, 1, false),
        (1, 0, false),
        (1, 169, false),
    ] {
        assert_eq!(
            Ownership::new(bookable, held, AtExpiry::Disconnect).is_ok(),
            ok,
            "{bookable} h, {held} h"
        );
    }
    for (hours, ok) in [(0, false), (1, true), (720, true), (721, false)] {
        assert_eq!(Horizon::new(hours).is_ok(), ok, "{hours} h");
    }
    for (days, ok) in [
        (0, false),
        (1, true),
        (30, true),
        (31, false),
        (u32::MAX, false),
    ] {
        assert_eq!(Horizon::from_days(days).is_ok(), ok, "{days} d");
    }
}

#[test]
fn ownership_binds_at_the_queues_own_limit() {
    for hours in [1, 72, 720] {
        let mut settings = settings();
        settings.queues[0] = queue("sales", Some((hours, 24, AtExpiry::Disconnect)), true);
        let limit_ms = i64::from(hours) * HOUR_MS;
        assert_eq!(
            at(limit_ms, Claim::Owned, &settings),
            Ok(NOW + limit_ms),
            "{hours} h"
        );
        let beyond = at(limit_ms + MINUTE_MS, Claim::Owned, &settings).unwrap_err();
        let owned = beyond.iter().any(|problem| {
            problem.field == Field::Claim
                && matches!(problem.kind, ProblemKind::OwnedTooFar { latest, .. } if latest == NOW + limit_ms)
        });
        assert!(owned, "{hours} h: {beyond:?}");
    }
}

#[test]
fn an_owned_callback_is_held_from_its_time_for_the_configured_hours() {
    for held in [1, 24, 168] {
        let mut settings = settings();
        settings.queues[0] = queue("sales", Some((72, held, AtExpiry::HandToQueue)), true);
        let context = context("c1");
        let mut draft = Draft::from_context(&context, &settings);
        draft.claim = Claim::Owned;
        let lexicon = Lexicon::en_us();
        let facts = Facts {
            settings: &settings,
            context: &context,
            lexicon: &lexicon,
            now: NOW,
        };
        let command = check(&draft, &facts, &Key::new("k"), &[]).unwrap();
        let promise = command.promise();
        match &promise.route {
            Route::Owned {
                until, at_expiry, ..
            } => {
                assert_eq!(*until, promise.at + i64::from(held) * HOUR_MS);
                assert_eq!(*at_expiry, AtExpiry::HandToQueue);
            }
            other => panic!("owned, not {other:?}"),
        }
    }
}

#[test]
fn the_edit_lock_begins_fifteen_minutes_before() {
    let at = NOW + HOUR_MS;
    for (before_ms, locked) in [
        (EDIT_LOCK_MS + 1, false),
        (EDIT_LOCK_MS, true),
        (EDIT_LOCK_MS - 1, true),
        (0, true),
        (-1, true),
    ] {
        assert_eq!(
            edit_locked(Claim::Owned, at, at - before_ms),
            locked,
            "{before_ms} ms before"
        );
        assert!(!edit_locked(Claim::ToMe, at, at - before_ms));
    }
}

#[test]
fn one_booked_less_than_fifteen_minutes_ahead_is_said_to_be_locked_before() {
    for (time, locked) in [("10:14 am", true), ("10:15 am", true), ("10:16 am", false)] {
        let mut bench = Bench::new();
        bench.edit(Edit::Owned(true));
        bench.when("2026-11-24", time);
        let owned = bench.shown().preview.unwrap().owned.unwrap();
        assert_eq!(owned.locked_from_start, locked, "{time}");
    }
}

#[test]
fn every_problem_is_found_at_once_in_the_order_of_the_fields() {
    let settings = settings();
    let mut context = context("c1");
    context.ani = "anonymous".to_owned();
    context.queue = None;
    let mut draft = Draft::from_context(&context, &settings);
    draft.name = "x".repeat(201);
    draft.note = "y".repeat(2_001);
    draft.when = When::Typed {
        date: "31/31".to_owned(),
        time: "25:00".to_owned(),
        fold: None,
    };
    let lexicon = Lexicon::en_us();
    let facts = Facts {
        settings: &settings,
        context: &context,
        lexicon: &lexicon,
        now: NOW,
    };
    let problems = check(&draft, &facts, &Key::new("k"), &[]).unwrap_err();
    let fields: Vec<Field> = problems.iter().map(|problem| problem.field).collect();
    assert_eq!(
        fields,
        [
            Field::Phone,
            Field::Name,
            Field::Date,
            Field::Time,
            Field::Queue,
            Field::Note
        ]
    );
}

#[test]
fn names_and_notes_are_kept_up_to_their_limit() {
    for (chars, ok) in [(200, true), (201, false)] {
        let mut bench = Bench::new();
        bench.edit(Edit::Name("é".repeat(chars)));
        assert_eq!(bench.schedule().is_some(), ok, "{chars} characters");
    }
    for (chars, ok) in [(2_000, true), (2_001, false)] {
        let mut bench = Bench::new();
        bench.edit(Edit::Note("注".repeat(chars)));
        assert_eq!(bench.schedule().is_some(), ok, "{chars} characters");
    }
}

#[test]
fn the_number_librarys_verdict_is_an_argument() {
    let mut bench = Bench::new();
    bench.input(Input::Verdicts(vec![Verdict::Invalid]));
    assert!(bench.schedule().is_none());
    assert_eq!(
        kinds(&bench.shown().problems),
        [(Field::Phone, &ProblemKind::PhoneInvalid)]
    );
    bench.input(Input::Verdicts(vec![Verdict::Valid]));
    assert!(bench.schedule().is_some());
}

#[test]
fn a_skipped_time_names_the_nearest_two() {
    let mut bench = Bench::new();
    bench.now = Timestamp::from_ms(1_772_800_000_000); // 6 March 2026
    bench.when("2026-03-08", "02:30");
    bench.schedule();
    match &bench.shown().problems[..] {
        [
            Problem {
                field: Field::Time,
                kind: ProblemKind::Skipped { before, after },
            },
        ] => {
            assert_eq!(before.offset_secs, -5 * 3_600);
            assert_eq!(
                (after.local, after.offset_secs),
                (support::local("2026-03-08T03:30:00"), -4 * 3_600)
            );
        }
        other => panic!("a gap, not {other:?}"),
    }
}

#[test]
fn a_repeated_time_asks_which_and_takes_the_answer() {
    let mut bench = Bench::new();
    bench.now = Timestamp::from_ms(1_793_400_000_000); // 30 October 2026
    bench.when("2026-11-01", "01:30");
    assert!(bench.schedule().is_none());
    let (first, second) = match &bench.shown().problems[..] {
        [
            Problem {
                field: Field::Time,
                kind: ProblemKind::Twice { earlier, later },
            },
        ] => (earlier.at, later.at),
        other => panic!("a fold, not {other:?}"),
    };
    assert_eq!(second - first, HOUR_MS);
    bench.edit(Edit::Fold(Fold::Later));
    assert_eq!(bench.schedule().unwrap().promise.at, second);
}

#[test]
fn what_is_wrong_with_both_ways_out_is_said_at_once() {
    let skipped = Timestamp::from_ms(1_772_953_200_000); // 2:00 in New York on 8 March 2026
    let (date, time) = (Field::Date, Field::Time);
    for (now, expected) in [
        (skipped - 31 * DAY_MS, vec![date, time]),
        // Of 1:30 and 3:30 the first is within reach, and the second is not.
        (skipped - 30 * DAY_MS, vec![time]),
        (skipped - HOUR_MS, vec![time]),
        (skipped + HOUR_MS, vec![time, time]),
        (skipped + DAY_MS, vec![date, time]),
    ] {
        let mut bench = Bench::new();
        bench.now = now;
        bench.when("2026-03-08", "02:30");
        bench.schedule();
        let problems = bench.shown().problems;
        let fields: Vec<_> = problems.iter().map(|it| it.field).collect();
        assert_eq!(fields, expected, "{problems:?}");
    }
}

#[test]
fn a_new_time_forgets_the_choice_of_the_old_one() {
    let mut bench = Bench::new();
    bench.now = Timestamp::from_ms(1_793_400_000_000);
    bench.when("2026-11-01", "01:30");
    bench.edit(Edit::Fold(Fold::Later));
    bench.edit(Edit::Time("01:45".to_owned()));
    assert!(bench.schedule().is_none());
}

#[test]
fn a_fixed_queue_is_the_original_one_whatever_the_draft_says() {
    let mut settings = settings();
    settings.policy.queue_choice = QueueChoice::Fixed;
    let mut bench = Bench::with(settings, context("c1"));
    bench.edit(Edit::QueueChosen(QueueId::new("billing")));
    assert_eq!(
        bench.schedule().unwrap().promise.queue,
        QueueId::new("sales")
    );
}

#[test]
fn a_claim_stands_only_where_the_queue_lets_it() {
    let cases = [
        (Claim::Owned, "sales", Ok(())),
        (Claim::Owned, "billing", Err(Unclaimed::OwnershipOff)),
        (Claim::Owned, "vip", Err(Unclaimed::NotAMember)),
        (Claim::ToMe, "billing", Ok(())),
        (Claim::ToMe, "vip", Err(Unclaimed::NotAMember)),
        (Claim::Anyone, "vip", Ok(())),
    ];
    for (claim, id, expected) in cases {
        let settings = settings();
        assert_eq!(
            claim.allowed_in(settings.queue(&QueueId::new(id)).unwrap()),
            expected,
            "{claim:?} in {id}"
        );
    }
}
