//! Answers that are lost after the commit, and requests that come more than once and in any order.

use crate::support::{Server, command};
use crate::{CALLBACKS, homes};
use std::io::Write;
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};

const THREADS: usize = 8;

fn on_both(check: impl Fn(&Server)) {
    for home in homes() {
        check(&Server::start(&home.address()));
    }
}

#[test]
fn an_answer_that_is_lost_is_asked_for_again() {
    on_both(|server| {
        let kim = server.sign_in("Kim Ito");
        let queue = kim.queue("Sales");
        let host = server.base.trim_start_matches("http://").to_owned();
        let lost = 500 / 2;
        let next = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    loop {
                        let press = next.fetch_add(1, Ordering::SeqCst);
                        if press >= lost {
                            return;
                        }
                        let (key, body) = (format!("lost-{press}"), command(&queue, 600));
                        let text = body.to_string();
                        let request = format!(
                            "POST {CALLBACKS} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {}\r\n\
                             Idempotency-Key: {key}\r\nContent-Length: {}\r\n\r\n{text}",
                            kim.token,
                            text.len()
                        );
                        let mut line = TcpStream::connect(&host).expect("the server listens");
                        line.write_all(request.as_bytes()).expect("it is read");
                        // Long enough for the commit of some, too short for that of others.
                        std::thread::sleep(std::time::Duration::from_millis(press as u64 % 40));
                        drop(line);
                        let again = kim.send("POST", CALLBACKS, &[("Idempotency-Key", &key)], &body);
                        assert_eq!(again.status, 200, "{:?}", again.body);
                    }
                });
            }
        });
        println!("{lost} answers lost, {} callbacks", kim.count());
        assert_eq!(kim.count(), lost);
    });
}

#[test]
fn doubled_and_shuffled_requests_have_one_effect_each() {
    on_both(|server| {
        let kim = server.sign_in("Kim Ito");
        let queue = kim.queue("Sales");
        let presses = 2_000 / 2;
        let bodies: Vec<_> = (0..presses).map(|_| command(&queue, 600)).collect();
        // One to five of each, in an order that has nothing to do with the first.
        let mut requests: Vec<usize> = (0..presses)
            .flat_map(|press| std::iter::repeat_n(press, 1 + press % 5))
            .collect();
        let mut state = 0x9E37_79B9_7F4A_7C15_u64;
        for at in (1..requests.len()).rev() {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            requests.swap(
                at,
                usize::try_from(state % (at as u64 + 1)).expect("an index"),
            );
        }
        let (next, busy) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let ids: Vec<std::sync::Mutex<Option<String>>> =
            (0..presses).map(|_| None.into()).collect();
        std::thread::scope(|scope| {
            for _ in 0..THREADS {
                scope.spawn(|| {
                    while let Some(press) = requests.get(next.fetch_add(1, Ordering::SeqCst)) {
                        let key = format!("double-{press}");
                        let answer = kim.send(
                            "POST",
                            CALLBACKS,
                            &[("Idempotency-Key", &key)],
                            &bodies[*press],
                        );
                        assert_eq!(answer.status, 200, "{:?}", answer.body);
                        let id = answer.text("/conversation/id").to_owned();
                        let mut first = ids[*press].lock().expect("no thread panics");
                        if let Some(first) = first.as_ref() {
                            assert_eq!(first, &id, "two callbacks for one press");
                            busy.fetch_add(1, Ordering::SeqCst);
                        }
                        *first = Some(id);
                    }
                });
            }
        });
        println!(
            "{presses} presses in {} requests, {} of them again",
            requests.len(),
            busy.into_inner()
        );
        assert_eq!(kim.count(), presses);
    });
}
