//! What is still to come: the router's timers and what people will do, in the order in which it comes.

use callback_core::routing::{AgentId, InteractionId, QueueId, Timer};
use callback_core::time::Timestamp;
use std::collections::BTreeMap;

/// One thing that will come. What does not fit any more when it comes, is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coming {
    /// The router asked to be woken.
    Timer(Timer),
    /// The next call to a queue.
    Call(QueueId),
    /// The agent answers the alert.
    Accepts(InteractionId, AgentId),
    /// The customer has waited long enough.
    GivesUp(InteractionId),
    /// The agent dials the callback.
    Dials(InteractionId, AgentId),
    /// The customer answers the callback.
    PicksUp(InteractionId),
    /// The customer does not answer the callback.
    RingsOut(InteractionId),
    /// All is said, and the customer hangs up.
    SaysGoodbye(InteractionId),
    /// The agent ends a callback whose call is over.
    Ends(InteractionId, AgentId),
    /// The agent has done the after-call work.
    FinishesWork(InteractionId, AgentId),
    /// An agent who missed an alert is back at the desk.
    Returns(AgentId),
}

/// Ordered by `(time, order of entry)`, so that ties have one answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct Agenda {
    coming: BTreeMap<(Timestamp, u64), Coming>,
    timers: BTreeMap<Timer, (Timestamp, u64)>,
    entries: u64,
}

impl Agenda {
    pub(crate) fn put(&mut self, at: Timestamp, coming: Coming) {
        let place = (at, self.entries);
        self.entries += 1;
        self.coming.insert(place, coming);
        if let Coming::Timer(timer) = coming
            && let Some(earlier) = self.timers.insert(timer, place)
        {
            self.coming.remove(&earlier);
        }
    }

    pub(crate) fn drop_timer(&mut self, timer: Timer) {
        if let Some(place) = self.timers.remove(&timer) {
            self.coming.remove(&place);
        }
    }

    /// When the next thing comes.
    pub(crate) fn next_at(&self) -> Option<Timestamp> {
        self.coming.first_key_value().map(|((at, _), _)| *at)
    }

    /// Takes the next thing out.
    pub(crate) fn pop(&mut self) -> Option<(Timestamp, Coming)> {
        let ((at, _), coming) = self.coming.pop_first()?;
        if let Coming::Timer(timer) = coming {
            self.timers.remove(&timer);
        }
        Some((at, coming))
    }
}
