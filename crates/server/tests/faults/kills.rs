//! `kill -9` of the server, and of its database, under writing clients.

use crate::support::{Caller, Home, Server, command};
use crate::{CALLBACKS, times};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const CLIENTS: usize = 8;

/// What was acknowledged: the callback of each key.
type Acknowledged = Mutex<BTreeMap<String, String>>;

/// Clients that write until told to stop; a request without an answer counts as open.
fn write(
    server: &Caller,
    queue: &str,
    round: usize,
    done: &AtomicBool,
    said: &Acknowledged,
    open: &AtomicUsize,
) {
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            scope.spawn(move || {
                for press in 0.. {
                    if done.load(Ordering::SeqCst) {
                        return;
                    }
                    let key = format!("{round}-{client}-{press}");
                    let answer = server.try_send(
                        "POST",
                        CALLBACKS,
                        &[("Idempotency-Key", &key)],
                        &command(queue, 600),
                    );
                    match answer {
                        Some(answer) if answer.status == 200 => {
                            let id = answer.text("/conversation/id").to_owned();
                            said.lock().expect("no writer panics").insert(key, id);
                        }
                        _ => {
                            open.fetch_add(1, Ordering::SeqCst);
                            std::thread::sleep(Duration::from_millis(20));
                        }
                    }
                }
            });
        }
    });
}

/// Every acknowledged callback is there under its key, once.
fn all_there(who: &Caller, queue: &str, said: &BTreeMap<String, String>) {
    for (key, id) in said {
        let found = who.get(&format!("/x/v1/callbacks/{id}"));
        assert_eq!(found.status, 200, "{key} was acknowledged and is lost");
        assert_eq!(found.body["row"]["state"], "scheduled");
        assert_eq!(found.body["row"]["queue"], queue);
    }
}

fn under_kills(home: &Home, rounds: usize) {
    let address = home.address();
    let mut server = Server::start(&address);
    let clients = server.clients.clone();
    let kim = server.sign_in("Kim Ito");
    let queue = kim.queue("Sales");
    let (mut total, mut cut, mut slowest) = (0, 0, Duration::ZERO);
    for round in 0..rounds {
        let (said, open, done) = (
            Acknowledged::default(),
            AtomicUsize::new(0),
            AtomicBool::new(false),
        );
        let caller = kim.at(&server.base);
        std::thread::scope(|scope| {
            scope.spawn(|| write(&caller, &queue, round, &done, &said, &open));
            // Not before some are acknowledged, and each time at another moment.
            let (begun, some) = (Instant::now(), 4 + round % 16);
            while said.lock().expect("no writer panics").len() < some
                && begun.elapsed() < Duration::from_secs(10)
            {
                std::thread::sleep(Duration::from_millis(1 + round as u64 % 7));
            }
            server.kill();
            done.store(true, Ordering::SeqCst);
        });
        let begun = Instant::now();
        server = Server::join(&address, &clients);
        slowest = slowest.max(begun.elapsed());
        let said = said.into_inner().expect("no writer panics");
        all_there(&kim.at(&server.base), &queue, &said);
        total += said.len();
        cut += open.load(Ordering::SeqCst);
    }
    let listed = kim.at(&server.base).count();
    println!(
        "{rounds} kills: {total} acknowledged, {cut} cut off, {listed} there, ready again in at most {slowest:?}"
    );
    assert!(
        total >= 4 * rounds && cut >= rounds,
        "the kills hit nothing"
    );
    assert!(
        listed >= total && listed <= total + cut,
        "{listed} callbacks of {total} + {cut}"
    );
    assert!(slowest < Duration::from_secs(2), "ready after {slowest:?}");
}

#[test]
fn a_killed_server_has_lost_and_doubled_nothing_on_sqlite() {
    under_kills(&Home::sqlite(), times(50));
}

#[test]
fn a_killed_server_has_lost_and_doubled_nothing_on_postgres() {
    under_kills(&Home::postgres(), times(50));
}

#[test]
fn a_stopped_postgres_has_lost_and_doubled_nothing() {
    let home = Home::postgres();
    let Home::Postgres(cluster) = &home else {
        unreachable!("it was made so")
    };
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    let queue = kim.queue("Sales");
    let (mut total, mut cut) = (0, 0);
    for round in 0..times(8) {
        let (said, open, done) = (
            Acknowledged::default(),
            AtomicUsize::new(0),
            AtomicBool::new(false),
        );
        std::thread::scope(|scope| {
            scope.spawn(|| write(&kim, &queue, round, &done, &said, &open));
            std::thread::sleep(Duration::from_millis(300));
            cluster.stop_immediate();
            std::thread::sleep(Duration::from_millis(100));
            done.store(true, Ordering::SeqCst);
            cluster.start_again();
        });
        let said = said.into_inner().expect("no writer panics");
        all_there(&kim, &queue, &said);
        total += said.len();
        cut += open.load(Ordering::SeqCst);
    }
    let listed = kim.count();
    println!(
        "{} stops: {total} acknowledged, {cut} without, {listed} there",
        times(8)
    );
    assert!(total > 0 && cut > 0, "the stops hit nothing");
    assert!(listed >= total && listed <= total + cut);
}
