//! Ids of another organization do not exist, and what is not permitted is not done.

use crate::support::{Answer, Caller, Home, Server, clients_in, command, program};
use crate::{CALLBACKS, homes};
use serde_json::{Value, json};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

const THREADS: usize = 8;

/// What an agent lacks the permission for.
const FORBIDDEN: [(&str, &str); 6] = [
    ("PUT", "/x/v1/contacts/c/uncallable"),
    ("DELETE", "/x/v1/contacts/c/uncallable"),
    ("PUT", "/x/v1/contact-lists/l"),
    ("POST", "/x/v1/campaigns/c/reset"),
    ("POST", "/x/v1/campaigns/c/recycle"),
    ("POST", "/x/v1/dispatch/resume"),
];

/// What may be asked of a callback, its queue and its agent.
fn asks(id: &str, me: &str, queue: &str) -> Vec<(&'static str, String, Value)> {
    let part = format!("{CALLBACKS}/{id}/participants/{me}");
    let state = json!({"state": "disconnected"});
    vec![
        ("GET", format!("{CALLBACKS}/{id}"), json!(null)),
        ("PATCH", format!("{CALLBACKS}/{id}"), state.clone()),
        (
            "PATCH",
            CALLBACKS.to_owned(),
            json!({"conversationId": id, "agentId": me}),
        ),
        ("POST", CALLBACKS.to_owned(), command(queue, 600)),
        ("PATCH", part.clone(), state.clone()),
        (
            "PATCH",
            format!("{part}/attributes"),
            json!({"attributes": {"a": "b"}}),
        ),
        ("POST", format!("{part}/replace"), json!({"queueId": queue})),
        (
            "POST",
            format!("{part}/communications/{me}/wrapup"),
            json!({"code": "x"}),
        ),
        (
            "POST",
            format!("/api/v2/conversations/calls/{id}"),
            json!({}),
        ),
        ("GET", format!("/api/v2/conversations/{id}"), json!(null)),
        (
            "GET",
            format!("/api/v2/routing/queues/{queue}"),
            json!(null),
        ),
        (
            "GET",
            format!("/api/v2/users/{me}/routingstatus"),
            json!(null),
        ),
        (
            "PUT",
            format!("/api/v2/users/{me}/routingstatus"),
            json!({"status": "IDLE"}),
        ),
        (
            "PATCH",
            format!("/api/v2/users/{me}/presences/purecloud"),
            json!({}),
        ),
        ("GET", format!("/x/v1/callbacks/{id}"), json!(null)),
        ("GET", format!("/x/v1/callbacks/{id}/history"), json!(null)),
        (
            "POST",
            format!("/x/v1/callbacks/{id}/replace"),
            command(queue, 600),
        ),
    ]
}

/// A refusal may come before the body was read, and then the line is closed: once more on a new one.
fn send(who: &Caller, method: &str, path: &str, body: &Value) -> Answer {
    let mut tries = (0..5).filter_map(|_| who.try_send(method, path, &[], body));
    tries.next().expect("the server answers")
}

#[test]
fn strangers_find_nothing_and_change_nothing() {
    for home in homes() {
        ask_as_strangers(&home, 20_000 / 2);
    }
}

fn ask_as_strangers(home: &Home, total: usize) {
    let address = home.address();
    let server = Server::start(&address);
    let kim = server.sign_in("Kim Ito");
    let queue = kim.queue("Sales");
    let id = kim
        .post(CALLBACKS, &command(&queue, 600))
        .text("/conversation/id")
        .to_owned();
    let added = Command::new(program())
        .args(["--database", &address, "add-organization", "Others"])
        .output()
        .expect("the program runs");
    let others = clients_in(&String::from_utf8_lossy(&added.stdout));
    let strangers: Vec<_> = others
        .iter()
        .map(|client| server.sign_in_as(client))
        .collect();
    let me = kim.me();
    let asks = asks(&id, &me, &queue);
    let (next, found) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let (strangers, asks, next, found, kim) = (&strangers, &asks, &next, &found, &kim);
            scope.spawn(move || {
                loop {
                    let turn = next.fetch_add(1, Ordering::SeqCst);
                    if turn >= total {
                        return;
                    }
                    if turn % 4 == 0 {
                        let (method, path) = FORBIDDEN[turn / 4 % FORBIDDEN.len()];
                        let answer = send(kim, method, path, &json!({}));
                        assert_eq!(answer.status, 403, "{method} {path} {:?}", answer.body);
                    } else {
                        let (method, path, body) = &asks[turn % asks.len()];
                        let stranger = &strangers[(turn + thread) % strangers.len()];
                        let answer = send(stranger, method, path, body);
                        assert_eq!(answer.status, 404, "{method} {path} {:?}", answer.body);
                        assert!(!answer.body.to_string().contains("Ada"));
                    }
                    found.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
    });
    println!(
        "{} requests of strangers and of agents without the permission",
        found.into_inner()
    );
    let kept = kim.get(&format!("/x/v1/callbacks/{id}"));
    assert_eq!(kept.body["version"], 1);
    assert_eq!(kim.count(), 1);
}
