//! Callbacks to agents, in real time: claims what is due, and routes each organization on the server that holds its
//! lease, with core's router. Deliberately absent: rules, which are the router's, and truth, which is the database's.
//! What is in memory here can be thrown away at any instant, and is, whenever a write fails.

mod booking;
mod claim;
mod command;
mod directory;
mod effects;
mod floor;
mod lease;
mod rules;
mod standing;
mod sweep;
mod watch;

pub use command::{Command, Refused};
pub(crate) use directory::acceptable;
pub use watch::{Clock, FORWARD_MS_MAX, Watch};

use crate::store::{Kept, Store};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// What the API needs of the dispatch, and its tasks of each other.
#[derive(Clone, Debug)]
pub struct Dispatch {
    store: Store,
    clock: Clock,
    watch: Arc<Mutex<Watch>>,
    /// The name of this server among those of one database; a new one for each start.
    owner: Arc<str>,
    /// It takes no lease any more.
    stopping: Arc<AtomicBool>,
}

impl Dispatch {
    /// Begins to claim and to route, until the program ends.
    #[must_use]
    pub fn start(store: Store, clock: Clock) -> Self {
        let dispatch = Self {
            store,
            clock,
            watch: Arc::default(),
            owner: uuid::Uuid::new_v4().to_string().into(),
            stopping: Arc::default(),
        };
        tokio::spawn(claim::run(dispatch.clone()));
        tokio::spawn(lease::run(dispatch.clone()));
        dispatch
    }

    /// Gives up what it routes, so that a server that stands by need not wait for the leases to run out.
    ///
    /// # Errors
    /// Where the database does not answer: then they run out.
    pub async fn stop(&self) -> Kept<()> {
        self.stopping.store(true, Ordering::SeqCst);
        let mut change = self.store.begin().await?;
        change.leave_leases(&self.owner).await?;
        change.commit().await
    }

    /// Whether a jump of the clock holds everything up (api.md, the server's promise 4).
    #[must_use]
    pub fn frozen(&self) -> bool {
        self.watch().frozen()
    }

    /// An operator says that the clock is right.
    pub fn resume(&self) {
        self.watch().resume();
    }

    fn watch(&self) -> std::sync::MutexGuard<'_, Watch> {
        self.watch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The present by the database's clock, or `None` while that clock is not believed.
    async fn now_ms(&self) -> Kept<Option<i64>> {
        let wall = self.store.clock_ms().await? + self.clock.step_ms();
        let frozen = self.watch().look(wall, crate::clock::boot_ms());
        metrics::gauge!("callback_dispatch_frozen").set(f64::from(u8::from(frozen)));
        Ok((!frozen).then_some(wall))
    }
}
