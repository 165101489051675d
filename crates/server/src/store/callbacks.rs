//! Callbacks, the intents that made them, and every version they had.

use super::{Change, Kept, Store, StoreError};
use callback_core::callback::{Callback, State};
use callback_core::claim::Claim;
use callback_core::wire::store::Row as Body;
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
    pub data: BTreeMap<String, String>,
    /// The customer's part in the callback's own conversation.
    pub participant: String,
    /// The callback's part in it.
    pub communication: String,
}

/// A callback of an organization.
#[derive(Clone, Debug)]
pub struct Stored {
    pub callback: Callback,
    pub extra: Extra,
}

/// How a write went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It is in the change.
    Yes,
    /// Another active callback stands for this interaction (P12).
    PlaceTaken,
    /// Somebody else changed it since it was read.
    Stale,
}

/// Which callbacks to list.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    /// Those that this user owns or booked; without it everyone's.
    pub of: Option<String>,
    /// After this time and id, in that order.
    pub after: Option<(i64, String)>,
    /// So many at most.
    pub limit: i64,
}

const COLUMNS: &str = "SELECT body, extra FROM callbacks ";

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

    /// Callbacks that have not ended, by time and id.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn callbacks(&self, organization: &str, listed: &Listed) -> Kept<Vec<Stored>> {
        let (at, id) = listed.after.clone().unwrap_or((i64::MIN, String::new()));
        let sql = sqlx::AssertSqlSafe(format!(
            "{COLUMNS}WHERE organization = $1 AND ended_at IS NULL AND (at > $2 OR (at = $2 AND id > $3)) \
             AND ($4 = '' OR agent = $4 OR booked_by = $4) ORDER BY at, id LIMIT $5"
        ));
        let wanted = query(sql)
            .bind(organization)
            .bind(at)
            .bind(id)
            .bind(listed.of.clone().unwrap_or_default())
            .bind(listed.limit);
        let rows = self.readers.fetch_all(wanted).await?;
        rows.iter().map(stored).collect()
    }

    /// Every version a callback had: when, by whom, and core's row as kept.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn history(&self, callback: &str) -> Kept<Vec<(i64, i64, String, String)>> {
        let sql = "SELECT version, at, changed_by, body FROM history WHERE callback = $1 ORDER BY version";
        let rows = self.readers.fetch_all(query(sql).bind(callback)).await?;
        rows.iter()
            .map(|row| {
                Ok((
                    row.try_get(0)?,
                    row.try_get(1)?,
                    row.try_get(2)?,
                    row.try_get(3)?,
                ))
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
            .0
            .fetch_optional(query(sql).bind(organization).bind(id))
            .await?;
        row.as_ref().map(stored).transpose()
    }

    /// The intent of that key: the hash of what was asked, and the callback it made.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn intent(&mut self, organization: &str, key: &str) -> Kept<Option<(String, String)>> {
        let sql = "SELECT request_hash, callback FROM intents WHERE organization = $1 AND key = $2";
        let row = self
            .0
            .fetch_optional(query(sql).bind(organization).bind(key))
            .await?;
        row.map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).transpose()
    }

    /// Remembers an intent. `false` where another server was faster.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn put_intent(
        &mut self,
        organization: &str,
        key: &str,
        request_hash: &str,
        callback: &str,
        now: i64,
    ) -> Kept<bool> {
        let sql = "INSERT INTO intents (organization, key, request_hash, callback, made_at) \
                   VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
        let row = query(sql)
            .bind(organization)
            .bind(key)
            .bind(request_hash)
            .bind(callback)
            .bind(now);
        Ok(self.0.execute(row).await?.rows_affected() == 1)
    }

    /// A new callback. `place` is the interaction that may have only this one.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn put_callback(
        &mut self,
        organization: &str,
        new: &Stored,
        place: Option<&str>,
        by: &str,
        now: i64,
    ) -> Kept<Written> {
        let callback = &new.callback;
        let sql = "INSERT INTO callbacks (id, organization, place, state, at, queue, agent, owned, booked_by, \
                   booked_at, ended_at, version, body, extra) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, $11, $12, $13) ON CONFLICT DO NOTHING";
        let body = body(callback)?;
        let row = query(sql)
            .bind(callback.id.as_str())
            .bind(organization)
            .bind(place)
            .bind(state_name(&callback.state))
            .bind(callback.promise.at.ms())
            .bind(callback.promise.queue.as_str())
            .bind(callback.promise.route.agent().map(|agent| agent.as_str()))
            .bind(i64::from(callback.promise.route.claim() == Claim::Owned))
            .bind(by)
            .bind(now)
            .bind(i64::from(callback.version))
            .bind(&body)
            .bind(json(&new.extra)?);
        if self.0.execute(row).await?.rows_affected() == 0 {
            return Ok(Written::PlaceTaken);
        }
        self.record(callback, &body, by, now).await?;
        Ok(Written::Yes)
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
        let sql = "UPDATE callbacks SET state = $1, at = $2, queue = $3, agent = $4, owned = $5, ended_at = $6, \
                   version = $7, body = $8, extra = $9 WHERE organization = $10 AND id = $11 AND version = $12";
        let body = body(callback)?;
        let row = query(sql)
            .bind(state_name(&callback.state))
            .bind(callback.promise.at.ms())
            .bind(callback.promise.queue.as_str())
            .bind(callback.promise.route.agent().map(|agent| agent.as_str()))
            .bind(i64::from(callback.promise.route.claim() == Claim::Owned))
            .bind(callback.state.over().then_some(now))
            .bind(i64::from(callback.version))
            .bind(&body)
            .bind(json(&changed.extra)?)
            .bind(organization)
            .bind(callback.id.as_str())
            .bind(i64::from(callback.version) - 1);
        if self.0.execute(row).await?.rows_affected() == 0 {
            return Ok(Written::Stale);
        }
        self.record(callback, &body, by, now).await?;
        Ok(Written::Yes)
    }

    async fn record(&mut self, callback: &Callback, body: &str, by: &str, now: i64) -> Kept<()> {
        let sql = "INSERT INTO history (callback, version, at, changed_by, body) VALUES ($1, $2, $3, $4, $5)";
        let row = query(sql)
            .bind(callback.id.as_str())
            .bind(i64::from(callback.version))
            .bind(now)
            .bind(by)
            .bind(body);
        self.0.execute(row).await?;
        Ok(())
    }
}

/// The column `state`: for finding what is due and what is with an agent.
const fn state_name(state: &State) -> &'static str {
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

fn body(callback: &Callback) -> Kept<String> {
    json(&Body::of(callback))
}

fn json(value: &impl Serialize) -> Kept<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn stored(row: &AnyRow) -> Kept<Stored> {
    let corrupt = |error: &dyn std::fmt::Display| StoreError::Corrupt(format!("callbacks: {error}"));
    let body: String = row.try_get("body")?;
    let extra: String = row.try_get("extra")?;
    let body: Body = serde_json::from_str(&body).map_err(|error| corrupt(&error))?;
    Ok(Stored {
        callback: body.read().map_err(|error| corrupt(&error))?,
        extra: serde_json::from_str(&extra).map_err(|error| corrupt(&error))?,
    })
}
