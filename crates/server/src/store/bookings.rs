//! New callbacks, each with the intent that made it. Many that come at once are committed at once: each answer still
//! comes after the commit that holds its callback, but they share the wait for the disk.

use super::callbacks::{Extra, Stored, body, state_name};
use super::{Change, Intent, Kept, Store, StoreError, json};
use callback_core::claim::Claim;
use callback_core::ids::AgentId;
use sqlx::any::AnyArguments;
use sqlx::query::Query;
use sqlx::{Any, AssertSqlSafe, Executor, Row, query};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Mutex as AsyncMutex, oneshot};

/// A callback that somebody wants, and the intent of it.
#[derive(Clone, Debug)]
pub struct ToBook {
    pub organization: String,
    pub new: Stored,
    /// The interaction that may have only this one.
    pub place: Option<String>,
    pub by: String,
    pub key: String,
    pub intent: Intent,
    /// In ms.
    pub now: i64,
}

/// So many in one transaction at most: what holds the one writer of SQLite must not keep the router waiting.
const TOGETHER_MAX: usize = 64;

/// So many rows in one statement, the most that there are: few statements, of which each is prepared once.
const ROWS: [usize; 12] = [32, 24, 16, 12, 8, 7, 6, 5, 4, 3, 2, 1];

type Tell = oneshot::Sender<Kept<bool>>;

/// Those that wait for a transaction.
#[derive(Clone, Debug, Default)]
pub(super) struct Bookings {
    waiting: Arc<Mutex<Vec<(ToBook, Tell)>>>,
    /// One transaction at a time: while it is on its way, the next one gathers. With more at once each holds fewer, and
    /// the statements cost more than what they wait for each other.
    turn: Arc<AsyncMutex<()>>,
}

impl Bookings {
    fn put(&self, wanted: ToBook, tell: Tell) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.push((wanted, tell));
    }

    fn take(&self) -> Vec<(ToBook, Tell)> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let some = waiting.len().min(TOGETHER_MAX);
        waiting.drain(..some).collect()
    }
}

impl Store {
    /// Makes a new callback and remembers its intent. `false` where somebody was faster: under the same key, or for
    /// the same interaction (P12).
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn book(&self, wanted: ToBook) -> Kept<bool> {
        let (tell, told) = oneshot::channel();
        self.bookings.put(wanted, tell);
        // By itself: whoever gives up waiting must not take the others' transaction with them.
        let store = self.clone();
        tokio::spawn(async move { store.book_waiting().await });
        told.await
            .unwrap_or(Err(StoreError::Database(sqlx::Error::WorkerCrashed)))
    }

    /// There is a call of this for each that waits, so that none is left.
    async fn book_waiting(&self) {
        let _turn = self.bookings.turn.lock().await;
        let mut all = self.bookings.take();
        // Where two transactions hold the same key twice, neither waits for the other.
        all.sort_by(|(one, _), (other, _)| one.intent.callback.cmp(&other.intent.callback));
        if all.len() > 1
            && let Ok(Some(done)) = self.book_together(&all).await
        {
            for ((_, tell), done) in all.into_iter().zip(done) {
                let _ = tell.send(Ok(done));
            }
            return;
        }
        // One of them cannot be written, or there is but one: each for itself.
        for (wanted, tell) in all {
            let store = self.clone();
            tokio::spawn(async move { tell.send(store.book_alone(&wanted).await) });
        }
    }

    /// Which of them are made; `None` where one cannot be left out without the others.
    async fn book_together(&self, all: &[(ToBook, Tell)]) -> Kept<Option<Vec<bool>>> {
        let mut change = self.begin().await?;
        let mut done = Vec::with_capacity(all.len());
        let mut left = all;
        while !left.is_empty() {
            let rows = ROWS.into_iter().find(|rows| *rows <= left.len());
            let (some, rest) = left.split_at(rows.unwrap_or(1));
            let some: Vec<&ToBook> = some.iter().map(|(wanted, _)| wanted).collect();
            let Some(some) = change.book(&some).await? else {
                return Ok(None);
            };
            done.extend(some);
            left = rest;
        }
        change.commit().await?;
        Ok(Some(done))
    }

    /// As [`Self::book`], in a transaction of its own.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn book_alone(&self, wanted: &ToBook) -> Kept<bool> {
        let mut change = self.begin().await?;
        let done = change.book(&[wanted]).await? == Some(vec![true]);
        if done {
            change.commit().await?;
        }
        Ok(done)
    }
}

