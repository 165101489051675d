//! The rules of scheduled callbacks, and nothing that knows a browser, a server or a clock.
//!
//! Deliberately absent: the current time, chance, `HashMap` order, files, network. Time and chance
//! come in as arguments, effects go out as data, so that a list of inputs replays everything.

pub mod advice;
pub mod callback;
pub mod check;
pub mod claim;
pub mod command;
pub mod context;
pub mod desk;
pub mod draft;
pub mod entry;
pub mod facts;
pub mod fold;
pub mod ids;
pub mod limits;
pub mod numbers;
pub mod panel;
pub mod phone;
pub mod problem;
pub mod routing;
pub mod rules_change;
pub mod settings;
pub mod simulation;
pub mod sync;
pub mod time;
pub mod when;
pub mod wire;
pub mod zones;
