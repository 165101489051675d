//! Runs written down, carried elsewhere, and shown again.

use super::*;
use crate::center::scenario::{BILLING, OPENS, SEED, SERVICE};
use crate::center::{Answer, Claim, Next, Promise};
use callback_core::time::{HOUR_MS, MINUTE_MS};

fn promise(name: &str, number: &str, after_ms: i64, queue: u32, claim: Claim) -> Promise {
    Promise {
        key: Some("call-1-7/1".to_owned()),
        name: name.to_owned(),
        number: number.to_owned(),
        note: String::new(),
        after_ms,
        queue,
        claim,
    }
}

/// What somebody might do in an hour.
fn deeds() -> Vec<Done> {
    let ada = promise(
        "Ada",
        "+12125550199",
        10 * MINUTE_MS,
        SERVICE.0,
        Claim::ToMe(0),
    );
    let ada_later = Promise {
        note: "Grüße, 你好".to_owned(),
        ..promise(
            "Ada L",
            "+12125550199",
            12 * MINUTE_MS,
            SERVICE.0,
            Claim::ToMe(0),
        )
    };
    let bo = promise(
        "Bo",
        "+12125550198",
        30 * MINUTE_MS,
        BILLING.0,
        Claim::Owned(0, HOUR_MS),
    );
    // Callbacks are numbered after what came before them.
    let mut center = Center::open(u64::from(SEED));
    center.take(Input::Booked(ada.clone()));
    let id = center.callbacks().map(|(id, _)| id.0).max().unwrap_or(0);
    let done = [
        (0, Input::Booked(ada)),
        (0, Input::Edited(id, ada_later)),
        (90_500, Input::EndCall),
        (95_000, Input::WorkDone),
        (200_000, Input::OnQueue(3, false)),
        (200_000, Input::OnQueue(4, false)),
        (300_000, Input::Booked(bo)),
        (12 * MINUTE_MS, Input::Answered(id, Answer::Dial)),
        (12 * MINUTE_MS + 40_000, Input::Answered(id, Answer::End)),
        (13 * MINUTE_MS, Input::Answered(id, Answer::End)),
        (31 * MINUTE_MS, Input::OnQueue(0, false)),
        (32 * MINUTE_MS, Input::Uncallable(id, true)),
        (32 * MINUTE_MS, Input::CampaignReset),
        (33 * MINUTE_MS, Input::NextCall),
    ];
    done.map(|(after_ms, input)| Done { after_ms, input })
        .to_vec()
}

/// The run of these deeds, lived through in steps of so many ms.
fn lived(done: &[Done], step_ms: i64) -> (Run, Center) {
    let mut center = Center::open(u64::from(SEED));
    let pass = |center: &mut Center, to: Timestamp| {
        while center.now() < to {
            center.watch((center.now() + step_ms).min(to));
        }
    };
    for one in done {
        pass(&mut center, one.at());
        center.take(one.input.clone());
    }
    pass(&mut center, OPENS + HOUR_MS);
    let run = Run::of(SEED, done, &mut center);
    (run, center)
}

fn run() -> Run {
    lived(&deeds(), MINUTE_MS).0
}

#[test]
fn deeds_and_seed_are_all_it_takes_whatever_the_steps() {
    let (run, first) = lived(&deeds(), MINUTE_MS);
    assert!(run.decided.actions > 500, "{:?}", run.decided);
    for step_ms in [250, 333, 7 * MINUTE_MS] {
        let (again, center) = lived(&deeds(), step_ms);
        assert_eq!(again, run, "steps of {step_ms} ms");
        assert_eq!(center.timeline().all(), first.timeline().all());
    }
    let again = Center::replay(SEED, &run.done, run.until());
    assert_eq!(again.timeline().all(), first.timeline().all());
    assert_eq!(again.fingerprint(), run.decided);
}

