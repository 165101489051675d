//! Which server routes an organization, and the fence around what it writes.

use super::{Change, Kept, Kind, Store};
use sqlx::{Executor, Row, query};

impl Store {
    /// The organizations whose router nobody is, or whose holder has let the lease run out.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn unrouted(&self, now: i64) -> Kept<Vec<String>> {
        let sql = "SELECT organizations.id FROM organizations \
                   LEFT JOIN leases ON leases.organization = organizations.id \
                   WHERE leases.expires_at IS NULL OR leases.expires_at <= $1 ORDER BY organizations.id";
        let rows = self.readers.fetch_all(query(sql).bind(now)).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }
}

impl Change {
    /// Takes an organization's lease where it has run out, until then; the epoch, where it was had.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn take_lease(
        &mut self,
        organization: &str,
        owner: &str,
        now: i64,
        until: i64,
    ) -> Kept<Option<i64>> {
        let sql = "INSERT INTO leases (organization, owner, epoch, expires_at) VALUES ($1, $2, 1, $3) \
                   ON CONFLICT (organization) DO UPDATE SET owner = excluded.owner, epoch = leases.epoch + 1, \
                   expires_at = excluded.expires_at WHERE leases.expires_at <= $4 RETURNING epoch";
        let row = query(sql)
            .bind(organization)
            .bind(owner)
            .bind(until)
            .bind(now);
        let row = self.transaction.fetch_optional(row).await?;
        Ok(row.map(|row| row.try_get(0)).transpose()?)
    }

    /// Prolongs the lease; `false` where somebody else has it.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn keep_lease(&mut self, organization: &str, epoch: i64, until: i64) -> Kept<bool> {
        let sql = "UPDATE leases SET expires_at = $1 WHERE organization = $2 AND epoch = $3";
        let row = query(sql).bind(until).bind(organization).bind(epoch);
        Ok(self.transaction.execute(row).await?.rows_affected() == 1)
    }

    /// Gives up what this owner holds: anybody may take it at once, and what the owner still wants to write in it fails.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn leave_leases(&mut self, owner: &str) -> Kept<()> {
        let sql = "UPDATE leases SET expires_at = 0, epoch = epoch + 1 WHERE owner = $1";
        self.transaction.execute(query(sql).bind(owner)).await?;
        Ok(())
    }

    /// Whether the lease is still of that epoch. It stays so until this change has ended.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn fenced(&mut self, organization: &str, epoch: i64) -> Kept<bool> {
        let lock = match self.kind {
            Kind::Sqlite => "",
            Kind::Postgres => "FOR SHARE",
        };
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT epoch FROM leases WHERE organization = $1 AND epoch = $2 {lock}"
        ));
        let row = query(sql).bind(organization).bind(epoch);
        self.routing = true;
        Ok(self.transaction.fetch_optional(row).await?.is_some())
    }
}
