//! What holds of every body, whatever bytes it is of: the fuzzer in `fuzz/` and the swarm beside this file ask the same.

use callback_core::phone::PhoneNumber;
use callback_server::http::body::{
    BulkDisconnect, BulkPatch, CreateCallback, PatchCallback, RoutingStatus, StateChange,
};
use callback_server::http::read;

/// What was reached.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Reached {
    /// It was read as a callback to create.
    pub(crate) read: bool,
    /// So many of its numbers are numbers.
    pub(crate) numbers: usize,
}

/// Whatever comes is read or refused, and a number that a client sends back as it was printed is the same again.
pub(crate) fn holds(data: &[u8]) -> Reached {
    let _ = read::<BulkPatch>(data);
    let _ = read::<BulkDisconnect>(data);
    let _ = read::<StateChange>(data);
    let _ = read::<RoutingStatus>(data);
    let _ = read::<PatchCallback>(data);
    let Ok(asked) = read::<CreateCallback>(data) else {
        return Reached::default();
    };
    let country = asked.country_code.unwrap_or_default();
    let mut reached = Reached {
        read: true,
        numbers: 0,
    };
    for typed in asked.callback_numbers.unwrap_or_default() {
        if let Ok(number) = PhoneNumber::read(&typed, &country) {
            let again = PhoneNumber::read(&number.to_string(), &country);
            let again = again.expect("it reads what it prints");
            let parts = (number.dialed(), number.extension());
            assert_eq!((again.dialed(), again.extension()), parts, "{typed}");
            reached.numbers += 1;
        }
    }
    reached
}
