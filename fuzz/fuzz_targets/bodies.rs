//! Bodies of requests: whatever comes is read or refused, and what a client sends back unchanged is the same again.
#![no_main]

#[path = "../../crates/server/tests/bodies/property.rs"]
mod property;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let _ = property::holds(data);
});
