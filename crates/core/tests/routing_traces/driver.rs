//! The smallest driver: tells events, fires timers at their time in the order they were set.

use crate::render;
use callback_core::routing::{Action, Event, Router, Timer};
use callback_core::time::Timestamp;
use std::collections::BTreeMap;

pub(crate) struct Driver {
    router: Router,
    now: Timestamp,
    timers: BTreeMap<(Timestamp, u64), Timer>,
    set: u64,
    show_timers: bool,
}

impl Driver {
    pub(crate) fn new(show_timers: bool) -> Self {
        let (now, timers) = (Timestamp::from_ms(0), BTreeMap::new());
        Self {
            router: Router::new(),
            now,
            timers,
            set: 0,
            show_timers,
        }
    }

    /// Fires what is set for `until` or before, each under a line of its own.
    pub(crate) fn fire_until(&mut self, until: Timestamp) -> Vec<String> {
        let mut lines = Vec::new();
        while let Some((&(at, _), &timer)) = self
            .timers
            .first_key_value()
            .filter(|((at, _), _)| *at <= until)
        {
            self.timers.pop_first();
            self.now = at;
            lines.push(format!("> {} {}", render::time(at), render::short(&timer)));
            lines.extend(self.tell(Event::TimerFired(timer)));
        }
        self.now = until;
        lines
    }

    /// Time goes on; what is set for that instant has not fired yet.
    pub(crate) fn go_to(&mut self, at: Timestamp) {
        self.now = at;
    }

    pub(crate) fn tell(&mut self, event: Event) -> Vec<String> {
        let mut actions = Vec::new();
        self.router.handle(self.now, event, &mut actions);
        let mut lines = Vec::new();
        for action in actions {
            match action {
                Action::SetTimer { at, timer } => {
                    self.timers.retain(|_, set| *set != timer);
                    self.timers.insert((at, self.set), timer);
                    self.set += 1;
                }
                Action::DropTimer { timer } => self.timers.retain(|_, set| *set != timer),
                _ => {}
            }
            let timer = matches!(action, Action::SetTimer { .. } | Action::DropTimer { .. });
            if self.show_timers || !timer {
                lines.push(format!("> {}", render::action(&action)));
            }
        }
        lines
    }
}
