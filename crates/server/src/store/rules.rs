//! What waits and came from other rules of zones than this program's (T1).

use super::callbacks::stored;
use super::{Change, Kept, Kind, Store, Stored};
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
    /// Whether all that waits was derived by that release already.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn derived_by(&self, release: &str) -> Kept<bool> {
        let asked = query("SELECT 1 FROM derived WHERE release = $1").bind(release.to_owned());
        Ok(self.readers.fetch_optional(asked).await?.is_some())
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
        let place_of = match self.kind {
            Kind::Sqlite => "instr",
            Kind::Postgres => "strpos",
        };
        let sql = format!(
            "SELECT id, organization, body, extra FROM callbacks WHERE state = 'scheduled' AND id > $1 \
             AND {place_of}(body, $2) = 0 AND {place_of}(body, $3) = 0 ORDER BY id LIMIT $4"
        );
        // As this program writes it, and as PostgreSQL does.
        let written = format!("\"tzdb\":\"{release}\"");
        let rewritten = format!("\"tzdb\": \"{release}\"");
        let asked = query(sqlx::AssertSqlSafe(sql))
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
    /// All that waits has been derived by that release.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn put_derived(&mut self, release: &str) -> Kept<()> {
        let sql = "INSERT INTO derived (release) VALUES ($1) ON CONFLICT DO NOTHING";
        self.transaction
            .execute(query(sql).bind(release.to_owned()))
            .await?;
        Ok(())
    }
}
