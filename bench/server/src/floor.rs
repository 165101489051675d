//! The floor under a create: the same rows by the same statements in the same database, each in its own transaction,
//! committed as durably, by as many at once. No HTTP, no token, no rule.

use crate::Outcome;
use crate::creates::{AT_ONCE, FOR};
use crate::fill::Sample;
use callback_core::ids::CallbackId;
use callback_server::store::{Intent, Store, Written};
use std::sync::Arc;
use std::time::Instant;
use uuid::Uuid;

/// Transactions a second.
pub(crate) async fn rate(address: &str, sample: &Sample) -> Outcome<f64> {
    let store = Store::open(address).await?;
    let (organization, stored) = (
        Arc::<str>::from(&*sample.organization),
        Arc::new(sample.stored.clone()),
    );
    let begun = Instant::now();
    let writers: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let (store, organization, stored) =
                (store.clone(), organization.clone(), stored.clone());
            tokio::spawn(async move {
                let mut done = 0_u32;
                while begun.elapsed() < FOR {
                    let id = Uuid::new_v4().to_string();
                    let mut new = (*stored).clone();
                    new.callback.id = CallbackId::new(id.clone());
                    write(&store, &organization, &new, id).await?;
                    done += 1;
                }
                Outcome::Ok(done)
            })
        })
        .collect();
    let mut done = 0;
    for writer in writers {
        done += writer.await??;
    }
    Ok(f64::from(done) / begun.elapsed().as_secs_f64())
}

async fn write(
    store: &Store,
    organization: &str,
    new: &callback_server::store::Stored,
    id: String,
) -> Outcome {
    let at = callback_server::clock::now().ms();
    let intent = Intent {
        request_hash: format!("{:064}", 0),
        callback: id.clone(),
    };
    let mut change = store.begin().await?;
    let written = change
        .put_callback(organization, new, None, "bench", at)
        .await?;
    if written != Written::Yes || !change.put_intent(organization, &id, &intent, at).await? {
        return Err("a new row is there already".into());
    }
    change.commit().await?;
    Ok(())
}
