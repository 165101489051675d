//! The simulator from outside: against theory here, against the router in `equal`.

mod theory;
