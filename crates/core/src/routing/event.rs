//! What the router is told. A driver's whole influence: the same events give the same actions.

#![expect(
    missing_docs,
    reason = "each variant is documented; its fields are what their names say"
)]

use super::callable::Windows;
use super::ids::{AgentId, CampaignId, ContactId, ContactListId, InteractionId, QueueId, SkillId};
use super::ladder::Retry;
use super::preferred::ScoredAgents;
use super::ring::Ring;
use super::settings::{Capacity, QueueSettings};
use super::skills::{Proficiency, SkillSet};
use super::timer::Timer;
use crate::time::Timestamp;

/// Where an agent stands, as the agent or a supervisor sets it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Takes nothing from a queue.
    OffQueue,
    /// Ready for the queues; also the way back from `NOT_RESPONDING`.
    OnQueue,
}

/// For whom an interaction is meant (routing.md §1.4). In the public API all but the first are
/// preferred agents: *to me* is one of score 100, an owner the same with the flag
/// `AGENT_OWNED_CALLBACK`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Routing {
    /// The queue's next agent.
    Standard,
    /// Route to me if possible (P7): this agent where available at the time, else at once the next
    /// available agent, whatever rules the queue has.
    ToMe(AgentId),
    /// Preferred agents, by the queue's rules. Where the queue has none: at the time the available
    /// one of the highest score, else at once the next available agent.
    Preferred(ScoredAgents),
    /// Ownership of a callback (P8): this agent alone, from the scheduled time on for so long.
    Owned {
        /// The owner.
        agent: AgentId,
        /// How long past the scheduled time, in ms (`maxOwnedCallbackHours`).
        owned_for_ms: i64,
    },
}

/// When a callback is dialed without a press, after the agent accepted it (routing.md §1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AutoDial {
    /// As the queue's settings say.
    AsQueue,
    /// After so many ms.
    AfterMs(i64),
    /// Never (`callbackTimeoutSeconds` 0).
    Never,
}

/// Whom a callback is for, where it came from a contact list (P13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The person.
    pub id: ContactId,
    /// The list they are on.
    pub list: ContactListId,
    /// The campaign that called them, if one did.
    pub campaign: Option<CampaignId>,
}

/// To whom an agent transfers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TransferTo {
    /// To the next agent of this queue.
    Queue(QueueId),
    /// To this agent where available, else at once to the next of the same queue.
    Agent(AgentId),
}

/// What a callback's booking says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booking {
    /// Its queue.
    pub queue: QueueId,
    /// Its time; where it has come already, the callback enters the queue at once.
    pub at: Timestamp,
    /// For whom.
    pub routing: Routing,
    /// Minutes of head start in the queue.
    pub priority: i32,
    /// Skills and language asked for.
    pub skills: SkillSet,
    /// The contact, where a contact list knows them.
    pub contact: Option<Contact>,
    /// When it is dialed by itself.
    pub auto_dial: AutoDial,
    /// How often it is tried again where the customer does not answer.
    pub retry: Retry,
    /// When the customer may be called (V5); `None`: at any time.
    pub windows: Option<Windows>,
}

/// One thing that happened. Unknown, late and doubled ones are refused with a reason, never harmful.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// A queue appears, or its settings change; what waits is looked at anew.
    QueueSettings {
        queue: QueueId,
        settings: QueueSettings,
    },
    /// A queue disappears; what is in it goes to the other, or ends where there is none.
    QueueRemoved {
        queue: QueueId,
        hand_to: Option<QueueId>,
    },

    /// An agent appears, off queue and without queues, or an agent's capacity changes.
    AgentSettings { agent: AgentId, capacity: Capacity },
    /// An agent with nothing in hand disappears.
    AgentRemoved { agent: AgentId },
    /// The agent becomes a member of the queue, or a member moves to that ring of it.
    AgentJoined {
        agent: AgentId,
        queue: QueueId,
        ring: Ring,
    },
    /// The agent is no longer a member of the queue; an alert from it is taken away.
    AgentLeft { agent: AgentId, queue: QueueId },
    /// The agent's proficiency in a skill or language; `None` takes the skill away.
    AgentSkill {
        agent: AgentId,
        skill: SkillId,
        proficiency: Option<Proficiency>,
    },
    /// The agent goes on or off queue. Off: an alert is taken away, a conversation goes on.
    AgentPresence { agent: AgentId, presence: Presence },
    /// The agent begins (`true`) or ends a conversation that no queue knows of.
    AgentCommunicating { agent: AgentId, communicating: bool },

    /// A customer's call enters a queue.
    CallEntered {
        id: InteractionId,
        queue: QueueId,
        priority: i32,
        skills: SkillSet,
        routing: Routing,
    },
    /// A callback is booked. From now on its life is in the router.
    CallbackScheduled { id: InteractionId, booking: Booking },
    /// Another time, for a callback that is scheduled or waits.
    Rescheduled { id: InteractionId, at: Timestamp },
    /// Another queue or agent, for a callback that is scheduled or waits.
    Reassigned {
        id: InteractionId,
        queue: QueueId,
        routing: Routing,
    },
    /// The owner gives it up: the queue's next agent.
    Released { id: InteractionId },
    /// Called off, until it is dialed. Never locked (P11).
    Cancelled { id: InteractionId },
    /// A scheduled callback enters the queue now. Never locked (P11).
    CallNow { id: InteractionId },
    /// Another priority; what waits moves at once (routing.md §1.2).
    PriorityChanged { id: InteractionId, priority: i32 },

    /// The agent takes the alert.
    Accepted { id: InteractionId, agent: AgentId },
    /// The agent refuses the alert, and is `NOT_RESPONDING` from then on.
    Declined { id: InteractionId, agent: AgentId },
    /// The agent dials an accepted callback, or dials it again.
    Dialed { id: InteractionId, agent: AgentId },
    /// The customer answers the callback.
    Answered { id: InteractionId },
    /// The customer does not answer the callback.
    NotAnswered { id: InteractionId },
    /// The customer hangs up.
    HungUp { id: InteractionId },
    /// The agent ends the interaction; after-call work follows.
    Ended { id: InteractionId, agent: AgentId },
    /// The agent passes it on: accepted and not dialed, in conversation, or after the call. It goes
    /// on under the new number `becomes`.
    Transferred {
        id: InteractionId,
        agent: AgentId,
        to: TransferTo,
        becomes: InteractionId,
    },
    /// The agent asks, during the interaction, for after-call work.
    AfterCallWorkRequested { id: InteractionId, agent: AgentId },
    /// The agent has done the after-call work.
    AfterCallWorkDone { id: InteractionId, agent: AgentId },

    /// A rule marks the contact; what is scheduled stays until one of the next three (P13).
    ContactUncallable { contact: ContactId },
    /// The mark is taken back.
    ContactCallable { contact: ContactId },
    /// The list was changed: callbacks of its marked contacts are disconnected.
    ContactListChanged { list: ContactListId },
    /// The campaign was reset: callbacks of its marked contacts are disconnected.
    CampaignReset { campaign: CampaignId },
    /// The campaign was recycled: callbacks of its marked contacts are disconnected.
    CampaignRecycled { campaign: CampaignId },

    /// The time of a timer has come that [`Action::SetTimer`](super::Action::SetTimer) asked for.
    TimerFired(Timer),
}
