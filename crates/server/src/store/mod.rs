//! Rows in SQLite or PostgreSQL, by the same statements. What is committed is on disk; nothing here is a rule.

mod bookings;
mod callbacks;
mod checkpoint;
mod claims;
mod commands;
mod conditions;
mod copy;
mod forget;
mod intents;
mod leases;
mod listing;
mod people;
mod queues;
mod rules;
mod sign_ins;
mod standings;
mod touch;

pub use bookings::ToBook;
pub use callbacks::{Extra, Stored, Version, WrapUp, Written};
pub use commands::Asked;
pub use copy::TABLES;
pub use forget::Erased;
pub use intents::Intent;
pub use listing::{Listed, Seen};
pub use people::{Client, Organization, OrganizationSettings, Principal, User};
pub use queues::{QueueRow, QueueSettings, RoutingSettings};
pub use rules::Waiting;
pub use sign_ins::SignIn;
pub use standings::{Damaged, Dispatched};
pub use touch::Touch;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::{Any, AnyPool, Connection, Executor, Row, Transaction};
use std::str::FromStr;
use std::time::Duration;

/// Why the store did not do it. The words are for the log; a client hears that the service is unavailable.
#[derive(Debug)]
pub enum StoreError {
    /// The address is none of a database this server knows.
    Address(String),
    /// The database is set so that a committed row could be lost.
    Unsafe(String),
    /// What only one of the two databases can do.
    NotHere(&'static str),
    /// The database that everything shall be copied to holds something already.
    InUse,
    /// A row that this program did not write, or not like this.
    Corrupt(String),
    /// The database said no or did not answer.
    Database(sqlx::Error),
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Address(address) => write!(
                f,
                "`{address}` is no database address; it must begin with sqlite: or postgres:"
            ),
            Self::Unsafe(what) => write!(f, "the database would lose what was saved: {what}"),
            Self::NotHere(what) => f.write_str(what),
            Self::InUse => write!(f, "the database to copy to is in use; it must be new"),
            Self::Corrupt(what) => write!(f, "a row cannot be read: {what}"),
            Self::Database(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        Self::Database(error)
    }
}

/// What the store answers.
pub type Kept<T> = Result<T, StoreError>;

/// Which database it is, where the two differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Sqlite,
    Postgres,
}

impl Kind {
    const fn begin(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN",
        }
    }

    /// For reading many tables as they are at one moment.
    const fn begin_reading(self) -> &'static str {
        match self {
            Self::Sqlite => "BEGIN IMMEDIATE",
            Self::Postgres => "BEGIN ISOLATION LEVEL REPEATABLE READ",
        }
    }
}

/// The open database: many readers; of SQLite one writer.
#[derive(Clone, Debug)]
pub struct Store {
    kind: Kind,
    readers: AnyPool,
    writers: AnyPool,
    touches: touch::Touches,
    bookings: bookings::Bookings,
}

/// A change in the making; nothing of it is there until [`Change::commit`] has returned.
pub struct Change {
    transaction: Transaction<'static, Any>,
    kind: Kind,
    /// What is told once it is committed.
    touches: Vec<Touch>,
    teller: touch::Touches,
    /// Whether it is the router's own.
    routing: bool,
}

impl Change {
    /// Makes it durable.
    ///
    /// # Errors
    /// Where the database did not say that it is.
    pub async fn commit(self) -> Kept<()> {
        self.transaction.commit().await?;
        self.teller.send(self.touches);
        Ok(())
    }
}

impl Store {
    /// Opens the database, brings its tables up to date, and refuses one that would lose what was saved.
    ///
    /// # Errors
    /// The address is wrong, the database cannot be reached, or its settings are unsafe.
    pub async fn open(address: &str) -> Kept<Self> {
        sqlx::any::install_default_drivers();
        refuse_unsafe_address(address)?;
        let kind = match address.split(':').next() {
            Some("sqlite") => Kind::Sqlite,
            Some("postgres" | "postgresql") => Kind::Postgres,
            _ => return Err(StoreError::Address(address.to_owned())),
        };
        let options = AnyConnectOptions::from_str(address)
            .map_err(|_| StoreError::Address(address.to_owned()))?;
        let (readers, writers) = match kind {
            Kind::Sqlite => (8, 1),
            Kind::Postgres => (16, 16),
        };
        let writers = pool(kind, writers).connect_with(options.clone()).await?;
        sqlx::migrate!()
            .run(&writers)
            .await
            .map_err(|error| StoreError::Database(error.into()))?;
        let mut store = Self {
            kind,
            readers: pool(kind, readers).connect_with(options).await?,
            writers,
            touches: touch::Touches::local(),
            bookings: bookings::Bookings::default(),
        };
        store.refuse_unsafe().await?;
        store.connect_touches(address);
        if kind == Kind::Sqlite {
            store.carry_log();
        }
        Ok(store)
    }

