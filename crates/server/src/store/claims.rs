//! What waits for its time, and its claim when that has come.

use super::callbacks::stored;
use super::{Change, Kept, Kind, Store, StoreError, Touch};
use sqlx::any::AnyRow;
use sqlx::{Executor, Row, query};

/// One that was in a queue before, and was moved by somebody, comes in as new.
const AGAIN: &str = "ON CONFLICT (callback) DO UPDATE SET claimed_at = excluded.claimed_at, \
    claim = excluded.claim, version = excluded.version, standing = NULL, news = excluded.news";

impl Store {
    /// The instant by which callbacks are due, in ms: the database's, so that many servers have one.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn clock_ms(&self) -> Kept<i64> {
        match self.kind {
            Kind::Sqlite => Ok(crate::clock::now().ms()),
            Kind::Postgres => {
                let sql =
                    "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 - 0.5 AS BIGINT)";
                Ok(self.readers.fetch_one(sql).await?.try_get(0)?)
            }
        }
    }

    /// When the next callback is due, in ms.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn next_due(&self) -> Kept<Option<i64>> {
        let sql = "SELECT MIN(at) FROM callbacks WHERE state = 'scheduled'";
        Ok(self.readers.fetch_one(sql).await?.try_get(0)?)
    }

    /// The ids of callbacks that are due, at most so many.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn due(&self, now: i64, limit: i64) -> Kept<Vec<String>> {
        let sql = "SELECT id FROM callbacks WHERE state = 'scheduled' AND at <= $1 ORDER BY at, id LIMIT $2";
        let rows = self
            .readers
            .fetch_all(query(sql).bind(now).bind(limit))
            .await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}

impl Change {
    /// Puts callbacks whose time has come into their queues, at most so many, the earliest first; says how many.
    /// What another server is claiming at this moment is passed over.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn claim(&mut self, now: i64, limit: u32) -> Kept<u64> {
        let due = format!("'' = $1 ORDER BY at, id LIMIT {limit}");
        self.claim_where(&due, "", now).await
    }

    /// As [`Self::claim`], that one alone.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn claim_one(&mut self, callback: &str, now: i64) -> Kept<u64> {
        self.claim_where("id = $1", callback, now).await
    }

    async fn claim_where(&mut self, due: &str, id: &str, now: i64) -> Kept<u64> {
        let due = format!("state = 'scheduled' AND at <= $2 AND {due}");
        let rows = match self.kind {
            Kind::Sqlite => self.claim_in_steps(&due, id, now).await?,
            Kind::Postgres => self.claim_at_once(&due, id, now).await?,
        };
        let mut claimed = 0;
        for row in rows {
            self.touches.push(Touch::Queued {
                organization: row.try_get(0)?,
            });
            claimed += row.try_get::<i64, _>(1)?.unsigned_abs();
        }
        Ok(claimed)
    }

    /// How many of each organization. In one statement, which finds each row once.
    async fn claim_at_once(&mut self, due: &str, id: &str, now: i64) -> Kept<Vec<AnyRow>> {
        let sql = format!(
            "WITH due AS MATERIALIZED (SELECT id FROM callbacks WHERE {due} FOR UPDATE SKIP LOCKED), \
             claimed AS (UPDATE callbacks SET state = 'queued', version = version + 1, \
             body = CAST(CAST(body AS JSONB) || jsonb_build_object('state', 'queued', 'version', version + 1) AS TEXT) \
             FROM due WHERE callbacks.id = due.id AND state = 'scheduled' \
             RETURNING callbacks.id, organization, version, body), \
             queued AS (INSERT INTO dispatch (callback, organization, claimed_at, claim, version, news) \
             SELECT id, organization, $2, $3, version, version FROM claimed {AGAIN}), \
             kept AS (INSERT INTO history (callback, version, at, boot_ms, changed_by, body) \
             SELECT id, version, $2, $4, 'dispatch', body FROM claimed) \
             SELECT organization, COUNT(*) FROM claimed GROUP BY organization"
        );
        let rows = query(sqlx::AssertSqlSafe(sql))
            .bind(id.to_owned())
            .bind(now)
            .bind(uuid::Uuid::new_v4().to_string())
            .bind(crate::clock::boot_ms());
        Ok(self.transaction.fetch_all(rows).await?)
    }

    /// The same; SQLite writes one table in a statement.
    async fn claim_in_steps(&mut self, due: &str, id: &str, now: i64) -> Kept<Vec<AnyRow>> {
        let claim = uuid::Uuid::new_v4().to_string();
        let sql = format!(
            "INSERT INTO dispatch (callback, organization, claimed_at, claim, version, news) \
             SELECT id, organization, $2, $3, version + 1, version + 1 FROM (SELECT id, organization, version \
             FROM callbacks WHERE {due}) AS due WHERE 1 = 1 {AGAIN}"
        );
        let rows = query(sqlx::AssertSqlSafe(sql))
            .bind(id.to_owned())
            .bind(now)
            .bind(&claim);
        if self.transaction.execute(rows).await?.rows_affected() == 0 {
            return Ok(Vec::new());
        }
        let sql = "UPDATE callbacks SET state = 'queued', version = version + 1, \
                   body = json_set(body, '$.state', 'queued', '$.version', version + 1) \
                   WHERE id IN (SELECT callback FROM dispatch WHERE claim = $1)";
        self.transaction.execute(query(sql).bind(&claim)).await?;
        let sql = "INSERT INTO history (callback, version, at, boot_ms, changed_by, body) \
                   SELECT id, version, $1, $2, 'dispatch', body FROM callbacks \
                   WHERE id IN (SELECT callback FROM dispatch WHERE claim = $3)";
        let boot_ms = crate::clock::boot_ms();
        let rows = query(sql).bind(now).bind(boot_ms).bind(&claim);
        self.transaction.execute(rows).await?;
        let sql =
            "SELECT organization, COUNT(*) FROM dispatch WHERE claim = $1 GROUP BY organization";
        Ok(self.transaction.fetch_all(query(sql).bind(&claim)).await?)
    }

    /// Takes a damaged callback out of what is due, so that it does not hold up the others; its row stays for who
    /// mends it. `false` where it can be read after all.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn set_aside(&mut self, callback: &str) -> Kept<bool> {
        let sql = "SELECT body, extra FROM callbacks WHERE id = $1";
        let row = self
            .transaction
            .fetch_one(query(sql).bind(callback))
            .await?;
        if !matches!(stored(&row), Err(StoreError::Corrupt(_))) {
            return Ok(false);
        }
        let row = query("UPDATE callbacks SET state = 'damaged' WHERE id = $1").bind(callback);
        self.transaction.execute(row).await?;
        Ok(true)
    }
}
