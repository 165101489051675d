//! What the panel's widgets know, without a page: no DOM, no signals, so that every key is tested natively.
//!
//! A file here, one in `behavior` and one in `view` share a name. Deliberately absent: the current time
//! (it comes in), and any rule of callbacks (those are core's).

pub mod calendar;
pub mod choices;
pub mod combobox;
pub mod date_field;
pub mod fixes;
pub mod time_field;
pub mod words;