    /// Begins a change. Of SQLite there is one at a time, from its beginning on.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub async fn begin(&self) -> Kept<Change> {
        let transaction = self.writers.begin_with(self.kind.begin()).await?;
        Ok(Change {
            transaction,
            kind: self.kind,
            touches: Vec::new(),
            teller: self.touches.clone(),
            routing: false,
        })
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn ready(&self) -> Kept<()> {
        self.readers.acquire().await?.ping().await?;
        Ok(())
    }

    /// Committed must mean on disk (api.md, the server's promise 3).
    async fn refuse_unsafe(&self) -> Kept<()> {
        let unsafe_ = |what: String| Err(StoreError::Unsafe(what));
        match self.kind {
            Kind::Sqlite => {
                let row = self.writers.fetch_one("PRAGMA synchronous").await?;
                let level: i64 = row.try_get(0)?;
                let row = self.writers.fetch_one("PRAGMA journal_mode").await?;
                let mode: String = row.try_get(0)?;
                if level < SYNCHRONOUS_FULL {
                    return unsafe_(format!(
                        "synchronous is {level}, below FULL ({SYNCHRONOUS_FULL})"
                    ));
                }
                if mode != "wal" {
                    return unsafe_(format!("journal_mode is {mode}, not wal"));
                }
            }
            Kind::Postgres => {
                for question in [
                    "SHOW fsync",
                    "SHOW synchronous_commit",
                    "SHOW full_page_writes",
                ] {
                    let row = self.writers.fetch_one(question).await?;
                    let value: String = row.try_get(0)?;
                    if value == "off" {
                        let setting = question.trim_start_matches("SHOW ");
                        return unsafe_(format!("{setting} is off; set it to on"));
                    }
                }
            }
        }
        Ok(())
    }
}

/// What an address asks for beside the place of the database.
fn refuse_unsafe_address(address: &str) -> Kept<()> {
    let query = address.split_once('?').map_or("", |(_, query)| query);
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        let full = ["full", "extra", "2", "3"].contains(&value.to_lowercase().as_str());
        if name == "synchronous" && !full {
            return Err(StoreError::Unsafe(format!(
                "synchronous is {value}, below FULL"
            )));
        }
    }
    Ok(())
}

/// What `PRAGMA synchronous` says where each commit is synced.
const SYNCHRONOUS_FULL: i64 = 2;

fn json(value: &impl serde::Serialize) -> Kept<String> {
    serde_json::to_string(value).map_err(|error| StoreError::Corrupt(error.to_string()))
}

fn read_json<T: serde::de::DeserializeOwned>(column: &'static str, text: &str) -> Kept<T> {
    serde_json::from_str(text).map_err(|error| StoreError::Corrupt(format!("{column}: {error}")))
}

/// A connection that was idle for so long is asked whether it still is one.
const PING_AFTER: Duration = Duration::from_secs(1);

fn pool(kind: Kind, size: u32) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(Duration::from_secs(10))
        // Instead of before each use: a connection that has just answered is asked for nothing but what is wanted.
        .test_before_acquire(false)
        .before_acquire(|connection, known| {
            Box::pin(
                async move { Ok(known.idle_for < PING_AFTER || connection.ping().await.is_ok()) },
            )
        })
        .after_connect(move |connection, _| {
            Box::pin(async move {
                if kind == Kind::Sqlite {
                    for pragma in [
                        "PRAGMA journal_mode = WAL",
                        "PRAGMA synchronous = FULL",
                        "PRAGMA foreign_keys = ON",
                        "PRAGMA busy_timeout = 10000",
                    ] {
                        connection.execute(pragma).await?;
                    }
                    let pages = checkpoint::PAGES_MAX;
                    let carry = format!("PRAGMA wal_autocheckpoint = {pages}");
                    connection.execute(sqlx::AssertSqlSafe(carry)).await?;
                }
                Ok(())
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A kill of the server shows nothing of it: what was written is in the system's memory. A power cut does.
    #[tokio::test]
    async fn every_connection_to_sqlite_syncs_each_commit() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let file = folder.path().join("callbacks.db");
        let address = format!("sqlite://{}?mode=rwc", file.display());
        let store = Store::open(&address).await.expect("the store opens");
        for pool in [&store.writers, &store.readers] {
            let row = pool.fetch_one("PRAGMA synchronous").await.expect("a row");
            assert_eq!(row.get::<i64, _>(0), 2, "FULL");
        }
    }
}
