//! Queries written down by hand, and how many of them must be answered by the first row and by the first three.

use super::{DECEMBER, found, zone};
use callback_core::zones::Hit;
use serde_json::Value;

const QUERIES: &str = include_str!("../vectors/zone-queries.json");

#[test]
fn what_people_type_is_answered_by_the_first_rows() {
    let file: Value = serde_json::from_str(QUERIES).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 120);
    let (mut first, mut of_three) = (0, 0);
    let mut missed = Vec::new();
    for case in cases {
        let query = case["query"].as_str().unwrap();
        let hits = found(query, DECEMBER);
        let at = hits.iter().take(3).position(|hit| answers(case, hit));
        first += usize::from(at == Some(0));
        of_three += usize::from(at.is_some());
        if at != Some(0) {
            missed.push((query, at));
        }
    }
    assert_eq!(of_three, 120, "{missed:?}");
    assert!(first * 100 >= 97 * 120, "{first} of 120: {missed:?}");
}

fn answers(case: &Value, hit: &Hit) -> bool {
    match case["offset_minutes"].as_i64() {
        Some(minutes) => i64::from(hit.offset_secs) == minutes * 60,
        None => {
            let accepted = case["accept"].as_array().unwrap().iter();
            let mut zones = accepted.map(|name| zone(name.as_str().unwrap()));
            zones.any(|accepted| accepted == hit.zone)
        }
    }
}
