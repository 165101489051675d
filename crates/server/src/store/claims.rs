//! What waits for its time, and its claim when that has come.

use super::callbacks::stored;
use super::{Change, Kept, Kind, Store, StoreError, Stored, Touch};
use sqlx::{Executor, Row, query};

/// A callback that waits, and of which organization.
#[derive(Debug)]
pub struct Waiting {
    pub id: String,
    pub organization: String,
    /// Or why its row cannot be read.
    pub stored: Kept<Stored>,
}

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

    /// What waits for its time and came from other rules of zones than that release's, by id, at most so many after that
    /// one. More may be among it.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn of_other_rules(
        &self,
        release: &str,
        after: &str,
        limit: i64,
    ) -> Kept<Vec<Waiting>> {
        let sql = "SELECT id, organization, body, extra FROM callbacks WHERE state = 'scheduled' AND id > $1 \
                   AND body NOT LIKE $2 AND body NOT LIKE $3 ORDER BY id LIMIT $4";
        // As this program writes it, and as PostgreSQL does.
        let written = format!("%\"tzdb\":\"{release}\"%");
        let rewritten = format!("%\"tzdb\": \"{release}\"%");
        let asked = query(sql)
            .bind(after.to_owned())
            .bind(written)
            .bind(rewritten)
            .bind(limit);
        let rows = self.readers.fetch_all(asked).await?;
        let waiting = |row| {
            Ok(Waiting {
                id: Row::try_get(row, "id")?,
                organization: Row::try_get(row, "organization")?,
                stored: stored(row),
            })
        };
        rows.iter().map(waiting).collect()
    }
}

impl Change {
    /// Puts callbacks whose time has come into their queues, at most so many, the earliest first; says how many.
    /// What another server is claiming at this moment is passed over.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn claim(&mut self, now: i64, limit: i64) -> Kept<u64> {
        self.claim_where("'' = $5", "", now, limit).await
    }

    /// As [`Self::claim`], that one alone.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn claim_one(&mut self, callback: &str, now: i64) -> Kept<u64> {
        self.claim_where("id = $5", callback, now, 1).await
    }

    async fn claim_where(&mut self, which: &str, id: &str, now: i64, limit: i64) -> Kept<u64> {
        let lock = match self.kind {
            Kind::Sqlite => "",
            Kind::Postgres => "FOR UPDATE SKIP LOCKED",
        };
        let new_body = match self.kind {
            Kind::Sqlite => "json_set(body, '$.state', 'queued', '$.version', version + 1)",
            Kind::Postgres => {
                "CAST(CAST(body AS JSONB) || jsonb_build_object('state', 'queued', 'version', version + 1) AS TEXT)"
            }
        };
        let claim = uuid::Uuid::new_v4().to_string();
        let boot_ms = crate::clock::boot_ms();
        let sql = format!(
            "INSERT INTO dispatch (callback, organization, claimed_at, claim, version, standing) \
             SELECT id, organization, $1, $2, version + 1, NULL FROM (SELECT id, organization, version FROM callbacks \
             WHERE state = 'scheduled' AND at <= $3 AND {which} ORDER BY at, id LIMIT $4 {lock}) AS due WHERE 1 = 1 \
             ON CONFLICT (callback) DO UPDATE SET claimed_at = excluded.claimed_at, claim = excluded.claim, \
             version = excluded.version, standing = NULL"
        );
        let rows = query(sqlx::AssertSqlSafe(sql))
            .bind(now)
            .bind(&claim)
            .bind(now)
            .bind(limit)
            .bind(id.to_owned());
        let claimed = self.transaction.execute(rows).await?.rows_affected();
        if claimed == 0 {
            return Ok(0);
        }
        let sql = format!(
            "UPDATE callbacks SET state = 'queued', version = version + 1, body = {new_body} \
             WHERE id IN (SELECT callback FROM dispatch WHERE claim = $1)"
        );
        let rows = query(sqlx::AssertSqlSafe(sql)).bind(&claim);
        self.transaction.execute(rows).await?;
        let sql = "INSERT INTO history (callback, version, at, boot_ms, changed_by, body) \
                   SELECT id, version, $1, $2, 'dispatch', body FROM callbacks \
                   WHERE id IN (SELECT callback FROM dispatch WHERE claim = $3)";
        let rows = query(sql).bind(now).bind(boot_ms).bind(&claim);
        self.transaction.execute(rows).await?;
        let sql = "SELECT DISTINCT organization FROM dispatch WHERE claim = $1";
        let rows = self.transaction.fetch_all(query(sql).bind(&claim)).await?;
        for row in rows {
            self.touches.push(Touch::Queued {
                organization: row.try_get(0)?,
            });
        }
        Ok(claimed)
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
