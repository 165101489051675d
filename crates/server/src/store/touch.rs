//! Hints of what has just been committed, on this server and on others of the same PostgreSQL. Only hints: whoever
//! needs to know looks into the database, and looks by itself now and then.
//!
//! They are told after the commit, many in one `NOTIFY`: within the transaction each commit would take PostgreSQL's
//! one lock for notifications, and wait for the disk one after another.

use super::{Kept, Kind, Store};
use serde::{Deserialize, Serialize};
use sqlx::postgres::PgListener;
use sqlx::{Executor, query};
use std::time::Duration;
use tokio::sync::{broadcast, mpsc};

/// What has changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Touch {
    /// A callback, and whom its event is for.
    Callback {
        organization: String,
        id: String,
        queue: String,
        users: Vec<String>,
    },
    /// Callbacks were claimed, or one was changed while it was in a queue.
    Queued { organization: String },
    /// A user's routing status.
    Status { organization: String, user: String },
    /// Something is asked of the router.
    Asked { organization: String },
    /// What was asked has its answer.
    Answered { id: String },
}

/// Where touches go: to whoever listens here, and to the other servers.
#[derive(Clone, Debug)]
pub(super) struct Touches {
    here: broadcast::Sender<Touch>,
    others: Option<mpsc::UnboundedSender<Touch>>,
}

const CHANNEL: &str = "callback_server";
/// Touches that a slow listener may be behind; it loses the oldest.
const BEHIND_MAX: usize = 8_192;
/// PostgreSQL takes less than 8 000 bytes.
const BYTES_MAX: usize = 7_000;
/// So long the first one waits for others: each `NOTIFY` is a transaction of its own.
const GATHER: Duration = Duration::from_millis(5);

impl Touches {
    pub(super) fn local() -> Self {
        Self {
            here: broadcast::channel(BEHIND_MAX).0,
            others: None,
        }
    }

    pub(super) fn send(&self, touches: Vec<Touch>) {
        for touch in touches {
            if let Some(others) = &self.others {
                let _ = others.send(touch.clone());
            }
            let _ = self.here.send(touch);
        }
    }
}

impl Store {
    /// Everything that is committed from now on, as hints.
    #[must_use]
    pub fn touches(&self) -> broadcast::Receiver<Touch> {
        self.touches.here.subscribe()
    }

    /// Begins to hear of, and to tell, the other servers of a PostgreSQL.
    pub(super) fn connect_touches(&mut self, address: &str) {
        if self.kind != Kind::Postgres {
            return;
        }
        let (sender, receiver) = mpsc::unbounded_channel();
        self.touches.others = Some(sender);
        let me = uuid::Uuid::new_v4().to_string();
        tokio::spawn(tell(self.clone(), me.clone(), receiver));
        tokio::spawn(hear(address.to_owned(), me, self.touches.here.clone()));
    }
}

async fn tell(store: Store, me: String, mut touches: mpsc::UnboundedReceiver<Touch>) {
    while let Some(first) = touches.recv().await {
        tokio::time::sleep(GATHER).await;
        let (mut batch, mut bytes) = (vec![first], 0);
        while bytes < BYTES_MAX / 2
            && let Ok(next) = touches.try_recv()
        {
            bytes += serde_json::to_string(&next).map_or(0, |text| text.len());
            batch.push(next);
        }
        if let Err(error) = notify(&store, &me, &batch).await {
            tracing::warn!("the other servers were not told: {error}");
        }
    }
}

async fn notify(store: &Store, me: &str, batch: &[Touch]) -> Kept<()> {
    let text = super::json(&(me, batch))?;
    let sql = "SELECT 1 FROM (SELECT pg_notify($1, $2)) AS told";
    store
        .readers
        .execute(query(sql).bind(CHANNEL).bind(text))
        .await?;
    Ok(())
}

async fn hear(address: String, me: String, here: broadcast::Sender<Touch>) {
    loop {
        let heard = async {
            let mut listener = PgListener::connect(&address).await?;
            listener.listen(CHANNEL).await?;
            loop {
                let said = listener.recv().await?;
                let read = serde_json::from_str::<(String, Vec<Touch>)>(said.payload());
                let Ok((_, batch)) = read
                    .as_ref()
                    .map_err(drop)
                    .and_then(|it| if it.0 == me { Err(()) } else { Ok(it) })
                else {
                    continue;
                };
                for touch in batch {
                    let _ = here.send(touch.clone());
                }
            }
        };
        let heard: Result<(), sqlx::Error> = heard.await;
        if let Err(error) = heard {
            tracing::warn!("the other servers are not heard: {error}");
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}