#[test]
fn a_deed_between_two_events_of_one_instant_is_played_back_where_it_was() {
    let mut center = Center::open(u64::from(SEED));
    let mut done = Vec::new();
    let mut take = |center: &mut Center, input: Input| {
        let after_ms = center.now() - OPENS;
        done.push(Done {
            after_ms,
            input: input.clone(),
        });
        center.take(input);
    };
    let due = 10 * MINUTE_MS;
    for number in ["1", "2"] {
        let promise = promise("Ada", number, due, SERVICE.0, Claim::Anyone);
        take(&mut center, Input::Booked(promise));
    }
    while center.now() < OPENS + due {
        center.next(Next::Promise);
    }
    // The first of the two is in the queue, the other not yet.
    for agent in 0..8 {
        take(&mut center, Input::OnQueue(agent, false));
    }
    let run = Run::of(SEED, &done, &mut center);
    let again = Center::replay(SEED, &done, run.until());
    assert_eq!(again.fingerprint(), run.decided);
}

#[test]
fn a_playback_is_exact_in_ticks_and_from_event_to_event() {
    let (run, lived) = lived(&deeds(), MINUTE_MS);
    let end = run.until();
    type Pass = fn(&mut Playback, &mut Center);
    let ways: [Pass; 4] = [
        |playback, center| playback.advance(center, center.now() + 250),
        |playback, center| playback.advance(center, center.now() + 100 * MINUTE_MS),
        |playback, center| playback.next(center, Next::Line),
        |playback, center| playback.next(center, Next::Promise),
    ];
    for pass in ways {
        let (mut playback, mut center) = Playback::begin(run.clone());
        while playback.verdict(&mut center).is_none() {
            let (before, written) = (center.now(), center.written(Next::Line));
            pass(&mut playback, &mut center);
            assert!(center.now() > before || center.written(Next::Line) > written);
        }
        assert_eq!(playback.verdict(&mut center), Some(Verdict::Exact));
        assert_eq!((center.now(), playback.played()), (end, run.done.len()));
        assert_eq!(center.timeline().all(), lived.timeline().all());
    }
}

#[test]
fn a_run_that_another_router_decided_is_not_exact() {
    let mut run = run();
    run.decided.digest.replace_range(..1, "x");
    let (mut playback, mut center) = Playback::begin(run);
    playback.advance(&mut center, OPENS + 2 * HOUR_MS);
    assert_eq!(playback.verdict(&mut center), Some(Verdict::Different));
}

#[test]
fn who_takes_over_goes_on_from_what_was_played() {
    let (mut playback, mut center) = Playback::begin(run());
    playback.advance(&mut center, OPENS + 4 * MINUTE_MS);
    assert_eq!(playback.verdict(&mut center), None);
    let mut done = playback.taken_over();
    assert_eq!(done, deeds()[..6]);
    let end_call = Input::NextCall;
    done.push(Done {
        after_ms: center.now() - OPENS,
        input: end_call.clone(),
    });
    center.take(end_call);
    center.advance(OPENS + HOUR_MS);
    let run = Run::of(SEED, &done, &mut center);
    let again = Center::replay(SEED, &run.done, run.until());
    assert_eq!(again.fingerprint(), run.decided);
}

#[test]
fn a_file_and_a_link_give_back_the_run_but_for_the_ids_of_the_panel() {
    let run = run();
    let mut sent = run.clone();
    for one in &mut sent.done {
        if let Some(promise) = one.input.promise() {
            promise.key = None;
        }
    }
    assert_eq!(read_file(&write_file(&run)), Ok(sent.clone()));
    let link = write_link(&run).expect("it is short");
    assert!(link.len() < 500, "{} characters", link.len());
    assert_eq!(read_link(&link), Some(Ok(sent.clone())));
    assert_eq!(read_link(&format!("#{link}")), Some(Ok(sent)));
    assert_eq!(read_link("#center"), None);
}

