//! What is asked of the router over any server, and its answers; the contacts that may not be called.

use super::{Change, Kept, Store, Touch};
use sqlx::{Executor, Row, query};

/// Something asked of the router.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: String,
    pub command: String,
}

impl Store {
    /// What is asked of an organization's router, in order.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn asked(&self, organization: &str) -> Kept<Vec<Asked>> {
        let sql = "SELECT id, command FROM commands WHERE organization = $1 AND answer IS NULL ORDER BY made_at, id";
        let rows = self
            .readers
            .fetch_all(query(sql).bind(organization))
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Asked {
                    id: row.try_get("id")?,
                    command: row.try_get("command")?,
                })
            })
            .collect()
    }

    /// The answer of what was asked, if there is one.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn answer(&self, command: &str) -> Kept<Option<String>> {
        let sql = "SELECT answer FROM commands WHERE id = $1";
        let row = self
            .readers
            .fetch_optional(query(sql).bind(command))
            .await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?.flatten())
    }

    /// The contacts that may not be called.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn uncallable(&self, organization: &str) -> Kept<Vec<String>> {
        let sql = "SELECT contact FROM uncallable WHERE organization = $1 ORDER BY contact";
        let rows = self
            .readers
            .fetch_all(query(sql).bind(organization))
            .await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}

impl Change {
    /// Asks something of the organization's router.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn ask(&mut self, organization: &str, id: &str, command: &str, now: i64) -> Kept<()> {
        let sql =
            "INSERT INTO commands (id, organization, made_at, command) VALUES ($1, $2, $3, $4)";
        let row = query(sql)
            .bind(id)
            .bind(organization)
            .bind(now)
            .bind(command);
        self.transaction.execute(row).await?;
        self.touches.push(Touch::Asked {
            organization: organization.to_owned(),
        });
        Ok(())
    }

    /// Answers what was asked; `false` where nobody waits for it any more.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn put_answer(&mut self, id: &str, answer: &str) -> Kept<bool> {
        let sql = "UPDATE commands SET answer = $1 WHERE id = $2 AND answer IS NULL";
        let row = query(sql).bind(answer).bind(id);
        self.touches.push(Touch::Answered { id: id.to_owned() });
        Ok(self.transaction.execute(row).await?.rows_affected() == 1)
    }

    /// Takes a question back; `false` where it has its answer already.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn take_back(&mut self, id: &str) -> Kept<bool> {
        let row = query("DELETE FROM commands WHERE id = $1 AND answer IS NULL").bind(id);
        Ok(self.transaction.execute(row).await?.rows_affected() == 1)
    }

    /// Forgets answered questions that are older.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn forget_answers(&mut self, before: i64) -> Kept<()> {
        let row =
            query("DELETE FROM commands WHERE answer IS NOT NULL AND made_at < $1").bind(before);
        self.transaction.execute(row).await?;
        Ok(())
    }

    /// Marks a contact, or takes the mark back (P13).
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn mark(&mut self, organization: &str, contact: &str, callable: bool) -> Kept<()> {
        let sql = if callable {
            "DELETE FROM uncallable WHERE organization = $1 AND contact = $2"
        } else {
            "INSERT INTO uncallable (organization, contact) VALUES ($1, $2) ON CONFLICT DO NOTHING"
        };
        let row = query(sql).bind(organization).bind(contact);
        self.transaction.execute(row).await?;
        Ok(())
    }
}
