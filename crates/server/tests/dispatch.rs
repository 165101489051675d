//! From the promise to the agent, over both stores: the server's program, HTTP, the notification socket.

mod support;

use serde_json::{Value, json};
use std::time::{Duration, Instant};
use support::{Caller, Home, Server, Socket, command, eventually, in_ms, state_of};

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

/// Promises a callback in so many ms; with these fields over those of a plain one.
fn due_in(who: &Caller, ms: i64, fields: Value) -> String {
    let mut body = command(&who.queue("Sales"), 1);
    body["callbackScheduledTime"] = json!(in_ms(ms));
    for (name, value) in fields.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    let answer = who.post(CALLBACKS, &body);
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    answer.text("/conversation/id").to_owned()
}

/// The agent's own part in what alerts them, from what the socket says.
fn alerted(socket: &mut Socket, id: &str) -> String {
    let event = socket.until("an alert", |event| {
        event["eventBody"]["id"] == id && event["eventBody"]["participants"][1]["state"] == "alerting"
    });
    event["eventBody"]["participants"][1]["id"].as_str().expect("a part").to_owned()
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
    Socket::open(who, &[format!("v2.users.{}.conversations.callbacks", who.me())])
}

#[test]
fn a_promise_reaches_its_agent_and_is_kept() {
    on_both(|server| {
        let kim = server.sign_in("Kim Ito");
        let mut socket = hears(&kim);
        presence(&kim, true);
        let begun = Instant::now();
        let id = due_in(&kim, 1_500, json!({}));
        let part = alerted(&mut socket, &id);
        let after = begun.elapsed();
        assert!(after > Duration::from_millis(1_400), "early: {after:?}");
        assert!(after < Duration::from_millis(3_500), "late: {after:?}");
        assert_eq!(set(&kim, &id, &part, "connected"), 202);
        assert_eq!(state_of(&kim, &id), "connected");
        assert_eq!(routing_status(&kim), "INTERACTING");
        let mine = kim.get(CALLBACKS);
        assert_eq!(mine.text("/entities/0/id"), id);
        let dialed = kim.post(&format!("/api/v2/conversations/calls/{id}"), &json!({"callNumber": "+13172223333"}));
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
            ["scheduled", "queued", "alerting", "connected", "dialing", "ended"]
        );
    });
}

#[test]
fn a_declined_alert_goes_to_the_next_agent() {
    on_both(|server| {
        let (kim, sam) = (server.sign_in("Kim Ito"), server.sign_in("Sam Okafor"));
        let (mut at_kim, mut at_sam) = (hears(&kim), hears(&sam));
        presence(&kim, true);
        let id = due_in(&kim, 200, json!({}));
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
        eventually("Sam gets it back: Kim is not responding", || state_of(&sam, &id) == "alerting");
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
        let id = due_in(&kim, 100, json!({}));
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
        let path = format!("{CALLBACKS}/{id}/participants/{part}/communications/{communication}/wrapup");
        let said = kim.post(&path, &json!({"code": "sold", "notes": "Ordered two"}));
        assert_eq!(said.status, 204, "{:?}", said.body);
        assert_eq!(state_of(&kim, &id), "ended");
        assert_eq!(kim.get(&path).text("/code"), "sold");
        presence(&kim, false);
        let id = due_in(&kim, 100, json!({}));
        eventually("it waits", || state_of(&kim, &id) == "queued");
        let ended = kim.patch(&format!("{CALLBACKS}/{id}"), &json!({"state": "disconnected"}));
        assert_eq!(ended.status, 200, "{:?}", ended.body);
        presence(&kim, true);
        std::thread::sleep(Duration::from_millis(700));
        assert_eq!(routing_status(&kim), "IDLE");
        assert_eq!(state_of(&kim, &id), "client");
    });
}
