//! Names of things inside the router: dense numbers, so that a look-up is an index.
//!
//! Private to routing. A driver keeps the table from its own ids (strings, UUIDs) to these and
//! hands numbers out from zero upward. An interaction's number is never used a second time.

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($number:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub $number);
    };
}

id! {
    /// A queue: agents who serve, interactions that wait. Below [`QUEUES_MAX`].
    QueueId(u32)
}
id! {
    /// An agent. Below [`AGENTS_MAX`]. Of two agents idle equally long the lower number is alerted.
    AgentId(u32)
}
id! {
    /// A skill or a language: to the router a language is a skill.
    SkillId(u8)
}
id! {
    /// A call or a callback, from its first event to its one end.
    InteractionId(u64)
}
id! {
    /// A person on a contact list (P13).
    ContactId(u64)
}
id! {
    /// A list of contacts (P13).
    ContactListId(u32)
}
id! {
    /// An outbound campaign over contact lists (P13).
    CampaignId(u32)
}

/// Queues a router holds at most.
pub const QUEUES_MAX: u32 = 1 << 16;
/// Agents a router holds at most.
pub const AGENTS_MAX: u32 = 1 << 20;

impl QueueId {
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

impl AgentId {
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}
