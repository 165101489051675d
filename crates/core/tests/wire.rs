//! What goes out comes back; what comes in is read or refused with the place named (S3, T1, P15).

#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot read its own data has failed"
)]

mod support;

use callback_core::desk::Desk;
use callback_core::draft::Draft;
use callback_core::panel::{Edit, Input};
use callback_core::time::Fold;
use callback_core::wire::Tree;
use callback_core::wire::host::{AgentValue, CallbackValue, FedValue, SettingsValue, read_queues};
use callback_core::wire::store::{DraftRow, Row};
use serde_json::{Value, json};
use support::{Bench, zone};

fn owned_at_the_repeated_hour() -> Bench {
    let mut bench = Bench::new();
    bench.now = callback_core::time::Timestamp::from_ms(1_793_400_000_000);
    bench.when("2026-11-01", "01:30");
    bench.edit(Edit::Fold(Fold::Later));
    bench.edit(Edit::Owned(true));
    bench.edit(Edit::Name("Zoë 李".to_owned()));
    bench.edit(Edit::Note("line one\nline two 🙂".to_owned()));
    bench
}

#[test]
fn a_row_comes_back_as_the_same_callback() {
    let mut bench = owned_at_the_repeated_hour();
    let booked = bench.schedule().unwrap();
    let row = serde_json::to_value(Row::of(&booked)).unwrap();
    let back = serde_json::from_value::<Row>(row).unwrap().read().unwrap();
    assert_eq!(back, booked);
}

#[test]
fn a_spoilt_row_is_refused_with_its_place() {
    let booked = owned_at_the_repeated_hour().schedule().unwrap();
    let row = serde_json::to_value(Row::of(&booked)).unwrap();
    let cases = [
        ("v", json!(2), "v"),
        ("zone", json!("Mars/Base"), "zone"),
        ("local", json!("soon"), "local"),
        ("phones", json!(["no number"]), "phones"),
        ("state", json!("alerting"), "stateAgent"),
        ("note", json!("n".repeat(2_001)), "note"),
    ];
    for (name, value, at) in cases {
        let mut spoilt = row.clone();
        spoilt[name] = value;
        let read = serde_json::from_value::<Row>(spoilt).unwrap().read();
        assert_eq!(read.unwrap_err().at, at, "{name}");
    }
}

#[test]
fn a_draft_comes_back_as_typed() {
    let mut bench = owned_at_the_repeated_hour();
    bench.edit(Edit::ZoneTyped("atlan".to_owned()));
    let draft = bench.panel.active().clone();
    let row = serde_json::to_value(DraftRow::of(&draft)).unwrap();
    assert_eq!(
        serde_json::from_value::<DraftRow>(row).unwrap().read(),
        draft
    );
    let blank = DraftRow::of(&Draft::blank()).read();
    assert!(blank.pristine());
}

#[test]
fn a_draft_that_comes_back_fills_the_form_of_its_conversation() {
    let typed = owned_at_the_repeated_hour();
    let conversation = typed.panel.context().conversation.clone().unwrap();
    let draft = Box::new(typed.panel.active().clone());
    let mut after = Bench::new();
    after.input(Input::DraftBack {
        conversation,
        draft,
    });
    assert_eq!(after.shown().note, "line one\nline two 🙂");
}

#[test]
fn the_event_names_what_the_public_api_names() {
    let booked = owned_at_the_repeated_hour().schedule().unwrap();
    let value = serde_json::to_value(CallbackValue::of(&booked)).unwrap();
    let expected = json!({
        "id": "c1/1",
        "key": "key-1",
        "conversationId": "c1",
        "participantId": "customer",
        "state": "scheduled",
        "version": 1,
        "callbackScheduledTime": "2026-11-01T06:30:00.000Z",
        "callbackNumbers": ["+12125550123"],
        "callbackUserName": "Zoë 李",
        "routingData": {
            "queueId": "sales",
            "scoredAgents": [{ "agent": { "id": "kim" }, "score": 100 }],
            "routingFlags": ["AGENT_OWNED_CALLBACK"],
        },
        "ownedUntil": "2026-11-02T06:30:00.000Z",
        "ownedExpiryToQueue": false,
        "data": {
            "timeZone": "America/New_York",
            "localTime": "2026-11-01T01:30",
            "fold": "later",
            "tzVersion": chrono_tz::IANA_TZDB_VERSION,
            "notes": "line one\nline two 🙂",
        },
    });
    assert_eq!(value, expected);
    let back: CallbackValue = serde_json::from_value(value).unwrap();
    assert_eq!(back.at().unwrap(), booked.promise.at);
}

