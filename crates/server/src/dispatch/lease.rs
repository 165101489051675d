//! Who routes an organization: the server that holds its lease. The others stand by.

use super::Dispatch;
use super::floor::{Floor, Stop};
use crate::store::Kept;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How long a lease lasts without being renewed, in ms. After a kill nothing is routed for so long.
const LEASE_MS: i64 = 1_500;
const RENEW: Duration = Duration::from_millis(400);
const STAND_BY: Duration = Duration::from_millis(200);

pub(super) async fn run(dispatch: Dispatch) {
    while !dispatch.stopping.load(Ordering::SeqCst) {
        if let Err(error) = stand_by(&dispatch).await {
            tracing::warn!("no lease can be taken: {error}");
        }
        tokio::time::sleep(STAND_BY).await;
    }
}

async fn stand_by(dispatch: &Dispatch) -> Kept<()> {
    let store = &dispatch.store;
    let now = store.clock_ms().await?;
    for organization in store.unrouted(now).await? {
        let mut change = store.begin().await?;
        let until = now + LEASE_MS;
        let taken = change
            .take_lease(&organization, &dispatch.owner, now, until)
            .await?;
        change.commit().await?;
        if let Some(epoch) = taken {
            tracing::info!(organization, epoch, "routes");
            tokio::spawn(hold(dispatch.clone(), organization, epoch));
        }
    }
    Ok(())
}

async fn hold(dispatch: Dispatch, organization: String, epoch: i64) {
    // By itself: a long turn of the router must not let the lease run out.
    let (renewed, name) = (dispatch.clone(), organization.clone());
    let mut renewing = tokio::spawn(async move { renew(&renewed, &name, epoch).await });
    tokio::select! {
        _ = &mut renewing => {}
        () = route(&dispatch, &organization, epoch) => renewing.abort(),
    }
    tracing::warn!(organization, epoch, "routes no more");
}

/// Returns when the lease is lost.
async fn renew(dispatch: &Dispatch, organization: &str, epoch: i64) {
    let once = async || -> Kept<bool> {
        let until = dispatch.store.clock_ms().await? + LEASE_MS;
        let mut change = dispatch.store.begin().await?;
        let kept = change.keep_lease(organization, epoch, until).await?;
        change.commit().await?;
        Ok(kept)
    };
    loop {
        tokio::time::sleep(RENEW).await;
        match once().await {
            Ok(true) => {}
            Ok(false) => return,
            // The fence decides whether it is still ours.
            Err(error) => tracing::warn!("the lease cannot be renewed: {error}"),
        }
    }
}

/// Returns when the fence says that another has the lease.
async fn route(dispatch: &Dispatch, organization: &str, epoch: i64) {
    loop {
        let stop = match Floor::rebuild(dispatch.clone(), organization, epoch).await {
            Ok(mut floor) => floor.run().await,
            Err(stop) => stop,
        };
        match stop {
            Stop::Fenced => return,
            Stop::Overtaken => tracing::info!(organization, "reads anew what others changed"),
            Stop::Store(error) => {
                tracing::error!(organization, "cannot route: {error}");
                tokio::time::sleep(STAND_BY).await;
            }
        }
    }
}
