//! Claims, leases, what the router keeps, and what is asked of it.

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

/// A callback that waits, and of which organization.
#[derive(Debug)]
pub struct Waiting {
    pub id: String,
    pub organization: String,
    /// Or why its row cannot be read.
    pub stored: Kept<Stored>,
}

/// Something asked of the router.
#[derive(Clone, Debug)]
pub struct Asked {
    pub id: String,
    pub command: String,
}

/// Many ids in one statement at most.
const IDS_MAX: usize = 200;

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

    /// What was claimed for an organization; `news` only what the router has not taken in or somebody else changed.
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
            "AND (dispatch.standing IS NULL OR dispatch.version <> callbacks.version)"
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

    /// All users of an organization.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn users(&self, organization: &str) -> Kept<Vec<super::User>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {} FROM users WHERE organization = $1 ORDER BY id",
            super::people::USER_COLUMNS
        ));
        let rows = self
            .readers
            .fetch_all(query(sql).bind(organization))
            .await?;
        rows.iter().map(super::people::user).collect()
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

    /// Where the router has callbacks that it did not change; all of them alike.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn put_standings(&mut self, callbacks: &[&str], standing: &str) -> Kept<()> {
        for some in callbacks.chunks(IDS_MAX) {
            let places: Vec<String> = (2..some.len() + 2)
                .map(|place| format!("${place}"))
                .collect();
            let sql = format!(
                "UPDATE dispatch SET standing = $1, version = (SELECT version FROM callbacks \
                 WHERE callbacks.id = dispatch.callback) WHERE callback IN ({})",
                places.join(", ")
            );
            let mut row = query(sqlx::AssertSqlSafe(sql)).bind(standing.to_owned());
            for id in some {
                row = row.bind((*id).to_owned());
            }
            self.transaction.execute(row).await?;
        }
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
}
