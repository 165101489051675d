//! A callback as a row.

use super::super::{Unreadable, text};
use super::fold::{FoldRow, fold_row, read_fold};
use crate::callback::{Callback, DisconnectReason, State};
use crate::command::{Promise, Route};
use crate::ids::{AgentId, CallbackId, ConversationId, Key, ParticipantId, QueueId};
use crate::limits::{NAME_CHARS_MAX, NOTE_CHARS_MAX, RULES_CHANGES_MAX};
use crate::phone::PhoneNumber;
use crate::rules_change::RulesChange;
use crate::settings::AtExpiry;
use crate::time::{Release, Said, Timestamp};
use serde::{Deserialize, Serialize};

/// The version of rows written here.
pub const ROW_VERSION: u32 = 1;

/// A callback as a row. Instants are milliseconds since the epoch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// [`ROW_VERSION`].
    pub v: u32,
    /// The key of the row.
    pub id: String,
    key: String,
    booked_at: f64,
    booked_by: Option<String>,
    conversation: Option<String>,
    participant: Option<String>,
    local: String,
    zone: String,
    fold: Option<FoldRow>,
    at: f64,
    tzdb: String,
    phones: Vec<String>,
    name: String,
    queue: String,
    agent: Option<String>,
    owned_until: Option<f64>,
    to_queue: bool,
    note: String,
    version: u32,
    state: StateRow,
    state_agent: Option<String>,
    state_until: Option<f64>,
    cancelling_until: Option<f64>,
    /// Rows from before there were any have none.
    #[serde(default)]
    rules_changes: Vec<RulesChangeRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct RulesChangeRow {
    noticed_at: f64,
    from: String,
    to: String,
    was: f64,
    is: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum StateRow {
    Scheduled,
    Queued,
    Alerting,
    Dialing,
    Connected,
    WrapUp,
    Ended,
    Client,
    Endpoint,
    System,
    Timeout,
    Uncallable,
    Transfer,
}

/// Exact for every instant of the next 280 000 years.
#[expect(clippy::cast_precision_loss, reason = "2^53 ms are 285 000 years")]
fn ms(at: Timestamp) -> f64 {
    at.ms() as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a float cast saturates, and a time out of range is refused later"
)]
fn instant(ms: f64) -> Timestamp {
    Timestamp::from_ms(ms as i64)
}

impl Row {
    /// The row of a callback.
    #[must_use]
    pub fn of(callback: &Callback) -> Self {
        let promise = &callback.promise;
        let (owned_until, to_queue) = match &promise.route {
            Route::Owned {
                until, at_expiry, ..
            } => (Some(ms(*until)), *at_expiry == AtExpiry::HandToQueue),
            Route::Queue | Route::ToMe(_) => (None, false),
        };
        let (state, state_until) = state_row(&callback.state);
        Self {
            v: ROW_VERSION,
            id: callback.id.to_string(),
            key: callback.key.to_string(),
            booked_at: ms(callback.booked_at),
            booked_by: callback.booked_by.as_ref().map(ToString::to_string),
            conversation: callback.conversation.as_ref().map(ToString::to_string),
            participant: callback.participant.as_ref().map(ToString::to_string),
            local: text::local(promise.said.local),
            zone: promise.said.zone.name().to_owned(),
            fold: promise.said.fold.map(fold_row),
            at: ms(promise.at),
            tzdb: promise.tzdb.to_string(),
            phones: promise.phones.iter().map(ToString::to_string).collect(),
            name: promise.name.clone(),
            queue: promise.queue.to_string(),
            agent: promise.route.agent().map(ToString::to_string),
            owned_until,
            to_queue,
            note: promise.note.clone(),
            version: callback.version,
            state,
            state_agent: callback.state.agent().map(ToString::to_string),
            state_until,
            cancelling_until: callback.cancelling_until.map(ms),
            rules_changes: callback.rules_changes.iter().map(rules_row).collect(),
        }
    }

    /// The callback of a row.
    ///
    /// # Errors
    /// Names the first part that cannot be read.
    pub fn read(self) -> Result<Callback, Unreadable> {
        if self.v != ROW_VERSION {
            return Err(Unreadable::new(
                "v",
                format!("{ROW_VERSION}, not {}", self.v),
            ));
        }
        let state = self.read_state()?;
        let promise = Promise {
            said: Said {
                local: text::read_local("local", &self.local)?,
                zone: text::read_zone("zone", &self.zone)?,
                fold: self.fold.map(read_fold),
            },
            at: instant(self.at),
            tzdb: release("tzdb", &self.tzdb)?,
            phones: read_phones(&self.phones)?,
            route: self.route(),
            name: kept("name", self.name, NAME_CHARS_MAX)?,
            queue: QueueId::new(self.queue),
            note: kept("note", self.note, NOTE_CHARS_MAX)?,
        };
        Ok(Callback {
            id: CallbackId::new(self.id),
            key: Key::new(self.key),
            booked_at: instant(self.booked_at),
            booked_by: self.booked_by.map(AgentId::new),
            conversation: self.conversation.map(ConversationId::new),
            participant: self.participant.map(ParticipantId::new),
            promise,
            version: self.version,
            state,
            cancelling_until: self.cancelling_until.map(instant),
            rules_changes: read_rules(&self.rules_changes)?,
        })
    }

