//! Callbacks, the intents that made them, and every version they had.

use super::{Change, Kept, Store, StoreError, Touch, json};
use callback_core::callback::{Callback, State};
use callback_core::claim::Claim;
use callback_core::time::MINUTE_MS;
use callback_core::wire::store::Row as Body;
use chrono::{TimeDelta, Timelike};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{Executor, Row, query};
use std::collections::BTreeMap;

/// What the API keeps beside core's callback, to give it back to the letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Extra {
    pub script: Option<String>,
    pub country_code: Option<String>,
    #[serde(default)]
    pub caller_id: Option<String>,
    #[serde(default)]
    pub caller_id_name: Option<String>,
    pub data: BTreeMap<String, String>,
    /// The customer's part in the callback's own conversation.
    pub participant: String,
    /// The callback's part in it.
    pub communication: String,
    /// Attempts that the customer did not answer.
    #[serde(default)]
    pub attempts: u8,
    /// What the agent said of it at the end.
    #[serde(default)]
    pub wrap_up: Option<WrapUp>,
    /// What was said, beyond the whole minute that core's row keeps, in ms: a program may say it so exactly.
    #[serde(default)]
    pub past_minute_ms: i64,
}

impl Extra {
    pub(super) fn of(stored: &Stored) -> Self {
        let local = stored.callback.promise.said.local;
        let whole = local
            .with_second(0)
            .and_then(|local| local.with_nanosecond(0));
        Self {
            past_minute_ms: whole.map_or(0, |whole| (local - whole).num_milliseconds()),
            ..stored.extra.clone()
        }
    }
}

/// `Wrapup`: what an agent says of a conversation at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct WrapUp {
    pub code: Option<String>,
    pub name: Option<String>,
    pub notes: Option<String>,
    pub tags: Vec<String>,
    pub duration_seconds: Option<i64>,
}

/// A callback of an organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    pub callback: Callback,
    pub extra: Extra,
}

/// How a write went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is in the change.
    Yes,
    /// Somebody else changed it since it was read.
    Stale,
}

/// One entry of a callback's history.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    pub version: i64,
    /// By the wall clock, in ms.
    pub at: i64,
    /// By the clock that counts from the machine's start and through its sleep, in ms.
    pub boot_ms: i64,
    /// The user, or the program that acted for itself.
    pub by: String,
    /// Core's row as it was from then on.
    pub body: serde_json::Value,
}

impl Store {
    /// That callback, if of that organization.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn callback(&self, organization: &str, id: &str) -> Kept<Option<Stored>> {
        let sql = "SELECT body, extra FROM callbacks WHERE organization = $1 AND id = $2";
        let row = self
            .readers
            .fetch_optional(query(sql).bind(organization).bind(id))
            .await?;
        row.as_ref().map(stored).transpose()
    }

    /// Every version a callback had, the first one first.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn history(&self, callback: &str) -> Kept<Vec<Version>> {
        let sql = "SELECT version, at, boot_ms, changed_by, body FROM history WHERE callback = $1 ORDER BY version";
        let rows = self.readers.fetch_all(query(sql).bind(callback)).await?;
        rows.iter()
            .map(|row| {
                let body: String = row.try_get("body")?;
                Ok(Version {
                    version: row.try_get("version")?,
                    at: row.try_get("at")?,
                    boot_ms: row.try_get("boot_ms")?,
                    by: row.try_get("changed_by")?,
                    body: serde_json::from_str(&body)
                        .map_err(|error| StoreError::Corrupt(format!("history: {error}")))?,
                })
            })
            .collect()
    }
}

