//! Where every callback stands, and how many stand where: levels, so that a lost message leaves nothing wrong.

use super::answer::{Protocol, Reason};
use super::intent::Stop;
use super::line::Line;
use crate::callback::Callback;
use crate::ids::CallbackId;
use crate::limits::{ALARM_MS, LATE_GRACE_MS};
use crate::time::Timestamp;

/// Where a callback stands between this device and the backend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Something of it is not there yet.
    Waiting,
    /// It is not there yet, and its time and the grace have passed: the agent should know.
    Late,
    /// A region has taken it, and does not show it yet.
    Accepted,
    /// The backend has it, and said at which instant.
    Sent,
    /// The backend says no.
    Refused(Reason),
    /// Somebody else changed it too; this is theirs.
    Conflict(Box<Callback>),
}

/// How many callbacks stand where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Level {
    /// With something that is not sent.
    pub waiting: usize,
    /// That no backend has heard of: *only on this device*.
    pub only_here: usize,
    /// Taken by a region and not shown yet.
    pub accepted: usize,
    /// That the agent has to decide: refused, or changed by two.
    pub asking: usize,
    /// Whether nothing is sent before the host gives a token.
    pub token_needed: bool,
    /// The next one that is only here and due within 15 minutes, or overdue.
    pub alarm: Option<CallbackId>,
}

impl Level {
    /// Whether nothing waits for anything.
    #[must_use]
    pub fn at_rest(&self) -> bool {
        self.waiting + self.only_here + self.accepted + self.asking == 0
    }

    pub(super) fn of<'a>(
        lines: impl Iterator<Item = (&'a CallbackId, &'a Line)>,
        protocol: Protocol,
        token_needed: bool,
        now: Timestamp,
    ) -> Self {
        let mut level = Self {
            token_needed,
            ..Self::default()
        };
        let mut first: Option<(Timestamp, &CallbackId)> = None;
        for (id, line) in lines {
            match line.standing(protocol, now) {
                Standing::Waiting | Standing::Late => level.waiting += 1,
                Standing::Accepted => level.accepted += 1,
                Standing::Refused(_) | Standing::Conflict(_) => level.asking += 1,
                Standing::Sent => {}
            }
            if line.only_here() {
                level.only_here += 1;
                if let Some(at) = line.at()
                    && at - now <= ALARM_MS
                    && first.is_none_or(|first| (at, id) < first)
                {
                    first = Some((at, id));
                }
            }
        }
        level.alarm = first.map(|(_, id)| id.clone());
        level
    }
}

impl Line {
    /// Where it stands.
    pub(super) fn standing(&self, protocol: Protocol, now: Timestamp) -> Standing {
        let Some(first) = self.queue.front() else {
            return match &self.remote {
                // A region has nothing to read back.
                Some(remote) if !remote.confirmed && protocol == Protocol::Keys => {
                    Standing::Waiting
                }
                _ => Standing::Sent,
            };
        };
        match &first.intent.stop {
            Some(Stop::Refused(reason)) => Standing::Refused(*reason),
            Some(Stop::Conflict(theirs)) => Standing::Conflict(theirs.clone()),
            None if first.intent.accepted => Standing::Accepted,
            None if self.only_here() && self.at().is_some_and(|at| now - at > LATE_GRACE_MS) => {
                Standing::Late
            }
            None => Standing::Waiting,
        }
    }
}
