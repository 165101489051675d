//! Rules of zones that change after a callback was promised: what was said wins (T1).

use crate::support::{Caller, Home, Server, command, due_in, eventually, state_of};
use crate::{CALLBACKS, homes};
use chrono::{Days, NaiveDateTime};
use serde_json::{Value, json};
use std::collections::BTreeMap;

const HOUR_MS: i64 = 3_600_000;

/// As if an older program had kept these, which derived `shift_ms` more from what was said than is right now.
fn kept_long_ago(home: &Home, ids: &[String], shift_ms: i64, local: Option<&str>) {
    let ids = ids.join("', '");
    let said = local.map(|local| format!("\"local\": \"{local}\", "));
    let patch = format!("{{{}\"tzdb\": \"2025b\"}}", said.unwrap_or_default());
    let new_body = match home {
        Home::Sqlite(_) => {
            format!("json_set(json_patch(body, '{patch}'), '$.at', (at + {shift_ms}) * 1.0)")
        }
        Home::Postgres(_) => {
            format!(
                "(body::jsonb || '{patch}'::jsonb || jsonb_build_object('at', at + {shift_ms}))::text"
            )
        }
    };
    home.write(&format!(
        "UPDATE callbacks SET at = at + {shift_ms}, body = {new_body} WHERE id IN ('{ids}')"
    ));
    home.write("DELETE FROM derived");
}

/// Promised for nine o'clock of that zone; none where its clocks have no nine o'clock that day.
fn promised(kim: &Caller, queue: &str, zone: &str, local: NaiveDateTime) -> Option<String> {
    let mut body = command(queue, 60);
    body["data"]["timeZone"] = json!(zone);
    body["data"]["localTime"] = json!(local.format("%Y-%m-%dT%H:%M:%S").to_string());
    let at = callback_core::time::Said {
        local,
        zone: zone.parse().ok()?,
        fold: None,
    };
    let at = callback_core::time::settled_by(at.local, None, &at.zone).ok()?;
    let at = at.to_utc()?;
    body["callbackScheduledTime"] = json!(at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string());
    let answer = kim.post(CALLBACKS, &body);
    assert_eq!(answer.status, 200, "{zone}: {:?}", answer.body);
    Some(answer.text("/conversation/id").to_owned())
}

/// On the clock, far enough ahead for every zone.
fn nine_in_ten_days() -> NaiveDateTime {
    let today = callback_server::clock::now()
        .to_utc()
        .expect("a year that chrono knows");
    let day = today.date_naive().checked_add_days(Days::new(10));
    day.and_then(|day| day.and_hms_opt(9, 0, 0)).expect("a day")
}

/// Core's row of every callback that has not ended, by its id.
fn rows(kim: &Caller) -> BTreeMap<String, Value> {
    let (mut rows, mut after) = (BTreeMap::new(), String::new());
    loop {
        let page = kim.get(&format!("/x/v1/callbacks?limit=500{after}")).body;
        for it in page["entities"].as_array().into_iter().flatten() {
            rows.insert(
                it["id"].as_str().unwrap_or_default().to_owned(),
                it["row"].clone(),
            );
        }
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => return rows,
        }
    }
}

/// A callback that is due comes into its queue: only after all that waited was derived anew.
fn claims(kim: &Caller) {
    let soon = due_in(kim, 1_500, &json!({}));
    eventually("it claims", || state_of(kim, &soon) != "scheduled");
}

/// What was said and its instant are as they were, and only what had to move has moved; says how many did.
fn all_as_before(kim: &Caller, ids: &[String], before: &BTreeMap<String, Value>) -> usize {
    let (after, mut moved) = (rows(kim), 0);
    for (at, id) in ids.iter().enumerate() {
        let (before, after) = (&before[id], &after[id]);
        for what in ["at", "local", "zone", "fold"] {
            assert_eq!(after[what], before[what], "{what} of {}", before["zone"]);
        }
        let changes = after["rulesChanges"].as_array().map_or(0, Vec::len);
        let (version, tzdb) = (&after["version"], &after["tzdb"]);
        if at % 3 == 2 {
            assert_eq!((version, tzdb, changes), (&json!(1), &json!("2025b"), 0));
        } else {
            assert_eq!((version, tzdb, changes), (&json!(2), &before["tzdb"], 1));
            moved += 1;
        }
    }
    moved
}

fn check(home: &Home) {
    let address = home.address();
    let mut server = Server::start(&address);
    let clients = server.clients.clone();
    let kim = server.sign_in("Kim Ito");
    let queue = kim.queue("Sales");
    let nine = nine_in_ten_days();
    let zones = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name());
    let ids: Vec<String> = zones
        .filter_map(|zone| promised(&kim, &queue, zone, nine))
        .collect();
    // A third was derived an hour too late, one an hour too early, and of one the new rules say what the old ones said.
    let third = |which: usize| {
        ids.iter()
            .skip(which)
            .step_by(3)
            .cloned()
            .collect::<Vec<_>>()
    };
    let doubtful = promised(&kim, &queue, "America/New_York", nine).expect("nine o'clock");
    let before = rows(&kim);
    server.kill();
    for (which, shift_ms) in [(0, HOUR_MS), (1, -HOUR_MS), (2, 0)] {
        kept_long_ago(home, &third(which), shift_ms, None);
    }
    // Clocks in New York skip it.
    kept_long_ago(
        home,
        std::slice::from_ref(&doubtful),
        0,
        Some("2027-03-14T02:30"),
    );
    let server = Server::join(&address, &clients);
    let kim = kim.at(&server.base);
    claims(&kim);
    let moved = all_as_before(&kim, &ids, &before);
    let history = kim.get(&format!("/x/v1/callbacks/{doubtful}/history"));
    assert_eq!(history.text("/entities/1/by"), "rules");
    let asks = &rows(&kim)[&doubtful];
    assert_eq!(asks["at"], before[&doubtful]["at"], "a person decides");
    assert_eq!(asks["rulesChanges"].as_array().map(Vec::len), Some(1));
    println!("{} zones, {moved} instants moved back", ids.len());
    assert!(ids.len() > 400, "{} zones", ids.len());
    drop(server);
    // Once is enough.
    let server = Server::join(&address, &clients);
    let kim = kim.at(&server.base);
    claims(&kim);
    all_as_before(&kim, &ids, &before);
}

#[test]
fn what_was_said_in_each_zone_wins_over_new_rules() {
    for home in homes() {
        check(&home);
    }
}
