//! Bodies of requests: whatever comes is read or refused, and what a client sends back unchanged is the same again.
#![no_main]

use callback_core::phone::PhoneNumber;
use callback_server::http::body::{BulkDisconnect, BulkPatch, CreateCallback, PatchCallback, RoutingStatus, StateChange};
use callback_server::http::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = read::<BulkPatch>(data);
    let _ = read::<BulkDisconnect>(data);
    let _ = read::<StateChange>(data);
    let _ = read::<RoutingStatus>(data);
    let _ = read::<PatchCallback>(data);
    let Ok(asked) = read::<CreateCallback>(data) else {
        return;
    };
    let country = asked.country_code.unwrap_or_default();
    for typed in asked.callback_numbers.unwrap_or_default() {
        if let Ok(number) = PhoneNumber::read(&typed, &country) {
            let again = PhoneNumber::read(&number.to_string(), &country).expect("it prints what it reads");
            assert_eq!((again.dialed(), again.extension()), (number.dialed(), number.extension()));
        }
    }
});
