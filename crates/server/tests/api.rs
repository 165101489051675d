//! The API over both stores, end to end: the server's program, HTTP, rows on disk.

mod support;

use serde_json::json;
use std::process::Command;
use support::{Caller, Home, Server, clients_in, command, in_minutes, program};

const CALLBACKS: &str = "/api/v2/conversations/callbacks";

/// Runs a check over both stores.
fn on_both(check: impl Fn(&Server, &str)) {
    for home in [Home::sqlite(), Home::postgres()] {
        let address = home.address();
        check(&Server::start(&address), &address);
    }
}

fn scheduled(who: &Caller, queue: &str, minutes: i64) -> String {
    let answer = who.post(CALLBACKS, &command(queue, minutes));
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    answer.text("/conversation/id").to_owned()
}

#[test]
fn one_intent_is_one_callback() {
    on_both(|server, _| {
        let kim = server.sign_in("Kim Ito");
        let queue = kim.queue("Sales");
        let body = command(&queue, 60);
        let key = [("Idempotency-Key", "press-1")];
        let first = kim.send("POST", CALLBACKS, &key, &body);
        assert_eq!(first.status, 200, "{:?}", first.body);
        let again = kim.send("POST", CALLBACKS, &key, &body);
        assert_eq!((again.status, &again.body), (200, &first.body));
        let other = kim.send("POST", CALLBACKS, &key, &command(&queue, 90));
        assert_eq!((other.status, other.text("/code")), (422, "invalid.value"));
        let all = kim.get("/x/v1/callbacks");
        assert_eq!(all.body["entities"].as_array().map(Vec::len), Some(1));
    });
}

#[test]
fn one_interaction_has_one_callback_and_says_where_it_is() {
    on_both(|server, _| {
        let kim = server.sign_in("Kim Ito");
        let queue = kim.queue("Sales");
        let path = "/api/v2/conversations/call-1/participants/customer-1/callbacks";
        let first = kim.post(path, &command(&queue, 60));
        assert_eq!(first.status, 201, "{:?}", first.body);
        assert_eq!(first.header("etag"), "\"1\"");
        let made = kim.get(first.header("location"));
        assert_eq!((made.status, made.text("/data/ticket")), (200, "7"));
        let second = kim.post(path, &command(&queue, 90));
        assert_eq!(
            (second.status, second.text("/code")),
            (409, "callback.error.duplicate")
        );
        let id = made.text("/id");
        let ended = kim.patch(
            &format!("{CALLBACKS}/{id}"),
            &json!({"state": "disconnected"}),
        );
        assert_eq!(ended.text("/participants/0/state"), "disconnected");
        assert_eq!(kim.post(path, &command(&queue, 90)).status, 201);
    });
}

#[test]
fn a_change_is_made_for_a_version_and_kept_in_the_history() {
    on_both(|server, _| {
        let kim = server.sign_in("Kim Ito");
        let queue = kim.queue("Sales");
        let id = scheduled(&kim, &queue, 60);
        let later = in_minutes(120);
        let body =
            json!({"conversationId": id, "agentId": kim.me(), "callbackScheduledTime": later});
        let stale = kim.send("PATCH", CALLBACKS, &[("If-Match", "\"9\"")], &body);
        assert_eq!(stale.status, 412, "{:?}", stale.body);
        let terms = [("If-Match", "\"1\""), ("Idempotency-Key", "edit-1")];
        let changed = kim.send("PATCH", CALLBACKS, &terms, &body);
        assert_eq!(
            (changed.status, changed.header("etag")),
            (200, "\"2\""),
            "{:?}",
            changed.body
        );
        // An answer that was lost: the same intent again is no second change and no conflict.
        let again = kim.send("PATCH", CALLBACKS, &terms, &body);
        assert_eq!(
            (again.status, again.header("etag")),
            (200, "\"2\""),
            "{:?}",
            again.body
        );
        let read = kim.get(&format!("/x/v1/callbacks/{id}"));
        assert_eq!(read.text("/callbackScheduledTime"), later);
        let numbers =
            json!({"conversationId": id, "agentId": kim.me(), "callbackNumbers": ["+13172224444"]});
        assert_eq!(kim.patch(CALLBACKS, &numbers).status, 200);
        let read = kim.get(&format!("/x/v1/callbacks/{id}"));
        assert_eq!(
            read.text("/callbackScheduledTime"),
            later,
            "to the millisecond"
        );
        let history = kim.get(&format!("/x/v1/callbacks/{id}/history"));
        assert_eq!(history.body["entities"].as_array().map(Vec::len), Some(3));
        assert_eq!(history.body["entities"][1]["old"]["version"], 1);
        assert_eq!(history.text("/entities/1/by"), kim.me());
    });
}

