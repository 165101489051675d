//! Callbacks by the million, written by the database itself from one that the server made: what a request would have
//! written, rows and indices alike, without asking a million times.

use crate::Outcome;
use crate::home::Served;
use callback_server::clock::now;
use callback_server::store::{QueueRow, QueueSettings, RoutingSettings, Store, Stored, User};
use serde_json::{Value, json};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor, Row};
use std::time::{Duration, Instant};

/// A center of that size: so many agents book, into so many queues.
pub(crate) const AGENTS: i64 = 500;
pub(crate) const QUEUES: i64 = 20;
/// Callbacks wait for the next thirty days, from an hour on.
const FROM_MS: i64 = 3_600_000;
const SPAN_MS: i64 = 30 * 24 * 3_600_000;
/// Numbers of the made callbacks: this, and four digits that repeat.
const NUMBER: &str = "+1317555";
/// They were booked within so many ms.
const BOOKED_MS: i64 = 9_000;

/// One callback of the server's own making, from which the others are copied.
pub(crate) struct Sample {
    pub(crate) address: String,
    pub(crate) organization: String,
    pub(crate) stored: Stored,
    body: String,
    extra: String,
}

pub(crate) fn agent(number: i64) -> String {
    format!("00000000-0000-4000-8000-{}", 100_000_000_000 + number)
}

pub(crate) fn queue(number: i64) -> String {
    format!("00000000-0000-4000-9000-{}", 100_000_000_000 + number)
}

/// A request for a callback in some days.
pub(crate) fn wish(number: i64) -> Value {
    json!({
        "queueId": queue(number % QUEUES),
        "callbackNumbers": ["+13175550100"],
        "callbackUserName": "Ada Lovelace",
        "callbackScheduledTime": in_days(1 + number % 28),
        "countryCode": "US",
        "data": {"notes": "asked about the invoice", "caseId": "4711"},
    })
}

fn in_days(days: i64) -> String {
    let at = now().ms() + days * 24 * 3_600_000;
    let at = chrono::DateTime::from_timestamp_millis(at).unwrap_or_default();
    at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true)
}

impl Sample {
    pub(crate) async fn new(server: &Served, address: &str) -> Outcome<Self> {
        let store = Store::open(address).await?;
        let mut connection = connect(address).await?;
        let row = connection
            .fetch_one("SELECT organization, id FROM divisions")
            .await?;
        let (organization, division): (String, String) = (row.try_get(0)?, row.try_get(1)?);
        center(&store, &organization, &division).await?;
        let mut line = server.sign_in("administrator").await?;
        let made = line
            .post("/api/v2/conversations/callbacks", "sample", &wish(0))
            .await?;
        let id = made["conversation"]["id"].as_str().ok_or("no id")?;
        let stored = store.callback(&organization, id).await?;
        let row = connection
            .fetch_one(sqlx::query("SELECT body, extra FROM callbacks WHERE id = $1").bind(id))
            .await?;
        let body: String = row.try_get(0)?;
        Ok(Self {
            address: address.to_owned(),
            organization,
            stored: stored.ok_or("the callback is not there")?,
            body: pattern(&body)?,
            extra: row.try_get(1)?,
        })
    }

    /// So many callbacks of the next month; says how long that took.
    pub(crate) async fn load(&self, count: i64) -> Outcome<Duration> {
        let begun = Instant::now();
        self.put(count, now().ms() + FROM_MS, SPAN_MS).await?;
        // What the databases do by themselves in a while; here nobody waits for it.
        let mut connection = connect(&self.address).await?;
        let tidy = match self.address.starts_with("sqlite") {
            true => "PRAGMA wal_checkpoint(TRUNCATE)",
            false => "VACUUM ANALYZE",
        };
        connection.execute(tidy).await?;
        connection.close().await?;
        Ok(begun.elapsed())
    }

