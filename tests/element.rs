//! The contract of `<callback-scheduler>`: attributes, properties, events, forms.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod harness;

use callback_core::ids::{ConversationId, QueueId};
use callback_core::panel::{Edit, Input, Notice};
use callback_core::problem::{Field, Refusal};
use callback_scheduler::element::{NAMES, Part, events::EVENTS};
use callback_scheduler::reactive::GetUntracked;
use harness::*;
use std::collections::BTreeSet;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{FormData, HtmlElement, HtmlFormElement};

wasm_bindgen_test_configure!(run_in_browser);

fn camel(name: &str) -> String {
    let mut words = name.split('-');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        name + &word[..1].to_uppercase() + &word[1..]
    })
}

#[wasm_bindgen_test]
async fn loader_and_panel_have_the_same_names() {
    install();
    let observed = CallbackScheduler::observed_attributes();
    let mut loaders: BTreeSet<String> = observed
        .iter()
        .filter_map(|name| name.as_string())
        .collect();
    loaders.insert("disabled".to_owned());
    let element: JsValue = CallbackScheduler::new().into();
    for (name, _) in NAMES {
        let is_property = js_sys::Reflect::has(&element, &camel(name).into()).unwrap();
        assert!(is_property, "{name}");
        loaders.remove(name);
    }
    assert!(loaders.is_empty(), "the panel does not know {loaders:?}");
}

#[wasm_bindgen_test]
async fn every_event_has_a_type() {
    let types = include_str!("../npm/callback-scheduler.d.ts");
    for name in EVENTS.iter().filter(|name| name.starts_with("callback-")) {
        assert!(types.contains(&format!("'{name}': CustomEvent<")), "{name}");
    }
}

#[wasm_bindgen_test]
async fn attributes_are_reflected() {
    let element = panel(&[("conversation-id", "reflected")]).await;
    assert_eq!(text(&element, "conversationId"), "reflected");
    set(&element, "contactName", &"Grace".into());
    assert_eq!(
        element.get_attribute("contact-name").as_deref(),
        Some("Grace")
    );
    set(&element, "readonly", &true.into());
    assert!(element.has_attribute("readonly"));
    set(&element, "maxDaysAhead", &7.into());
    assert_eq!(
        element.get_attribute("max-days-ahead").as_deref(),
        Some("7")
    );
    assert_eq!(get(&element, "maxDaysAhead").as_f64(), Some(7.0));
    turn().await;
    store().panel(|panel| {
        assert_eq!(panel.context().contact_name, "Grace");
        assert!(panel.context().readonly);
        assert_eq!(panel.settings().policy.horizon.hours(), 168);
    });
    element.remove();
}

#[wasm_bindgen_test]
async fn what_was_set_before_the_panel_came_is_applied() {
    install();
    let element = CallbackScheduler::new();
    set_json(&element, "queues", r#"[{"id":"q","name":"Sales"}]"#);
    set_json(
        &element,
        "agent",
        r#"{"id":"a-1","timeZone":"Europe/Berlin","supervisor":true}"#,
    );
    set(&element, "queueId", &"q".into());
    document().body().unwrap().append_child(&element).unwrap();
    wasm_bindgen_futures::JsFuture::from(element.ready())
        .await
        .unwrap();
    store().panel(|panel| {
        assert_eq!(panel.settings().queues[0].name, "Sales");
        assert!(
            panel
                .settings()
                .agent
                .as_ref()
                .is_some_and(|agent| agent.supervisor)
        );
        assert_eq!(panel.context().queue, Some(QueueId::new("q")));
    });
    element.remove();
}

#[wasm_bindgen_test]
async fn a_press_asks_first_then_keeps_then_tells() {
    let element = bookable("press").await;
    let heard = Heard::of(&[
        "callback-before-schedule",
        "callback-scheduled",
        "callback-invalid",
        "callback-error",
    ]);
    element.schedule();
    assert!(
        heard.names().is_empty(),
        "an event came before the panel was at rest"
    );
    until("it is scheduled", || heard.has("callback-scheduled")).await;
    assert_eq!(
        heard.names(),
        ["callback-before-schedule", "callback-scheduled"]
    );
    let asked = heard.detail("callback-before-schedule");
    assert!(
        get(&asked, "id").is_undefined(),
        "nothing is booked while the page is asked"
    );
    let detail = heard.detail("callback-scheduled");
    assert_eq!(text(&detail, "conversationId"), "press");
    assert_eq!(text(&detail, "routingData.queueId"), "support");
    assert_eq!(text(&detail, "data.timeZone"), "America/New_York");
    assert_eq!(text(&detail, "key"), text(&asked, "key"));
    element.remove();
}

#[wasm_bindgen_test]
async fn a_second_press_makes_no_second_callback() {
    let element = bookable("twice").await;
    let heard = Heard::of(&["callback-scheduled"]);
    element.schedule();
    element.schedule();
    until("it is scheduled", || heard.has("callback-scheduled")).await;
    element.schedule();
    turn().await;
    assert_eq!(heard.names().len(), 1);
    element.remove();
}

#[wasm_bindgen_test]
async fn a_veto_leaves_nothing_behind() {
    let element = bookable("veto").await;
    let heard = Heard::of(&["callback-scheduled"]);
    js(
        &element,
        "element.addEventListener('callback-before-schedule', (event) => event.preventDefault())",
    );
    element.schedule();
    until("the panel says so", || {
        shown().notice == Some(Notice::Refused(Refusal::Vetoed))
    })
    .await;
    turn().await;
    assert!(heard.names().is_empty());
    let conversation = ConversationId::new("veto");
    let booked = store().desk(|desk| {
        desk.all()
            .filter(|it| it.conversation.as_ref() == Some(&conversation))
            .count()
    });
    assert_eq!(booked, 0);
    element.remove();
}

#[wasm_bindgen_test]
async fn a_page_may_call_straight_back_in_from_an_event() {
    let element = bookable("reenter").await;
    let heard = Heard::of(&["callback-scheduled", "callback-error"]);
    js(
        &element,
        "element.addEventListener('callback-before-schedule', () => {
            element.contactName = 'Renamed'; element.value = { note: 'from the page' }; element.schedule();
            element.reportValidity(); document.body.append(element); })",
    );
    element.schedule();
    until("it is scheduled", || heard.has("callback-scheduled")).await;
    assert_eq!(heard.names(), ["callback-scheduled"]);
    element.remove();
}