/// The tree of a JSON value, as the shell makes it.
fn tree(value: &Value) -> Tree {
    match value {
        Value::Null => Tree::Null,
        Value::Bool(truth) => Tree::Truth(*truth),
        Value::Number(number) => Tree::Number(number.as_f64().unwrap()),
        Value::String(text) => Tree::Text(text.clone()),
        Value::Array(items) => Tree::List(items.iter().map(tree).collect()),
        Value::Object(fields) => Tree::Fields(
            fields
                .iter()
                .map(|(name, value)| (name.clone(), tree(value)))
                .collect(),
        ),
    }
}

/// Reads a value as the element does and returns the place of what is wrong.
fn wrong(kind: &str, value: Value) -> String {
    let given = tree(&value);
    let failed = match kind {
        "settings" => SettingsValue::of(&given)
            .and_then(|value| value.read())
            .map(|_| ()),
        "queues" => read_queues(&given).map(|_| ()),
        "agent" => AgentValue::of(&given)
            .and_then(|value| value.read())
            .map(|_| ()),
        _ => serde_json::from_value::<FedValue>(value)
            .unwrap()
            .read()
            .map(|_| ()),
    };
    failed.unwrap_err().to_string()
}

#[test]
fn bad_values_of_the_host_are_named_with_what_would_be_right() {
    let cases = [
        (
            "settings",
            json!({ "maxHoursAhead": 721 }),
            "settings.maxHoursAhead: maxHoursAhead is 721; it must be from 1 to 720",
        ),
        (
            "queues",
            json!([{ "id": "", "name": "x" }]),
            "queues[0].id: the queue's id, not empty",
        ),
        (
            "queues",
            json!([{ "id": "a", "name": "x", "maxOwnedCallbackHours": 169 }]),
            "queues[0]: maxOwnedCallbackHours is 169; it must be from 1 to 168",
        ),
        ("queues", json!({}), "queues: an array"),
        ("queues", json!([7]), "queues[0]: an object"),
        (
            "queues",
            json!([{ "id": "a" }]),
            "queues[0].name: a text, which is missing",
        ),
        (
            "queues",
            json!([{ "id": "a", "name": "x", "member": 1 }]),
            "queues[0].member: true or false",
        ),
        (
            "agent",
            json!({ "id": 7, "timeZone": "UTC" }),
            "agent.id: a text",
        ),
        (
            "settings",
            json!({ "maxHoursAhead": 1.5 }),
            "settings.maxHoursAhead: a whole number",
        ),
        (
            "settings",
            json!({ "maxHoursAhead": -1 }),
            "settings.maxHoursAhead: a whole number",
        ),
        (
            "agent",
            json!({ "id": "kim", "timeZone": "EST5" }),
            "agent.timeZone: an IANA zone name such as America/New_York",
        ),
        (
            "callback",
            json!({ "id": "a", "state": "alerting" }),
            "callbacks[].agentId: the agent, where the state is alerting",
        ),
    ];
    for (kind, value, expected) in cases {
        assert_eq!(wrong(kind, value), expected);
    }
}

#[test]
fn unknown_and_null_fields_of_the_host_are_ignored() {
    let value = json!({ "maxHoursAhead": 24, "colour": "blue", "allowSeveralCallbacks": null });
    let policy = SettingsValue::of(&tree(&value)).unwrap().read().unwrap();
    assert_eq!(policy.horizon.hours(), 24);
}

/// What the demo writes is what the element reads.
#[test]
fn a_value_reads_as_it_was_written() {
    let agent = AgentValue {
        id: "kim".to_owned(),
        name: "Kim".to_owned(),
        time_zone: "Europe/Berlin".to_owned(),
        routing_status: Some("IDLE".to_owned()),
        supervisor: true,
    };
    let written = serde_json::to_value(&agent).unwrap();
    assert_eq!(AgentValue::of(&tree(&written)), Ok(agent));
    let settings = SettingsValue {
        max_hours_ahead: Some(720),
        allow_callback_queue_selection: Some(false),
        allow_several_callbacks: None,
    };
    let written = serde_json::to_value(&settings).unwrap();
    assert_eq!(SettingsValue::of(&tree(&written)), Ok(settings));
}

#[test]
fn a_row_of_the_store_never_replaces_a_newer_callback() {
    let mut bench = owned_at_the_repeated_hour();
    let booked = bench.schedule().unwrap();
    let mut desk = Desk::new();
    let newer = callback_core::callback::Callback {
        version: 3,
        ..booked.clone()
    };
    for row in [newer.clone(), booked] {
        desk.opened(callback_core::desk::Durability::Durable, vec![row], 0);
    }
    assert_eq!(desk.get(&newer.id), Some(&newer));
    assert_eq!(zone("Europe/Kyiv").name(), "Europe/Kyiv");
}
