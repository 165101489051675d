//! Chance, from the browser's source for secrets. The core has none: what it needs of it comes in with an input.

use callback_core::ids::Key;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues, catch)]
    fn fill(bytes: &mut [u8]) -> Result<JsValue, JsValue>;
}

/// A key that no other press has: 128 random bits as 32 hexadecimal digits.
///
/// `crypto.randomUUID` would be shorter, but is absent from pages that were not served securely.
#[must_use]
pub fn key() -> Key {
    let mut bytes = [0_u8; 16];
    if fill(&mut bytes).is_err() {
        // No source at all: the time to the millisecond still tells the presses of one agent apart.
        bytes[..8].copy_from_slice(&super::clock::now().ms().to_be_bytes());
    }
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    let digits = halves.filter_map(|half| char::from_digit(half.into(), 16));
    Key::new(digits.collect::<String>())
}

/// Fills `bytes` with chance, and says whether the browser has a source of it.
#[must_use]
pub fn fill_bytes(bytes: &mut [u8]) -> bool {
    fill(bytes).is_ok()
}

/// 64 random bits; without a source, those of the clock.
#[must_use]
pub fn bits() -> u64 {
    let mut bytes = [0_u8; 8];
    if fill_bytes(&mut bytes) {
        u64::from_le_bytes(bytes)
    } else {
        let now_ms = super::clock::now().ms().unsigned_abs();
        now_ms.wrapping_mul(0x9e37_79b9_7f4a_7c15)
    }
}