    fn route(&self) -> Route {
        match (&self.agent, self.owned_until) {
            (None, _) => Route::Queue,
            (Some(agent), None) => Route::ToMe(AgentId::new(agent.clone())),
            (Some(agent), Some(until)) => Route::Owned {
                agent: AgentId::new(agent.clone()),
                until: instant(until),
                at_expiry: if self.to_queue {
                    AtExpiry::HandToQueue
                } else {
                    AtExpiry::Disconnect
                },
            },
        }
    }

    fn read_state(&self) -> Result<State, Unreadable> {
        let agent = || match &self.state_agent {
            Some(agent) => Ok(AgentId::new(agent.clone())),
            None => Err(Unreadable::new("stateAgent", "the agent who has it")),
        };
        Ok(match self.state {
            StateRow::Scheduled => State::Scheduled,
            StateRow::Queued => State::Queued,
            StateRow::Alerting => State::Alerting {
                agent: agent()?,
                until: self.state_until.map(instant),
            },
            StateRow::Dialing => State::Dialing { agent: agent()? },
            StateRow::Connected => State::Connected { agent: agent()? },
            StateRow::WrapUp => State::WrapUp { agent: agent()? },
            StateRow::Ended => State::Ended,
            StateRow::Client => State::Disconnected(DisconnectReason::Client),
            StateRow::Endpoint => State::Disconnected(DisconnectReason::Endpoint),
            StateRow::System => State::Disconnected(DisconnectReason::System),
            StateRow::Timeout => State::Disconnected(DisconnectReason::Timeout),
            StateRow::Uncallable => State::Disconnected(DisconnectReason::Uncallable),
            StateRow::Transfer => State::Disconnected(DisconnectReason::Transfer),
        })
    }
}

fn release(at: &str, text: &str) -> Result<Release, Unreadable> {
    Release::read(text).ok_or_else(|| Unreadable::new(at, "a release such as 2026f"))
}

fn rules_row(change: &RulesChange) -> RulesChangeRow {
    RulesChangeRow {
        noticed_at: ms(change.noticed_at),
        from: change.from.to_string(),
        to: change.to.to_string(),
        was: ms(change.was),
        is: ms(change.is),
    }
}

fn read_rules(rows: &[RulesChangeRow]) -> Result<Vec<RulesChange>, Unreadable> {
    let read = |row: &RulesChangeRow| {
        Ok(RulesChange {
            noticed_at: instant(row.noticed_at),
            from: release("rulesChanges", &row.from)?,
            to: release("rulesChanges", &row.to)?,
            was: instant(row.was),
            is: instant(row.is),
        })
    };
    rows.iter().take(RULES_CHANGES_MAX).map(read).collect()
}

fn state_row(state: &State) -> (StateRow, Option<f64>) {
    let row = match state {
        State::Scheduled => StateRow::Scheduled,
        State::Queued => StateRow::Queued,
        State::Alerting { until, .. } => return (StateRow::Alerting, until.map(ms)),
        State::Dialing { .. } => StateRow::Dialing,
        State::Connected { .. } => StateRow::Connected,
        State::WrapUp { .. } => StateRow::WrapUp,
        State::Ended => StateRow::Ended,
        State::Disconnected(DisconnectReason::Client) => StateRow::Client,
        State::Disconnected(DisconnectReason::Endpoint) => StateRow::Endpoint,
        State::Disconnected(DisconnectReason::System) => StateRow::System,
        State::Disconnected(DisconnectReason::Timeout) => StateRow::Timeout,
        State::Disconnected(DisconnectReason::Uncallable) => StateRow::Uncallable,
        State::Disconnected(DisconnectReason::Transfer) => StateRow::Transfer,
    };
    (row, None)
}

fn read_phones(texts: &[String]) -> Result<Vec<PhoneNumber>, Unreadable> {
    let read = |text: &String| {
        PhoneNumber::read(text, "")
            .map_err(|_| Unreadable::new("phones", "numbers as this panel writes them"))
    };
    texts.iter().map(read).collect()
}

fn kept(at: &str, text: String, chars_max: usize) -> Result<String, Unreadable> {
    if text.chars().count() > chars_max {
        return Err(Unreadable::new(
            at,
            format!("at most {chars_max} characters"),
        ));
    }
    Ok(text)
}
