//! The arrow keys of the time field. What they lead to is core's: it knows which times are there on that day.

use callback_core::when::Step;

/// What a key asks for, or nothing where the key means nothing here. Arrows go to full five minutes, Page keys an hour.
///
/// ```
/// # use callback_core::when::Step;
/// # use callback_scheduler::state::time_field::pressed;
/// assert_eq!(pressed("ArrowUp"), Some(Step::Later));
/// assert_eq!(pressed("5"), None);
/// ```
#[must_use]
pub fn pressed(key: &str) -> Option<Step> {
    match key {
        "ArrowUp" => Some(Step::Later),
        "ArrowDown" => Some(Step::Earlier),
        "PageUp" => Some(Step::HourLater),
        "PageDown" => Some(Step::HourEarlier),
        _ => None,
    }
}