#[test]
fn replace_changes_what_patch_cannot() {
    on_both(|server, _| {
        let kim = server.sign_in("Kim Ito");
        let queue = kim.queue("Sales");
        let id = scheduled(&kim, &queue, 60);
        let mut body = command(&queue, 300);
        body["callbackUserName"] = json!("Grace");
        body["scriptId"] = json!("script-2");
        body["routingData"] = json!({
            "queueId": queue,
            "scoredAgents": [{"agent": {"id": kim.me()}, "score": 100}],
            "routingFlags": ["AGENT_OWNED_CALLBACK"],
        });
        let path = format!("/x/v1/callbacks/{id}/replace");
        let answer = kim.send("POST", &path, &[("If-Match", "\"1\"")], &body);
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        assert_eq!(answer.text("/row/name"), "Grace");
        assert_eq!(answer.text("/row/agent"), kim.me());
        assert_eq!(answer.text("/scriptId"), "script-2");
    });
}

#[test]
fn many_at_once_are_done_or_refused_one_by_one() {
    on_both(|server, _| {
        let kim = server.sign_in("Kim Ito");
        let queue = kim.queue("Sales");
        let ids = [scheduled(&kim, &queue, 60), scheduled(&kim, &queue, 61)];
        let me = kim.me();
        let request = |id: &str| json!({"conversationId": id, "agentId": me, "callbackScheduledTime": in_minutes(200)});
        let body = json!({"patchCallbackRequests": [request(&ids[0]), request("nobody"), request(&ids[1])]});
        let answer = kim.post(&format!("{CALLBACKS}/bulk/update"), &body);
        assert_eq!(
            (answer.status, &answer.body["errorIndexes"]),
            (200, &json!([1])),
            "{:?}",
            answer.body
        );
        assert_eq!(answer.text("/results/2/entity/conversation/id"), ids[1]);
        let gone = json!({"callbackDisconnectIdentifiers": [{"conversationId": ids[0]}, {"conversationId": ids[1]}]});
        let answer = kim.post(&format!("{CALLBACKS}/bulk/disconnect"), &gone);
        assert_eq!(answer.status, 202);
        assert_eq!(kim.get("/x/v1/callbacks").body["entities"], json!([]));
        let ended = kim.get("/x/v1/callbacks?state=disconnected");
        assert_eq!(ended.body["entities"].as_array().map(Vec::len), Some(2));
    });
}

#[test]
fn another_organization_has_not_found_it() {
    on_both(|server, address| {
        let kim = server.sign_in("Kim Ito");
        let queue = kim.queue("Sales");
        let id = scheduled(&kim, &queue, 60);
        let added = Command::new(program())
            .args(["--database", address, "add-organization", "Other"])
            .output()
            .expect("the server's program runs");
        let clients = clients_in(&String::from_utf8_lossy(&added.stdout));
        let other = server.sign_in_as(clients.first().expect("its administrator is printed"));
        for path in [
            format!("{CALLBACKS}/{id}"),
            format!("/x/v1/callbacks/{id}"),
            format!("/x/v1/callbacks/{id}/history"),
            format!("/api/v2/routing/queues/{queue}"),
            format!("/api/v2/users/{}/routingstatus", kim.me()),
        ] {
            assert_eq!(other.get(&path).status, 404, "{path}");
        }
        let patch = json!({"conversationId": id, "agentId": kim.me()});
        assert_eq!(other.patch(CALLBACKS, &patch).status, 404);
        let cancel = json!({"state": "disconnected"});
        assert_eq!(
            other.patch(&format!("{CALLBACKS}/{id}"), &cancel).status,
            404
        );
        assert_eq!(other.post(CALLBACKS, &command(&queue, 60)).status, 404);
        assert_eq!(other.get("/x/v1/callbacks").body["entities"], json!([]));
    });
}

#[test]
fn an_agent_changes_only_their_own_and_a_supervisor_their_division() {
    on_both(|server, _| {
        let [kim, sam, lee] =
            ["Kim Ito", "Sam Okafor", "Lee Moreau"].map(|name| server.sign_in(name));
        let id = scheduled(&kim, &kim.queue("Sales"), 60);
        let path = format!("{CALLBACKS}/{id}");
        let cancel = json!({"state": "disconnected"});
        let refused = sam.patch(&path, &cancel);
        assert_eq!(
            (refused.status, refused.text("/code")),
            (403, "not.authorized")
        );
        assert_eq!(sam.get("/x/v1/callbacks").body["entities"], json!([]));
        assert_eq!(lee.get("/x/v1/callbacks").text("/entities/0/id"), id);
        assert_eq!(lee.patch(&path, &cancel).status, 200);
    });
}

#[test]
fn what_was_acknowledged_is_there_after_a_kill() {
    for home in [Home::sqlite(), Home::postgres()] {
        let server = Server::start(&home.address());
        let kim = server.sign_in("Kim Ito");
        let id = scheduled(&kim, &kim.queue("Sales"), 60);
        let clients = server.clients.clone();
        drop(server);
        let mut server = Server::start(&home.address());
        assert!(server.clients.is_empty(), "the clients are said once");
        server.clients = clients;
        let kim = server.sign_in("Kim Ito");
        assert_eq!(kim.get(&format!("/x/v1/callbacks/{id}")).text("/id"), id);
    }
}
