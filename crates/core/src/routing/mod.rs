//! The router: which agent is alerted for which interaction, when, and why.
//!
//! One pure state machine with three drivers: the simulation (events drawn from a seed), the demo
//! (the same, shown step by step) and the server (real agents). A driver tells it what happened
//! ([`Event`]), it answers with what to do ([`Action`]), each with its reason. It never asks what
//! time it is, draws no random number and iterates over nothing without an order: the same events
//! give the same actions, byte for byte. Nothing from outside makes it panic; what does not fit is
//! refused with a reason.
//!
//! The rules are those of the reference, Genesys Cloud, as far as it publishes them:
//! - waiting: score, ties in order of entry ([`Scoring`]);
//! - agents: on queue, responding, below capacity, member, skills; longest idle, ties by id;
//! - methods: standard, preferred agents by rules, rings ([`Reach`]);
//! - callbacks: *to me if possible*, ownership and its expiry, edit lock, uncallable contacts,
//!   callable windows, the retry ladder, transfer.
//!
//! ```
//! use callback_core::routing::*;
//! use callback_core::time::Timestamp;
//!
//! let (queue, kim, call) = (QueueId(0), AgentId(0), InteractionId(0));
//! let mut router = Router::new();
//! let mut actions = Vec::new();
//! for event in [
//!     Event::QueueSettings { queue, settings: QueueSettings::default() },
//!     Event::AgentSettings { agent: kim, capacity: Capacity::default() },
//!     Event::AgentJoined { agent: kim, queue, ring: Ring::FIRST },
//!     Event::AgentPresence { agent: kim, presence: Presence::OnQueue },
//!     Event::CallEntered {
//!         id: call,
//!         queue,
//!         priority: 0,
//!         skills: SkillSet::NONE,
//!         routing: Routing::Standard,
//!     },
//! ] {
//!     router.handle(Timestamp::from_ms(5_000), event, &mut actions);
//! }
//! assert!(actions.contains(&Action::Alert {
//!     id: call,
//!     agent: kim,
//!     until: Timestamp::from_ms(13_000),
//!     why: AlertedBecause::LongestIdle { idle_ms: 0 },
//!     instead_of: None,
//! }));
//! ```

mod action;
mod agent;
mod alert;
mod callable;
mod callback;
mod choice;
mod conversation;
mod entry;
mod event;
mod ids;
mod interaction;
mod ladder;
mod line;
mod matching;
mod ownership;
mod preferred;
mod presence;
mod queue;
mod reach;
mod reason;
mod removal;
mod resume;
mod ring;
mod settings;
mod skills;
mod table;
mod timer;
mod transfer;
mod uncallable;

pub use action::{Action, RoutingStatus};
pub use agent::Agent;
pub use callable::{WINDOWS_MAX, Window, Windows};
pub use event::{AutoDial, Booking, Contact, Event, Presence, Routing, TransferTo};
pub use ids::{
    AGENTS_MAX, AgentId, CampaignId, ContactId, ContactListId, InteractionId, QUEUES_MAX, QueueId,
    SkillId,
};
pub use interaction::{Interaction, Stage, State};
pub use ladder::{RETRIES_MAX, RETRY_MS_MAX, RETRY_MS_MIN, Retry};
pub use preferred::{
    PreferredRule, RULE_MS_MAX, RULE_MS_MIN, RULES_MAX, SCORE_MAX, SCORED_AGENTS_MAX, ScoredAgent,
    ScoredAgents, ScoredAgentsError, Threshold,
};
pub use queue::Queue;
pub use reach::Reach;
pub use reason::{
    Absence, AlertEnd, AlertedBecause, Change, DialedBy, DisconnectReason, LeftBecause, Outcome,
    PassedOver, QueuedBecause, Refusal, StatusBecause, UncallableBy, WaitsBecause, WrapUpBecause,
    WrapUpEnd,
};
pub use resume::Resumed;
pub use ring::{RING_MS_MAX, RINGS_MAX, Ring, RingExit};
pub use settings::{
    ALERT_MS_MIN, AUTO_MS_MAX, AfterCallWork, Capacity, HOLD_MS_MAX, LimitedSetting, Medium,
    Mixing, OwnershipExpiry, QueueSettings, Scoring, SkillEvaluation,
};
pub use skills::{Proficiency, SkillSet};
pub use timer::Timer;

use crate::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use table::Table;

/// The state machine. Its memory grows with what is in it, not with what has been.
#[derive(Clone, Debug)]
pub struct Router {
    /// The latest instant it was told.
    now: Timestamp,
    /// Numbers the entries into queues.
    sequence: u64,
    agents: Table<Agent>,
    queues: Table<Queue>,
    /// Boxed, so that the map moves and searches small rows.
    interactions: BTreeMap<InteractionId, Box<Interaction>>,
    uncallable: BTreeSet<ContactId>,
    /// The callbacks of each contact.
    of_contact: BTreeMap<ContactId, BTreeSet<InteractionId>>,
}

impl Default for Router {
    fn default() -> Self {
        Self::new()
    }
}

