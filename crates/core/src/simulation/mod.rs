//! The simulator: a contact center drawn from a seed.
//!
//! Its rules are the router's; where it takes a shorter way, a test shows the same trace. It knows
//! no clock: a scenario, a seed and a sink give the same numbers on every machine, to the bit.
//!
//! ```
//! use callback_core::simulation::{Contact, Plan, Service, Sink, scenario::*, simulate};
//!
//! /// The mean wait, in ms.
//! #[derive(Default)]
//! struct Waits {
//!     sum_ms: i64,
//!     count: i64,
//! }
//!
//! impl Sink for Waits {
//!     fn started(&mut self, contact: &Contact, service: &Service) {
//!         self.sum_ms += service.at_ms - contact.entered_ms;
//!         self.count += 1;
//!     }
//! }
//!
//! let service = Distribution::Exponential { mean_ms: 1e6 };
//! let scenario = Scenario::of(
//!     vec![Class::calls(ByInterval::same(9.0 * 3.6), service)],
//!     vec![Group::of(10)],
//! );
//! let plan = Plan::new(&scenario).expect("the scenario fits");
//! let mut waits = Waits::default();
//! simulate(&plan, 1, &mut waits);
//! let mean = waits.sum_ms / waits.count;
//! assert!((600_000..740_000).contains(&mean), "Erlang C says 668 731, not {mean}");
//! ```

#[cfg(test)]
mod by_hand;
mod chance;
#[cfg(test)]
mod equal;
mod histogram;
mod kernel;
#[cfg(test)]
mod paired;
mod plan;
pub mod report;
pub mod scenario;
mod sink;
pub mod statistics;
pub mod tally;

pub use chance::{NEVER, Stream, Variate};
pub use plan::{Plan, Problem, What};
pub use sink::{Contact, Left, Origin, Promise, Service, Silent, Sink};

/// Runs a plan once, from one seed. The sink hears of everything.
pub fn simulate<S: Sink>(plan: &Plan, seed: u64, sink: &mut S) {
    Simulation::new(plan, seed, sink).advance(u64::MAX);
}

/// A run that is taken in steps, so that somebody may call it off in between.
///
/// ```
/// use callback_core::simulation::{Plan, Silent, Simulation, scenario::*};
/// let talk = Distribution::Constant { ms: 60_000 };
/// let scenario = Scenario::of(
///     vec![Class::calls(ByInterval::same(60.0), talk)],
///     vec![Group::of(2)],
/// );
/// let plan = Plan::new(&scenario).expect("the scenario fits");
/// let mut sink = Silent;
/// let mut simulation = Simulation::new(&plan, 1, &mut sink);
/// let mut steps = 1;
/// while !simulation.advance(100_000) {
///     steps += 1;
/// }
/// assert!(steps > 10);
/// ```
pub struct Simulation<'p, 's, S>(kernel::Engines<'p, 's, S>);

impl<'p, 's, S: Sink> Simulation<'p, 's, S> {
    /// Time 0 of the plan.
    pub fn new(plan: &'p Plan, seed: u64, sink: &'s mut S) -> Self {
        Self(kernel::Engines::new(plan, seed, sink))
    }

    /// Takes up to so many events more; whether the run is over.
    pub fn advance(&mut self, events: u64) -> bool {
        self.0.advance(events)
    }
}
