//! Queues and their members.

use super::people::{USER_COLUMNS, User, user};
use super::{Change, Kept, Store};
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
    /// How the router works this queue.
    #[serde(default)]
    pub routing: RoutingSettings,
}

/// How the router works a queue (routing.md §1.5), in the public API's units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct RoutingSettings {
    /// How long a callback alerts an agent: 7 s or more.
    pub alerting_timeout_seconds: u32,
    /// 0 to 1200; 0: never by itself.
    pub auto_dial_delay_seconds: u32,
    /// 0 to 1200; 0: never by itself.
    pub auto_end_delay_seconds: u32,
    /// After-call work of at most so long; 0: none is held.
    pub acw_timeout_seconds: u32,
    /// Attempts after the first where the customer does not answer: 0 to 20.
    pub max_retry_count: u8,
    /// From the end of an attempt to the next: 60 to 86 400.
    pub retry_delay_seconds: u32,
}

/// The reference behaviour.
impl Default for RoutingSettings {
    fn default() -> Self {
        Self {
            alerting_timeout_seconds: 30,
            auto_dial_delay_seconds: 300,
            auto_end_delay_seconds: 300,
            acw_timeout_seconds: 0,
            max_retry_count: 0,
            retry_delay_seconds: 60,
        }
    }
}

/// A queue.
#[derive(Clone, Debug)]
pub struct QueueRow {
    pub id: String,
    pub division: String,
    pub name: String,
    pub settings: QueueSettings,
    /// How many users are members.
    pub members: i64,
}

const COLUMNS: &str = "SELECT id, division, name, settings, \
    (SELECT COUNT(*) FROM queue_members WHERE queue_members.queue = queues.id) AS members FROM queues ";

impl Store {
    /// That queue, if of that organization.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
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
    /// As [`StoreError`](super::StoreError) says.
    pub async fn queues(&self, organization: &str) -> Kept<Vec<QueueRow>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "{COLUMNS}WHERE organization = $1 ORDER BY name, id"
        ));
        let rows = self
            .readers
            .fetch_all(query(sql).bind(organization))
            .await?;
        rows.iter().map(queue).collect()
    }

    /// A queue's members, by name.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn members(&self, queue: &str) -> Kept<Vec<User>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {USER_COLUMNS} FROM users JOIN queue_members ON queue_members.user_id = users.id \
             WHERE queue_members.queue = $1 ORDER BY users.name, users.id"
        ));
        let rows = self.readers.fetch_all(query(sql).bind(queue)).await?;
        rows.iter().map(user).collect()
    }

    /// Whether a user is a member of a queue.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn is_member(&self, queue: &str, user: &str) -> Kept<bool> {
        let sql = "SELECT COUNT(*) FROM queue_members WHERE queue = $1 AND user_id = $2";
        let asked = query(sql).bind(queue).bind(user);
        let row = self.readers.fetch_one(asked).await?;
        Ok(row.try_get::<i64, _>(0)? > 0)
    }

    /// The ids of the queues a user is a member of.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn queues_of(&self, user: &str) -> Kept<Vec<String>> {
        let sql = "SELECT queue FROM queue_members WHERE user_id = $1 ORDER BY queue";
        let rows = self.readers.fetch_all(query(sql).bind(user)).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}

impl Change {
    /// A queue's settings.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn set_queue(&mut self, id: &str, settings: &QueueSettings) -> Kept<()> {
        let row = query("UPDATE queues SET settings = $1 WHERE id = $2")
            .bind(super::json(settings)?)
            .bind(id);
        self.transaction.execute(row).await?;
        Ok(())
    }

    /// A new queue with its members.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn put_queue(
        &mut self,
        organization: &str,
        row: &QueueRow,
        members: &[&str],
    ) -> Kept<()> {
        let settings = super::json(&row.settings)?;
        let sql = "INSERT INTO queues (id, organization, division, name, settings) VALUES ($1, $2, $3, $4, $5)";
        let new = query(sql)
            .bind(&row.id)
            .bind(organization)
            .bind(&row.division)
            .bind(&row.name)
            .bind(settings);
        self.transaction.execute(new).await?;
        for member in members {
            let sql = "INSERT INTO queue_members (queue, user_id) VALUES ($1, $2)";
            self.transaction
                .execute(query(sql).bind(&row.id).bind(*member))
                .await?;
        }
        Ok(())
    }
}

fn queue(row: &AnyRow) -> Kept<QueueRow> {
    Ok(QueueRow {
        id: row.try_get("id")?,
        division: row.try_get("division")?,
        name: row.try_get("name")?,
        settings: super::read_json("queues.settings", row.try_get("settings")?)?,
        members: row.try_get("members")?,
    })
}