#[test]
fn what_was_typed_leaves_only_when_asked_for_and_the_run_stays_exact() {
    let run = run();
    let (without, left_out) = without_typed(run.clone());
    let expected = Typed {
        names: 3,
        numbers: 2,
        notes: 1,
    };
    assert_eq!(left_out, expected);
    let text = write_file(&without);
    for personal in ["Ada", "Bo\"", "5550199", "5550198", "Grüße"] {
        assert!(write_file(&run).contains(personal), "{personal} was typed");
        assert!(!text.contains(personal), "{personal} is left out");
    }
    let (mut playback, mut center) = Playback::begin(without);
    playback.advance(&mut center, OPENS + 2 * HOUR_MS);
    assert_eq!(playback.verdict(&mut center), Some(Verdict::Exact));
}

#[test]
fn the_scenario_s_own_customers_are_no_secret() {
    let maya = &crate::center::scenario::CUSTOMERS[0];
    let input = Input::Booked(promise(maya.name, maya.number, HOUR_MS, 0, Claim::Anyone));
    let run = Run {
        done: vec![Done { after_ms: 5, input }],
        ..run()
    };
    assert_eq!(without_typed(run.clone()), (run, Typed::default()));
}

#[test]
fn every_change_to_a_link_is_found() {
    let link = write_link(&run()).expect("it is short");
    let damaged = Some(Err(Unreadable::Damaged));
    let head = "run=1.".len();
    for at in head..link.len() {
        assert_eq!(read_link(&link[..at]), damaged, "cut at {at}");
        let mut other = link.clone();
        let flipped = if &link[at..=at] == "A" { "B" } else { "A" };
        other.replace_range(at..=at, flipped);
        assert_eq!(read_link(&other), damaged, "changed at {at}");
    }
    for bad in [
        "run=",
        "run=1",
        "run=x.AAAA",
        "run=0.AAAA",
        "run=1.é",
        "run=1.",
    ] {
        assert_eq!(read_link(bad), damaged, "{bad}");
    }
    assert_eq!(
        read_link("run=2.what-ever"),
        Some(Err(Unreadable::Later(2)))
    );
}

#[test]
fn a_file_that_is_no_run_says_which_way() {
    let text = write_file(&run());
    let not_a_run = [
        "",
        "{",
        "[]",
        "{}",
        "{\"format\":\"other\",\"version\":1}",
        "null",
        "3",
    ];
    for bad in not_a_run {
        assert_eq!(read_file(bad), Err(Unreadable::NotARun), "{bad}");
    }
    assert_eq!(
        read_file(&text.replace("\"version\":1", "\"version\":7,\"new\":[]")),
        Err(Unreadable::Later(7))
    );
    assert_eq!(
        read_file(&text.replace(SCENARIO, "nine-queues-4")),
        Err(Unreadable::Elsewhere("nine-queues-4".to_owned()))
    );
    assert_eq!(
        read_file(&text.replace(&format!("\"seed\":{SEED}"), "\"seed\":\"x\"")),
        Err(Unreadable::Damaged)
    );
    assert_eq!(
        read_file(&text.replace("{\"onQueue\":[3,false]}", "{\"onQueue\":[8,false]}")),
        Err(Unreadable::Unfit(5))
    );
    assert_eq!(
        read_file(&text.replace("\"afterMs\":95000", "\"afterMs\":90499")),
        Err(Unreadable::Unfit(4))
    );
    assert_eq!(
        read_file(&" ".repeat(FILE_MAX + 1)),
        Err(Unreadable::TooLarge)
    );
}

#[test]
fn a_run_too_long_for_a_link_says_how_long_and_still_is_a_file() {
    let mut run = run();
    let one = |after_ms| Done {
        after_ms,
        input: Input::OnQueue(5, after_ms % 2 == 0),
    };
    run.done = (0..1_000).map(one).collect();
    let length = write_link(&run).expect_err("it is long");
    assert!(length > LINK_MAX, "{length}");
    assert_eq!(read_file(&write_file(&run)), Ok(run.clone()));
    run.done = vec![one(0); DONE_MAX + 1];
    assert_eq!(read_file(&write_file(&run)), Err(Unreadable::TooLarge));
}
