//! Why: the values that actions carry, so that "why did this go to Kim at 14:03?" has an answer.
//!
//! Values only, no words. Exhaustive on purpose: a new reason without words must not compile.

#![expect(
    missing_docs,
    reason = "each variant is documented; its fields are what their names say"
)]

use super::action::RoutingStatus;
use super::ids::{AgentId, CampaignId, ContactId, ContactListId, InteractionId, QueueId};
use super::interaction::Stage;
use super::reach::Reach;
use super::ring::Ring;
use super::settings::LimitedSetting;
use super::timer::Timer;
use crate::time::Timestamp;

/// Why this agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlertedBecause {
    /// Owns the callback.
    Owner,
    /// Asked for by name and available: booked "to me if possible", or transferred to the agent.
    RequestedAgent,
    /// Of the available preferred agents the one with the highest score; among equals the longest
    /// idle. By the queue's rule of this number; without one where the queue has no rules.
    Preferred { score: u8, rule: Option<u8> },
    /// Of the free agents with the skills, the longest since the last interaction.
    LongestIdle { idle_ms: i64 },
    /// Of the free agents with the skills, the best; among equals the longest idle.
    /// The average is `stars / skills`.
    BestSkills {
        stars: u32,
        skills: u32,
        idle_ms: i64,
    },
    /// The agent became free, and of what this agent may take it had the highest score.
    FirstInLine { waited_ms: i64 },
}

/// Why not an agent who was meant to have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Absence {
    /// Off queue, not responding, busy, or communicating. `Idle` where what is in hand is only an
    /// alert, or where the capacity is nought.
    NotAvailable(RoutingStatus),
    /// Not a member of the queue.
    NotMember,
    /// Not an agent any more.
    Removed,
    /// Let the alert run out.
    Missed,
    /// Declined the alert.
    Declined,
    /// Was taken off the queue during the alert.
    Left,
    /// Became available at the very instant at which the ownership ended, or after it.
    TooLate,
}

/// An agent who was meant to have it, and why it went to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PassedOver {
    /// Who.
    pub agent: AgentId,
    /// Why not.
    pub why: Absence,
}

/// Why it is in the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QueuedBecause {
    /// The call came in.
    Arrived,
    /// The callback's time has come.
    Due,
    /// Somebody pressed *call now*.
    CalledNow,
    /// The agent let the alert run out.
    AlertMissed(AgentId),
    /// The agent declined.
    AlertDeclined(AgentId),
    /// The agent went off queue, or left the queue, during the alert.
    AgentLeft(AgentId),
    /// The ownership ended, and the queue's settings hand it over.
    OwnershipExpired { owner: AgentId },
    /// The owner gave it up while it waited.
    Released { owner: AgentId },
    /// It was given to another queue or agent while it waited.
    Reassigned,
    /// An agent transferred it; so far it had this number.
    Transferred { from: InteractionId },
    /// Its queue was removed, and what was in it handed over.
    QueueRemoved(QueueId),
    /// It has waited so long that others may take it by the queue's rules and rings.
    Reaches(Reach),
}

/// Why nobody is alerted yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaitsBecause {
    /// No member of the queue is on queue.
    NobodyOnQueue,
    /// Members are on queue; none of them is free for this medium.
    NobodyFree { on_queue: u32 },
    /// Agents are free; none of them has the skills.
    NobodyWithSkills { free: u32 },
    /// Agents are free; none in the rings asked so far has the skills.
    NobodyInRing { ring: Ring, free: u32 },
    /// None of the preferred agents is available whom this rule asks.
    NobodyPreferred { rule: u8, score_min: u8 },
    /// It waits for its owner alone.
    OwnerNotAvailable {
        owner: AgentId,
        why: Absence,
        until: Timestamp,
    },
}

/// Why an alert ended without being accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AlertEnd {
    /// It ran out.
    Missed,
    /// The agent declined.
    Declined,
    /// The agent went off queue, or left the queue.
    AgentLeft,
    /// The customer may not be called any more for now (V5).
    WindowClosed,
    /// The interaction was disconnected during the alert.
    Disconnected(DisconnectReason),
}

/// Who dialed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DialedBy {
    /// The agent pressed *dial*.
    Agent,
    /// The queue's automatic delay.
    AutoDial,
}

/// How far it came with the agent who had it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// Agent and customer spoke.
    Talked,
    /// Dialed, but the customer did not answer.
    NoAnswer,
    /// Accepted, but never dialed.
    NotDialed,
    /// Passed on by the agent, and goes on under another number (`transfer`).
    Transferred,
}

