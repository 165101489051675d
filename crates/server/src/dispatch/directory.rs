//! The router's numbers for an organization's names.

use crate::store::{QueueRow, RoutingSettings};
use callback_core::routing::{AfterCallWork, OwnershipExpiry, QueueSettings, Retry, RoutingStatus};
use std::collections::BTreeMap;

/// Names and their numbers, handed out from zero upward.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    names: Vec<String>,
    numbers: BTreeMap<String, u32>,
}

impl Names {
    pub(super) fn add(&mut self, name: &str) -> u32 {
        if let Some(known) = self.get(name) {
            return known;
        }
        let number = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        self.names.push(name.to_owned());
        self.numbers.insert(name.to_owned(), number);
        number
    }

    pub(super) fn get(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    pub(super) fn name(&self, number: u32) -> Option<&str> {
        self.names.get(number as usize).map(String::as_str)
    }
}

/// Core's settings of a queue; one outside core's limits keeps the reference behaviour.
pub(super) fn settings(queue: &QueueRow) -> QueueSettings {
    let settings = given(&queue.settings.routing, queue.settings.expired_to_queue);
    match settings.check() {
        Ok(()) => settings,
        Err(setting) => {
            tracing::error!(
                queue = queue.id,
                ?setting,
                "outside its limits; the default holds"
            );
            QueueSettings::default()
        }
    }
}

/// Core's limits for what an administrator wants.
pub(crate) fn acceptable(routing: &RoutingSettings) -> bool {
    let retry = routing.max_retry_count == 0 || ladder(routing) != Retry::NEVER;
    given(routing, false).check().is_ok() && retry
}

fn given(routing: &RoutingSettings, expired_to_queue: bool) -> QueueSettings {
    let ms = |seconds: u32| i64::from(seconds) * 1_000;
    let unless_0 = |seconds: u32| (seconds > 0).then(|| ms(seconds));
    QueueSettings {
        callback_alert_ms: ms(routing.alerting_timeout_seconds),
        auto_dial_ms: unless_0(routing.auto_dial_delay_seconds),
        auto_end_ms: unless_0(routing.auto_end_delay_seconds),
        ownership_expiry: if expired_to_queue {
            OwnershipExpiry::HandToQueue
        } else {
            OwnershipExpiry::Disconnect
        },
        after_call_work: unless_0(routing.acw_timeout_seconds)
            .map_or(AfterCallWork::Optional, |timeout_ms| {
                AfterCallWork::MandatoryTimeout { timeout_ms }
            }),
        ..QueueSettings::default()
    }
}

/// How often a callback is tried again.
pub(super) fn ladder(routing: &RoutingSettings) -> Retry {
    let delay_ms = i64::from(routing.retry_delay_seconds) * 1_000;
    Retry::new(routing.max_retry_count, delay_ms).unwrap_or(Retry::NEVER)
}

/// As the public API spells it.
pub(super) const fn spelled(status: RoutingStatus) -> &'static str {
    match status {
        RoutingStatus::OffQueue => "OFF_QUEUE",
        RoutingStatus::Idle => "IDLE",
        RoutingStatus::Interacting => "INTERACTING",
        RoutingStatus::NotResponding => "NOT_RESPONDING",
        RoutingStatus::Communicating => "COMMUNICATING",
    }
}

pub(super) fn read_status(text: &str) -> RoutingStatus {
    match text {
        "IDLE" => RoutingStatus::Idle,
        "INTERACTING" => RoutingStatus::Interacting,
        "NOT_RESPONDING" => RoutingStatus::NotResponding,
        "COMMUNICATING" => RoutingStatus::Communicating,
        _ => RoutingStatus::OffQueue,
    }
}
