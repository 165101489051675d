//! The life of `<callback-scheduler>`: moved, removed, switched, fallen.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod harness;

use callback_core::panel::{Edit, Input};
use callback_scheduler::store::Store;
use harness::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

fn note(text: &str) {
    store().dispatch(Input::Edited(Edit::Note(text.to_owned())));
}

#[wasm_bindgen_test]
async fn a_move_keeps_the_draft() {
    let element = bookable("move").await;
    note("typed before the move");
    let before = element.shadow_root().unwrap().first_element_child();
    for body in [
        "document.body.append(element)",
        "const there = document.createElement('section'); document.body.append(there); there.append(element)",
        "element.remove(); document.body.append(element)",
        "document.body.moveBefore?.(element, document.body.firstChild)",
    ] {
        js(&element, body);
        turn().await;
        assert_eq!(shown().note, "typed before the move", "{body}");
        assert_eq!(
            element.shadow_root().unwrap().first_element_child(),
            before,
            "{body}: it was mounted anew"
        );
    }
    element.remove();
}

#[wasm_bindgen_test]
async fn each_conversation_keeps_its_own_draft() {
    let element = bookable("one").await;
    note("of one");
    element.set_attribute("conversation-id", "two").unwrap();
    element.set_attribute("ani", "+13125550199").unwrap();
    turn().await;
    assert_eq!(
        (shown().note.as_str(), shown().phone.as_str()),
        ("", "+13125550199")
    );
    note("of two");
    element.set_attribute("ani", "+12125550123").unwrap();
    element.set_attribute("conversation-id", "one").unwrap();
    turn().await;
    assert_eq!(
        (shown().note.as_str(), shown().phone.as_str()),
        ("of one", "+12125550123")
    );
    element.set_attribute("conversation-id", "two").unwrap();
    turn().await;
    assert_eq!(shown().note, "of two");
    element.remove();
}

#[wasm_bindgen_test]
async fn a_removed_panel_is_gone_and_comes_back_with_its_draft() {
    let element = bookable("removed").await;
    let before = Store::mounted();
    note("kept by the loader");
    element.remove();
    turn().await;
    assert_eq!(Store::mounted(), before - 1);
    document().body().unwrap().append_child(&element).unwrap();
    JsFuture::from(element.ready()).await.unwrap();
    assert_eq!(shown().note, "kept by the loader");
    element.remove();
    turn().await;
}

/// Bytes of this program's memory. It never shrinks, so what leaks shows.
fn memory() -> u32 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    memory
        .buffer()
        .unchecked_into::<js_sys::ArrayBuffer>()
        .byte_length()
}

async fn come_and_go(times: usize) {
    for _ in 0..times {
        let element = bookable("come and go").await;
        note("a draft");
        element.remove();
        turn().await;
    }
}

#[wasm_bindgen_test]
async fn two_hundred_removals_leave_nothing_behind() {
    let before = Store::mounted();
    come_and_go(20).await;
    let warm = memory();
    let listeners = "const add = EventTarget.prototype.addEventListener; globalThis.added = 0;
        EventTarget.prototype.addEventListener = function (...all) {
            if (this === window || this === document) globalThis.added += 1;
            return add.apply(this, all); }";
    js_sys::Function::new_no_args(listeners)
        .call0(&wasm_bindgen::JsValue::NULL)
        .unwrap();
    come_and_go(200).await;
    assert_eq!(Store::mounted(), before);
    assert_eq!(
        get(&js_sys::global(), "added").as_f64(),
        Some(0.0),
        "listeners outside of the element"
    );
    let grown = memory() - warm;
    assert!(
        grown <= 65_536,
        "grew by {grown} bytes, {} for each",
        grown / 200
    );
    assert!(
        document()
            .query_selector("callback-scheduler")
            .unwrap()
            .is_none()
    );
}

fn card() -> Option<HtmlElement> {
    let element = document().query_selector("callback-scheduler").unwrap()?;
    let button = element
        .shadow_root()?
        .query_selector("[part=retry]")
        .unwrap()?;
    button.dyn_into().ok()
}