/// Why an agent's part is over and the callback is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LeftBecause {
    /// The customer did not answer, and is tried again.
    NextAttempt,
    /// The customer did not answer, and that was the last attempt.
    LastAttempt,
    /// The customer may not be called any more for now (V5), and was not dialed yet.
    WindowClosed,
}

/// Why there is after-call work, or an end without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WrapUpBecause {
    /// The agent ended it.
    AgentEnded,
    /// The customer hung up.
    CustomerLeft,
    /// The queue's automatic end.
    AutoEnd,
    /// The agent transferred it.
    Transferred,
}

/// How after-call work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WrapUpEnd {
    /// There was none.
    None,
    /// The agent said done.
    Done,
    /// Its time was up.
    TimedOut,
}

/// Why an interaction ended that no agent brought to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DisconnectReason {
    /// The customer gave up waiting.
    Client,
    /// Somebody called it off.
    Cancelled,
    /// The ownership expired (P10), and why the owner had not taken it.
    Timeout {
        owner: AgentId,
        until: Timestamp,
        why: Absence,
    },
    /// The contact may not be called (P13).
    Uncallable {
        contact: ContactId,
        by: UncallableBy,
    },
    /// The customer did not answer, as often as the callback's ladder has it.
    NoAnswer { attempts: u8 },
    /// No callable window is left (V5).
    OutsideWindows,
    /// Its queue was removed, and nothing was to be handed over.
    QueueRemoved(QueueId),
}

/// What made a contact's mark count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UncallableBy {
    /// The contact list was changed.
    ListChanged(ContactListId),
    /// The campaign was reset.
    CampaignReset(CampaignId),
    /// The campaign was recycled.
    CampaignRecycled(CampaignId),
}

/// Why an agent's status changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusBecause {
    /// Presence was set.
    Presence,
    /// An alert ran out.
    Missed(InteractionId),
    /// An alert was declined.
    Declined(InteractionId),
    /// An alert was accepted.
    Accepted(InteractionId),
    /// An interaction, with its after-call work, ended.
    Ended(InteractionId),
    /// A callback was taken back, or is to be tried again later.
    Left(InteractionId),
    /// A conversation that no queue knows of began or ended.
    Communication,
}

/// A change to a callback that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Booked for then.
    Scheduled { at: Timestamp },
    /// Moved to then.
    Rescheduled { at: Timestamp },
    /// Moved to then, when the customer may be called again (V5).
    Postponed { at: Timestamp },
    /// The customer did not answer; the attempt of this number comes then.
    NextAttempt { number: u8, at: Timestamp },
    /// Given to this queue, and its routing set anew.
    Reassigned { queue: QueueId },
    /// Given up by its owner.
    Released { owner: AgentId },
    /// Ownership ended; the queue's other agents may take it (P10).
    HandedToQueue {
        owner: AgentId,
        until: Timestamp,
        why: Absence,
    },
    /// Its priority was set.
    Priority { priority: i32 },
}

/// Why an event was refused. It did nothing; at most, what was overdue was done first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// No interaction of that number, or it has ended.
    UnknownInteraction(InteractionId),
    /// No agent of that number.
    UnknownAgent(AgentId),
    /// No queue of that number.
    UnknownQueue(QueueId),
    /// That number is in use.
    KnownInteraction(InteractionId),
    /// The number is not below [`AGENTS_MAX`](super::AGENTS_MAX).
    TooManyAgents(AgentId),
    /// The number is not below [`QUEUES_MAX`](super::QUEUES_MAX).
    TooManyQueues(QueueId),
    /// The queue's settings stay: this one is outside its limits.
    OutOfLimits(QueueId, LimitedSetting),
    /// The event does not fit where the interaction is in its life.
    WrongStage(InteractionId, Stage),
    /// A call, and the event is for callbacks only.
    NotACallback(InteractionId),
    /// Nobody owns the callback.
    NotOwned(InteractionId),
    /// The interaction is with another agent, or with none.
    NotTheirs(InteractionId, AgentId),
    /// The agent is not being alerted for it, or not any more.
    AlertOver(InteractionId, AgentId),
    /// The edit lock (P11): owned, and its time is 15 minutes ahead or less.
    Locked { id: InteractionId, at: Timestamp },
    /// Still in this agent's hands.
    InHand(InteractionId, AgentId),
    /// The customer may not be called now (V5).
    OutsideWindows(InteractionId),
    /// After-call work that cannot be cut short (`MANDATORY_FORCED_TIMEOUT`).
    AfterCallWorkForced { id: InteractionId, until: Timestamp },
    /// The timer no longer applies.
    StaleTimer(Timer),
}
