//! What happened, as values. Words are made of them where they are shown.

use super::scenario::YOU;
use callback_core::routing::{Action, AgentId, Medium};
use callback_core::time::Timestamp;
use std::collections::VecDeque;
use std::sync::Arc;

/// The customer of a call or a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) name: String,
    pub(crate) number: String,
    pub(crate) medium: Medium,
}

impl Party {
    /// The customer of a callback.
    pub(super) const fn promised(name: String, number: String) -> Self {
        Self {
            name,
            number,
            medium: Medium::Callback,
        }
    }
}

/// What the router does not decide, but what makes it decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// The contact was marked uncallable.
    Marked,
    /// The mark was taken back.
    Unmarked,
    /// The contact list was changed, and so many callbacks were disconnected.
    ListChanged(usize),
    /// The campaign was reset, and so many callbacks were disconnected.
    CampaignReset(usize),
    /// The campaign was recycled, and so many callbacks were disconnected.
    CampaignRecycled(usize),
    /// The customer answered the agent's call.
    PickedUp(AgentId),
    /// The customer did not answer the agent's call.
    RangOut(AgentId),
}

/// One decision, or one deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Decided(Action),
    Done(Deed),
}

/// For whom a line is of interest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// A callback, or you.
    Promise,
    /// The rest of the center.
    Others,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) number: u64,
    pub(crate) at: Timestamp,
    pub(crate) party: Option<Arc<Party>>,
    pub(crate) what: What,
    pub(crate) about: About,
}

/// Lines kept of each kind. Older ones are counted only.
const LINES_MAX: usize = 250;

/// The lines, oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timeline {
    promises: VecDeque<Line>,
    others: VecDeque<Line>,
    written: u64,
    promised: u64,
}

impl Timeline {
    pub(crate) fn write(&mut self, at: Timestamp, party: Option<Arc<Party>>, what: What) {
        let about = about(party.as_deref(), &what);
        let number = self.written;
        self.written += 1;
        self.promised += u64::from(about == About::Promise);
        let kept = match about {
            About::Promise => &mut self.promises,
            About::Others => &mut self.others,
        };
        if kept.len() == LINES_MAX {
            kept.pop_front();
        }
        kept.push_back(Line {
            number,
            at,
            party,
            what,
            about,
        });
    }

    /// How many lines there ever were.
    pub(crate) const fn written(&self) -> u64 {
        self.written
    }

    /// How many of them about a callback or you.
    pub(crate) const fn promised(&self) -> u64 {
        self.promised
    }

    /// Lines about callbacks and you, the newest first.
    pub(crate) fn promises(&self) -> impl Iterator<Item = &Line> {
        self.promises.iter().rev()
    }

    /// All lines, the newest first.
    pub(crate) fn all(&self) -> Vec<&Line> {
        let mut lines: Vec<&Line> = self.promises.iter().chain(&self.others).collect();
        lines.sort_unstable_by_key(|line| std::cmp::Reverse(line.number));
        lines
    }
}

fn about(party: Option<&Party>, what: &What) -> About {
    let callback = party.is_some_and(|party| party.medium == Medium::Callback);
    match what {
        What::Done(_) => About::Promise,
        What::Decided(action) if callback || agent_of(action) == Some(YOU) => About::Promise,
        What::Decided(_) => About::Others,
    }
}

/// The agent whom an action is about.
const fn agent_of(action: &Action) -> Option<AgentId> {
    match action {
        Action::Alert { agent, .. }
        | Action::StopAlert { agent, .. }
        | Action::Connect { agent, .. }
        | Action::Dial { agent, .. }
        | Action::WrapUp { agent, .. }
        | Action::Transfer { agent, .. }
        | Action::Leave { agent, .. }
        | Action::End { agent, .. }
        | Action::Status { agent, .. } => Some(*agent),
        Action::Queue { .. }
        | Action::Wait { .. }
        | Action::Disconnect { .. }
        | Action::SetTimer { .. }
        | Action::DropTimer { .. }
        | Action::Notify { .. }
        | Action::Refuse { .. } => None,
    }
}
