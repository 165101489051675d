//! From the promise to the agent, over both stores: the server's program, HTTP, the notification socket.

mod support;

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use support::{Caller, Home, Server, Socket, due_in, eventually, in_ms, state_of};

const CALLBACKS: &str = "/api/v2/conversations/callbacks";

/// Runs a check over both stores.
fn on_both(check: impl Fn(&Server)) {
    for home in [Home::sqlite(), Home::postgres()] {
        check(&Server::start(&home.address()));
    }
}

fn presence(who: &Caller, on_queue: bool) {
    let name = if on_queue { "ON_QUEUE" } else { "AVAILABLE" };
    let path = format!("/api/v2/users/{}/presences/purecloud", who.me());
    let body = json!({"presenceDefinition": {"systemPresence": name}});
    let answer = who.patch(&path, &body);
    assert_eq!(answer.status, 200, "{:?}", answer.body);
}

/// The agent's own part in what alerts them, from what the socket says.
fn alerted(socket: &mut Socket, id: &str) -> String {
    let event = socket.until("an alert", |event| {
        event["eventBody"]["id"] == id
            && event["eventBody"]["participants"][1]["state"] == "alerting"
    });
    event["eventBody"]["participants"][1]["id"]
        .as_str()
        .expect("a part")
        .to_owned()
}

fn set(who: &Caller, id: &str, part: &str, state: &str) -> u16 {
    let path = format!("{CALLBACKS}/{id}/participants/{part}");
    who.patch(&path, &json!({"state": state})).status
}

fn routing_status(who: &Caller) -> String {
    let path = format!("/api/v2/users/{}/routingstatus", who.me());
    who.get(&path).text("/status").to_owned()
}

fn hears(who: &Caller) -> Socket {
    Socket::open(
        who,
        &[format!("v2.users.{}.conversations.callbacks", who.me())],
    )
}

#[test]
fn a_promise_reaches_its_agent_and_is_kept() {
    on_both(|server| {
        let kim = server.sign_in("Kim Ito");
        let mut socket = hears(&kim);
        presence(&kim, true);
        let begun = Instant::now();
        let id = due_in(&kim, 1_500, &json!({}));
        let part = alerted(&mut socket, &id);
        let after = begun.elapsed();
        assert!(after > Duration::from_millis(1_400), "early: {after:?}");
        assert!(after < Duration::from_millis(3_500), "late: {after:?}");
        assert_eq!(set(&kim, &id, &part, "connected"), 202);
        assert_eq!(state_of(&kim, &id), "connected");
        assert_eq!(routing_status(&kim), "INTERACTING");
        let mine = kim.get(CALLBACKS);
        assert_eq!(mine.text("/entities/0/id"), id);
        let dialed = kim.post(
            &format!("/api/v2/conversations/calls/{id}"),
            &json!({"callNumber": "+13172223333"}),
        );
        assert_eq!(dialed.status, 200, "{:?}", dialed.body);
        assert_eq!(state_of(&kim, &id), "dialing");
        assert_eq!(set(&kim, &id, &part, "disconnected"), 202);
        assert_eq!(state_of(&kim, &id), "ended");
        assert_eq!(routing_status(&kim), "IDLE");
        let history = kim.get(&format!("/x/v1/callbacks/{id}/history"));
        let states: Vec<&str> = history.body["entities"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|it| it["new"]["state"].as_str())
            .collect();
        assert_eq!(
            states,
            [
                "scheduled",
                "queued",
                "alerting",
                "connected",
                "dialing",
                "ended"
            ]
        );
    });
}

#[test]
fn a_declined_alert_goes_to_the_next_agent() {
    on_both(|server| {
        let (kim, sam) = (server.sign_in("Kim Ito"), server.sign_in("Sam Okafor"));
        let (mut at_kim, mut at_sam) = (hears(&kim), hears(&sam));
        presence(&kim, true);
        let id = due_in(&kim, 200, &json!({}));
        let part = alerted(&mut at_kim, &id);
        presence(&sam, true);
        assert_eq!(set(&sam, &id, &part, "connected"), 404, "the part is Kim's");
        assert_eq!(set(&kim, &id, &part, "disconnected"), 202);
        let part = alerted(&mut at_sam, &id);
        assert_eq!(routing_status(&kim), "NOT_RESPONDING");
        assert_eq!(set(&sam, &id, &part, "connected"), 202);
        let path = format!("{CALLBACKS}/{id}/participants/{part}/replace");
        let passed = sam.post(&path, &json!({"queueId": sam.queue("Service")}));
        assert_eq!(passed.status, 202, "{:?}", passed.body);
        eventually("Sam gets it back: Kim is not responding", || {
            state_of(&sam, &id) == "alerting"
        });
        assert_eq!(set(&kim, &id, &part, "connected"), 404);
    });
}

