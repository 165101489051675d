//! Callbacks created over HTTP: as many as it bears, and at an even pace.

use crate::Outcome;
use crate::fill::{Sample, wish};
use crate::home::Served;
use hdrhistogram::Histogram;
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Connections, or writers, at once.
pub(crate) const AT_ONCE: u32 = 64;
/// Floor and server take turns, so that what else the machine does falls on both.
pub(crate) const ROUNDS: usize = 3;
/// How long a turn lasts.
pub(crate) const FOR: Duration = Duration::from_secs(6);

/// The pace at which latency is measured, a second.
const PACE: u32 = 200;
const PACED_FOR: u32 = 30;

const PATH: &str = "/api/v2/conversations/callbacks";

pub(crate) fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
}

/// Latencies in µs.
pub(crate) struct Latency(Histogram<u64>);

impl Latency {
    pub(crate) fn new() -> Outcome<Self> {
        Ok(Self(Histogram::new(3)?))
    }

    pub(crate) fn record(&mut self, took: Duration) -> Outcome {
        Ok(self.0.record(u64::try_from(took.as_micros())?)?)
    }

    fn add(&mut self, other: &Self) -> Outcome {
        Ok(self.0.add(&other.0)?)
    }

    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub(crate) fn ms(&self, quantile: f64) -> f64 {
        self.0.value_at_quantile(quantile) as f64 / 1e3
    }
}

/// Creates a second, each connection sending its next one when it has an answer.
pub(crate) async fn rate(server: &Served, _: &Sample) -> Outcome<f64> {
    let first = server.sign_in("Kim Ito").await?;
    let begun = Instant::now();
    let mut clients = Vec::new();
    for number in 0..AT_ONCE {
        let mut line = first.another().await?;
        clients.push(tokio::spawn(async move {
            let mut done = 0_u32;
            while begun.elapsed() < FOR {
                let key = Uuid::new_v4().to_string();
                line.post(PATH, &key, &wish(i64::from(number + done)))
                    .await?;
                done += 1;
            }
            Outcome::Ok(done)
        }));
    }
    let mut done = 0;
    for client in clients {
        done += client.await??;
    }
    Ok(f64::from(done) / begun.elapsed().as_secs_f64())
}

/// How long creates take at an even pace. The next one is sent when its time has come, whether the one before has its
/// answer or not, and its latency counts from that time: who waits for a slow server is not left out.
pub(crate) async fn paced(server: &Served, _: &Sample) -> Outcome<Latency> {
    let first = server.sign_in("Kim Ito").await?;
    let begun = tokio::time::Instant::now() + Duration::from_millis(100);
    let mut clients = Vec::new();
    for client in 0..AT_ONCE {
        let mut line = first.another().await?;
        clients.push(tokio::spawn(async move {
            let mut latency = Latency::new()?;
            for number in (client..PACE * PACED_FOR).step_by(AT_ONCE as usize) {
                let due = begun + Duration::from_secs(1) * number / PACE;
                tokio::time::sleep_until(due).await;
                let key = Uuid::new_v4().to_string();
                line.post(PATH, &key, &wish(i64::from(number))).await?;
                latency.record(due.elapsed())?;
            }
            Outcome::Ok(latency)
        }));
    }
    let mut all = Latency::new()?;
    for client in clients {
        all.add(&client.await??)?;
    }
    Ok(all)
}
