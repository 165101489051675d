//! Organizations, users, the programs that ask for tokens, and the tokens.

use super::{Change, Kept, Store, StoreError};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use sqlx::any::AnyRow;
use sqlx::{Executor, Row, query};

/// An organization: what is one's own. Nothing of one is ever seen by another.
#[derive(Clone, Debug)]
pub struct Organization {
    pub id: String,
    pub name: String,
    pub settings: OrganizationSettings,
}

/// What an administrator set for all of an organization, as kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrganizationSettings {
    /// How far ahead a callback may lie, 1-720 (P2).
    pub max_hours_ahead: u32,
    /// Whether an agent may choose another queue than the interaction's (P6).
    pub allow_callback_queue_selection: bool,
    /// Whether one interaction may have only one callback that has not ended (P12).
    pub one_callback_per_interaction: bool,
}

/// A user of the contact center.
#[derive(Clone, Debug)]
pub struct User {
    pub id: String,
    pub name: String,
    pub email: String,
    pub zone: Tz,
    /// The divisions whose callbacks they may change (S4); an agent has none.
    pub supervises: Vec<String>,
    /// As the public API spells it: `OFF_QUEUE`, `IDLE` …
    pub routing_status: String,
    /// Since when, in ms.
    pub status_since: i64,
}

/// A program that may ask for tokens, for itself or for one user.
#[derive(Clone, Debug)]
pub struct Client {
    pub id: String,
    pub organization: String,
    pub user: Option<String>,
    pub name: String,
    /// SHA-256 of the secret, which nobody but the client holds.
    pub secret_hash: String,
    /// What it may do, separated by spaces.
    pub permissions: String,
}

/// Who a request comes from: what a valid token says.
#[derive(Clone, Debug)]
pub struct Principal {
    pub client: String,
    pub client_name: String,
    pub organization: Organization,
    pub user: Option<User>,
    pub permissions: String,
}

pub(super) const USER_COLUMNS: &str = "users.id, users.name, users.email, users.time_zone, users.supervises, \
    users.routing_status, users.status_since";

impl Principal {
    /// Who it is, for the history: the user, or the program that acts for itself.
    #[must_use]
    pub fn who(&self) -> &str {
        self.user.as_ref().map_or(&self.client, |user| &user.id)
    }
}

impl Store {
    /// The client of that id.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn client(&self, id: &str) -> Kept<Option<Client>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {CLIENT_COLUMNS} FROM clients WHERE clients.id = $1"
        ));
        let row = self.readers.fetch_optional(query(sql).bind(id)).await?;
        row.as_ref().map(client).transpose()
    }

    /// Who holds the token of that hash, where it has not expired.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn principal(&self, token_hash: &str, now: i64) -> Kept<Option<Principal>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "{PRINCIPAL} JOIN tokens ON tokens.client = clients.id WHERE tokens.hash = $1 AND tokens.expires_at > $2"
        ));
        let row = self
            .readers
            .fetch_optional(query(sql).bind(token_hash).bind(now))
            .await?;
        row.as_ref().map(principal).transpose()
    }

    /// The user of that e-mail address, as their own client would be.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn principal_of(&self, organization: &str, email: &str) -> Kept<Option<Principal>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "{PRINCIPAL} WHERE users.organization = $1 AND users.email = $2"
        ));
        let row = self
            .readers
            .fetch_optional(query(sql).bind(organization).bind(email))
            .await?;
        row.as_ref().map(principal).transpose()
    }

    /// That user, if of that organization.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn user(&self, organization: &str, id: &str) -> Kept<Option<User>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {USER_COLUMNS} FROM users WHERE organization = $1 AND id = $2"
        ));
        let row = self
            .readers
            .fetch_optional(query(sql).bind(organization).bind(id))
            .await?;
        row.as_ref().map(user).transpose()
    }

    /// All users of an organization.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn users(&self, organization: &str) -> Kept<Vec<User>> {
        let sql = sqlx::AssertSqlSafe(format!(
            "SELECT {USER_COLUMNS} FROM users WHERE organization = $1 ORDER BY id"
        ));
        let asked = query(sql).bind(organization);
        let rows = self.readers.fetch_all(asked).await?;
        rows.iter().map(user).collect()
    }
}