#[test]
fn a_missed_alert_makes_not_responding_and_a_cancel_ends_what_waits() {
    on_both(|server| {
        let (admin, kim) = (server.sign_in("administrator"), server.sign_in("Kim Ito"));
        let queue = kim.queue("Sales");
        let routing = json!({"alertingTimeoutSeconds": 7, "acwTimeoutSeconds": 60});
        let path = format!("/x/v1/queues/{queue}/routing");
        assert_eq!(admin.send("PUT", &path, &[], &routing).status, 200);
        assert_eq!(kim.send("PUT", &path, &[], &routing).status, 403);
        let too_short = json!({"alertingTimeoutSeconds": 6});
        assert_eq!(admin.send("PUT", &path, &[], &too_short).status, 400);
        let mut socket = hears(&kim);
        presence(&kim, true);
        let id = due_in(&kim, 100, &json!({}));
        let part = alerted(&mut socket, &id);
        let begun = Instant::now();
        eventually("the alert runs out", || state_of(&kim, &id) == "queued");
        assert!(begun.elapsed() > Duration::from_millis(5_500));
        assert_eq!(routing_status(&kim), "NOT_RESPONDING");
        assert_eq!(set(&kim, &id, &part, "connected"), 409, "too late");
        presence(&kim, true);
        let part = alerted(&mut socket, &id);
        assert_eq!(set(&kim, &id, &part, "connected"), 202);
        assert_eq!(set(&kim, &id, &part, "disconnected"), 202);
        assert_eq!(state_of(&kim, &id), "wrapup");
        let call = kim.get(&format!("/x/v1/callbacks/{id}"));
        let communication = call.text("/communicationId").to_owned();
        let path =
            format!("{CALLBACKS}/{id}/participants/{part}/communications/{communication}/wrapup");
        let said = kim.post(&path, &json!({"code": "sold", "notes": "Ordered two"}));
        assert_eq!(said.status, 204, "{:?}", said.body);
        assert_eq!(state_of(&kim, &id), "ended");
        assert_eq!(kim.get(&path).text("/code"), "sold");
        presence(&kim, false);
        let id = due_in(&kim, 100, &json!({}));
        eventually("it waits", || state_of(&kim, &id) == "queued");
        let ended = kim.patch(
            &format!("{CALLBACKS}/{id}"),
            &json!({"state": "disconnected"}),
        );
        assert_eq!(ended.status, 200, "{:?}", ended.body);
        presence(&kim, true);
        std::thread::sleep(Duration::from_millis(700));
        assert_eq!(routing_status(&kim), "IDLE");
        assert_eq!(state_of(&kim, &id), "client");
    });
}

#[test]
fn another_server_goes_on_where_a_killed_one_stopped() {
    let home = Home::postgres();
    let Home::Postgres(cluster) = &home else {
        unreachable!("it was made so")
    };
    let address = home.address();
    let mut first = Server::start(&address);
    let clients = first.clients.clone();
    let kim = first.sign_in("Kim Ito");
    eventually("the first routes", || {
        cluster.ask("postgres", "SELECT COUNT(*) FROM leases") == "1"
    });
    let second = Server::join(&address, &clients);
    let (kim, sam) = (kim.at(&second.base), second.sign_in("Sam Okafor"));
    // What is asked of the server that stands by is answered by the one that routes, and heard on both.
    let mut at_kim = hears(&kim);
    presence(&kim, true);
    let id = due_in(&kim, 300, &json!({}));
    let part = alerted(&mut at_kim, &id);
    let waits = due_in(&kim, 300, &json!({}));
    let later = due_in(&kim, 4_000, &json!({}));
    eventually("the second waits", || state_of(&kim, &waits) == "queued");
    first.kill();
    let begun = Instant::now();
    assert_eq!(
        set(&kim, &id, &part, "connected"),
        202,
        "the alert still stands"
    );
    let after = begun.elapsed();
    assert!(
        after < Duration::from_secs(4),
        "nobody routed for {after:?}"
    );
    assert_eq!(cluster.ask("postgres", "SELECT epoch FROM leases"), "2");
    assert_eq!(
        (state_of(&kim, &id), state_of(&kim, &waits)),
        ("connected".into(), "queued".into())
    );
    let mut at_sam = hears(&sam);
    presence(&sam, true);
    alerted(&mut at_sam, &waits);
    eventually("the third comes in at its time", || {
        state_of(&kim, &later) == "queued"
    });
    for id in [&id, &waits, &later] {
        let claims = format!(
            "SELECT COUNT(*) FROM history WHERE callback = '{id}' AND changed_by = 'dispatch'"
        );
        assert_eq!(cluster.ask("postgres", &claims), "1");
    }
}