impl Change {
    /// Which of them are written; `None` where a key was used for something else, and the change must not be committed.
    async fn book(&mut self, all: &[&ToBook]) -> Kept<Option<Vec<bool>>> {
        let mut written = self.put_callbacks(all).await?;
        // Where one comes twice, it is the first one's.
        let done: Vec<bool> = all
            .iter()
            .map(|it| written.remove(it.new.callback.id.as_str()))
            .collect();
        let new = all.iter().zip(&done).filter(|(_, done)| **done);
        let new: Vec<&ToBook> = new.map(|(it, _)| *it).collect();
        if new.is_empty() {
            return Ok(Some(done));
        }
        self.put_first_versions(&new).await?;
        let kept = self.put_intents(&new).await? == new.len() as u64;
        Ok(kept.then_some(done))
    }

    /// The ids of those that are new.
    async fn put_callbacks(&mut self, all: &[&ToBook]) -> Kept<BTreeSet<String>> {
        let sql = format!(
            "INSERT INTO callbacks ({NEW_COLUMNS}) VALUES {} ON CONFLICT DO NOTHING RETURNING id",
            places(all.len(), NEW_COLUMNS.split(',').count())
        );
        let mut rows = query(AssertSqlSafe(sql));
        for it in all {
            rows = bind_new(rows, it)?;
        }
        let rows = self.transaction.fetch_all(rows).await?;
        rows.iter().map(|row| Ok(row.try_get(0)?)).collect()
    }

    async fn put_first_versions(&mut self, all: &[&ToBook]) -> Kept<()> {
        let sql = format!(
            "INSERT INTO history (callback, version, at, boot_ms, changed_by, body) VALUES {}",
            places(all.len(), 6)
        );
        let mut rows = query(AssertSqlSafe(sql));
        for it in all {
            let callback = &it.new.callback;
            rows = rows
                .bind(callback.id.to_string())
                .bind(i64::from(callback.version))
                .bind(it.now)
                .bind(crate::clock::boot_ms())
                .bind(it.by.clone())
                .bind(body(callback)?);
        }
        self.transaction.execute(rows).await?;
        let numbers: Vec<(&str, &str)> = all
            .iter()
            .flat_map(|it| {
                let callback = &it.new.callback;
                let phones = callback.promise.phones.iter();
                phones.map(|number| (number.dialed(), callback.id.as_str()))
            })
            .collect();
        if !numbers.is_empty() {
            let sql = format!(
                "INSERT INTO callback_numbers (number, callback) VALUES {} ON CONFLICT DO NOTHING",
                places(numbers.len(), 2)
            );
            let mut rows = query(AssertSqlSafe(sql));
            for (number, callback) in numbers {
                rows = rows.bind(number.to_owned()).bind(callback.to_owned());
            }
            self.transaction.execute(rows).await?;
        }
        for it in all {
            self.touch(&it.organization, &it.new.callback);
        }
        Ok(())
    }

    /// How many of the keys were new.
    async fn put_intents(&mut self, all: &[&ToBook]) -> Kept<u64> {
        let sql = format!(
            "INSERT INTO intents (organization, key, request_hash, callback, made_at) VALUES {} \
             ON CONFLICT DO NOTHING",
            places(all.len(), 5)
        );
        let mut rows = query(AssertSqlSafe(sql));
        for it in all {
            rows = rows
                .bind(it.organization.clone())
                .bind(it.key.clone())
                .bind(it.intent.request_hash.clone())
                .bind(it.intent.callback.clone())
                .bind(it.now);
        }
        Ok(self.transaction.execute(rows).await?.rows_affected())
    }
}

const NEW_COLUMNS: &str = "id, organization, place, state, at, queue, agent, with_agent, owned, booked_by, booked_at, \
    version, body, extra";

type Rows<'q> = Query<'q, Any, AnyArguments>;

fn bind_new<'q>(rows: Rows<'q>, it: &ToBook) -> Kept<Rows<'q>> {
    let callback = &it.new.callback;
    let promise = &callback.promise;
    let named = |agent: Option<&AgentId>| agent.map(ToString::to_string);
    Ok(rows
        .bind(callback.id.to_string())
        .bind(it.organization.clone())
        .bind(it.place.clone())
        .bind(state_name(&callback.state))
        .bind(promise.at.ms())
        .bind(promise.queue.to_string())
        .bind(named(promise.route.agent()))
        .bind(named(callback.state.agent()))
        .bind(i64::from(promise.route.claim() == Claim::Owned))
        .bind(it.by.clone())
        .bind(it.now)
        .bind(i64::from(callback.version))
        .bind(body(callback)?)
        .bind(json(&Extra::of(&it.new))?))
}

/// `($1, $2), ($3, $4)` for so many rows of so many columns.
fn places(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let places = (1..=columns).map(|column| format!("${}", row * columns + column));
        format!("({})", places.collect::<Vec<_>>().join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}
