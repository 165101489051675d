//! What is counted, and what besides is watched.

/// What is watched besides what is always counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watch {
    /// Service levels: waits up to so long, each.
    pub thresholds_ms: Vec<i64>,
    /// How many wait and are in the center at these instants, arrivals of that very millisecond
    /// included.
    pub instants_ms: Vec<i64>,
    /// Quantiles of waits.
    pub quantiles: bool,
    /// So many batches at the end of a steady run are not counted: in the last one, some who gave
    /// up have not been noticed yet.
    pub last_batches: u32,
}

/// Counted for each class and interval. In a steady run all is one interval, and what is decided in
/// a batch counts there; else the interval of entry counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says what it counts")]
pub enum Count {
    Offered,
    Redialed,
    Served,
    /// Found an agent at once.
    AtOnce,
    /// The sum of the waits of the served, in ms, and of their squares.
    ServedWait,
    ServedWaitSquares,
    /// Gave up, balking included; the sums of their waits.
    Abandoned,
    AbandonedWait,
    AbandonedWaitSquares,
    Balked,
    Blocked,
    Messages,
    MessageWait,
    Closed,
    ClosedWait,
    Expired,
    ExpiredWait,
    Unserved,
    /// Callbacks whose customer did not answer; they are served too.
    Unanswered,
    /// Callbacks that an agent took within 1, 5, 15 minutes of their time.
    Within1,
    Within5,
    Within15,
    /// Attempts after the first.
    Retries,
    /// Went over from their agent to the queue.
    HandedOver,
    /// First attempts that were promised to an agent by name, and had their fate.
    ByName,
    /// Of these, taken by that agent.
    ByPromised,
}

/// The number of [`Count`]s.
pub(super) const COUNTS: usize = Count::ByPromised as usize + 1;

/// Time-weighted sums in ms, and what happened, by class and the interval in which it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each says what it sums")]
pub enum Span {
    Waiting,
    Talking,
    /// Agents with a contact of the class, after-call work included.
    Handling,
    /// How many gave up then.
    Abandoned,
}

pub(super) const SPANS: usize = Span::Abandoned as usize + 1;
