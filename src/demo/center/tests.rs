//! The center as a whole: what a person at the page would see happen.

use super::scenario::{AGENTS, BILLING, OPENS, QUEUES, SERVICE, YOU};
use super::*;
use callback_core::routing::{
    Absence, AgentId, AlertedBecause, Change, DisconnectReason, PassedOver, QueueId, Refusal,
    RoutingStatus, WaitsBecause,
};
use callback_core::time::{HOUR_MS, MINUTE_MS, SECOND_MS};
use callback_core::wire::host::{AGENT_OWNED, AgentRef, CallbackValue, RoutingData, ScoredAgent};

const SEED: u64 = scenario::SEED as u64;

/// How a callback is booked.
#[derive(Clone, Copy)]
enum For {
    Queue,
    Me,
    /// Owned by this agent, for so many hours.
    Owner(u32, i64),
}

fn instant(at: Timestamp) -> String {
    let utc = at.to_utc().expect("a time of the demo");
    utc.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

fn value(id: &str, queue: QueueId, after_ms: i64, claim: For) -> CallbackValue {
    let at = OPENS + after_ms;
    let (agent, owned_until) = match claim {
        For::Queue => (None, None),
        For::Me => (Some(YOU.0), None),
        For::Owner(agent, hours) => (Some(agent), Some(instant(at + hours * HOUR_MS))),
    };
    let scored = agent.map(|agent| ScoredAgent {
        agent: AgentRef {
            id: AGENTS[agent as usize].key.to_owned(),
        },
        score: 100,
    });
    CallbackValue {
        id: Some(id.to_owned()),
        key: id.to_owned(),
        conversation_id: None,
        participant_id: None,
        state: "scheduled".to_owned(),
        version: 1,
        callback_scheduled_time: instant(at),
        callback_numbers: vec!["+12125550199".to_owned()],
        callback_user_name: "Ada".to_owned(),
        routing_data: RoutingData {
            queue_id: QUEUES[queue.0 as usize].key.to_owned(),
            scored_agents: scored.into_iter().collect(),
            routing_flags: owned_until.iter().map(|_| AGENT_OWNED.to_owned()).collect(),
        },
        owned_until,
        owned_expiry_to_queue: None,
        disconnect_type: None,
        data: BTreeMap::new(),
    }
}

fn book(center: &mut Center, queue: QueueId, after_ms: i64, claim: For) -> InteractionId {
    hear(center, Heard::Booked(value("a", queue, after_ms, claim)));
    center.bookings.number("a").expect("it was booked")
}

/// The panel tells.
fn hear(center: &mut Center, heard: Heard) {
    let input = center.understand(heard).expect("it is of this center");
    center.take(input);
}

/// A center in which you have no call and are ready.
fn ready() -> Center {
    let mut center = Center::open(SEED);
    center.take(Input::EndCall);
    center.take(Input::WorkDone);
    center
}

fn status(center: &Center, key: &str) -> (String, Option<String>) {
    let statuses = center.statuses();
    let found = statuses
        .into_iter()
        .find(|status| status.id == key)
        .expect("it was booked");
    (found.state, found.disconnect_type)
}

fn decided(center: &Center, id: InteractionId) -> Vec<Action> {
    let lines = center.timeline.promises().map(|line| line.what);
    let mut actions: Vec<Action> = lines
        .filter_map(|what| match what {
            What::Decided(action) if subject(&action) == Some(id) => Some(action),
            _ => None,
        })
        .collect();
    actions.reverse();
    actions
}

fn until(center: &mut Center, reached: impl Fn(&Center) -> bool) {
    for _ in 0..10_000 {
        if reached(center) {
            return;
        }
        center.come();
    }
    panic!("it never came to that");
}

#[test]
fn the_page_opens_on_a_center_at_work_with_a_customer_on_your_line() {
    for seed in 1..20 {
        let center = Center::open(seed);
        let talking = |one: &Conversation| matches!(one.phase, Phase::Talking { .. });
        assert!(center.conversations().iter().any(talking), "seed {seed}");
        let status = center.router.agent(YOU).map(|agent| agent.status());
        assert_eq!(status, Some(RoutingStatus::Interacting), "seed {seed}");
        assert!(center.timeline.written() > 50, "seed {seed}");
    }
}

#[test]
fn the_same_seed_gives_the_same_timeline_and_another_one_another() {
    let lines = |seed| {
        let mut center = Center::open(seed);
        center.advance(OPENS + HOUR_MS);
        center
            .timeline
            .all()
            .into_iter()
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(lines(1), lines(1));
    assert_ne!(lines(1), lines(2));
}

#[test]
fn what_the_panel_tells_twice_is_done_once_and_what_is_none_of_ours_not_at_all() {
    let mut center = ready();
    let told = value("a", SERVICE, HOUR_MS, For::Me);
    book(&mut center, SERVICE, HOUR_MS, For::Me);
    assert_eq!(center.understand(Heard::Booked(told.clone())), None);
    let mut elsewhere = told;
    elsewhere.id = Some("b".to_owned());
    elsewhere.routing_data.queue_id = "refunds".to_owned();
    assert_eq!(center.understand(Heard::Booked(elsewhere)), None);
    let unknown = Heard::CallNow("c".to_owned());
    assert_eq!(center.understand(unknown), None);
}

#[test]
fn a_callback_to_me_alerts_me_when_i_am_free() {
    let mut center = ready();
    let id = book(&mut center, SERVICE, 10 * MINUTE_MS, For::Me);
    center.watch(OPENS + HOUR_MS);
    assert_eq!(center.now(), OPENS + 10 * MINUTE_MS);
    assert!(center.alerts_you());
    let alert = decided(&center, id).pop();
    assert!(
        matches!(
            alert,
            Some(Action::Alert {
                agent: YOU,
                why: AlertedBecause::RequestedAgent,
                ..
            })
        ),
        "{alert:?}"
    );
    assert_eq!(status(&center, "a").0, "alerting");
}

#[test]
fn a_callback_to_me_goes_to_another_when_i_am_on_the_phone() {
    let mut center = Center::open(SEED);
    let id = book(&mut center, SERVICE, 5 * MINUTE_MS, For::Me);
    center.advance(OPENS + HOUR_MS);
    let absent = Absence::NotAvailable(RoutingStatus::Interacting);
    let passed = PassedOver {
        agent: YOU,
        why: absent,
    };
    let alert = decided(&center, id)
        .into_iter()
        .find(|action| matches!(action, Action::Alert { .. }));
    assert!(
        matches!(alert, Some(Action::Alert { agent, instead_of: Some(over), .. }) if agent != YOU && over == passed),
        "{alert:?}"
    );
}

#[test]
fn a_callback_that_i_miss_goes_to_the_next_and_i_am_not_responding() {
    let mut center = ready();
    let id = book(&mut center, SERVICE, 10 * MINUTE_MS, For::Me);
    center.watch(OPENS + HOUR_MS);
    center.advance(center.now() + 30 * SECOND_MS);
    let you = center.router.agent(YOU).map(|agent| agent.status());
    assert_eq!(you, Some(RoutingStatus::NotResponding));
    let other = |action: &Action| matches!(action, Action::Connect { agent, .. } if *agent != YOU);
    until(&mut center, |center| decided(center, id).iter().any(other));
    center.take(Input::OnQueue(YOU.0, true));
    let you = center.router.agent(YOU).map(|agent| agent.status());
    assert_eq!(you, Some(RoutingStatus::Idle));
}

#[test]
fn an_owned_callback_of_an_agent_off_queue_is_dropped_at_expiry_with_reason_timeout() {
    let mut center = ready();
    let id = book(&mut center, SERVICE, 10 * MINUTE_MS, For::Owner(YOU.0, 2));
    center.take(Input::OnQueue(YOU.0, false));
    let expires = OPENS + 10 * MINUTE_MS + 2 * HOUR_MS;
    center.advance(expires - 1);
    assert_eq!(status(&center, "a"), ("queued".to_owned(), None));
    center.advance(expires);
    assert_eq!(
        status(&center, "a"),
        ("disconnected".to_owned(), Some("timeout".to_owned()))
    );
    let why = Absence::NotAvailable(RoutingStatus::OffQueue);
    let dropped = DisconnectReason::Timeout {
        owner: YOU,
        until: expires,
        why,
    };
    assert_eq!(
        decided(&center, id).pop(),
        Some(Action::Disconnect { id, why: dropped })
    );
}

#[test]
fn where_the_queue_says_so_an_expired_one_goes_to_the_next_agent() {
    let mut center = ready();
    let id = book(&mut center, BILLING, 10 * MINUTE_MS, For::Owner(YOU.0, 1));
    center.take(Input::OnQueue(YOU.0, false));
    until(&mut center, |center| status(center, "a").0 == "ended");
    let handed = |action: &Action| {
        matches!(
            action,
            Action::Notify {
                change: Change::HandedToQueue { owner: YOU, .. },
                ..
            }
        )
    };
    assert!(decided(&center, id).iter().any(handed));
}

/// A center in which you have dialed a callback, and the customer answers it, or does not.
fn dialed(answers: bool) -> (Center, InteractionId) {
    let tried = (1..100).map(|seed| {
        let mut center = Center::open(seed);
        center.take(Input::EndCall);
        center.take(Input::WorkDone);
        let id = book(&mut center, SERVICE, 10 * MINUTE_MS, For::Me);
        center.watch(OPENS + HOUR_MS);
        hear(&mut center, Heard::Answered("a".to_owned(), Answer::Dial));
        assert_eq!(status(&center, "a").0, "dialing");
        let rings = |center: &Center| matches!(center.state(id), Some(State::Dialing { .. }));
        until(&mut center, |center| !rings(center));
        (center, id)
    });
    let mut fitting = tried.filter(|(center, id)| {
        let connected = matches!(center.state(*id), Some(State::Connected { .. }));
        connected == answers
    });
    fitting.next().expect("it happens in one of a hundred")
}

#[test]
fn the_alert_card_takes_a_callback_to_its_end() {
    let (mut center, _) = dialed(true);
    hear(&mut center, Heard::Answered("a".to_owned(), Answer::End));
    assert_eq!(status(&center, "a").0, "wrap-up");
    hear(&mut center, Heard::Answered("a".to_owned(), Answer::End));
    assert_eq!(status(&center, "a").0, "ended");
}

#[test]
fn a_customer_who_does_not_answer_is_tried_again_until_the_ladder_ends() {
    let (mut center, id) = dialed(false);
    for expected in ["dialing", "wrap-up"] {
        assert_eq!(status(&center, "a").0, expected);
        hear(&mut center, Heard::Answered("a".to_owned(), Answer::End));
    }
    let next = center.now() + 15 * MINUTE_MS;
    assert_eq!(status(&center, "a").0, "scheduled");
    assert_eq!(center.bookings.get(id).map(|booked| booked.at), Some(next));
    until(&mut center, |center| center.now() >= next);
    assert_eq!(status(&center, "a").0, "alerting");
    // Whoever dials it next: it ends with an agent, or for good after the third attempt.
    until(&mut center, |center| center.state(id).is_none());
    let attempts = decided(&center, id)
        .into_iter()
        .filter(|action| matches!(action, Action::Dial { .. }))
        .count();
    let (state, why) = status(&center, "a");
    assert!(
        (state == "ended" && attempts <= 3)
            || (why.as_deref() == Some("endpoint") && attempts == 3),
        "{state} {why:?} after {attempts}"
    );
}

#[test]
fn who_stands_in_an_outer_ring_is_asked_later() {
    let outer = [AgentId(5), AgentId(7)];
    let mut asked = 0;
    for seed in 1..12 {
        let mut waited = Vec::new();
        let mut center = Center::open(seed);
        for minutes in 0..120 {
            center.advance(OPENS + minutes * MINUTE_MS);
            for line in center.timeline.all().into_iter().take(40).rev() {
                let What::Decided(action) = line.what else {
                    continue;
                };
                match action {
                    Action::Wait {
                        id,
                        why: WaitsBecause::NobodyInRing { .. },
                        ..
                    } => waited.push(id),
                    Action::Alert { id, agent, .. } if waited.contains(&id) => {
                        asked += usize::from(outer.contains(&agent));
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(asked > 0);
}

#[test]
fn a_marked_contact_is_disconnected_when_the_list_changes_and_not_before() {
    for enforce in [
        Input::ListChanged,
        Input::CampaignReset,
        Input::CampaignRecycled,
    ] {
        let mut center = ready();
        let id = book(&mut center, SERVICE, 10 * MINUTE_MS, For::Me);
        center.take(enforce.clone());
        assert_eq!(status(&center, "a").0, "scheduled");
        center.take(Input::Uncallable(id.0, true));
        assert_eq!(status(&center, "a").0, "scheduled");
        center.take(enforce);
        assert_eq!(
            status(&center, "a"),
            ("disconnected".to_owned(), Some("uncallable".to_owned()))
        );
    }
}

#[test]
fn an_edit_reaches_the_router_in_the_order_that_the_lock_allows() {
    let mut center = ready();
    let id = book(&mut center, SERVICE, 10 * MINUTE_MS, For::Me);
    // From ten minutes ahead, unowned, to an hour ahead, owned; and back again.
    for (after_ms, claim) in [(HOUR_MS, For::Owner(YOU.0, 2)), (10 * MINUTE_MS, For::Me)] {
        hear(
            &mut center,
            Heard::Edited(value("a", BILLING, after_ms, claim)),
        );
        let now = center.router.interaction(id).expect("it has not ended");
        assert_eq!(now.scheduled_at(), Some(OPENS + after_ms));
        assert_eq!(now.ownership().is_some(), matches!(claim, For::Owner(..)));
    }
    let refused = |line: &&Line| matches!(line.what, What::Decided(Action::Refuse { .. }));
    assert_eq!(center.timeline.promises().filter(refused).count(), 0);
}

#[test]
fn a_locked_callback_that_is_edited_all_the_same_is_refused_with_a_line() {
    let mut center = ready();
    let id = book(&mut center, SERVICE, 10 * MINUTE_MS, For::Owner(YOU.0, 2));
    let later = value("a", SERVICE, HOUR_MS, For::Owner(YOU.0, 2));
    hear(&mut center, Heard::Edited(later));
    let refused = What::Decided(Action::Refuse {
        why: Refusal::Locked {
            id,
            at: OPENS + 10 * MINUTE_MS,
        },
    });
    assert_eq!(
        center.timeline.promises().next().map(|line| line.what),
        Some(refused)
    );
}

#[test]
fn the_next_call_is_another_conversation_with_you() {
    let mut center = ready();
    let first = center.conversations()[0].call;
    center.take(Input::NextCall);
    center.advance(center.now() + 3 * SECOND_MS);
    let second = *center.conversations().last().expect("a call");
    assert_ne!(second.call, first);
    assert!(matches!(second.phase, Phase::Talking { .. }));
    // No other call comes to you while you have none.
    center.take(Input::EndCall);
    center.take(Input::WorkDone);
    center.advance(center.now() + 2 * HOUR_MS);
    assert_eq!(
        center.conversations().last().map(|one| one.call),
        Some(second.call)
    );
}

#[test]
fn next_stops_where_something_happened() {
    let mut center = ready();
    book(&mut center, SERVICE, 3 * HOUR_MS, For::Queue);
    let written = center.timeline.written();
    center.next(Next::Line);
    assert!(center.timeline.written() > written);
    let mut due = false;
    for _ in 0..200 {
        center.next(Next::Promise);
        due |= center.now() == OPENS + 3 * HOUR_MS;
    }
    assert!(due);
}

#[test]
fn every_callback_of_a_long_day_ends_with_a_reason() {
    for seed in 1..8 {
        let mut center = Center::open(seed);
        book(&mut center, SERVICE, 20 * MINUTE_MS, For::Queue);
        center.advance(OPENS + 24 * HOUR_MS);
        for (id, booked) in center.callbacks() {
            assert!(booked.finish.is_some(), "seed {seed}: {id:?}");
        }
        // Nobody is forgotten on the line.
        assert!(
            center.lives.len() < 40,
            "seed {seed}: {}",
            center.lives.len()
        );
        assert_eq!(
            center.lives.len(),
            center.router.interactions().count(),
            "seed {seed}"
        );
    }
}

#[test]
fn the_run_that_is_shown_opens_with_a_customer_of_your_own_zone_on_your_line() {
    let center = Center::open(SEED);
    let one = center.conversations()[0];
    assert_eq!(
        (one.customer.name, one.customer.zone),
        ("Maya Lindqvist", None)
    );
    assert_eq!(one.queue, SERVICE);
}
