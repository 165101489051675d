//! A backend that says *not now*: too many requests, its database away, tokens that expire while an outbox is drained.

use crate::support::{Answer, Home, Known, Server, command, eventually};
use crate::{CALLBACKS, homes};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const DRAINS: usize = 8;
/// Requests that a token may make at once, and in the minute after that.
const A_MINUTE: usize = 30;
/// Presses of each: more than half of one token's and all of the next one's at once.
const PRESSES: usize = 56;

/// What the drains were told.
#[derive(Default)]
struct Told {
    done: AtomicUsize,
    too_many: AtomicUsize,
    away: AtomicUsize,
    expired: AtomicUsize,
    nothing: AtomicUsize,
}

/// How long the answer asks to be left alone. It must say so.
fn asked(answer: &Answer) -> Duration {
    let secs = answer.header("retry-after").parse();
    let secs = secs.unwrap_or_else(|_| panic!("{} without Retry-After", answer.status));
    assert!((1..=60).contains(&secs), "Retry-After: {secs}");
    Duration::from_secs(secs)
}

/// One outbox, which sends its presses until each was answered for good.
fn drain(server: &Server, client: &Known, queue: &str, presses: &[String], told: &Told) {
    let mut who = server.sign_in_as(client);
    for key in presses {
        let body = command(queue, 600);
        loop {
            let count = |which: &AtomicUsize| which.fetch_add(1, Ordering::SeqCst);
            let terms = [("Idempotency-Key", key.as_str())];
            let Some(answer) = who.try_send("POST", CALLBACKS, &terms, &body) else {
                count(&told.nothing);
                continue;
            };
            match answer.status {
                200 => {
                    count(&told.done);
                    break;
                }
                401 => {
                    who = server.sign_in_as(client);
                    count(&told.expired);
                }
                429 => {
                    count(&told.too_many);
                    std::thread::sleep(asked(&answer));
                }
                503 => {
                    count(&told.away);
                    std::thread::sleep(asked(&answer));
                }
                other => panic!("{other} {:?}", answer.body),
            }
        }
    }
}

fn storm(home: &Home) {
    let limit = A_MINUTE.to_string();
    let server = Server::start_with(&home.address(), &["--requests-a-minute", &limit]);
    let client = server.clients.iter().find(|it| it.name == "Kim Ito");
    let client = client.expect("the server printed this client");
    let queue = server.sign_in_as(client).queue("Sales");
    let told = Told::default();
    let presses: Vec<String> = (0..PRESSES * DRAINS)
        .map(|n| format!("storm-{n}"))
        .collect();
    std::thread::scope(|scope| {
        for some in presses.chunks(PRESSES) {
            let (server, told, queue) = (&server, &told, &queue);
            scope.spawn(move || drain(server, client, queue, some, told));
        }
        let read = |which: &AtomicUsize| which.load(Ordering::SeqCst);
        eventually("half of what the first tokens may", || {
            read(&told.done) >= A_MINUTE * DRAINS / 2
        });
        home.write("UPDATE tokens SET expires_at = 0");
        if let Home::Postgres(cluster) = home {
            eventually("each has a new token", || read(&told.expired) >= DRAINS);
            cluster.stop_immediate();
            std::thread::sleep(Duration::from_millis(300));
            cluster.start_again();
        }
    });
    let read = |which: &AtomicUsize| which.load(Ordering::SeqCst);
    println!(
        "{} presses: {} times too many requests, {} away, {} expired, {} without an answer",
        presses.len(),
        read(&told.too_many),
        read(&told.away),
        read(&told.expired),
        read(&told.nothing)
    );
    assert_eq!(server.sign_in_as(client).count(), presses.len());
    assert!(
        read(&told.too_many) > 0 && read(&told.expired) > 0,
        "no storm"
    );
    assert!(
        matches!(home, Home::Sqlite(_)) || read(&told.away) > 0,
        "never away"
    );
}

#[test]
fn an_outbox_is_drained_through_storms() {
    for home in homes() {
        storm(&home);
    }
}
