//! Puts due callbacks into their queues. Every server does; the database sees to it that each goes once.

use super::{Dispatch, rules};
use crate::store::{Kept, Store};
use std::time::Duration;

/// So many in one transaction.
const BATCH: u32 = 3_000;
/// Waits so long for another server, in ms.
const BUSY_MS: i64 = 5;
/// Looks at least so often for what was booked meanwhile, in ms.
const LOOK_MS: i64 = 200;

pub(super) async fn run(dispatch: Dispatch) {
    under_new_rules(&dispatch).await;
    loop {
        let wait_ms = match once(&dispatch).await {
            Ok(wait_ms) => wait_ms,
            Err(error) => {
                tracing::error!("nothing can be claimed: {error}");
                LOOK_MS
            }
        };
        let wait_ms = wait_ms.clamp(1, LOOK_MS).unsigned_abs();
        tokio::time::sleep(Duration::from_millis(wait_ms)).await;
    }
}

/// Nothing is claimed by an instant that older rules of zones made.
async fn under_new_rules(dispatch: &Dispatch) {
    loop {
        match rules::derive_anew(&dispatch.store).await {
            Ok(0) => return,
            Ok(derived) => {
                tracing::warn!(
                    derived,
                    "callbacks have other instants by the new rules of zones"
                );
                return;
            }
            Err(error) => tracing::error!("instants cannot be derived anew: {error}"),
        }
        tokio::time::sleep(Duration::from_millis(LOOK_MS.unsigned_abs())).await;
    }
}

/// Claims what is due; says in how many ms the next one is.
async fn once(dispatch: &Dispatch) -> Kept<i64> {
    let store = &dispatch.store;
    while let Some(next) = store.next_due().await? {
        let Some(now) = dispatch.now_ms().await? else {
            return Ok(LOOK_MS);
        };
        if next > now {
            return Ok(next - now);
        }
        let claimed = match batch(store, now).await {
            Ok(claimed) => claimed,
            Err(error) => {
                tracing::error!("a batch cannot be claimed, so each by itself: {error}");
                one_by_one(store, now).await?
            }
        };
        metrics::counter!("callback_claimed").increment(claimed);
        #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
        metrics::histogram!("callback_claim_late_ms").record((now - next) as f64);
        if claimed == 0 {
            // Another server is at it.
            return Ok(BUSY_MS);
        }
    }
    dispatch.now_ms().await?;
    Ok(LOOK_MS)
}

async fn batch(store: &Store, now: i64) -> Kept<u64> {
    let mut change = store.begin().await?;
    let claimed = change.claim(now, BATCH).await?;
    change.commit().await?;
    Ok(claimed)
}

/// Where one damaged row makes the batch fail: the others go on, and it is set aside.
async fn one_by_one(store: &Store, now: i64) -> Kept<u64> {
    let mut claimed = 0;
    for id in store.due(now, i64::from(BATCH)).await? {
        let mut change = store.begin().await?;
        match change.claim_one(&id, now).await {
            Ok(one) => {
                change.commit().await?;
                claimed += one;
            }
            Err(error) => {
                drop(change);
                let mut change = store.begin().await?;
                if change.set_aside(&id).await? {
                    change.commit().await?;
                    tracing::error!(callback = id, "damaged, and set aside: {error}");
                    metrics::counter!("callback_damaged").increment(1);
                }
            }
        }
    }
    Ok(claimed)
}
