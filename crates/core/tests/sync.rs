//! The outbox by single steps, its rows and its requests. Its promises under faults are the swarm's (`sync_swarm`).

mod support;

use callback_core::callback::Callback;
use callback_core::ids::{CallbackId, Key};
use callback_core::sync::{
    Action, Answer, Booking, Change, Effect, Input, Intent, Kept, Outbox, Protocol, Reason, Remote,
    Request, Standing, Stop,
};
use callback_core::time::{MINUTE_MS, SECOND_MS, Timestamp};
use callback_core::wire::http::{self, Document, Reply};
use callback_core::wire::store::{self, OutboxRow};
use support::{Bench, NOW};

fn booked() -> Callback {
    let mut bench = Bench::new();
    bench.when("tomorrow", "3 pm");
    bench.schedule().expect("it can be scheduled")
}

/// An outbox that may send, and all that it asked for.
struct Post {
    outbox: Outbox,
    now: Timestamp,
    draw: u64,
}

impl Post {
    fn new(protocol: Protocol, draw: u64) -> Self {
        let mut post = Self {
            outbox: Outbox::new(protocol),
            now: NOW,
            draw,
        };
        post.tell(Input::Leading);
        for effect in post.tell(Input::Read(Box::default())) {
            if let Effect::Send { attempt, .. } = effect {
                post.answer(attempt, Answer::Listed(Vec::new(), None));
            }
        }
        post
    }

    fn tell(&mut self, input: Input) -> Vec<Effect> {
        let mut effects = Vec::new();
        self.outbox.handle(self.now, self.draw, input, &mut effects);
        effects
    }

    fn kept(&mut self, callback: &Callback, step: u32, keeping: Kept) -> Vec<Effect> {
        self.tell(Input::Kept {
            callback: callback.id.clone(),
            step,
            keeping,
        })
    }

    fn answer(&mut self, attempt: u64, answer: Answer) -> Vec<Effect> {
        self.tell(Input::Answered { attempt, answer })
    }
}

fn sent(effects: &[Effect]) -> Vec<(u64, &Request)> {
    let sent = effects.iter().filter_map(|effect| match effect {
        Effect::Send { attempt, request } if !matches!(request, Request::List { .. }) => {
            Some((*attempt, request))
        }
        _ => None,
    });
    sent.collect()
}

#[test]
fn nothing_is_sent_before_it_is_kept() {
    let (mut post, callback) = (Post::new(Protocol::Keys, 0), booked());
    let changed = post.tell(Input::Changed(Box::new(callback.clone())));
    assert!(matches!(
        &changed[0],
        Effect::Keep {
            intent: Some(_),
            ..
        }
    ));
    assert!(sent(&changed).is_empty());
    assert_eq!(post.outbox.level().only_here, 1);
    let kept = post.kept(&callback, 1, Kept::Disk);
    let [(_, Request::Create { key, .. })] = sent(&kept)[..] else {
        panic!("one request: {kept:?}");
    };
    assert_eq!(*key, callback.key);
}

#[test]
fn what_the_store_refuses_is_sent_all_the_same() {
    let (mut post, callback) = (Post::new(Protocol::Keys, 0), booked());
    post.tell(Input::Changed(Box::new(callback.clone())));
    assert_eq!(sent(&post.kept(&callback, 1, Kept::Failed)).len(), 1);
}

#[test]
fn sent_means_read_back() {
    let (mut post, callback) = (Post::new(Protocol::Keys, 0), booked());
    post.tell(Input::Changed(Box::new(callback.clone())));
    let kept = post.kept(&callback, 1, Kept::Disk);
    let name = CallbackId::new("theirs");
    let made = post.answer(sent(&kept)[0].0, Answer::Created(Some((name.clone(), 1))));
    let both = |effect: &Effect| match effect {
        Effect::Keep { changes, .. } => {
            matches!(&changes[..], [Change::Remote(..), Change::Drop(_, 1)])
        }
        _ => false,
    };
    assert!(made.iter().any(both), "in one write: {made:?}");
    assert_eq!(
        post.outbox.standing(&callback.id, NOW),
        Some(Standing::Waiting)
    );
    let theirs = Callback {
        id: name,
        ..callback.clone()
    };
    let held = post.answer(sent(&made)[0].0, Answer::Held(Box::new(theirs)));
    assert!(held.iter().any(|effect| matches!(effect, Effect::Adopt(_))));
    assert_eq!(
        post.outbox.standing(&callback.id, NOW),
        Some(Standing::Sent)
    );
    assert!(post.outbox.level().at_rest());
}

