//! The store of rows in a real browser.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use callback_scheduler::browser::storage::{Added, Change, Rows, Storage, Table};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn put(key: &str, row: &str) -> Change {
    Change::Put {
        key: key.to_owned(),
        row: row.to_owned(),
    }
}

fn delete(key: &str) -> Change {
    Change::Delete {
        key: key.to_owned(),
    }
}

fn pairs(rows: &Rows) -> Vec<(&str, &str)> {
    rows.texts
        .iter()
        .map(|(key, row)| (key.as_str(), row.as_str()))
        .collect()
}

#[wasm_bindgen_test]
async fn what_was_written_is_there_for_the_next_visit() {
    let storage = Storage::open("test-visit").await.unwrap();
    storage
        .write(&[put("b", "2"), put("a", "1"), put("c", "3")])
        .await
        .unwrap();
    storage
        .write(&[delete("c"), delete("never there"), put("b", "two ✓")])
        .await
        .unwrap();
    drop(storage);
    let rows = Storage::open("test-visit")
        .await
        .unwrap()
        .rows()
        .await
        .unwrap();
    assert_eq!(pairs(&rows), [("a", "1"), ("b", "two ✓")]);
}

#[wasm_bindgen_test]
async fn two_connections_see_each_other() {
    let (one, two) = (
        Storage::open("test-two").await.unwrap(),
        Storage::open("test-two").await.unwrap(),
    );
    one.write(&[put("k", "from one")]).await.unwrap();
    assert_eq!(pairs(&two.rows().await.unwrap()), [("k", "from one")]);
}

#[wasm_bindgen_test]
async fn rubbish_in_the_store_is_left_out() {
    let storage = Storage::open("test-rubbish").await.unwrap();
    storage.write(&[put("good", "row")]).await.unwrap();
    let rubbish = "return new Promise((done) => { const open = indexedDB.open('test-rubbish'); open.onsuccess = () => {
        const all = open.result.transaction('rows', 'readwrite');
        all.objectStore('rows').put({ not: 'text' }, 'bad');
        all.objectStore('rows').put('text', 7);
        all.oncomplete = done; }; })";
    let promise = js_sys::Function::new_no_args(rubbish)
        .call0(&wasm_bindgen::JsValue::NULL)
        .unwrap();
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise))
        .await
        .unwrap();
    let rows = storage.rows().await.unwrap();
    assert_eq!(pairs(&rows), [("good", "row")]);
    assert_eq!(rows.unreadable, 2);
}

#[wasm_bindgen_test]
async fn a_store_of_a_later_version_is_refused_and_says_why() {
    let later = "return new Promise((done) => { const open = indexedDB.open('test-later', 99);
        open.onsuccess = () => { open.result.close(); done(); }; })";
    let promise = js_sys::Function::new_no_args(later)
        .call0(&wasm_bindgen::JsValue::NULL)
        .unwrap();
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise))
        .await
        .unwrap();
    let refused = Storage::open("test-later").await.unwrap_err();
    assert!(refused.0.contains("VersionError"), "{refused:?}");
}

#[wasm_bindgen_test]
async fn a_store_of_the_first_version_keeps_its_rows() {
    let first = "return new Promise((done) => { const open = indexedDB.open('test-first', 1);
        open.onupgradeneeded = () => open.result.createObjectStore('rows').put('row', 'key');
        open.onsuccess = () => { open.result.close(); done(); }; })";
    let promise = js_sys::Function::new_no_args(first)
        .call0(&wasm_bindgen::JsValue::NULL)
        .unwrap();
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise))
        .await
        .unwrap();
    let storage = Storage::open("test-first").await.unwrap();
    assert_eq!(pairs(&storage.rows().await.unwrap()), [("key", "row")]);
}

#[wasm_bindgen_test]
async fn a_connection_lets_the_store_be_deleted_and_then_reports() {
    let storage = Storage::open("test-delete").await.unwrap();
    let delete = "return new Promise((done, failed) => { const open = indexedDB.deleteDatabase('test-delete');
        open.onsuccess = done; open.onblocked = failed; })";
    let promise = js_sys::Function::new_no_args(delete)
        .call0(&wasm_bindgen::JsValue::NULL)
        .unwrap();
    wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(promise))
        .await
        .unwrap();
    assert!(storage.write(&[put("a", "1")]).await.is_err());
    assert!(storage.rows().await.is_err());
}

#[wasm_bindgen_test]
async fn of_two_tabs_that_add_the_same_row_the_first_wins() {
    let (one, two) = (
        Storage::open("test-add").await.unwrap(),
        Storage::open("test-add").await.unwrap(),
    );
    assert_eq!(one.add("c1/1", "mine").await, Ok(Added::New));
    assert_eq!(
        two.add("c1/1", "yours").await,
        Ok(Added::Taken(Table::Rows, "mine".to_owned()))
    );
    assert_eq!(pairs(&one.rows().await.unwrap()), [("c1/1", "mine")]);
}

#[wasm_bindgen_test]
async fn what_fails_after_its_last_request_was_not_kept() {
    let storage = Storage::open("test-complete").await.unwrap();
    // Each request succeeds, and then the transaction does not.
    let failing = "const { put } = IDBObjectStore.prototype;
        IDBObjectStore.prototype.put = function (...all) {
            const request = put.apply(this, all);
            request.addEventListener('success', () => this.transaction.abort());
            return request;
        };
        return () => { IDBObjectStore.prototype.put = put; };";
    let null = wasm_bindgen::JsValue::NULL;
    let mend = js_sys::Function::new_no_args(failing).call0(&null).unwrap();
    let written = storage.write(&[put("a", "1")]).await;
    js_sys::Function::from(mend).call0(&null).unwrap();
    assert!(written.is_err(), "{written:?}");
    assert_eq!(pairs(&storage.rows().await.unwrap()), []);
}
