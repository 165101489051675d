//! The simulator: a contact center drawn from a seed.
//!
//! Its rules are the router's; where it takes a shorter way, a test shows the same trace. It knows
//! no clock: a scenario, a seed and a sink give the same numbers on every machine, to the bit.

pub mod scenario;