#[test]
fn a_second_answer_to_one_attempt_is_ignored() {
    let (mut post, callback) = (Post::new(Protocol::Keys, 0), booked());
    post.tell(Input::Changed(Box::new(callback.clone())));
    let kept = post.kept(&callback, 1, Kept::Disk);
    let attempt = sent(&kept)[0].0;
    post.answer(attempt, Answer::Created(Some((CallbackId::new("one"), 1))));
    post.answer(attempt, Answer::Created(Some((CallbackId::new("two"), 1))));
    let remote = post.outbox.remote(&callback.id).expect("it is there");
    assert_eq!(remote.id.as_str(), "one");
}

#[test]
fn retry_after_holds_though_the_network_comes_back() {
    let (mut post, callback) = (Post::new(Protocol::Keys, 0), booked());
    post.tell(Input::Changed(Box::new(callback.clone())));
    let kept = post.kept(&callback, 1, Kept::Disk);
    let after_ms = Some(10 * SECOND_MS);
    post.answer(sent(&kept)[0].0, Answer::Busy { after_ms });
    post.now = NOW + 10 * SECOND_MS - 1;
    assert!(sent(&post.tell(Input::Woke)).is_empty());
    post.now = NOW + 10 * SECOND_MS;
    assert_eq!(sent(&post.tell(Input::Tick)).len(), 1);
}

#[test]
fn a_new_token_is_tried_at_once_and_one_more_that_is_refused_is_not() {
    let (mut post, callback) = (Post::new(Protocol::Keys, 999), booked());
    post.tell(Input::Changed(Box::new(callback.clone())));
    let mut attempt = sent(&post.kept(&callback, 1, Kept::Disk))[0].0;
    for at_once in [true, false] {
        let refused = post.answer(attempt, Answer::Unauthorized);
        assert!(refused.contains(&Effect::NeedToken));
        let again = post.tell(Input::Token);
        assert_eq!(!sent(&again).is_empty(), at_once);
        attempt = sent(&again)
            .first()
            .map_or(attempt, |(attempt, _)| *attempt);
    }
    post.now = NOW + 2 * SECOND_MS;
    assert_eq!(sent(&post.tell(Input::Tick)).len(), 1);
}

#[test]
fn what_fails_in_one_breath_is_one_failure() {
    // The longest wait that chance can draw.
    let mut post = Post::new(Protocol::Keys, 999);
    let mut under_way = Vec::new();
    for n in 0..4 {
        let mut callback = booked();
        callback.id = CallbackId::new(format!("c-{n}/1"));
        callback.key = Key::new(format!("{n:032x}"));
        post.tell(Input::Changed(Box::new(callback.clone())));
        let kept = post.kept(&callback, 1, Kept::Disk);
        under_way.extend(sent(&kept).iter().map(|(attempt, _)| *attempt));
    }
    assert_eq!(under_way.len(), 4);
    for attempt in under_way {
        post.answer(attempt, Answer::Unreachable);
    }
    post.now = NOW + SECOND_MS;
    assert_eq!(sent(&post.tell(Input::Tick)).len(), 1, "one tries again");
}

#[test]
fn a_crowd_does_not_come_back_at_once() {
    let mut back = [0; 20];
    let callback = booked();
    for panel in 0..400_u64 {
        let draw = panel.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        let mut post = Post::new(Protocol::Keys, draw);
        post.tell(Input::Changed(Box::new(callback.clone())));
        let kept = post.kept(&callback, 1, Kept::Disk);
        post.answer(sent(&kept)[0].0, Answer::Unreachable);
        for (at, count) in back.iter_mut().enumerate() {
            post.now = NOW + 50 * (i64::try_from(at).unwrap() + 1);
            if !sent(&post.tell(Input::Tick)).is_empty() {
                *count += 1;
                break;
            }
        }
    }
    // Who draws no wait at all is back at once.
    assert!(back.iter().sum::<u32>() > 390, "within the first second");
    assert!(back.iter().all(|count| *count < 60), "spread: {back:?}");
}

