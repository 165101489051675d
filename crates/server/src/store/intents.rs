//! One intent, one effect (api.md, Sync 2): the key, what was asked, and the callback it made or changed.

use super::{Change, Kept, Store};
use sqlx::{Executor, Row, query};

/// What was asked under a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    /// Of the method, the address and the body.
    pub request_hash: String,
    /// The callback that it made or changed.
    pub callback: String,
}

impl Store {
    /// The intent of that key, if it was carried out.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn intent(&self, organization: &str, key: &str) -> Kept<Option<Intent>> {
        let sql = "SELECT request_hash, callback FROM intents WHERE organization = $1 AND key = $2";
        let asked = query(sql).bind(organization).bind(key);
        let row = self.readers.fetch_optional(asked).await?;
        row.map(|row| {
            Ok(Intent {
                request_hash: row.try_get(0)?,
                callback: row.try_get(1)?,
            })
        })
        .transpose()
    }
}

impl Change {
    /// Remembers an intent with its effect. `false` where somebody was faster.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn put_intent(
        &mut self,
        organization: &str,
        key: &str,
        intent: &Intent,
        now: i64,
    ) -> Kept<bool> {
        let sql = "INSERT INTO intents (organization, key, request_hash, callback, made_at) \
                   VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
        let row = query(sql)
            .bind(organization)
            .bind(key)
            .bind(&intent.request_hash)
            .bind(&intent.callback)
            .bind(now);
        Ok(self.transaction.execute(row).await?.rows_affected() == 1)
    }
}