    /// So many callbacks at times spread evenly over so many ms, in one transaction.
    pub(crate) async fn put(&self, count: i64, from: i64, span_ms: i64) -> Outcome {
        let mut connection = connect(&self.address).await?;
        let random = if self.address.starts_with("sqlite") {
            connection.execute("PRAGMA cache_size = -500000").await?;
            "lower(hex(randomblob(16)))"
        } else {
            // What refers to another row was made from it just now: nothing to look up a million times.
            connection
                .execute("SET session_replication_role = replica")
                .await?;
            "md5(CAST(random() AS TEXT))"
        };
        // Each number is had by some, and follows from the ms of the booking.
        let booked = now().ms() - BOOKED_MS;
        let number = format!("'{NUMBER}' || CAST(1000 + booked_at % {BOOKED_MS} AS TEXT)");
        let sql = format!(
            "INSERT INTO callbacks (id, organization, place, state, at, queue, agent, with_agent, owned, booked_by, \
             booked_at, ended_at, version, body, extra) \
             WITH RECURSIVE n (i) AS (SELECT CAST(0 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {count} - 1), \
             ids AS MATERIALIZED (SELECT {random} AS id, {from} + (i * 7919 % {count}) * {span_ms} / {count} AS at, \
             '00000000-0000-4000-9000-' || CAST(100000000000 + i % {QUEUES} AS TEXT) AS queue, \
             '00000000-0000-4000-8000-' || CAST(100000000000 + i % {AGENTS} AS TEXT) AS booker, \
             {booked} + i % {BOOKED_MS} AS booked_at FROM n) \
             SELECT id, $1, NULL, 'scheduled', at, queue, NULL, NULL, 0, booker, booked_at, NULL, 1, \
             replace(replace(replace(replace(replace($2, '@ID@', id), '@QUEUE@', queue), '@BOOKER@', booker), \
             '@AT@', CAST(at AS TEXT)), '@NUMBER@', {number}), $3 FROM ids"
        );
        let mut transaction = connection.begin().await?;
        let rows = sqlx::query(AssertSqlSafe(sql))
            .bind(&self.organization)
            .bind(&self.body)
            .bind(&self.extra);
        transaction.execute(rows).await?;
        // The server's own ids have dashes.
        let made = format!(
            "organization = '{}' AND at >= {from} AND at < {from} + {span_ms} AND id NOT LIKE '%-%'",
            self.organization
        );
        for sql in [
            format!(
                "INSERT INTO history (callback, version, at, boot_ms, changed_by, body) \
                 SELECT id, 1, booked_at, 0, booked_by, body FROM callbacks WHERE {made}"
            ),
            format!(
                "INSERT INTO intents (organization, key, request_hash, callback, made_at) \
                 SELECT organization, id, '{:064}', id, booked_at FROM callbacks WHERE {made}",
                0
            ),
            format!(
                "INSERT INTO callback_numbers (number, callback) \
                 SELECT {number}, id FROM callbacks WHERE {made}"
            ),
        ] {
            transaction.execute(AssertSqlSafe(sql)).await?;
        }
        transaction.commit().await?;
        connection.close().await?;
        Ok(())
    }
}

pub(crate) async fn connect(address: &str) -> Outcome<AnyConnection> {
    sqlx::any::install_default_drivers();
    Ok(AnyConnection::connect(address).await?)
}

/// The sample's row with a mark for each value that is another one in each copy.
fn pattern(body: &str) -> Outcome<String> {
    let mut row: Value = serde_json::from_str(body)?;
    for (name, mark) in [
        ("id", "@ID@"),
        ("key", "@ID@"),
        ("queue", "@QUEUE@"),
        ("bookedBy", "@BOOKER@"),
        ("at", "@AT@"),
    ] {
        let value = row.get_mut(name).ok_or("the row is another one")?;
        *value = mark.into();
    }
    row["phones"] = json!(["@NUMBER@"]);
    Ok(row.to_string().replace("\"@AT@\"", "@AT@"))
}

/// Agents and queues beside the samples that a new database has.
async fn center(store: &Store, organization: &str, division: &str) -> Outcome {
    let mut change = store.begin().await?;
    for number in 0..AGENTS {
        let user = User {
            id: agent(number),
            name: format!("Agent {number}"),
            email: format!("agent{number}@example.com"),
            zone: chrono_tz::Tz::UTC,
            supervises: Vec::new(),
            routing_status: "OFF_QUEUE".to_owned(),
            status_since: now().ms(),
        };
        change.put_user(organization, &user).await?;
    }
    for number in 0..QUEUES {
        let row = QueueRow {
            id: queue(number),
            division: division.to_owned(),
            name: format!("Queue {number}"),
            settings: QueueSettings {
                enable_agent_owned_callbacks: true,
                max_owned_callback_hours: 24,
                max_owned_callback_delay_hours: 168,
                expired_to_queue: false,
                routing: RoutingSettings::default(),
            },
            members: 0,
        };
        let members: Vec<String> = (0..AGENTS / QUEUES)
            .map(|it| agent(it * QUEUES + number))
            .collect();
        let members: Vec<&str> = members.iter().map(String::as_str).collect();
        change.put_queue(organization, &row, &members).await?;
    }
    change.commit().await?;
    Ok(())
}