#[test]
fn a_mark_counts_when_the_list_changes() {
    on_both(|server| {
        let (admin, kim) = (server.sign_in("administrator"), server.sign_in("Kim Ito"));
        let of_list = |list: &str| json!({"data": {"contactId": "ada", "contactListId": list, "campaignId": "spring"}});
        let (scheduled, other) = (
            due_in(&kim, 600_000, &of_list("l-1")),
            due_in(&kim, 600_000, &of_list("l-2")),
        );
        let waits = due_in(&kim, 100, &of_list("l-1"));
        eventually("it waits", || state_of(&kim, &waits) == "queued");
        let put = |method: &str, path: &str| admin.send(method, path, &[], &json!({})).status;
        assert_eq!(put("PUT", "/x/v1/contacts/ada/uncallable"), 204);
        assert_eq!(
            (state_of(&kim, &scheduled), state_of(&kim, &waits)),
            ("scheduled".into(), "queued".into())
        );
        assert_eq!(put("PUT", "/x/v1/contact-lists/l-1"), 204);
        assert_eq!(
            (state_of(&kim, &scheduled), state_of(&kim, &waits)),
            ("uncallable".into(), "uncallable".into())
        );
        assert_eq!(state_of(&kim, &other), "scheduled");
        assert_eq!(put("DELETE", "/x/v1/contacts/ada/uncallable"), 204);
        assert_eq!(put("POST", "/x/v1/campaigns/spring/reset"), 204);
        assert_eq!(
            state_of(&kim, &other),
            "scheduled",
            "the mark was taken back"
        );
        assert_eq!(put("PUT", "/x/v1/contacts/ada/uncallable"), 204);
        assert_eq!(put("POST", "/x/v1/campaigns/spring/recycle"), 204);
        assert_eq!(state_of(&kim, &other), "uncallable");
    });
}

#[test]
fn what_waits_and_is_moved_comes_back_at_its_new_time() {
    on_both(|server| {
        let kim = server.sign_in("Kim Ito");
        let id = due_in(&kim, 100, &json!({}));
        eventually("it waits", || state_of(&kim, &id) == "queued");
        let body = json!({"conversationId": id, "agentId": kim.me(), "callbackScheduledTime": in_ms(2_500)});
        let moved = kim.patch(CALLBACKS, &body);
        assert_eq!(moved.status, 200, "{:?}", moved.body);
        presence(&kim, true);
        assert_eq!(state_of(&kim, &id), "scheduled");
        eventually("it is back", || state_of(&kim, &id) == "alerting");
        let at = kim.get(&format!("/x/v1/callbacks/{id}")).body["row"]["at"].as_f64();
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of this century")]
        let now = callback_server::clock::now().ms() as f64;
        assert!(at.is_some_and(|at| now >= at), "early");
    });
}

#[test]
fn a_channel_hears_its_own_and_answers_a_ping() {
    on_both(|server| {
        let (kim, sam) = (server.sign_in("Kim Ito"), server.sign_in("Sam Okafor"));
        let channel = kim.post("/api/v2/notifications/channels", &Value::Null);
        let path = format!(
            "/api/v2/notifications/channels/{}/subscriptions",
            channel.text("/id")
        );
        let of = |who: &Caller| json!([{"id": format!("v2.users.{}.routingStatus", who.me())}]);
        assert_eq!(
            kim.post(&path, &of(&sam)).status,
            403,
            "Sam's is not Kim's to hear"
        );
        assert_eq!(
            sam.post(&path, &of(&sam)).status,
            404,
            "the channel is not Sam's"
        );
        assert_eq!(
            kim.post(&path, &json!([{"id": "v2.users.nobody"}])).status,
            400
        );
        assert_eq!(kim.post(&path, &of(&kim)).status, 200);
        assert_eq!(
            kim.get(&path).body["entities"].as_array().map(Vec::len),
            Some(1)
        );
        let topics = [
            format!("v2.users.{}.routingStatus", kim.me()),
            format!(
                "v2.routing.queues.{}.conversations.callbacks",
                kim.queue("Sales")
            ),
        ];
        let mut socket = Socket::open(&kim, &topics);
        socket.until("a heartbeat", |it| it["topicName"] == "channel.metadata");
        socket.say(r#"{"message":"ping"}"#);
        socket.until("a pong", |it| it["eventBody"]["message"] == "pong");
        presence(&kim, true);
        let event = socket.until("the status", |it| it["topicName"] == topics[0]);
        assert_eq!(event["eventBody"]["routingStatus"]["status"], "IDLE");
        let id = due_in(&sam, 600_000, &json!({}));
        let event = socket.until("the booking", |it| it["topicName"] == topics[1]);
        assert_eq!(event["eventBody"]["id"], id);
        assert_eq!(event["eventBody"]["participants"][0]["state"], "scheduled");
    });
}
