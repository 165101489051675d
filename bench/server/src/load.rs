//! The same work by many at once: as much as goes, and at an even pace.

use crate::Outcome;
use hdrhistogram::Histogram;
use std::time::{Duration, Instant};

/// Connections, or writers, at once.
pub(crate) const AT_ONCE: usize = 64;
/// How long a turn lasts.
const FOR: Duration = Duration::from_secs(6);
/// The pace at which latency is measured, a second.
const PACE: u32 = 200;
const PACED_FOR_SECS: u32 = 30;

/// Who does it, one after another.
pub(crate) trait Worker: Send + 'static {
    /// Once; `number` tells one from the others.
    fn work(&mut self, number: i64) -> impl Future<Output = Outcome> + Send;
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

    #[expect(clippy::cast_precision_loss, reason = "far below 2^53")]
    pub(crate) fn ms(&self, quantile: f64) -> f64 {
        self.0.value_at_quantile(quantile) as f64 / 1e3
    }
}

/// How often a second, each worker beginning anew when it is done.
pub(crate) async fn rate(workers: Vec<impl Worker>) -> Outcome<f64> {
    let begun = Instant::now();
    let tasks = (0..).zip(workers).map(|(first, mut worker)| {
        tokio::spawn(async move {
            let mut done = 0_u32;
            while begun.elapsed() < FOR {
                worker.work(first + i64::from(done)).await?;
                done += 1;
            }
            Outcome::Ok(done)
        })
    });
    let tasks: Vec<_> = tasks.collect();
    let mut done = 0;
    for task in tasks {
        done += task.await??;
    }
    Ok(f64::from(done) / begun.elapsed().as_secs_f64())
}

/// How long it takes at an even pace. The next one begins when its time has come, whether the ones before have ended or
/// not, and its latency counts from that time: who waits for a slow answer is not left out.
pub(crate) async fn paced(workers: Vec<impl Worker>) -> Outcome<Latency> {
    let begun = tokio::time::Instant::now() + Duration::from_millis(100);
    let all = workers.len();
    let tasks = (0..).zip(workers).map(|(first, mut worker)| {
        tokio::spawn(async move {
            let mut latencies = Latency::new()?;
            for number in (first..PACE * PACED_FOR_SECS).step_by(all) {
                let due = begun + Duration::from_secs(1) * number / PACE;
                tokio::time::sleep_until(due).await;
                worker.work(i64::from(number)).await?;
                latencies.record(due.elapsed())?;
            }
            Outcome::Ok(latencies)
        })
    });
    let tasks: Vec<_> = tasks.collect();
    let mut latencies = Latency::new()?;
    for task in tasks {
        latencies.0.add(&task.await??.0)?;
    }
    Ok(latencies)
}