impl Change {
    /// As [`Store::callback`], but what this change sees; of SQLite nothing can come between.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn callback(&mut self, organization: &str, id: &str) -> Kept<Option<Stored>> {
        let sql = "SELECT body, extra FROM callbacks WHERE organization = $1 AND id = $2";
        let row = self
            .transaction
            .fetch_optional(query(sql).bind(organization).bind(id))
            .await?;
        row.as_ref().map(stored).transpose()
    }

    async fn put_numbers(&mut self, callback: &Callback) -> Kept<()> {
        for number in &callback.promise.phones {
            let sql = "INSERT INTO callback_numbers (number, callback) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            let row = query(sql).bind(number.dialed()).bind(callback.id.as_str());
            self.transaction.execute(row).await?;
        }
        Ok(())
    }

    /// The next version of a callback that was read at the version before it.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn update_callback(
        &mut self,
        organization: &str,
        changed: &Stored,
        by: &str,
        now: i64,
    ) -> Kept<Written> {
        let callback = &changed.callback;
        let sql = "UPDATE callbacks SET state = $1, at = $2, queue = $3, agent = $4, with_agent = $5, owned = $6, \
                   ended_at = $7, version = $8, body = $9, extra = $10 \
                   WHERE organization = $11 AND id = $12 AND version = $13";
        let body = body(callback)?;
        let row = query(sql)
            .bind(state_name(&callback.state))
            .bind(callback.promise.at.ms())
            .bind(callback.promise.queue.as_str())
            .bind(callback.promise.route.agent().map(|agent| agent.as_str()))
            .bind(callback.state.agent().map(|agent| agent.as_str()))
            .bind(i64::from(callback.promise.route.claim() == Claim::Owned))
            .bind(callback.state.over().then_some(now))
            .bind(i64::from(callback.version))
            .bind(&body)
            .bind(json(&Extra::of(changed))?)
            .bind(organization)
            .bind(callback.id.as_str())
            .bind(i64::from(callback.version) - 1);
        if self.transaction.execute(row).await?.rows_affected() == 0 {
            return Ok(Written::Stale);
        }
        let old =
            query("DELETE FROM callback_numbers WHERE callback = $1").bind(callback.id.as_str());
        self.transaction.execute(old).await?;
        self.put_numbers(callback).await?;
        self.record(callback, &body, by, now).await?;
        if !self.routing {
            self.tell_router(callback).await?;
        }
        self.touch(organization, callback);
        Ok(Written::Yes)
    }

    /// Where it is in a queue or in hand, the router has to look at it again.
    async fn tell_router(&mut self, callback: &Callback) -> Kept<()> {
        let row = query("UPDATE dispatch SET news = $1 WHERE callback = $2")
            .bind(i64::from(callback.version))
            .bind(callback.id.as_str());
        self.transaction.execute(row).await?;
        Ok(())
    }

    pub(super) fn touch(&mut self, organization: &str, callback: &Callback) {
        let named = [
            callback.state.agent(),
            callback.promise.route.agent(),
            callback.booked_by.as_ref(),
        ];
        let mut users: Vec<String> = named
            .into_iter()
            .flatten()
            .map(ToString::to_string)
            .collect();
        users.dedup();
        self.touches.push(Touch::Callback {
            organization: organization.to_owned(),
            id: callback.id.to_string(),
            queue: callback.promise.queue.to_string(),
            users,
        });
        if !self.routing && callback.version > 1 {
            self.touches.push(Touch::Queued {
                organization: organization.to_owned(),
            });
        }
    }

    async fn record(&mut self, callback: &Callback, body: &str, by: &str, now: i64) -> Kept<()> {
        let sql = "INSERT INTO history (callback, version, at, boot_ms, changed_by, body) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let row = query(sql)
            .bind(callback.id.as_str())
            .bind(i64::from(callback.version))
            .bind(now)
            .bind(crate::clock::boot_ms())
            .bind(by)
            .bind(body);
        self.transaction.execute(row).await?;
        Ok(())
    }
}

/// The column `state`: for finding what is due and what is with an agent.
pub(super) const fn state_name(state: &State) -> &'static str {
    match state {
        State::Scheduled => "scheduled",
        State::Queued => "queued",
        State::Alerting { .. } => "alerting",
        State::Dialing { .. } => "dialing",
        State::Connected { .. } => "connected",
        State::WrapUp { .. } => "wrapup",
        State::Ended => "ended",
        State::Disconnected(_) => "disconnected",
    }
}

pub(super) fn body(callback: &Callback) -> Kept<String> {
    json(&Body::of(callback))
}

pub(super) fn stored(row: &AnyRow) -> Kept<Stored> {
    let corrupt =
        |error: &dyn std::fmt::Display| StoreError::Corrupt(format!("callbacks: {error}"));
    let body: String = row.try_get("body")?;
    let extra: String = row.try_get("extra")?;
    let body: Body = serde_json::from_str(&body).map_err(|error| corrupt(&error))?;
    let mut callback = body.read().map_err(|error| corrupt(&error))?;
    let extra: Extra = serde_json::from_str(&extra).map_err(|error| corrupt(&error))?;
    callback.promise.said.local +=
        TimeDelta::milliseconds(extra.past_minute_ms.clamp(0, MINUTE_MS - 1));
    Ok(Stored { callback, extra })
}
