//! The router: one state machine without a clock, for the simulator, the demo and the server.