#[test]
fn one_that_is_only_here_is_alarmed_fifteen_minutes_before() {
    let (mut post, callback) = (Post::new(Protocol::Keys, 0), booked());
    post.tell(Input::Changed(Box::new(callback.clone())));
    post.now = callback.promise.at - 15 * MINUTE_MS - 1;
    post.tell(Input::Tick);
    assert_eq!(post.outbox.level().alarm, None);
    post.now = callback.promise.at - 15 * MINUTE_MS;
    post.tell(Input::Tick);
    assert_eq!(post.outbox.level().alarm, Some(callback.id.clone()));
    let late = callback.promise.at + 15 * MINUTE_MS + 1;
    assert_eq!(
        post.outbox.standing(&callback.id, late),
        Some(Standing::Late)
    );
}

#[test]
fn every_row_of_the_outbox_is_read_back() {
    let callback = booked();
    let actions = [
        Action::Create(Box::new(Booking::of(&callback))),
        Action::Replace(Box::new(callback.promise.clone())),
        Action::Cancel,
    ];
    let stops = [
        None,
        Some(Stop::Refused(Reason::KeyReused)),
        Some(Stop::Conflict(Box::new(callback.clone()))),
    ];
    for action in actions {
        for stop in stops.clone() {
            let intent = Intent {
                callback: callback.id.clone(),
                step: 7,
                key: callback.key.clone(),
                action: action.clone(),
                stop,
                accepted: true,
            };
            let text = serde_json::to_string(&OutboxRow::intent(&intent)).unwrap();
            let row: OutboxRow = serde_json::from_str(&text).unwrap();
            assert_eq!(row.read(), Ok(store::Kept::Intent(intent)));
        }
    }
    let remote = Remote {
        press: callback.key.clone(),
        id: CallbackId::new("theirs"),
        version: 3,
        confirmed: true,
        done: 2,
    };
    let row = OutboxRow::remote(&callback.id, &remote);
    assert_eq!(row.read(), Ok(store::Kept::Remote(callback.id, remote)));
}

#[test]
fn a_booking_is_the_request_of_the_agents_button() {
    let callback = booked();
    let request = Request::Create {
        key: callback.key.clone(),
        booking: Box::new(Booking::of(&callback)),
    };
    let call = http::call(&request);
    assert_eq!(call.method, "POST");
    assert_eq!(
        call.path,
        "/api/v2/conversations/c1/participants/customer/callbacks"
    );
    assert_eq!(call.key, Some(callback.key.clone()));
    let body = serde_json::to_value(&call.body).unwrap();
    assert_eq!(body["callbackNumbers"][0], "+12125550123");
    assert_eq!(body["queueId"], "sales");
    assert_eq!(body["data"]["clientKey"], callback.key.as_str());
    assert_eq!(body["data"]["timeZone"], "America/New_York");
    assert_eq!(body["callbackScheduledTime"], "2026-11-25T20:00:00.000Z");
}

#[test]
fn an_answer_is_what_its_status_says() {
    let callback = booked();
    let request = Request::Create {
        key: callback.key.clone(),
        booking: Box::new(Booking::of(&callback)),
    };
    let answer = |status, location: Option<&str>| {
        let reply = Reply {
            status,
            retry_after_secs: Some(2),
            location: location.map(str::to_owned),
            etag: Some("\"4\"".to_owned()),
            document: Document::None,
        };
        http::answer(Protocol::Keys, &request, reply)
    };
    let made = Answer::Created(Some((CallbackId::new("id"), 4)));
    assert_eq!(answer(201, Some("/x/v1/callbacks/id")), made);
    assert_eq!(
        answer(201, None),
        Answer::Broken,
        "a success that says nothing"
    );
    assert_eq!(answer(401, None), Answer::Unauthorized);
    assert_eq!(answer(412, None), Answer::Stale);
    assert_eq!(answer(422, None), Answer::Refused(Reason::KeyReused));
    assert_eq!(answer(403, None), Answer::Refused(Reason::Forbidden));
    assert_eq!(answer(500, None), Answer::Broken);
    for status in [429, 503] {
        let after_ms = Some(2_000);
        assert_eq!(answer(status, None), Answer::Busy { after_ms });
    }
}
