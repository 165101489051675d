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

mod chance;
mod kernel;
mod plan;
pub mod scenario;
mod sink;

pub use plan::{Plan, Problem, What};
pub use sink::{Contact, Left, Origin, Promise, Service, Silent, Sink};

/// Runs a plan once, from one seed. The sink hears of everything.
pub fn simulate<S: Sink>(plan: &Plan, seed: u64, sink: &mut S) {
    kernel::run(plan, seed, sink);
}
