//! A class of contacts, made fit to run.

use crate::routing::{AfterCallWork, QueueSettings, Scoring};
use crate::simulation::chance::{NEVER, Variate};
use crate::simulation::scenario::{self, Booking, Kind, Redial};
use crate::time::MINUTE_MS;

#[derive(Clone, Debug)]
pub(in crate::simulation) struct Class {
    pub(in crate::simulation) queue: usize,
    /// The lane of its first stage; the others follow it.
    pub(in crate::simulation) lane: usize,
    /// Subtracted from the entry time, or, in a `PriorityOnly` queue, the order itself.
    pub(in crate::simulation) head_start_ms: i64,
    pub(in crate::simulation) by_priority_only: bool,
    pub(in crate::simulation) per_hour: Vec<f64>,
    pub(in crate::simulation) talk: Vec<Variate>,
    pub(in crate::simulation) after_call: AfterCall,
    pub(in crate::simulation) patience: Vec<Variate>,
    pub(in crate::simulation) balks: f64,
    pub(in crate::simulation) message_after_ms: Option<i64>,
    pub(in crate::simulation) redial: Option<Redial>,
    pub(in crate::simulation) books: Option<(Booking, Variate)>,
    pub(in crate::simulation) callback: Option<Callback>,
}

/// What is held after a contact.
#[derive(Clone, Debug)]
pub(in crate::simulation) enum AfterCall {
    None,
    Drawn { work: Variate, at_most_ms: i64 },
    Forced { ms: i64 },
}

#[derive(Clone, Debug)]
pub(in crate::simulation) struct Callback {
    pub(in crate::simulation) preview: Variate,
    pub(in crate::simulation) auto_dial_ms: i64,
    pub(in crate::simulation) ring: Variate,
    pub(in crate::simulation) no_answer: f64,
    pub(in crate::simulation) retries: u32,
    pub(in crate::simulation) retry_after_ms: i64,
}

impl Class {
    pub(in crate::simulation) fn new(
        class: &scenario::Class,
        lane: usize,
        settings: &QueueSettings,
    ) -> Self {
        let variates = |list: &[scenario::Distribution]| list.iter().map(Variate::new).collect();
        let by_priority_only = settings.scoring == Scoring::PriorityOnly;
        let priority = i64::from(class.priority);
        Self {
            queue: class.queue,
            lane,
            head_start_ms: if by_priority_only {
                priority
            } else {
                MINUTE_MS * priority
            },
            by_priority_only,
            per_hour: class.per_hour.0.clone(),
            talk: variates(&class.talk.0),
            after_call: AfterCall::new(class, settings.after_call_work),
            patience: variates(&class.patience.0),
            balks: class.balks,
            message_after_ms: class.message_after_ms,
            redial: class.redial,
            books: class
                .books
                .as_ref()
                .map(|booking| (booking.clone(), Variate::new(&booking.delay))),
            callback: match &class.kind {
                Kind::Call => None,
                Kind::Callback(work) => Some(Callback {
                    preview: Variate::new(&work.preview),
                    auto_dial_ms: settings.auto_dial_ms.unwrap_or(NEVER),
                    ring: Variate::new(&work.ring),
                    no_answer: work.no_answer,
                    retries: work.retries,
                    retry_after_ms: work.retry_after_ms,
                }),
            },
        }
    }
}

impl Class {
    /// The score of what entered then: lower is served first (routing.md §1.2).
    #[inline]
    pub(in crate::simulation) const fn key(&self, entered_ms: i64) -> i64 {
        let key = if self.by_priority_only { 0 } else { entered_ms };
        key - self.head_start_ms
    }
}

impl AfterCall {
    pub(in crate::simulation) fn new(class: &scenario::Class, kind: AfterCallWork) -> Self {
        let drawn = |at_most_ms| Self::Drawn {
            work: Variate::new(&class.after_call),
            at_most_ms,
        };
        match kind {
            AfterCallWork::Optional | AfterCallWork::AgentRequested { .. } => Self::None,
            AfterCallWork::Mandatory => drawn(NEVER),
            AfterCallWork::MandatoryTimeout { timeout_ms } => drawn(timeout_ms),
            AfterCallWork::MandatoryForcedTimeout { timeout_ms } => Self::Forced { ms: timeout_ms },
        }
    }
}
