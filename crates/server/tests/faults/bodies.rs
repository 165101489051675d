//! Bodies that are slow or huge, and rows that are damaged.

use crate::support::{Home, Server, command, due_in, eventually, state_of};
use crate::{CALLBACKS, homes};
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

#[test]
fn slow_bodies_hold_up_nobody_and_huge_ones_are_refused() {
    for home in homes() {
        slow_and_huge(&home);
    }
}

fn slow_and_huge(home: &Home) {
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    let queue = kim.queue("Sales");
    let host = server.base.trim_start_matches("http://").to_owned();
    let head = |length: usize| {
        format!(
            "POST {CALLBACKS} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {}\r\nContent-Length: {length}\r\n\r\n",
            kim.token
        )
    };
    let slow: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut line = TcpStream::connect(&host).expect("the server listens");
            line.write_all(head(1_000).as_bytes()).expect("it is read");
            line.write_all(b"{").expect("it is read");
            line
        })
        .collect();
    let begun = Instant::now();
    for _ in 0..20 {
        assert_eq!(kim.post(CALLBACKS, &command(&queue, 600)).status, 200);
    }
    println!(
        "{} slow bodies held open; 20 others took {:?}",
        slow.len(),
        begun.elapsed()
    );
    assert!(begun.elapsed() < Duration::from_secs(5));
    let mut refused = 0;
    for bytes in [(1 << 20) + 1, 1 << 24, 1 << 40] {
        let mut line = TcpStream::connect(&host).expect("the server listens");
        line.set_read_timeout(Some(Duration::from_secs(10)))
            .expect("a time-out");
        line.write_all(head(bytes).as_bytes()).expect("it is read");
        let _ = line.write_all(&vec![b' '; (1 << 20) + 1]);
        let mut answer = [0; 64];
        let read = line.read(&mut answer).unwrap_or_default();
        let text = String::from_utf8_lossy(&answer[..read]).into_owned();
        assert!(text.contains(" 413 "), "{bytes}: {text}");
        refused += 1;
    }
    println!("{refused} huge bodies refused");
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let answer = kim.send_text("POST", CALLBACKS, &deep);
    assert_eq!(answer.status, 400);
}

#[test]
fn a_damaged_row_stops_nothing_but_itself() {
    for home in homes() {
        damaged(&home);
    }
}

fn damaged(home: &Home) {
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    let book = |ms: i64| due_in(&kim, ms, &json!({}));
    let mut damaged = 0;
    for sql in [
        "extra = 'x'",
        "extra = '{}'",
        "body = replace(body, '\"zone\":\"', '\"zone\":\"Nowhere/')",
        "body = '{}'",
        "body = 'x'",
    ] {
        let id = book(1_500);
        home.write(&format!("UPDATE callbacks SET {sql} WHERE id = '{id}'"));
        let answer = kim.get(&format!("/x/v1/callbacks/{id}"));
        assert!(answer.status >= 500, "{sql}: {}", answer.status);
        damaged += 1;
    }
    let path = format!("/api/v2/users/{}/routingstatus", kim.me());
    assert_eq!(
        kim.send("PUT", &path, &[], &json!({"status": "IDLE"}))
            .status,
        200
    );
    let sound = book(2_000);
    eventually("the sound one reaches Kim", || {
        state_of(&kim, &sound) == "alerting"
    });
    println!("{damaged} rows damaged");
}
