//! What a run reports, and to whom.
//!
//! A sink is a type parameter of the engine: what a sink does not listen to costs nothing.

/// Where a contact came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// An arrival of its class.
    Arrival,
    /// In the center when the run began.
    Standing,
    /// A customer who had given up, once more.
    Redial,
    /// A callback that an agent promised.
    Booked,
    /// Another attempt of a callback that was not answered.
    Retry,
    /// The contact of a forecast.
    Tagged,
}

/// A contact, from its entry on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its number, in the order in which contacts came up.
    pub number: u64,
    /// Its class.
    pub class: u32,
    /// The interval in which it entered.
    pub interval: u32,
    /// When it entered; for a callback, its time.
    pub entered_ms: i64,
    /// What the same customer waited in earlier attempts (redial).
    pub waited_before_ms: i64,
    /// Where it came from.
    pub origin: Origin,
}

/// An agent has taken a contact. Everything up to its end is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Service {
    /// When the agent took it.
    pub at_ms: i64,
    /// Who.
    pub agent: u32,
    /// The agent's group.
    pub group: u32,
    /// Whether an agent was there for it when it entered, so that it never waited.
    pub at_once: bool,
    /// When agent and customer begin to speak; for a call `at_ms`. `None`: a callback that is not
    /// answered.
    pub spoken_ms: Option<i64>,
    /// When the conversation, or the attempt, ends.
    pub talked_ms: i64,
    /// When the agent is through with it, after-call work included.
    pub until_ms: i64,
}

/// How a contact ends that no agent took.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Left {
    /// No room in the queue, or no trunk.
    Blocked,
    /// Found no agent free and left at once. An abandonment.
    Balked,
    /// Gave up waiting.
    Abandoned,
    /// Left a message.
    Message,
    /// The center closed.
    Closed,
    /// The ownership ended (P10).
    Expired,
    /// Still there when the run ended, and nobody would ever have come.
    Unserved,
}

/// Listens to a run. Times are in ms from its start.
pub trait Sink {
    /// Whether every report must come in the order of time. If not, who gives up is reported when
    /// that is noticed, with the true time; everything else is always in order.
    const IN_ORDER: bool = false;

    /// It enters its queue.
    #[inline]
    fn entered(&mut self, contact: &Contact) {
        let _ = contact;
    }

    /// An agent takes it.
    #[inline]
    fn started(&mut self, contact: &Contact, service: &Service) {
        let _ = (contact, service);
    }

    /// It is gone without an agent.
    #[inline]
    fn left(&mut self, at_ms: i64, contact: &Contact, how: Left) {
        let _ = (at_ms, contact, how);
    }

    /// An agent comes (`here`) or goes.
    #[inline]
    fn staffed(&mut self, at_ms: i64, agent: u32, group: u32, here: bool) {
        let _ = (at_ms, agent, group, here);
    }

    /// An agent is alerted. Not told of agents who answer at once.
    #[inline]
    fn alerted(&mut self, at_ms: i64, contact: &Contact, agent: u32) {
        let _ = (at_ms, contact, agent);
    }

    /// An agent let an alert run out.
    #[inline]
    fn missed(&mut self, at_ms: i64, contact: &Contact, agent: u32) {
        let _ = (at_ms, contact, agent);
    }

    /// A callback is promised: `contact` as it will enter.
    #[inline]
    fn booked(&mut self, at_ms: i64, contact: &Contact, promise: Promise) {
        let _ = (at_ms, contact, promise);
    }

    /// A callback goes over from its agent to the queue: *to me* was not possible, or the ownership
    /// ended.
    #[inline]
    fn handed_over(&mut self, at_ms: i64, contact: &Contact, from: u32) {
        let _ = (at_ms, contact, from);
    }
}

/// Whom a callback is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// The next agent.
    Anyone,
    /// This agent if possible (P7).
    ToMe(u32),
    /// This agent alone, until then (P8).
    Owned {
        /// Who.
        agent: u32,
        /// That instant excluded.
        until_ms: i64,
    },
}

/// Listens to nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Sink for Silent {}
