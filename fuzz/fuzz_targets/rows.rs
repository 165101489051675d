//! Rows of a store: a damaged one is refused, and what is read is written so that it is read as the same again.
#![no_main]

use callback_core::wire::store::Row;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(row) = serde_json::from_slice::<Row>(data) else {
        return;
    };
    if let Ok(callback) = row.read() {
        let text = serde_json::to_string(&Row::of(&callback)).expect("a row is JSON");
        let again: Row = serde_json::from_str(&text).expect("it reads what it writes");
        assert_eq!(Row::of(&again.read().expect("it is read")), Row::of(&callback));
    }
});
