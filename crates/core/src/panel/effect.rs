//! What a panel asks of the world. Performed by the shell after the panel is at rest, in order.

use super::input::Answer;
use crate::callback::Callback;
use crate::command::Command;
use crate::draft::Draft;
use crate::ids::{CallbackId, ConversationId};
use crate::problem::{Field, Problem, Refusal};

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the host (`callback-before-schedule`); answer with `Allowed` or `Vetoed` of the same key. Nothing is kept
    /// or sent before.
    Ask(Box<Command>),
    /// Write this row; answer with `Kept`.
    Keep {
        /// The row.
        row: Box<Callback>,
        /// Whether it may replace one.
        write: Write,
    },
    /// Keep what was typed, so that it survives a crash of the panel; `None` forgets it.
    KeepDraft {
        /// Whose it is.
        conversation: ConversationId,
        /// The draft, if anything was typed.
        draft: Option<Box<Draft>>,
    },
    /// Tell the host.
    Tell(HostEvent),
    /// Put the focus there.
    Focus(Field),
}

/// How a row is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// Only if no row has its id: the first tab wins (P12).
    New,
    /// Over the row of its id.
    Replace,
}

/// What the host learns, each as one event of the element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostEvent {
    /// `callback-scheduled`
    Scheduled(Box<Callback>),
    /// `callback-updated`
    Updated {
        /// As it is now.
        callback: Box<Callback>,
        /// What was done.
        change: ChangeKind,
    },
    /// `callback-cancelled`
    Cancelled(Box<Callback>),
    /// `callback-dial`: the host dials.
    Dial(Box<Callback>),
    /// `callback-agent-status`: the agent wants to be on queue again.
    BackOnQueue,
    /// `callback-invalid`
    Invalid(Vec<Problem>),
    /// `callback-close`
    Close,
    /// `callback-error`: a feed named a callback that cannot take it.
    FeedRefused {
        /// Which.
        id: CallbackId,
        /// Why.
        refusal: Refusal,
    },
}

/// What `callback-updated` is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// Its content was changed: time, queue, owner, note.
    Edited,
    /// It shall be called at once.
    CallNow,
    /// The agent answered.
    Answered(Answer),
    /// The rules of its zone have changed: its instant moved, or a person has to choose another time (T1).
    Rules,
}
