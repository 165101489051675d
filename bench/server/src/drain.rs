//! Fifteen thousand callbacks that become due in one second, among all that wait: how long until each is in its queue,
//! and until the router has them all. Counted from the beginning of that second, in which they become due one after
//! another, evenly: whoever is never late needs the second itself.

use crate::Outcome;
use crate::fill::{Sample, connect};
use callback_server::clock::now;
use sqlx::{AnyConnection, AssertSqlSafe, Executor, Row};
use std::time::Duration;

const DUE: i64 = 15_000;
const WITHIN_MS: i64 = 1_000;
const PARTS: i64 = 20;
/// They are written so long before.
const AHEAD_MS: i64 = 60_000;
const LOOK: Duration = Duration::from_millis(10);
const GIVE_UP_MS: i64 = 120_000;

pub(crate) struct Drained {
    pub(crate) claimed: Duration,
    pub(crate) routed: Duration,
}

pub(crate) async fn measure(sample: &Sample) -> Outcome<Drained> {
    let from = now().ms() + AHEAD_MS;
    // In parts, so that the server's own writes find their turn.
    for part in 0..PARTS {
        let begin = from + part * WITHIN_MS / PARTS;
        sample.put(DUE / PARTS, begin, WITHIN_MS / PARTS).await?;
    }
    if now().ms() > from - 5_000 {
        return Err("writing what is to be due took too long".into());
    }
    let mut looking = connect(&sample.address).await?;
    let until = from + WITHIN_MS;
    tokio::time::sleep(Duration::from_millis(
        (from - now().ms()).max(0).unsigned_abs(),
    ))
    .await;
    let left =
        format!("SELECT 1 FROM callbacks WHERE state = 'scheduled' AND at < {until} LIMIT 1");
    let claimed = gone(&mut looking, &left, from).await?;
    let routed = gone(
        &mut looking,
        "SELECT 1 FROM dispatch WHERE standing IS NULL LIMIT 1",
        from,
    )
    .await?;
    let row = looking.fetch_one("SELECT COUNT(*) FROM dispatch").await?;
    let found: i64 = row.try_get(0)?;
    if found != DUE {
        return Err(format!("{found} are in the queues, and not {DUE}").into());
    }
    Ok(Drained { claimed, routed })
}

/// Looks until that finds nothing; how long after `from`.
async fn gone(looking: &mut AnyConnection, sql: &str, from: i64) -> Outcome<Duration> {
    loop {
        let found = looking
            .fetch_optional(AssertSqlSafe(sql.to_owned()))
            .await?;
        let after = now().ms() - from;
        if found.is_none() {
            return Ok(Duration::from_millis(after.max(0).unsigned_abs()));
        }
        if after > GIVE_UP_MS {
            return Err("callbacks that are due stay where they are".into());
        }
        tokio::time::sleep(LOOK).await;
    }
}
