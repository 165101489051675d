//! Queues and their members.

use super::{Change, Kept, Store, StoreError};
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{Executor, Row, query};

/// What an administrator set for a queue, as kept: names and units of the public API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueueSettings {
    pub enable_agent_owned_callbacks: bool,
    pub max_owned_callback_hours: u32,
    pub max_owned_callback_delay_hours: u32,
    /// Handed to the queue when ownership ends, not disconnected (P10).
    pub expired_to_queue: bool,
}

/// A queue.
#[derive(Clone, Debug)]
pub struct QueueRow {
    pub id: String,
    pub name: String,
    pub settings: QueueSettings,
    /// How many users are members.
    pub members: i64,
}

const COLUMNS: &str = "SELECT id, name, settings, \
    (SELECT COUNT(*) FROM queue_members WHERE queue_members.queue = queues.id) AS members FROM queues ";

impl Store {
    /// That queue, if of that organization.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn queue(&self, organization: &str, id: &str) -> Kept<Option<QueueRow>> {
        let sql = "WHERE organization = $1 AND id = $2";
        let sql = sqlx::AssertSqlSafe(format!("{COLUMNS}{sql}"));
        let row = self
            .readers
            .fetch_optional(query(sql).bind(organization).bind(id))
            .await?;
        row.as_ref().map(queue).transpose()
    }

    /// All queues of an organization, by name.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn queues(&self, organization: &str) -> Kept<Vec<QueueRow>> {
        let sql = sqlx::AssertSqlSafe(format!("{COLUMNS}WHERE organization = $1 ORDER BY name, id"));
        let rows = self.readers.fetch_all(query(sql).bind(organization)).await?;
        rows.iter().map(queue).collect()
    }

    /// The ids of a queue's members.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn members(&self, queue: &str) -> Kept<Vec<String>> {
        let sql = "SELECT user_id FROM queue_members WHERE queue = $1 ORDER BY user_id";
        let rows = self.readers.fetch_all(query(sql).bind(queue)).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    /// The ids of the queues a user is a member of.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn queues_of(&self, user: &str) -> Kept<Vec<String>> {
        let sql = "SELECT queue FROM queue_members WHERE user_id = $1 ORDER BY queue";
        let rows = self.readers.fetch_all(query(sql).bind(user)).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}

impl Change {
    /// A new queue with its members.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn put_queue(&mut self, organization: &str, row: &QueueRow, members: &[&str]) -> Kept<()> {
        let settings = serde_json::to_string(&row.settings)
            .map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let sql = "INSERT INTO queues (id, organization, name, settings) VALUES ($1, $2, $3, $4)";
        let new = query(sql)
            .bind(&row.id)
            .bind(organization)
            .bind(&row.name)
            .bind(settings);
        self.0.execute(new).await?;
        for member in members {
            let sql = "INSERT INTO queue_members (queue, user_id) VALUES ($1, $2)";
            self.0.execute(query(sql).bind(&row.id).bind(*member)).await?;
        }
        Ok(())
    }
}

fn queue(row: &AnyRow) -> Kept<QueueRow> {
    let settings: String = row.try_get("settings")?;
    Ok(QueueRow {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        settings: serde_json::from_str(&settings)
            .map_err(|error| StoreError::Corrupt(format!("queues.settings: {error}")))?,
        members: row.try_get("members")?,
    })
}
