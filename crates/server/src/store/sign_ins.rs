//! Sign-ins on their way from the page to the token.

use super::people::{CLIENT_COLUMNS, Client, client};
use super::{Change, Kept, Store};
use sqlx::{Executor, Row, query};

/// What a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// The client of the user who signed in.
    pub client: String,
    pub redirect: String,
    /// SHA-256 of what only the page that asked knows, in base64 (RFC 7636).
    pub challenge: String,
}

impl Store {
    /// The client of the user with that e-mail address, in the organization of the client that asks.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn user_client(&self, asking: &str, email: &str) -> Kept<Option<Client>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {CLIENT_COLUMNS} FROM clients JOIN users ON users.id = clients.user_id \
             WHERE users.email = $1 AND users.organization = (SELECT organization FROM clients WHERE id = $2)"
        ));
        let asked = query(sql).bind(email).bind(asking);
        let row = self.readers.fetch_optional(asked).await?;
        row.as_ref().map(client).transpose()
    }
}

impl Change {
    /// Keeps a code's hash, and drops those that have expired.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn put_sign_in(
        &mut self,
        hash: &str,
        new: &SignIn,
        now: i64,
        expires_at: i64,
    ) -> Kept<()> {
        let old = query("DELETE FROM sign_ins WHERE expires_at <= $1").bind(now);
        self.transaction.execute(old).await?;
        let sql = "INSERT INTO sign_ins (code_hash, client, redirect_uri, challenge, expires_at) \
                   VALUES ($1, $2, $3, $4, $5)";
        let row = query(sql)
            .bind(hash)
            .bind(&new.client)
            .bind(&new.redirect)
            .bind(&new.challenge)
            .bind(expires_at);
        self.transaction.execute(row).await?;
        Ok(())
    }

    /// Takes a code: it is gone with this change, and nobody else can take it.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn take_sign_in(&mut self, hash: &str, now: i64) -> Kept<Option<SignIn>> {
        let sql = "DELETE FROM sign_ins WHERE code_hash = $1 AND expires_at > $2 \
                   RETURNING client, redirect_uri, challenge";
        let row = self
            .transaction
            .fetch_optional(query(sql).bind(hash).bind(now))
            .await?;
        row.map(|row| {
            Ok(SignIn {
                client: row.try_get(0)?,
                redirect: row.try_get(1)?,
                challenge: row.try_get(2)?,
            })
        })
        .transpose()
    }
}