#[wasm_bindgen_test]
async fn a_trap_shows_a_card_and_the_draft_comes_back() {
    let element = bookable("trap").await;
    let heard = Heard::of(&["callback-error", "callback-ready"]);
    note("typed before the trap");
    trap();
    turn().await;
    assert_eq!(text(&heard.detail("callback-error"), "kind"), "trap");
    assert!(element.matches(":state(error)").unwrap());
    card().expect("a card with a button").click();
    JsFuture::from(element.ready()).await.unwrap();
    turn().await;
    assert_eq!(shown().note, "typed before the trap");
    assert_eq!(heard.names(), ["callback-error", "callback-ready"]);
    assert!(element.matches(":state(ready)").unwrap());
    element.remove();
    turn().await;
}

#[wasm_bindgen_test]
async fn a_failed_load_shows_a_card_with_the_pages_own_way_out() {
    let element = bookable("load").await;
    let heard = Heard::of(&["callback-error"]);
    js(
        &element,
        "const link = document.createElement('a'); link.href = 'tel:1'; link.textContent = 'call'; element.append(link)",
    );
    trap();
    sources(
        "data:text/javascript,throw new Error('no panel today') //",
        "data:,",
    );
    card().expect("a card").click();
    let refused = JsFuture::from(element.ready()).await;
    assert!(
        refused.is_err(),
        "`ready` rejects where the panel cannot be loaded"
    );
    turn().await;
    assert_eq!(text(&heard.detail("callback-error"), "kind"), "load");
    let shown_link = js(
        &element,
        "return element.querySelector('a').assignedSlot !== null",
    );
    assert!(
        shown_link.is_truthy(),
        "what the page put there is not shown"
    );
    good_sources();
    card().expect("a card").click();
    JsFuture::from(element.ready()).await.unwrap();
    element.remove();
    turn().await;
}

#[wasm_bindgen_test]
async fn two_panels_have_a_state_each_and_one_desk() {
    let one = bookable("both-1").await;
    let first = store();
    let two = bookable("both-2").await;
    note("of the second");
    assert_eq!(first.panel(|panel| panel.active().note.clone()), "");
    let heard = Heard::of(&["callback-scheduled"]);
    one.schedule();
    until("it is scheduled", || heard.has("callback-scheduled")).await;
    let known = store().desk(|desk| {
        desk.all().any(|it| {
            it.conversation
                .as_ref()
                .is_some_and(|it| it.as_str() == "both-1")
        })
    });
    assert!(
        known,
        "the second panel does not see what the first one scheduled"
    );
    one.remove();
    two.remove();
    turn().await;
}

/// Evaluates another copy of the loader, and says what it warned of.
async fn another_copy(version: &str) -> String {
    let loader = include_str!("../npm/callback-scheduler.js");
    let copy = loader.replace("version = '0.1.0'", &format!("version = '{version}'"));
    let body = "const warn = console.warn; let warned = ''; console.warn = (text) => { warned += text; };
        const before = customElements.get('callback-scheduler');
        return import('data:text/javascript,' + encodeURIComponent(copy)).then(() => {
            console.warn = warn;
            return before === customElements.get('callback-scheduler') ? warned : 'defined anew'; })";
    let import = js_sys::Function::new_with_args("copy", body);
    let warned = import
        .call1(&wasm_bindgen::JsValue::NULL, &copy.into())
        .unwrap();
    let warned = JsFuture::from(js_sys::Promise::from(warned)).await.unwrap();
    warned.as_string().unwrap()
}

#[wasm_bindgen_test]
async fn a_second_version_warns_and_steps_back() {
    install();
    assert_eq!(another_copy("0.1.0").await, "");
    let warned = another_copy("9.9.9").await;
    assert!(
        warned.contains("0.1.0 is already defined; 9.9.9 steps back"),
        "{warned}"
    );
}