#[wasm_bindgen_test]
async fn what_the_page_sets_fires_nothing() {
    let element = bookable("silent").await;
    let heard = Heard::of(&EVENTS);
    for (name, part) in NAMES {
        let wanted = match part {
            Part::Context if name.ends_with("zone") => "Europe/Paris".into(),
            Part::Settings | Part::Now | Part::Callbacks | Part::Messages | Part::Value => {
                JsValue::NULL
            }
            _ => JsValue::from("x"),
        };
        set(&element, &camel(name), &wanted);
    }
    element.show();
    element.close();
    set_json(&element, "value", r#"{"name":"From the page","note":"n"}"#);
    element.reset();
    turn().await;
    assert!(heard.names().is_empty(), "{:?}", heard.names());
    element.remove();
}

#[wasm_bindgen_test]
async fn what_the_agent_types_fires_input_and_leaving_it_change() {
    let element = bookable("native").await;
    let heard = Heard::of(&["input", "change"]);
    let field = "const field = element.shadowRoot.querySelector('[data-field=name]');";
    js(
        &element,
        &format!(
            "{field} field.value = 'Ada L'; field.dispatchEvent(new InputEvent('input', {{ bubbles: true, composed: true }}))"
        ),
    );
    turn().await;
    assert_eq!(heard.names(), ["input"]);
    assert_eq!(text(&element, "value.name"), "Ada L");
    js(
        &element,
        &format!("{field} field.dispatchEvent(new FocusEvent('blur'))"),
    );
    js(
        &element,
        &format!("{field} field.dispatchEvent(new FocusEvent('blur'))"),
    );
    turn().await;
    assert_eq!(heard.names(), ["input", "change"]);
    element.remove();
}

#[wasm_bindgen_test]
async fn the_agent_may_close_it_again_and_again() {
    let element = bookable("close").await;
    let heard = Heard::of(&["callback-close"]);
    for times in 1..=2 {
        element.show();
        turn().await;
        assert!(store().open());
        store().dispatch(Input::Close);
        assert!(
            !element.has_attribute("open"),
            "the attribute stayed, {times}"
        );
        turn().await;
        assert_eq!(heard.names().len(), times);
    }
    element.show();
    element.close();
    turn().await;
    assert!(!store().open());
    assert_eq!(heard.names().len(), 2, "the page closed it, not the agent");
    element.remove();
}

#[wasm_bindgen_test]
async fn focus_goes_to_the_first_field() {
    let element = bookable("focus").await;
    HtmlElement::focus(&element).unwrap();
    let field = || {
        element
            .shadow_root()?
            .active_element()?
            .get_attribute("data-field")
    };
    until("it has the focus", || field().as_deref() == Some("phone")).await;
    element.remove();
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_refused_and_says_what_would_be_right() {
    let element = bookable("refused").await;
    let heard = Heard::of(&["callback-error"]);
    let refusals = [
        ("contactTimeZone", JsValue::from("Nowhere"), "IANA"),
        ("maxDaysAhead", JsValue::from(31), "1 to 30"),
        ("queues", JsValue::from("none"), ""),
        (
            "agent",
            js(&element, "return { id: 'x', timeZone: 'Mars/Olympus' }"),
            "agent.timeZone",
        ),
        (
            "settings",
            js(&element, "return { maxHoursAhead: 721 }"),
            "1 to 720",
        ),
        ("now", JsValue::from("yesterday"), "ISO 8601"),
        (
            "messages",
            js(&element, "const own = {}; own.own = own; return own"),
            "messages",
        ),
        ("value", JsValue::from(7), ""),
        (
            "callbacks",
            js(&element, "return [{ id: 'x', state: 'lost' }]"),
            "callbacks[].state",
        ),
    ];
    for (name, value, expected) in refusals {
        set(&element, name, &value);
        turn().await;
        let message = text(&heard.detail("callback-error"), "message");
        assert_eq!(
            text(&heard.detail("callback-error"), "kind"),
            "refused",
            "{name}"
        );
        assert!(message.contains(expected), "{name}: {message}");
    }
    assert_eq!(heard.names().len(), 9);
    let agent = store().panel(|panel| {
        panel
            .settings()
            .agent
            .as_ref()
            .map(|agent| agent.id.to_string())
    });
    assert_eq!(
        agent.as_deref(),
        Some("a-7"),
        "a property that is refused stays as it was"
    );
    element.remove();
}

#[wasm_bindgen_test]
async fn a_refused_zone_does_not_leave_the_last_contacts() {
    let element = panel(&[
        ("conversation-id", "z1"),
        ("contact-time-zone", "Asia/Tokyo"),
    ])
    .await;
    element.set_attribute("conversation-id", "z2").unwrap();
    element
        .set_attribute("contact-time-zone", "Asia/Tokio")
        .unwrap();
    turn().await;
    assert_eq!(store().panel(|panel| panel.context().contact_zone), None);
    element.remove();
}

#[wasm_bindgen_test]
async fn the_host_may_set_the_time() {
    let element = bookable("time").await;
    set(&element, "now", &"2026-12-22T15:00:00Z".into());
    turn().await;
    assert_eq!(store().now().ms(), 1_797_951_600_000);
    set(&element, "now", &JsValue::NULL);
    turn().await;
    assert!((store().now().ms() - js_sys::Date::now() as i64).abs() < 5_000);
    element.remove();
}

#[wasm_bindgen_test]
async fn a_value_can_be_read_back_at_once() {
    let element = bookable("read back").await;
    set_json(
        &element,
        "value",
        r#"{"name":"Grace","toMe":true,"timeZone":"Europe/Paris"}"#,
    );
    assert_eq!(text(&element, "value.name"), "Grace");
    assert_eq!(get(&element, "value.toMe"), JsValue::TRUE);
    assert_eq!(text(&element, "value.timeZone"), "Europe/Paris");
    assert_eq!(
        text(&element, "value.phone"),
        "+12125550123",
        "what is absent stays"
    );
    set_json(&element, "value", r#"{"phone":""}"#);
    assert!(!element.check_validity());
    element.remove();
}

#[wasm_bindgen_test]
async fn it_is_a_control_of_its_form() {
    let form: HtmlFormElement = document().create_element("form").unwrap().unchecked_into();
    document().body().unwrap().append_child(&form).unwrap();
    let element = bookable("form").await;
    element.set_attribute("name", "callback").unwrap();
    form.append_child(&element).unwrap();
    store().dispatch(Input::Edited(Edit::Note("call the office".to_owned())));
    let sent = || {
        FormData::new_with_form(&form)
            .unwrap()
            .get("callback")
            .as_string()
            .unwrap_or_default()
    };
    assert!(sent().contains(r#""note":"call the office""#), "{}", sent());

    form.reset();
    assert_eq!(shown().note, "");

    store().dispatch(Input::Edited(Edit::Phone(String::new())));
    store().dispatch(Input::Left(Field::Phone));
    assert!(!element.check_validity());
    assert!(!form.check_validity());
    assert!(element.matches(":state(invalid)").unwrap());

    js(
        &element,
        "const set = document.createElement('fieldset'); set.disabled = true; element.form.append(set); set.append(element)",
    );
    turn().await;
    assert!(store().panel(|panel| panel.context().readonly));
    form.remove();
    turn().await;
}

#[wasm_bindgen_test]
async fn states_can_be_styled() {
    install();
    let element = CallbackScheduler::new();
    document().body().unwrap().append_child(&element).unwrap();
    assert!(element.matches(":state(loading)").unwrap());
    wasm_bindgen_futures::JsFuture::from(element.ready())
        .await
        .unwrap();
    assert!(
        element.matches(":state(ready)").unwrap() && !element.matches(":state(loading)").unwrap()
    );
    element.remove();
}

#[wasm_bindgen_test]
async fn a_page_may_add_to_header_actions_and_footer() {
    let element = bookable("slots").await;
    for slot in ["header", "actions", "footer"] {
        let there = js(
            &element,
            &format!(
                "const own = document.createElement('span'); own.slot = '{slot}'; own.textContent = 'own';
                element.append(own); return own.assignedSlot !== null && own.offsetHeight > 0"
            ),
        );
        assert!(there.is_truthy(), "{slot}");
    }
    element.remove();
}

#[wasm_bindgen_test]
async fn report_validity_shows_the_problems() {
    let element = panel(&[
        ("open", ""),
        ("conversation-id", "report"),
        ("time-zone", "Europe/Paris"),
    ])
    .await;
    assert!(
        shown().problems.is_empty(),
        "nothing is shown before a field was left"
    );
    assert!(!element.report_validity());
    assert!(
        store()
            .shown()
            .get_untracked()
            .problems
            .iter()
            .any(|problem| problem.field == Field::Phone)
    );
    element.remove();
}
