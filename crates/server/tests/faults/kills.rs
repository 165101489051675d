//! `kill -9` of the server, and of its database, under writing clients.

use crate::support::{Caller, Home, Server, command};
use crate::{CALLBACKS, times};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const CLIENTS: usize = 8;

/// What the writers were told.
#[derive(Default)]
struct Ledger {
    /// The callback of each key that was acknowledged.
    said: Mutex<BTreeMap<String, String>>,
    /// What was asked under each key without an answer: nobody knows whether it was done.
    open: Mutex<BTreeMap<String, Value>>,
}

/// Clients that write until told to stop.
fn write(server: &Caller, queue: &str, round: usize, done: &AtomicBool, ledger: &Ledger) {
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            scope.spawn(move || {
                for press in 0.. {
                    if done.load(Ordering::SeqCst) {
                        return;
                    }
                    let (key, body) = (format!("{round}-{client}-{press}"), command(queue, 600));
                    let terms = [("Idempotency-Key", key.as_str())];
                    let answer = server.try_send("POST", CALLBACKS, &terms, &body);
                    match answer {
                        Some(answer) if answer.status == 200 => {
                            let id = answer.text("/conversation/id").to_owned();
                            let mut said = ledger.said.lock().expect("no writer panics");
                            said.insert(key, id);
                        }
                        _ => {
                            let mut open = ledger.open.lock().expect("no writer panics");
                            open.insert(key, body);
                            drop(open);
                            std::thread::sleep(Duration::from_millis(20));
                        }
                    }
                }
            });
        }
    });
}

/// What the rounds hit together.
#[derive(Default)]
struct Hit {
    acknowledged: usize,
    cut: usize,
    /// Done, and their answers cut off.
    unheard: usize,
}

impl Hit {
    /// Every acknowledged callback is there under its key, and what was cut off is asked for again as it was: it was done
    /// as a whole or not at all, and is there once from then on.
    fn settle(&mut self, who: &Caller, queue: &str, ledger: Ledger) {
        let said = ledger.said.into_inner().expect("no writer panics");
        for (key, id) in &said {
            let found = who.get(&format!("/x/v1/callbacks/{id}"));
            assert_eq!(found.status, 200, "{key} was acknowledged and is lost");
            assert_eq!(found.body["row"]["state"], "scheduled");
            assert_eq!(found.body["row"]["queue"], queue);
        }
        let open = ledger.open.into_inner().expect("no writer panics");
        let before = who.count();
        self.unheard += before.saturating_sub(self.acknowledged + self.cut + said.len());
        for (key, body) in &open {
            let again = who.send("POST", CALLBACKS, &[("Idempotency-Key", key)], body);
            assert_eq!(again.status, 200, "{key}, cut off: {:?}", again.body);
        }
        self.acknowledged += said.len();
        self.cut += open.len();
        assert_eq!(who.count(), self.acknowledged + self.cut, "lost or doubled");
    }
}

fn under_kills(home: &Home, rounds: usize) {
    let address = home.address();
    let mut server = Server::start(&address);
    let clients = server.clients.clone();
    let kim = server.sign_in("Kim Ito");
    let queue = kim.queue("Sales");
    let (mut hit, mut slowest) = (Hit::default(), Duration::ZERO);
    for round in 0..rounds {
        let (ledger, done) = (Ledger::default(), AtomicBool::new(false));
        let caller = kim.at(&server.base);
        std::thread::scope(|scope| {
            scope.spawn(|| write(&caller, &queue, round, &done, &ledger));
            // Not before some are acknowledged, and each time at another moment.
            let (begun, some) = (Instant::now(), 4 + round % 16);
            while ledger.said.lock().expect("no writer panics").len() < some
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
        hit.settle(&kim.at(&server.base), &queue, ledger);
    }
    let Hit {
        acknowledged,
        cut,
        unheard,
    } = hit;
    println!(
        "{rounds} kills: {acknowledged} acknowledged, {cut} cut off, {unheard} of them done, ready again in at most {slowest:?}"
    );
    assert!(
        acknowledged >= 4 * rounds && cut >= rounds,
        "the kills hit nothing"
    );
    assert!(slowest < Duration::from_secs(2), "ready after {slowest:?}");
}

#[test]
fn a_killed_server_has_lost_and_doubled_nothing_on_sqlite() {
    for _ in 0..times(1) {
        under_kills(&Home::sqlite(), 50);
    }
}

#[test]
fn a_killed_server_has_lost_and_doubled_nothing_on_postgres() {
    for _ in 0..times(1) {
        under_kills(&Home::postgres(), 50);
    }
}

#[test]
fn a_stopped_postgres_has_lost_and_doubled_nothing() {
    for _ in 0..times(1) {
        under_stops(8);
    }
}

fn under_stops(stops: usize) {
    let home = Home::postgres();
    let Home::Postgres(cluster) = &home else {
        unreachable!("it was made so")
    };
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    let queue = kim.queue("Sales");
    let mut hit = Hit::default();
    for round in 0..stops {
        let (ledger, done) = (Ledger::default(), AtomicBool::new(false));
        std::thread::scope(|scope| {
            scope.spawn(|| write(&kim, &queue, round, &done, &ledger));
            std::thread::sleep(Duration::from_millis(300));
            cluster.stop_immediate();
            std::thread::sleep(Duration::from_millis(100));
            done.store(true, Ordering::SeqCst);
            cluster.start_again();
        });
        hit.settle(&kim, &queue, ledger);
    }
    println!(
        "{stops} stops: {} acknowledged, {} without an answer, {} of them done",
        hit.acknowledged, hit.cut, hit.unheard
    );
    assert!(hit.acknowledged > 0 && hit.cut > 0, "the stops hit nothing");
}
