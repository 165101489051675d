//! What the panel draws: reads slices, calls verbs, spreads what `behavior` hands out.
//!
//! Deliberately absent: setters, effects, the current time, and outside [`el`] the browser's API. Elements are made
//! by [`el`], because `view!` costs several times the wasm and writes static markup through `innerHTML`, which
//! pages under Trusted Types refuse.

pub mod actions;
pub mod advice;
pub mod alert;
pub mod calendar;
pub mod claim;
pub mod clocks;
pub mod combobox;
pub mod el;
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
pub mod text_field;
pub mod when;
pub mod zones;
