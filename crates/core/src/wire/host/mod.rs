//! Values of the element: what a page hands in as properties, and the `detail` of events. Names are those of the
//! public callbacks API where it has one.

mod callback;
mod fed;
mod given;

pub use callback::{AGENT_OWNED, AgentRef, CallbackValue, RoutingData, ScoredAgent};
pub(in crate::wire) use callback::{routing_data, said};
pub use fed::{FedValue, state_name};
pub use given::{AgentValue, QueueValue, SettingsValue, read_queues, read_zone};
