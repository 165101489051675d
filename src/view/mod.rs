//! What the panel draws: reads slices, calls verbs, spreads what `behavior` hands out.
//!
//! Deliberately absent: setters, effects, the browser's API, the current time. Every `view!` names a global
//! class (`cb`), because without one Leptos writes static markup through `innerHTML`, which pages under
//! Trusted Types refuse.

pub mod calendar;
pub mod combobox;
pub mod date_field;
pub mod glyph;
pub mod time_field;
