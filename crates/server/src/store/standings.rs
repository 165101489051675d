//! What was claimed for an organization, and where its router has it.

use super::callbacks::stored;
use super::{Change, Kept, Kind, Store, StoreError, Stored, Touch};
use sqlx::{Executor, Row, query};

/// A callback in a queue or in hand, as kept.
#[derive(Clone, Debug)]
pub struct Dispatched {
    pub stored: Stored,
    /// Where the router had it, as it wrote it; `None` where it has not taken it in.
    pub standing: Option<String>,
}

/// A callback whose row cannot be read.
#[derive(Debug)]
pub struct Damaged {
    pub callback: String,
    pub why: StoreError,
}

impl Store {
    /// What was claimed for an organization; `news` only what was claimed, or changed by somebody else, since the router
    /// looked.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn dispatched(
        &self,
        organization: &str,
        news: bool,
    ) -> Kept<(Vec<Dispatched>, Vec<Damaged>)> {
        let all = "SELECT callbacks.id, callbacks.body, callbacks.extra, dispatch.standing FROM dispatch \
                   JOIN callbacks ON callbacks.id = dispatch.callback WHERE dispatch.organization = $1";
        let only = if news {
            "AND dispatch.news IS NOT NULL"
        } else {
            ""
        };
        let sql = sqlx::AssertSqlSafe(format!("{all} {only} ORDER BY callbacks.at, callbacks.id"));
        let rows = self
            .readers
            .fetch_all(query(sql).bind(organization))
            .await?;
        let (mut found, mut damaged) = (Vec::with_capacity(rows.len()), Vec::new());
        for row in &rows {
            match stored(row) {
                Ok(stored) => found.push(Dispatched {
                    stored,
                    standing: row.try_get("standing")?,
                }),
                // One damaged row must not keep all others from being routed.
                Err(why) => damaged.push(Damaged {
                    callback: row.try_get("id")?,
                    why,
                }),
            }
        }
        Ok((found, damaged))
    }
}

impl Change {
    /// Where the router has these callbacks, each as it is at that version; all of them alike. What somebody changed
    /// since stays news.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn put_standings(&mut self, callbacks: &[(String, u32)], standing: &str) -> Kept<()> {
        if callbacks.is_empty() {
            return Ok(());
        }
        let known = match self.kind {
            Kind::Sqlite => {
                "SELECT json_extract(value, '$[0]') AS id, json_extract(value, '$[1]') AS version FROM json_each($2)"
            }
            Kind::Postgres => {
                "SELECT value ->> 0 AS id, CAST(value ->> 1 AS BIGINT) AS version \
                 FROM json_array_elements(CAST($2 AS JSON))"
            }
        };
        let sql = format!(
            "UPDATE dispatch SET standing = $1, version = known.version, news = NULL FROM ({known}) AS known \
             WHERE dispatch.callback = known.id AND (dispatch.news IS NULL OR dispatch.news <= known.version)"
        );
        let row = query(sqlx::AssertSqlSafe(sql))
            .bind(standing.to_owned())
            .bind(super::json(&callbacks)?);
        self.transaction.execute(row).await?;
        Ok(())
    }

    /// The callback is in no queue and in nobody's hands any more.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn drop_dispatch(&mut self, callback: &str, version: u32) -> Kept<()> {
        // A claim after that version is another one.
        let row = query("DELETE FROM dispatch WHERE callback = $1 AND version <= $2")
            .bind(callback)
            .bind(i64::from(version));
        self.transaction.execute(row).await?;
        Ok(())
    }

    /// A user's routing status as the router has it.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn report_status(
        &mut self,
        organization: &str,
        user: &str,
        status: &str,
        now: i64,
    ) -> Kept<()> {
        self.set_routing_status(user, status, now).await?;
        self.touches.push(Touch::Status {
            organization: organization.to_owned(),
            user: user.to_owned(),
        });
        Ok(())
    }
}
