//! What the panel draws: reads slices, calls verbs, spreads what `behavior` hands out.
//!
//! Deliberately absent: setters, effects, the browser's API, the current time. Every `view!` names a global
//! class (`cb`), because without one Leptos writes static markup through `innerHTML`, which pages under
//! Trusted Types refuse. Views are erased (`into_any`) where they end, which keeps the wasm small.

pub mod alert;
pub mod calendar;
pub mod claim;
pub mod clocks;
pub mod combobox;
pub mod date_field;
pub mod face;
pub mod form;
pub mod glyph;
pub mod list;
pub mod notices;
pub mod panel;
pub mod pick;
pub mod problems;
pub mod row;
pub mod submit;
pub mod time_field;
pub mod when;
