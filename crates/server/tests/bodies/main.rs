//! Bodies of requests, drawn from one seed: whole ones with any text for a number, and whole ones damaged.

mod property;
#[path = "../../../core/tests/support/rng.rs"]
#[allow(dead_code, clippy::unwrap_used, reason = "as the core's tests have it")]
mod rng;

use rng::Rng;
use serde_json::json;

const SEED: u64 = 5;
const DRAWN: u32 = 60_000;

/// What numbers are typed with, and what they are not.
const LETTERS: &[char] = &[
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '(', ')', '-', ' ', '.', '/', 'x', 'e',
    't', ',', ';', '#', '*', '\u{0}', '\u{a0}', '٣', '3', '\u{200f}', '😀',
];
const COUNTRIES: &[&str] = &["", "US", "DE", "GB", "JP", "us", "XX", "ÄÖ", "1"];
/// What a damaged body gets in.
const PIECES: &[&[u8]] = &[
    b"null",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b",",
    b":",
    b"1e999",
    b"-0",
    b"\\u0000",
    b"\\ud800",
    b"\xff",
    b"\xf0\x9f",
    b"\xef\xbb\xbf",
    b"9223372036854775808",
    b"[[[[[[[[[[[[[[[[[[[[[[[[",
    b"{\"a\":",
    b"\"callbackNumbers\":",
    b" ",
    b"\0",
];

fn whole(rng: &mut Rng) -> Vec<u8> {
    let numbers: Vec<String> = (0..rng.below(4))
        .map(|_| (0..rng.below(24)).map(|_| rng.pick(LETTERS)).collect())
        .collect();
    let body = match rng.below(4) {
        0 => json!({"conversationId": "a", "agentId": "b", "callbackNumbers": numbers}),
        1 => {
            json!({"callbackPatchRequests": [{"conversationId": "a", "callbackNumbers": numbers}]})
        }
        _ => json!({
            "queueId": "q", "callbackNumbers": numbers, "countryCode": rng.pick(COUNTRIES),
            "callbackScheduledTime": "2026-12-01T15:00:00.000Z", "data": {"notes": "n"},
            "routingData": {"scoredAgents": [{"agent": {"id": "a"}, "score": 100}]},
        }),
    };
    body.to_string().into_bytes()
}

fn damage(rng: &mut Rng, body: &mut Vec<u8>) {
    for _ in 0..=rng.below(4) {
        let place =
            |rng: &mut Rng, end: usize| rng.small(u32::try_from(end + 1).expect("short")) as usize;
        let (one, other) = (place(rng, body.len()), place(rng, body.len()));
        let (from, to) = (one.min(other), one.max(other));
        match rng.below(4) {
            0 => drop(body.drain(from..to)),
            1 => {
                let again = body[from..to].to_vec();
                body.splice(to..to, again);
            }
            2 if from < body.len() => body[from] ^= 1 << rng.below(8),
            _ => drop(body.splice(from..from, rng.pick(PIECES).iter().copied())),
        }
    }
}

#[test]
fn whatever_comes_is_read_or_refused() {
    let mut rng = Rng::new(SEED);
    let (mut read, mut refused, mut numbers) = (0, 0, 0);
    for number in 0..DRAWN {
        let mut body = whole(&mut rng);
        if number % 2 == 1 {
            damage(&mut rng, &mut body);
        }
        let reached = property::holds(&body);
        read += u32::from(reached.read);
        refused += u32::from(!reached.read);
        numbers += reached.numbers;
    }
    assert!(read > DRAWN / 3, "{read} read");
    assert!(refused > DRAWN / 10, "{refused} refused");
    assert!(numbers > 1_000, "{numbers} numbers");
}
