//! What a person at the page does. With the scenario's seed, these are the whole history: a run that was
//! kept is run again from them.

use callback_core::wire::host::CallbackValue;
use serde::{Deserialize, Serialize};

/// One thing that was done by hand. Agents by their number in the scenario, callbacks by the panel's id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Input {
    /// The panel has scheduled a callback.
    Booked(CallbackValue),
    /// The panel has changed one.
    Edited(CallbackValue),
    /// The panel has cancelled one.
    Cancelled(String),
    /// *Call now* was pressed in the panel.
    CallNow(String),
    /// The alert card was answered.
    Answered(String, Answer),
    /// An agent was put on queue (`true`) or off.
    OnQueue(u32, bool),
    /// You ask for the next call.
    NextCall,
    /// You end your call.
    EndCall,
    /// You have done your after-call work.
    WorkDone,
    /// A callback's contact is marked uncallable (`true`), or the mark is taken back. By its number here.
    Uncallable(u64, bool),
    /// The contact list was changed.
    ListChanged,
    /// The campaign was reset.
    CampaignReset,
    /// The campaign was recycled.
    CampaignRecycled,
}

/// An answer of the alert card (G2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Answer {
    /// Take it.
    Accept,
    /// Refuse it.
    Decline,
    /// Dial it, taking it first where need be.
    Dial,
    /// End it; after that, end the after-call work.
    End,
}
