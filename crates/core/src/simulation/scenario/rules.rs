//! Who is matched with whom: the router's rules, and those that only a simulation knows.

use crate::routing::QueueSettings;

/// Where contacts wait.
#[derive(Clone, Debug, PartialEq)]
pub struct Queue {
    /// For people.
    pub name: String,
    /// Scoring, skills, alerts, automatic dialing, end of ownership, after-call work. Mind that the
    /// default of `after_call_work` is `Optional`: none is held.
    pub settings: QueueSettings,
    /// How many may wait; one more is turned away (simulation only). `None`: without limit.
    pub room: Option<u32>,
    /// What closing does to who waits.
    pub closing: Closing,
}

/// No name, the reference settings, without limit.
impl Default for Queue {
    fn default() -> Self {
        Self {
            name: String::new(),
            settings: QueueSettings::default(),
            room: None,
            closing: Closing::KeepsWaiting,
        }
    }
}

/// What happens to who waits when the last of the agents who might have served them go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closing {
    /// Nothing.
    KeepsWaiting,
    /// Disconnected, at the moment when all groups that may take them are scheduled at 0, and again
    /// whenever an agent of those groups, who was still finishing, is done (simulation only).
    Disconnects,
}

/// How contacts and agents find each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Rules {
    /// As [`Router`](crate::routing::Router) does: members of the queue with the skills, longest
    /// idle or best; for a free agent the highest score of all their queues; owned and *to me*
    /// callbacks; bullseye.
    Router,
    /// By lists of groups and classes (simulation only): what papers and other simulators have.
    Lists(Lists),
}

/// Rules by lists (simulation only). Queue membership, skills, priorities between queues and
/// preferred agents are not looked at; the score orders the contacts of one class, and of several
/// under [`Release::Score`].
#[derive(Clone, Debug, PartialEq)]
pub struct Lists {
    /// For each class, the groups that may take it.
    pub groups: Vec<Vec<Reach>>,
    /// Whether a contact prefers its groups in the order of its list, or takes them as one.
    pub in_order: bool,
    /// Which of several idle agents.
    pub selection: Selection,
    /// For each group, the classes it takes; a class that has the group in its own list but is
    /// missing here is not taken by a freed agent.
    pub classes: Vec<Vec<usize>>,
    /// Which class a freed agent takes.
    pub release: Release,
}

/// A group that may take a class, at once or after a while (delayed overflow).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The group.
    pub group: usize,
    /// How long a contact must have waited.
    pub after_ms: i64,
}

/// Which of several idle agents (simulation only, but for the first).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// The longest idle, ties by number.
    LongestIdle,
    /// Any, equally likely.
    Random,
    /// The lowest number.
    InOrder,
    /// The fastest, ties by number.
    Fastest,
}

/// Which class a freed agent takes (simulation only).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Release {
    /// The highest score of all classes in the list; with equal priorities, the longest wait.
    Score,
    /// The first class in the list of which somebody waits.
    InOrder,
}

/// A callback starts only while no call waits, and only while more than so many agents who may take
/// it are idle before it starts (simulation only).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Blending {
    /// Held back for calls.
    pub reserved_idle: u32,
}
