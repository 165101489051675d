//! The page's own run: what is done by hand goes into it, and this browser keeps it.

use super::done;
use crate::center::scenario::{SEED, YOU};
use crate::center::{Center, Input, Phase};
use crate::kept::Kept;
use callback_core::routing::{Agent, RoutingStatus};
use callback_core::time::Timestamp;
use callback_core::wire::host::FedValue;

/// A run and the center in which it goes on.
pub(super) struct Own {
    pub(super) center: Center,
    pub(super) run: Kept,
}

impl Own {
    /// What a page begins with: the run that was kept, unless another seed is asked for, and the ends of callbacks of
    /// another run, which the panel may still hold.
    pub(super) fn of(kept: Option<(Kept, i64)>, seed: Option<u32>) -> (Self, Vec<FedValue>) {
        let Some((run, reached)) = kept else {
            return (Self::begin(seed.unwrap_or(SEED), 1), Vec::new());
        };
        let center = Center::replay(run.seed, &run.done, Timestamp::from_ms(reached));
        let kept = Self { center, run };
        match seed {
            Some(seed) if seed != kept.run.seed => {
                (Self::begin(seed, kept.run.number + 1), kept.ends())
            }
            _ => (kept, Vec::new()),
        }
    }

    fn begin(seed: u32, number: u32) -> Self {
        Self {
            center: Center::open(u64::from(seed)),
            run: Kept::new(seed, number),
        }
    }

    /// The same from the beginning, as another run.
    pub(super) fn next(&self) -> Self {
        Self::begin(self.run.seed, self.run.number + 1)
    }

    /// Something was done by hand, now.
    pub(super) fn take(&mut self, input: Input) {
        self.run.done.push(done(&self.center, input.clone()));
        self.center.take(input);
        self.keep();
    }

    pub(super) fn keep(&self) {
        self.run.keep(self.center.now().ms());
    }

    /// What ends the callbacks that are not over, when their run is.
    pub(super) fn ends(&self) -> Vec<FedValue> {
        let over = |status: &FedValue| matches!(status.state.as_str(), "ended" | "disconnected");
        let end = |status: FedValue| FedValue {
            state: "disconnected".to_owned(),
            disconnect_type: Some("system".to_owned()),
            agent_id: None,
            alerting_until: None,
            ..status
        };
        let statuses = self.center.statuses().into_iter();
        statuses.filter(|status| !over(status)).map(end).collect()
    }
}

/// Whether you may ask for the next call.
pub(crate) fn may_take_call(center: &Center) -> bool {
    let idle = center.router().agent(YOU).map(Agent::status) == Some(RoutingStatus::Idle);
    idle && center
        .conversations()
        .iter()
        .all(|one| one.phase == Phase::Over)
}
