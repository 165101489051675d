//! Customers.

use super::distribution::{DistributionRow, by_interval};
use super::names::Names;
use super::{Unreadable, ms};
use crate::simulation::scenario::{
    Booking, ByInterval, CallbackWork, Class, Distribution, Kind, Redial,
};
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct ClassRow {
    pub(super) name: String,
    queue: String,
    #[serde(default)]
    priority: i32,
    #[serde(default)]
    pub(super) skills: Vec<String>,
    #[serde(default)]
    per_hour: Vec<f64>,
    talk: Vec<DistributionRow>,
    after_call: Option<DistributionRow>,
    #[serde(default)]
    patience: Vec<DistributionRow>,
    #[serde(default)]
    balks: f64,
    message_after: Option<f64>,
    redial: Option<RedialRow>,
    books: Option<BookingRow>,
    callback: Option<CallbackRow>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RedialRow {
    after: f64,
    probability: f64,
    #[serde(default)]
    keeps_draws: bool,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct BookingRow {
    probability: f64,
    class: String,
    delay: DistributionRow,
    #[serde(default)]
    to_me: f64,
    #[serde(default)]
    owned: f64,
    #[serde(default)]
    owned_for: f64,
    #[serde(default)]
    round_to: f64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CallbackRow {
    preview: DistributionRow,
    ring: DistributionRow,
    #[serde(default)]
    no_answer: f64,
    #[serde(default)]
    retries: u32,
    #[serde(default)]
    retry_after: f64,
}

impl ClassRow {
    pub(super) fn read(&self, at: &str, names: &Names) -> Result<Class, Unreadable> {
        let place = |field: &str| format!("{at}.{field}");
        let or = |values: &[f64]| match values {
            [] => vec![0.0],
            values => values.to_vec(),
        };
        let patience = match self.patience.as_slice() {
            [] => ByInterval::same(Distribution::Never),
            rows => by_interval(&place("patience"), rows)?,
        };
        Ok(Class {
            name: self.name.clone(),
            queue: names.queue(&place("queue"), &self.queue)?,
            kind: match &self.callback {
                Some(row) => Kind::Callback(row.read(&place("callback"))?),
                None => Kind::Call,
            },
            priority: self.priority,
            skills: names.skill_set(&self.skills),
            per_hour: ByInterval(or(&self.per_hour)),
            talk: by_interval(&place("talk"), &self.talk)?,
            after_call: match &self.after_call {
                Some(row) => row.read(&place("afterCall"))?,
                None => Distribution::Constant { ms: 0 },
            },
            patience,
            balks: self.balks,
            message_after_ms: self
                .message_after
                .map(|seconds| ms(&place("messageAfter"), seconds))
                .transpose()?,
            redial: self
                .redial
                .map(|row| row.read(&place("redial")))
                .transpose()?,
            books: self
                .books
                .as_ref()
                .map(|row| row.read(&place("books"), names))
                .transpose()?,
        })
    }
}

impl RedialRow {
    fn read(self, at: &str) -> Result<Redial, Unreadable> {
        Ok(Redial {
            after_ms: ms(&format!("{at}.after"), self.after)?,
            probability: self.probability,
            keeps_draws: self.keeps_draws,
        })
    }
}

impl BookingRow {
    fn read(&self, at: &str, names: &Names) -> Result<Booking, Unreadable> {
        Ok(Booking {
            probability: self.probability,
            class: names.class(&format!("{at}.class"), &self.class)?,
            delay: self.delay.read(&format!("{at}.delay"))?,
            to_me: self.to_me,
            owned: self.owned,
            owned_for_ms: ms(&format!("{at}.ownedFor"), self.owned_for)?,
            round_to_ms: ms(&format!("{at}.roundTo"), self.round_to)?,
        })
    }
}

impl CallbackRow {
    fn read(&self, at: &str) -> Result<CallbackWork, Unreadable> {
        Ok(CallbackWork {
            preview: self.preview.read(&format!("{at}.preview"))?,
            ring: self.ring.read(&format!("{at}.ring"))?,
            no_answer: self.no_answer,
            retries: self.retries,
            retry_after_ms: ms(&format!("{at}.retryAfter"), self.retry_after)?,
        })
    }
}
