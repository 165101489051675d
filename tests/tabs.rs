//! The lock that one tab holds, in a real browser.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use callback_scheduler::browser::tabs::lead;
use js_sys::{Function, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// How many hold the lock, and how many wait for it.
async fn standing(name: &str) -> String {
    let query = "return navigator.locks.query().then(({ held, pending }) => [held, pending]
        .map((all) => all.filter((one) => one.name === name).length).join(' '))";
    let query = Function::new_with_args("name", query);
    let asked = query.call1(&JsValue::NULL, &name.into()).unwrap();
    let answer = JsFuture::from(Promise::from(asked)).await.unwrap();
    answer.as_string().unwrap()
}

#[wasm_bindgen_test]
async fn who_leads_holds_the_lock_and_the_next_one_waits() {
    let led = Rc::new(Cell::new(0));
    for _ in 0..2 {
        let led = Rc::clone(&led);
        lead("test-lead", move || led.set(led.get() + 1));
    }
    // The browser answers after it has taken both requests; what is given back is given on before the next answers.
    for look in 0..50 {
        let standing = standing("test-lead").await;
        assert_eq!((standing.as_str(), led.get()), ("1 1", 1), "look {look}");
    }
}
