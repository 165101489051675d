//! All that can happen to a panel. Whatever is not listed here cannot change it.

use crate::callback::Callback;
use crate::check::Verdict;
use crate::context::Context;
use crate::desk::{Durability, Fed, Keeping};
use crate::draft::Draft;
use crate::entry::Lexicon;
use crate::ids::{CallbackId, ConversationId, Key, QueueId};
use crate::numbers::NumberPlaces;
use crate::problem::Field;
use crate::settings::Settings;
use crate::time::{Fold, Timestamp};
use chrono_tz::Tz;

/// One thing that happened. The instant comes beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// The host said what the interaction knows. Another conversation puts the draft aside (P1).
    Context(Context),
    /// The administrator's decisions, the queues, the agent.
    Settings(Settings),
    /// The agent's language.
    Locale(Lexicon),
    /// The store was opened or refused (S1).
    Opened {
        /// Whether rows survive the page.
        durability: Durability,
        /// What it held.
        rows: Vec<Callback>,
        /// How many rows could not be read. They stay where they are.
        unreadable: usize,
    },
    /// A draft from before a crash or reload (S3).
    DraftBack {
        /// Whose it is.
        conversation: ConversationId,
        /// The draft.
        draft: Box<Draft>,
    },
    /// Time has passed.
    Tick,
    /// The agent changed a field.
    Edited(Edit),
    /// The agent left a field: from now on its problems are shown (V1).
    Left(Field),
    /// What the number library says of the draft's numbers, in order.
    Verdicts(Vec<Verdict>),
    /// Schedule, or Save, was pressed. `key` is new for each press, from the shell's chance.
    Schedule {
        /// The idempotency key.
        key: Key,
    },
    /// The host let the booking pass.
    Allowed {
        /// Of that press.
        key: Key,
    },
    /// The host refused it.
    Vetoed {
        /// Of that press.
        key: Key,
    },
    /// How the store answered [`Effect::Keep`](super::Effect::Keep).
    Kept {
        /// The row.
        id: CallbackId,
        /// The answer.
        keeping: Keeping,
    },
    /// Back to what the interaction knows.
    Reset,
    /// The agent closes the panel.
    Close,
    /// The agent opens a scheduled callback for a change: edit, reschedule and reassign are one form (P14).
    Change {
        /// Which.
        id: CallbackId,
        /// The field that the change begins with.
        first: Field,
    },
    /// The agent leaves it as it was.
    LeaveUnchanged,
    /// The agent cancels a scheduled callback.
    Cancel(CallbackId),
    /// The agent wants a cancelled one back.
    Undo(CallbackId),
    /// The agent wants a scheduled one to be called at once.
    CallNow(CallbackId),
    /// The agent answers the alert, or goes on with what they accepted (G2).
    Answer {
        /// To which callback.
        id: CallbackId,
        /// What they did.
        answer: Answer,
    },
    /// The agent goes back on queue (G3).
    BackOnQueue,
    /// A host without a backend tells where callbacks are.
    Fed(Vec<Fed>),
    /// Where numbers come from was loaded (Z4).
    Numbers(Box<NumberPlaces>),
    /// The agent has read the notice.
    NoticeRead,
}

/// A change of one field, as the agent made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The number was typed.
    Phone(String),
    /// The name was typed.
    Name(String),
    /// The date was typed or picked.
    Date(String),
    /// The time was typed or stepped.
    Time(String),
    /// A one-press fix, or a better time: this very instant in the draft's zone.
    Instant(Timestamp),
    /// Which of two equal clock times (T2).
    Fold(Fold),
    /// Text in the zone field that is no zone yet.
    ZoneTyped(String),
    /// A zone of the list.
    ZoneChosen(Tz),
    /// Text in the queue field that is no queue yet.
    QueueTyped(String),
    /// A queue of the list.
    QueueChosen(QueueId),
    /// *Route callback to me if possible*.
    ToMe(bool),
    /// *Take ownership*.
    Owned(bool),
    /// The note was typed.
    Note(String),
}

/// What the agent does with a callback that came to them (G2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Takes it.
    Accept,
    /// Does not; counts as missed.
    Decline,
    /// Wants the number dialled now.
    Dial,
    /// Is done with it.
    End,
}
