//! What is simulated: customers, agents, rules, and how long. Data only, as a person would write it
//! down; [`simulation`](super) checks it and makes it fit to run.
//!
//! Times are whole milliseconds from the start of the run. Models from the literature know no unit;
//! one unit of theirs is 10⁶ ms here, fine enough that rounding is lost in the noise. Classes,
//! queues and groups are named by their place in the lists of [`Scenario`].

mod demand;
mod distribution;
mod rules;
mod supply;

pub use demand::{Booking, CallbackWork, Class, Kind, Redial};
pub use distribution::Distribution;
pub use rules::{Blending, Closing, Lists, Queue, Reach, Release, Rules, Selection};
pub use supply::{Alerting, Break, Group, Shifts};

/// A contact center, its customers, and the stretch of time that is looked at.
///
/// ```
/// use callback_core::simulation::scenario::*;
/// // M/M/10: nine customers and one service in a unit of 10⁶ ms.
/// let class = Class::calls(ByInterval::same(9.0 * 3.6), Distribution::Exponential { mean_ms: 1e6 });
/// let scenario = Scenario::of(vec![class], vec![Group::of(10)]);
/// assert_eq!(scenario.queues.len(), 1);
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// For people.
    pub name: String,
    /// The lengths of the intervals of the day, in ms, one after the other from 0. What is "by
    /// interval" refers to these; statistics may too. Empty: one interval without end.
    pub intervals_ms: Vec<i64>,
    /// Where contacts wait.
    pub queues: Vec<Queue>,
    /// The kinds of contact.
    pub classes: Vec<Class>,
    /// Agents, alike within a group.
    pub groups: Vec<Group>,
    /// Who is matched with whom.
    pub rules: Rules,
    /// Callbacks that yield to calls; `None`: the score alone decides.
    pub blending: Option<Blending>,
    /// Contacts in the center at most, waiting or with an agent on the line; after-call work holds
    /// no trunk. One more is turned away. `None`: without limit.
    pub trunks: Option<u32>,
    /// One factor for each run multiplies every arrival rate: Gamma with this shape and mean 1.
    /// `None`: no factor.
    pub busyness_shape: Option<f64>,
    /// Who is there at time 0.
    pub start: Vec<Standing>,
    /// Callbacks that were promised before the run began.
    pub scheduled: Vec<Scheduled>,
    /// One contact whose fate is asked for: the forecast.
    pub tagged: Option<Tagged>,
    /// How long.
    pub run: Run,
}

/// Contacts that are in the center when the run begins. They are routed at time 0 in the order of
/// the list, before anything else happens, and do not count as arrivals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    /// Their class. For agents who are in the middle of a contact: a class of its own, without
    /// arrivals, with the rest of the handling time as its talk.
    pub class: usize,
    /// How many.
    pub count: u32,
    /// How long they have waited already. Their patience is what is left of it.
    pub waited_ms: i64,
}

/// A callback that was promised before the run began.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scheduled {
    /// Its class; of [`Kind::Callback`].
    pub class: usize,
    /// Its time.
    pub at_ms: i64,
    /// To whom.
    pub promised: Promised,
}

/// Whom a callback is promised: the three doors of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promised {
    /// The next agent.
    Anyone,
    /// This agent if possible (P7).
    ToMe {
        /// Counted through all groups.
        agent: u32,
    },
    /// This agent alone (P8).
    Owned {
        /// Counted through all groups.
        agent: u32,
        /// How long past its time.
        owned_for_ms: i64,
    },
}

/// The one contact of a forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// Its class; its patience counts, so a class that never abandons is usual.
    pub class: usize,
    /// When it enters.
    pub at_ms: i64,
    /// Whom it is promised.
    pub promised: Promised,
    /// Where it stands.
    pub place: Place,
}

/// Where the tagged contact stands among those who wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// By the rules, as any other.
    ByRules,
    /// Before all others (simulation only).
    Front,
}

/// When a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// A long run in one state. The last interval goes on for ever; what happens before the end of
    /// the warm-up does not count.
    Steady {
        /// Not counted.
        warm_up_ms: i64,
        /// Equal parts whose means are compared.
        batches: u32,
        /// The length of one.
        batch_ms: i64,
    },
    /// A day or a week: through all intervals, then on without arrivals, with the last staffing,
    /// until nobody is left. Redials and callbacks still come; see [`Run::LATEST_MS`].
    Terminating,
    /// Until the tagged contact is answered, or gone.
    Tagged,
}

impl Run {
    /// How long a terminating run may go on after its last interval: four weeks. Contacts that
    /// nobody will ever serve end it there.
    pub const LATEST_MS: i64 = 28 * crate::time::DAY_MS;
}

/// A value for each interval. One value stands for all; where the list is shorter than the day, the
/// last value is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct ByInterval<T>(pub Vec<T>);

impl<T> ByInterval<T> {
    /// The same at all times.
    pub fn same(value: T) -> Self {
        Self(vec![value])
    }

    /// The value in this interval; `None` only for an empty list.
    #[must_use]
    pub fn at(&self, interval: usize) -> Option<&T> {
        self.0.get(interval).or_else(|| self.0.last())
    }
}

impl Scenario {
    /// These classes, in one queue, for these groups of agents, by the router's rules, in a steady
    /// run of 1 000 batches of 10⁸ ms after one of warm-up. Change what differs.
    #[must_use]
    pub fn of(classes: Vec<Class>, groups: Vec<Group>) -> Self {
        Self {
            name: String::new(),
            intervals_ms: Vec::new(),
            queues: vec![Queue::default()],
            classes,
            groups,
            rules: Rules::Router,
            blending: None,
            trunks: None,
            busyness_shape: None,
            start: Vec::new(),
            scheduled: Vec::new(),
            tagged: None,
            run: Run::Steady {
                warm_up_ms: 100_000_000,
                batches: 1_000,
                batch_ms: 100_000_000,
            },
        }
    }
}