impl Router {
    /// A router that knows no queue and no agent yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            now: Timestamp::from_ms(i64::MIN),
            sequence: 0,
            agents: Table::new(),
            queues: Table::new(),
            interactions: BTreeMap::new(),
            uncallable: BTreeSet::new(),
            of_contact: BTreeMap::new(),
        }
    }

    /// Takes in one event and appends what is to be done, in order. Does not clear `actions`.
    ///
    /// A `now` before an earlier one counts as that one: a clock that jumps back undoes nothing.
    pub fn handle(&mut self, now: Timestamp, event: Event, actions: &mut Vec<Action>) {
        self.now = self.now.max(now);
        if let Err(why) = self.apply(event, actions) {
            actions.push(Action::Refuse { why });
        }
    }

    fn apply(&mut self, event: Event, out: &mut Vec<Action>) -> Result<(), Refusal> {
        use Event as E;
        match event {
            E::QueueSettings { queue, settings } => self.set_queue(queue, settings, out),
            E::QueueRemoved { queue, hand_to } => self.remove_queue(queue, hand_to, out),
            E::AgentSettings { agent, capacity } => self.set_agent(agent, capacity, out),
            E::AgentRemoved { agent } => self.remove_agent(agent, out),
            E::AgentJoined { agent, queue, ring } => self.join(agent, queue, ring, out),
            E::AgentLeft { agent, queue } => self.leave(agent, queue, out),
            E::AgentSkill {
                agent,
                skill,
                proficiency,
            } => self.set_skill(agent, skill, proficiency, out),
            E::AgentPresence { agent, presence } => self.set_presence(agent, presence, out),
            E::AgentCommunicating {
                agent,
                communicating,
            } => self.set_communicating(agent, communicating, out),
            E::CallEntered {
                id,
                queue,
                priority,
                skills,
                routing,
            } => self.call_entered(id, queue, (priority, skills), routing, out),
            E::CallbackScheduled { id, booking } => self.schedule(id, booking, out),
            E::Rescheduled { id, at } => self.reschedule(id, at, out),
            E::Reassigned { id, queue, routing } => self.reassign(id, queue, routing, out),
            E::Released { id } => self.release(id, out),
            E::Cancelled { id } => self.cancel(id, out),
            E::CallNow { id } => self.call_now(id, out),
            E::PriorityChanged { id, priority } => self.set_priority(id, priority, out),
            E::Accepted { id, agent } => self.accept(id, agent, out),
            E::Declined { id, agent } => self.decline(id, agent, out),
            E::Dialed { id, agent } => self.dial_pressed(id, agent, out),
            E::Answered { id } => self.answered(id),
            E::NotAnswered { id } => self.not_answered(id, out),
            E::HungUp { id } => self.hung_up(id, out),
            E::Ended { id, agent } => self.end_pressed(id, agent, out),
            E::Transferred {
                id,
                agent,
                to,
                becomes,
            } => self.transfer(id, agent, to, becomes, out),
            E::AfterCallWorkRequested { id, agent } => self.request_wrap_up(id, agent),
            E::AfterCallWorkDone { id, agent } => self.wrap_up_done(id, agent, out),
            E::ContactUncallable { contact } => self.mark(contact),
            E::ContactCallable { contact } => self.unmark(contact),
            E::ContactListChanged { list } => {
                self.enforce_marks(UncallableBy::ListChanged(list), out)
            }
            E::CampaignReset { campaign } => {
                self.enforce_marks(UncallableBy::CampaignReset(campaign), out)
            }
            E::CampaignRecycled { campaign } => {
                self.enforce_marks(UncallableBy::CampaignRecycled(campaign), out)
            }
            E::TimerFired(timer) => self.fire(timer, out),
        }
    }
}

/// What a host may show. Reading changes nothing.
impl Router {
    /// An agent.
    #[must_use]
    pub fn agent(&self, id: AgentId) -> Option<&Agent> {
        self.agents.get(id.index())
    }

    /// All agents, by id.
    pub fn agents(&self) -> impl Iterator<Item = &Agent> {
        self.agents.iter()
    }

    /// A queue.
    #[must_use]
    pub fn queue(&self, id: QueueId) -> Option<&Queue> {
        self.queues.get(id.index())
    }

    /// All queues, by id.
    pub fn queues(&self) -> impl Iterator<Item = &Queue> {
        self.queues.iter()
    }

    /// An interaction that has not ended.
    #[must_use]
    pub fn interaction(&self, id: InteractionId) -> Option<&Interaction> {
        self.interactions.get(&id).map(Box::as_ref)
    }

    /// All interactions that have not ended, by id.
    pub fn interactions(&self) -> impl Iterator<Item = &Interaction> {
        self.interactions.values().map(Box::as_ref)
    }

    /// What waits in a queue, in the order of serving; empty for an unknown queue.
    #[must_use]
    pub fn waiting(&self, queue: QueueId) -> Vec<&Interaction> {
        let places = self.places(queue).into_iter();
        places
            .filter_map(|place| self.interaction(place.id))
            .collect()
    }

    /// Whether the contact is marked uncallable (P13).
    #[must_use]
    pub fn uncallable(&self, contact: ContactId) -> bool {
        self.uncallable.contains(&contact)
    }
}
