//! What the router wants done. The driver obeys in order, and answers only with later events.

#![expect(
    missing_docs,
    reason = "each variant is documented; its fields are what their names say"
)]

use super::event::TransferTo;
use super::ids::{AgentId, InteractionId, QueueId};
use super::reason::{
    AlertEnd, AlertedBecause, Change, DialedBy, DisconnectReason, LeftBecause, Outcome, PassedOver,
    QueuedBecause, Refusal, StatusBecause, WaitsBecause, WrapUpBecause, WrapUpEnd,
};
use super::timer::Timer;
use crate::time::Timestamp;

/// Routing status, as the public API spells them in capitals (`OFF_QUEUE` …).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RoutingStatus {
    /// Takes nothing from a queue.
    OffQueue,
    /// On queue with nothing in hand; an alert does not change it.
    Idle,
    /// Holds an interaction, or does its after-call work.
    Interacting,
    /// Missed or declined an alert; gets nothing until on queue again (G3).
    NotResponding,
    /// In a conversation that no queue knows of; gets nothing meanwhile.
    Communicating,
}

/// One thing to do, with why as a value. Words for it are the language files' business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// It is in the queue, anew or again; what follows is an `Alert` or a `Wait`.
    Queue {
        id: InteractionId,
        queue: QueueId,
        entered: Timestamp,
        why: QueuedBecause,
    },
    /// Nobody could be alerted; it waits.
    Wait {
        id: InteractionId,
        queue: QueueId,
        why: WaitsBecause,
    },
    /// Alert the agent until then.
    Alert {
        id: InteractionId,
        agent: AgentId,
        until: Timestamp,
        why: AlertedBecause,
        instead_of: Option<PassedOver>,
    },
    /// Take the alert away from the agent. Also sent after an alert that ran out.
    StopAlert {
        id: InteractionId,
        agent: AgentId,
        why: AlertEnd,
    },
    /// The agent has it: connect the call, or show the callback ready to dial.
    Connect { id: InteractionId, agent: AgentId },
    /// Place the callback's call for the agent.
    Dial {
        id: InteractionId,
        agent: AgentId,
        why: DialedBy,
    },
    /// The conversation is over; the agent works on it until then, or until done.
    WrapUp {
        id: InteractionId,
        agent: AgentId,
        until: Option<Timestamp>,
        why: WrapUpBecause,
    },
    /// It goes on under another number, for somebody else; the agent's own part ends after this.
    Transfer {
        id: InteractionId,
        agent: AgentId,
        to: TransferTo,
        becomes: InteractionId,
    },
    /// The agent has no more to do with it, and it has not ended: a callback's attempt is over.
    Leave {
        id: InteractionId,
        agent: AgentId,
        outcome: Outcome,
        wrap_up: WrapUpEnd,
        why: LeftBecause,
    },
    /// The one end of an interaction that an agent had.
    End {
        id: InteractionId,
        agent: AgentId,
        outcome: Outcome,
        wrap_up: WrapUpEnd,
    },
    /// The one end of an interaction that was not brought to its end by an agent.
    Disconnect {
        id: InteractionId,
        why: DisconnectReason,
    },

    /// Wake the router with [`Event::TimerFired`](super::Event::TimerFired) then. Replaces the same
    /// timer's earlier time. Timers of one instant fire in the order in which they were set.
    SetTimer { at: Timestamp, timer: Timer },
    /// Not needed any more. A driver that cannot take one back may let it fire: it is refused.
    DropTimer { timer: Timer },

    /// The agent's routing status changed.
    Status {
        agent: AgentId,
        status: RoutingStatus,
        why: StatusBecause,
    },
    /// A change to a callback was made.
    Notify { id: InteractionId, change: Change },
    /// The event was refused and did nothing.
    Refuse { why: Refusal },
}
