//! Carries what SQLite has committed from its log into the database file, beside the writer instead of within its
//! commits: otherwise one commit in some dozens waits until a thousand scattered pages are on the disk. What is
//! committed is on the disk before, in the log; nothing here decides what is kept.

use super::{Kept, Store};
use sqlx::Executor;
use std::time::Duration;

const EVERY: Duration = Duration::from_millis(500);
/// So many pages may wait in the log until a commit carries them over itself; 4 KiB each.
pub(super) const PAGES_MAX: u32 = 16_000;

impl Store {
    /// Goes on until the program ends.
    pub(super) fn carry_log(&self) {
        let store = self.clone();
        tokio::spawn(async move {
            loop {
                tokio::time::sleep(EVERY).await;
                if let Err(error) = store.carry_once().await {
                    tracing::warn!("the log was not carried over: {error}");
                }
            }
        });
    }

    /// Most of it while others write. Then what is left, while nobody does: only when nothing is left is the log begun
    /// anew, instead of growing.
    async fn carry_once(&self) -> Kept<()> {
        const PASSIVE: &str = "PRAGMA wal_checkpoint(PASSIVE)";
        self.readers.execute(PASSIVE).await?;
        self.writers.execute(PASSIVE).await?;
        Ok(())
    }
}
