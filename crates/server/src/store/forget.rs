//! Retention and erasure: callbacks that have ended are deleted with everything that was kept of them.

use super::{Change, Kept};
use sqlx::{Executor, Row, query};

/// The tables whose rows belong to a callback, named by their column `callback`.
const OF_CALLBACKS: &[&str] = &["dispatch", "history", "callback_numbers", "intents"];
/// How long an intent is kept after it was carried out; one of a callback that has not ended is kept longer.
const INTENTS_KEPT_MS: i64 = 30 * 24 * 60 * 60 * 1_000;

/// What an erasure did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Callbacks that are gone.
    pub callbacks: u64,
    /// Callbacks with that number that have not ended: they stay, and must be cancelled first.
    pub open: u64,
}

impl Change {
    /// Forgets intents that are 30 days old and whose callback has ended; says how many.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn forget_intents(&mut self, now: i64) -> Kept<u64> {
        let sql = "DELETE FROM intents WHERE made_at < $1 AND EXISTS \
                   (SELECT 1 FROM callbacks WHERE id = intents.callback AND ended_at IS NOT NULL)";
        let old = query(sql).bind(now - INTENTS_KEPT_MS);
        Ok(self.transaction.execute(old).await?.rows_affected())
    }

    /// Deletes callbacks that ended before that instant; says how many.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn forget_ended(&mut self, before: i64) -> Kept<u64> {
        let sql = "SELECT id FROM callbacks WHERE ended_at < $1";
        let rows = self.transaction.fetch_all(query(sql).bind(before)).await?;
        for row in &rows {
            self.delete(row.try_get(0)?).await?;
        }
        Ok(rows.len() as u64)
    }

    /// Deletes callbacks with that number, as dialled, that have ended, in all organizations of this server.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn erase(&mut self, number: &str) -> Kept<Erased> {
        let sql = "SELECT id, CASE WHEN ended_at IS NULL THEN 1 ELSE 0 END FROM callbacks \
                   WHERE id IN (SELECT callback FROM callback_numbers WHERE number = $1)";
        let rows = self.transaction.fetch_all(query(sql).bind(number)).await?;
        let mut erased = Erased::default();
        for row in &rows {
            // SQLite counts in 64 bits, PostgreSQL here in 32.
            let open = row
                .try_get::<i64, _>(1)
                .or_else(|_| row.try_get::<i32, _>(1).map(i64::from))?;
            if open == 0 {
                self.delete(row.try_get(0)?).await?;
                erased.callbacks += 1;
            } else {
                erased.open += 1;
            }
        }
        Ok(erased)
    }

    async fn delete(&mut self, callback: &str) -> Kept<()> {
        for table in OF_CALLBACKS {
            let sql = sqlx::AssertSqlSafe(format!("DELETE FROM {table} WHERE callback = $1"));
            self.transaction.execute(query(sql).bind(callback)).await?;
        }
        let row = query("DELETE FROM callbacks WHERE id = $1").bind(callback);
        self.transaction.execute(row).await?;
        Ok(())
    }
}
