//! What was promised under older rules of zones, before anything is claimed: what was said wins (T1).

use crate::store::{Kept, Store, Stored, Waiting, Written};
use callback_core::time::{Current, Release, Timestamp};

/// Who changed it, in the history.
const RULES: &str = "rules";
/// So many in one transaction.
const PAGE: i64 = 500;

/// Derives the instants of all that wait anew where this program has newer rules than they came from; says how many
/// that changed. What another server has done or somebody changes meanwhile is passed over: it has the newer rules. Once
/// for a release: what is booked afterwards has its rules, or newer ones.
///
/// # Errors
/// As [`StoreError`](crate::store::StoreError) says.
pub(super) async fn derive_anew(store: &Store) -> Kept<u64> {
    let release = Release::CURRENT.to_string();
    if store.derived_by(&release).await? {
        return Ok(0);
    }
    let (mut after, mut derived) = (String::new(), 0);
    loop {
        let page = store.of_other_rules(&release, &after, PAGE).await?;
        let Some(last) = page.last() else {
            let mut change = store.begin().await?;
            change.put_derived(&release).await?;
            change.commit().await?;
            return Ok(derived);
        };
        after.clone_from(&last.id);
        let now = store.clock_ms().await?;
        let changed: Vec<_> = page.into_iter().filter_map(|it| under(it, now)).collect();
        if changed.is_empty() {
            continue;
        }
        let mut change = store.begin().await?;
        for (organization, stored) in changed {
            let written = change
                .update_callback(&organization, &stored, RULES, now)
                .await?;
            derived += u64::from(written == Written::Yes);
        }
        change.commit().await?;
    }
}

/// Of which organization, and what it is by the newer rules; `None` where it stays as it is.
fn under(waiting: Waiting, now: i64) -> Option<(String, Stored)> {
    let stored = match waiting.stored {
        Ok(stored) => stored,
        Err(why) => {
            tracing::error!(callback = waiting.id, "not derived anew: {why}");
            return None;
        }
    };
    let mut callback = stored.callback.under(&Current, Timestamp::from_ms(now))?;
    callback.version += 1;
    Some((waiting.organization, Stored { callback, ..stored }))
}
