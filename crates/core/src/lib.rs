//! The rules of scheduled callbacks, and nothing that knows a browser, a server or a clock.
//!
//! Deliberately absent: the current time, chance, `HashMap` order, files, network. Time and chance
//! come in as arguments, effects go out as data, so that a list of inputs replays everything.

pub mod routing;
pub mod time;
