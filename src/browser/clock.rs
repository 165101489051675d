//! Now. The one place of the panel that reads a clock; everything else is handed the time.

use callback_core::time::Timestamp;

/// The device's time. The host may set another one (`now`), which the store then uses instead.
#[must_use]
pub fn now() -> Timestamp {
    // The device's clock in milliseconds has 13 digits: far from where a float loses one.
    #[allow(clippy::cast_possible_truncation)]
    Timestamp::from_ms(js_sys::Date::now() as i64)
}