impl Change {
    /// Keeps a token's hash, and drops those that have expired.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn put_token(
        &mut self,
        hash: &str,
        client: &str,
        now: i64,
        expires_at: i64,
    ) -> Kept<()> {
        let old = query("DELETE FROM tokens WHERE expires_at <= $1").bind(now);
        self.transaction.execute(old).await?;
        let sql = "INSERT INTO tokens (hash, client, expires_at) VALUES ($1, $2, $3)";
        let new = query(sql).bind(hash).bind(client).bind(expires_at);
        self.transaction.execute(new).await?;
        Ok(())
    }

    /// Whether there is no organization yet: a database just made.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn is_new(&mut self) -> Kept<bool> {
        let row = self
            .transaction
            .fetch_one("SELECT COUNT(*) FROM organizations")
            .await?;
        Ok(row.try_get::<i64, _>(0)? == 0)
    }

    /// A new organization.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn put_organization(&mut self, new: &Organization) -> Kept<()> {
        let sql = "INSERT INTO organizations (id, name, settings) VALUES ($1, $2, $3)";
        let settings = super::json(&new.settings)?;
        let row = query(sql).bind(&new.id).bind(&new.name).bind(settings);
        self.transaction.execute(row).await?;
        Ok(())
    }

    /// What the administrator sets for all of the organization.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn set_organization(
        &mut self,
        id: &str,
        settings: &OrganizationSettings,
    ) -> Kept<()> {
        let sql = "UPDATE organizations SET settings = $1 WHERE id = $2";
        let row = query(sql).bind(super::json(settings)?).bind(id);
        self.transaction.execute(row).await?;
        Ok(())
    }

    /// A new division.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn put_division(&mut self, organization: &str, id: &str, name: &str) -> Kept<()> {
        let sql = "INSERT INTO divisions (id, organization, name) VALUES ($1, $2, $3)";
        let row = query(sql).bind(id).bind(organization).bind(name);
        self.transaction.execute(row).await?;
        Ok(())
    }

    /// A new user.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn put_user(&mut self, organization: &str, user: &User) -> Kept<()> {
        let sql = "INSERT INTO users (id, organization, name, email, time_zone, supervises, routing_status, status_since) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let row = query(sql)
            .bind(&user.id)
            .bind(organization)
            .bind(&user.name)
            .bind(&user.email)
            .bind(user.zone.name())
            .bind(super::json(&user.supervises)?)
            .bind(&user.routing_status)
            .bind(user.status_since);
        self.transaction.execute(row).await?;
        Ok(())
    }

    /// A new client.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn put_client(&mut self, client: &Client) -> Kept<()> {
        let sql = "INSERT INTO clients (id, organization, user_id, name, secret_hash, permissions) \
                   VALUES ($1, $2, $3, $4, $5, $6)";
        let row = query(sql)
            .bind(&client.id)
            .bind(&client.organization)
            .bind(&client.user)
            .bind(&client.name)
            .bind(&client.secret_hash)
            .bind(&client.permissions);
        self.transaction.execute(row).await?;
        Ok(())
    }

    /// A user's routing status, from that instant on. What the router says; people ask the router.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn set_routing_status(&mut self, user: &str, status: &str, now: i64) -> Kept<()> {
        let sql = "UPDATE users SET routing_status = $1, status_since = $2 WHERE id = $3 AND routing_status <> $1";
        let row = query(sql).bind(status).bind(now).bind(user);
        self.transaction.execute(row).await?;
        Ok(())
    }
}

/// With the columns of their user, if there is one.
const PRINCIPAL: &str = "SELECT clients.id AS client, clients.name AS client_name, clients.organization, \
    organizations.name AS organization_name, organizations.settings, clients.user_id, clients.permissions, \
    users.id, users.name, users.email, users.time_zone, users.supervises, users.routing_status, users.status_since \
    FROM clients JOIN organizations ON organizations.id = clients.organization \
    LEFT JOIN users ON users.id = clients.user_id AND users.organization = clients.organization";

pub(super) const CLIENT_COLUMNS: &str = "clients.id, clients.organization, clients.user_id, clients.name, clients.secret_hash, clients.permissions";

pub(super) fn client(row: &AnyRow) -> Kept<Client> {
    Ok(Client {
        id: row.try_get("id")?,
        organization: row.try_get("organization")?,
        user: row.try_get("user_id")?,
        name: row.try_get("name")?,
        secret_hash: row.try_get("secret_hash")?,
        permissions: row.try_get("permissions")?,
    })
}

fn principal(row: &AnyRow) -> Kept<Principal> {
    let has_user = row.try_get::<Option<String>, _>("id")?.is_some();
    Ok(Principal {
        client: row.try_get("client")?,
        client_name: row.try_get("client_name")?,
        permissions: row.try_get("permissions")?,
        organization: Organization {
            id: row.try_get("organization")?,
            name: row.try_get("organization_name")?,
            settings: super::read_json("organizations.settings", row.try_get("settings")?)?,
        },
        user: has_user.then(|| user(row)).transpose()?,
    })
}

pub(super) fn user(row: &AnyRow) -> Kept<User> {
    let zone: String = row.try_get("time_zone")?;
    Ok(User {
        id: row.try_get("id")?,
        name: row.try_get("name")?,
        email: row.try_get("email")?,
        zone: zone
            .parse()
            .map_err(|_| StoreError::Corrupt(format!("users.time_zone is `{zone}`")))?,
        supervises: super::read_json("users.supervises", row.try_get("supervises")?)?,
        routing_status: row.try_get("routing_status")?,
        status_since: row.try_get("status_since")?,
    })
}
