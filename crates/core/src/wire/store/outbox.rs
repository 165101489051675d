//! What waits for the backend, and what the backend has, as rows.

use super::callback::{ROW_VERSION, Row};
use crate::callback::{Callback, State};
use crate::command::Promise;
use crate::ids::{CallbackId, Key};
use crate::sync::{Action, Booking, Intent, Reason, Remote, Stop};
use crate::time::Timestamp;
use crate::wire::Unreadable;
use serde::{Deserialize, Serialize};

/// One row of the outbox: an intent, or what the backend has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OutboxRow {
    v: u32,
    callback: String,
    key: String,
    #[serde(default)]
    intent: Option<IntentRow>,
    #[serde(default)]
    remote: Option<RemoteRow>,
}

/// What a row of the outbox holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// Something that waits.
    Intent(Intent),
    /// What is there.
    Remote(CallbackId, Remote),
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct IntentRow {
    step: u32,
    action: ActionRow,
    content: Option<Row>,
    refused: Option<ReasonRow>,
    theirs: Option<Row>,
    accepted: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum ActionRow {
    Create,
    Replace,
    Cancel,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct RemoteRow {
    id: String,
    version: u32,
    confirmed: bool,
    done: u32,
}

macro_rules! reasons {
    ($($name:ident)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        enum ReasonRow { $($name),* }

        const fn reason_row(reason: Reason) -> ReasonRow {
            match reason { $(Reason::$name => ReasonRow::$name),* }
        }

        const fn read_reason(row: ReasonRow) -> Reason {
            match row { $(ReasonRow::$name => Reason::$name),* }
        }
    };
}

reasons! {
    TooLate TooFar Phone Locked Ownership Window Duplicate Full Forbidden Missing KeyReused Unsupported Other
}

impl OutboxRow {
    /// The row of an intent.
    #[must_use]
    pub fn intent(intent: &Intent) -> Self {
        let (action, content) = match &intent.action {
            Action::Create(booking) => (ActionRow::Create, Some(row(intent, booking))),
            Action::Replace(promise) => (ActionRow::Replace, Some(row(intent, &bare(promise)))),
            Action::Cancel => (ActionRow::Cancel, None),
        };
        let (refused, theirs) = match &intent.stop {
            None => (None, None),
            Some(Stop::Refused(reason)) => (Some(reason_row(*reason)), None),
            Some(Stop::Conflict(theirs)) => (None, Some(Row::of(theirs))),
        };
        Self {
            v: ROW_VERSION,
            callback: intent.callback.to_string(),
            key: intent.key.to_string(),
            intent: Some(IntentRow {
                step: intent.step,
                action,
                content,
                refused,
                theirs,
                accepted: intent.accepted,
            }),
            remote: None,
        }
    }

    /// The row of what the backend has.
    #[must_use]
    pub fn remote(callback: &CallbackId, remote: &Remote) -> Self {
        Self {
            v: ROW_VERSION,
            callback: callback.to_string(),
            key: remote.press.to_string(),
            intent: None,
            remote: Some(RemoteRow {
                id: remote.id.to_string(),
                version: remote.version,
                confirmed: remote.confirmed,
                done: remote.done,
            }),
        }
    }

    /// What the row holds.
    ///
    /// # Errors
    /// Names the first part that cannot be read.
    pub fn read(self) -> Result<Kept, Unreadable> {
        if self.v != ROW_VERSION {
            let expected = [&ROW_VERSION.to_string(), ", not ", &self.v.to_string()].concat();
            return Err(Unreadable::new("v", expected));
        }
        let (callback, key) = (CallbackId::new(self.callback), Key::new(self.key));
        if let Some(remote) = self.remote {
            let remote = Remote {
                press: key,
                id: CallbackId::new(remote.id),
                version: remote.version,
                confirmed: remote.confirmed,
                done: remote.done,
            };
            return Ok(Kept::Remote(callback, remote));
        }
        let Some(row) = self.intent else {
            return Err(Unreadable::new(
                "intent",
                "an intent, or what the backend has",
            ));
        };
        let stop = match (row.refused, row.theirs) {
            (Some(reason), _) => Some(Stop::Refused(read_reason(reason))),
            (None, Some(theirs)) => Some(Stop::Conflict(Box::new(theirs.read()?))),
            (None, None) => None,
        };
        let content = row.content.map(Row::read).transpose()?;
        let missing = || Unreadable::new("content", "what is promised");
        let action = match row.action {
            ActionRow::Create => {
                Action::Create(Box::new(Booking::of(&content.ok_or_else(missing)?)))
            }
            ActionRow::Replace => Action::Replace(Box::new(content.ok_or_else(missing)?.promise)),
            ActionRow::Cancel => Action::Cancel,
        };
        Ok(Kept::Intent(Intent {
            callback,
            step: row.step,
            key,
            action,
            stop,
            accepted: row.accepted,
        }))
    }
}

fn bare(promise: &Promise) -> Booking {
    Booking {
        conversation: None,
        participant: None,
        promise: promise.clone(),
    }
}

/// A booking in the form of a callback's row.
fn row(intent: &Intent, booking: &Booking) -> Row {
    Row::of(&Callback {
        id: intent.callback.clone(),
        key: intent.key.clone(),
        booked_at: Timestamp::from_ms(0),
        booked_by: None,
        conversation: booking.conversation.clone(),
        participant: booking.participant.clone(),
        promise: booking.promise.clone(),
        version: 1,
        state: State::Scheduled,
        cancelling_until: None,
        rules_changes: Vec::new(),
    })
}
