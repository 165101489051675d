//! The floor under a create: the same rows by the same statements in the same database, each in its own transaction,
//! committed as durably, by as many at once. No HTTP, no token, no rule. In a process of its own, whose connections end
//! with it: they would hear whatever the server tells.

use crate::Outcome;
use crate::fill::Sample;
use crate::load::{AT_ONCE, Latency, Worker, paced, rate};
use callback_core::ids::CallbackId;
use callback_server::clock::now;
use callback_server::store::{Intent, Store, Stored, ToBook};
use std::process::Stdio;
use tokio::process::Command;
use uuid::Uuid;

/// The word that begins the command of that process.
pub(crate) const FLOOR: &str = "floor";
const PACED: &str = "paced";

/// Transactions a second.
pub(crate) async fn floor(sample: &Sample) -> Outcome<f64> {
    Ok(run(sample, "rate")
        .await?
        .first()
        .copied()
        .ok_or("no rate")?)
}

/// The latencies of single ones at an even pace: the median and the p99, in ms.
pub(crate) async fn paced_floor(sample: &Sample) -> Outcome<[f64; 2]> {
    let said = run(sample, PACED).await?;
    Ok(said.try_into().map_err(|_| "two latencies")?)
}

async fn run(sample: &Sample, how: &str) -> Outcome<Vec<f64>> {
    let id = sample.stored.callback.id.as_str();
    let done = Command::new(std::env::current_exe()?)
        .args([FLOOR, &sample.address, &sample.organization, id, how])
        .stderr(Stdio::inherit())
        .output()
        .await?;
    let said = String::from_utf8(done.stdout)?;
    let numbers: Result<_, _> = said.split_whitespace().map(str::parse).collect();
    Ok(numbers?)
}

/// What that process does: prints the numbers.
pub(crate) async fn main(words: &[String]) -> Outcome {
    let [address, organization, id, how] = words else {
        return Err("ADDRESS ORGANIZATION ID HOW".into());
    };
    let store = Store::open(address).await?;
    let new = store.callback(organization, id).await?;
    let new = new.ok_or("the sample is not there")?;
    let writer = || Writer {
        store: store.clone(),
        organization: organization.clone(),
        new: new.clone(),
    };
    let writers: Vec<_> = std::iter::repeat_with(writer).take(AT_ONCE).collect();
    if how == PACED {
        let latency: Latency = paced(writers).await?;
        println!("{} {}", latency.ms(0.5), latency.ms(0.99));
    } else {
        println!("{}", rate(writers).await?);
    }
    Ok(())
}

struct Writer {
    store: Store,
    organization: String,
    new: Stored,
}

impl Worker for Writer {
    async fn work(&mut self, _: i64) -> Outcome {
        let id = Uuid::new_v4().to_string();
        self.new.callback.id = CallbackId::new(id.clone());
        let to_book = ToBook {
            organization: self.organization.clone(),
            new: self.new.clone(),
            place: None,
            by: "bench".to_owned(),
            key: id.clone(),
            intent: Intent {
                request_hash: format!("{:064}", 0),
                callback: id,
            },
            now: now().ms(),
        };
        match self.store.book_alone(&to_book).await? {
            true => Ok(()),
            false => Err("a new row is there already".into()),
        }
    }
}
