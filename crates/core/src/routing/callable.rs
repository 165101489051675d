//! When a customer may be called (V5). The router knows no zones and no holidays: a booking brings
//! the windows as instants, and no attempt is made outside them, however it comes about.
//!
//! What is to be called outside a window is scheduled anew for the next one. At the end of a window
//! everything that nobody has dialed yet is taken back. Where no window is left it ends, with that
//! as the reason.

use super::Router;
use super::action::Action;
use super::ids::InteractionId;
use super::interaction::{Interaction, State};
use super::reason::{AlertEnd, Change, DisconnectReason, LeftBecause, StatusBecause, WrapUpEnd};
use super::timer::Timer;
use crate::time::Timestamp;

/// A time in which the customer may be called: from its first instant to before its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

/// Windows of one callback at most.
pub const WINDOWS_MAX: usize = 128;

/// All times at which one customer may be called, in order; none touch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Windows(Box<[Window]>);

impl Windows {
    /// The union of these windows, given in any order; empty ones count for nothing. `None` where
    /// there are more than [`WINDOWS_MAX`].
    ///
    /// ```
    /// use callback_core::routing::{Window, Windows};
    /// use callback_core::time::Timestamp;
    /// let at = Timestamp::from_ms;
    /// let windows = [Window { from: at(50), to: at(60) }, Window { from: at(10), to: at(20) }];
    /// let windows = Windows::new(&windows).expect("two windows");
    /// assert_eq!(windows.next(at(15)), Some(at(15)));
    /// assert_eq!(windows.next(at(20)), Some(at(50)), "the end is not in it");
    /// assert_eq!(windows.next(at(60)), None);
    /// ```
    #[must_use]
    pub fn new(windows: &[Window]) -> Option<Self> {
        if windows.len() > WINDOWS_MAX {
            return None;
        }
        let mut sorted = windows.to_vec();
        sorted.retain(|window| window.from < window.to);
        sorted.sort_unstable();
        let mut union: Vec<Window> = Vec::new();
        for window in sorted {
            match union.last_mut() {
                Some(last) if window.from <= last.to => last.to = last.to.max(window.to),
                _ => union.push(window),
            }
        }
        Some(Self(union.into()))
    }

    /// The first instant from `at` on that is in a window.
    #[must_use]
    pub fn next(&self, at: Timestamp) -> Option<Timestamp> {
        self.at_or_after(at).map(|window| window.from.max(at))
    }

    /// The end of the window that `at` is in.
    #[must_use]
    pub fn closes(&self, at: Timestamp) -> Option<Timestamp> {
        let window = self.at_or_after(at)?;
        (window.from <= at).then_some(window.to)
    }

    fn at_or_after(&self, at: Timestamp) -> Option<&Window> {
        let passed = self.0.partition_point(|window| window.to <= at);
        self.0.get(passed)
    }
}

impl Interaction {
    /// Whether its customer may be called at `at`; a customer on the line may always be spoken to.
    pub(super) fn callable(&self, at: Timestamp) -> bool {
        self.first_callable(at) == Some(at)
    }

    /// The first instant from `at` on at which its customer may be called.
    pub(super) fn first_callable(&self, at: Timestamp) -> Option<Timestamp> {
        match self.windows() {
            Some(windows) => windows.next(at),
            None => Some(at),
        }
    }

    /// When the window closes in which it came into the queue.
    pub(super) fn closes(&self) -> Option<Timestamp> {
        self.callback.as_ref()?.closes
    }

    fn windows(&self) -> Option<&Windows> {
        self.callback.as_ref()?.windows.as_ref()
    }
}

impl Router {
    /// Asks to be woken at the end of the window that it enters the queue in.
    pub(super) fn watch_window(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let closes = interaction
            .windows()
            .and_then(|windows| windows.closes(self.now));
        let Some(callback) = &mut interaction.callback else {
            return;
        };
        callback.closes = closes;
        if let Some(at) = closes {
            out.push(Action::SetTimer {
                at,
                timer: Timer::WindowCloses(id),
            });
        }
    }

    /// Waits for its time, or for the first instant after it at which its customer may be called;
    /// where that has come already, into the queue.
    pub(super) fn await_time(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        let Some(at) = interaction.scheduled_at() else {
            return;
        };
        let soonest = at.max(self.now);
        let Some(open) = interaction.first_callable(soonest) else {
            return self.disconnect(id, DisconnectReason::OutsideWindows, out);
        };
        if open > soonest {
            interaction.plan_for(open);
            out.push(Action::Notify {
                id,
                change: Change::Postponed { at: open },
            });
        }
        let at = if open > soonest { open } else { at };
        if at <= self.now {
            return self.come_in(id, out);
        }
        out.push(Action::SetTimer {
            at,
            timer: Timer::Due(id),
        });
    }

    /// The window has closed on what nobody has dialed: it is scheduled for the next one. Where the
    /// timer is so late that the next one is open already, nothing was missed.
    pub(super) fn window_closed(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        if self
            .interactions
            .get(&id)
            .is_some_and(|it| it.callable(self.now))
        {
            return self.watch_window(id, out);
        }
        self.drop_timers(id, out);
        self.leave_line(id);
        let Some(interaction) = self.interactions.get_mut(&id) else {
            return;
        };
        interaction.plan_for(self.now);
        let (state, outcome) = (interaction.state, interaction.outcome);
        match state {
            State::Alerting { agent, .. } => out.push(Action::StopAlert {
                id,
                agent,
                why: AlertEnd::WindowClosed,
            }),
            State::Accepted { agent, .. } => out.push(Action::Leave {
                id,
                agent,
                outcome,
                wrap_up: WrapUpEnd::None,
                why: LeftBecause::WindowClosed,
            }),
            _ => {}
        }
        self.put_back(id, out);
    }

    /// Takes it from whoever has it; it waits for its time, as if it had never come.
    pub(super) fn put_back(&mut self, id: InteractionId, out: &mut Vec<Action>) {
        let Some(agent) = self.interaction(id).map(Interaction::agent) else {
            return;
        };
        if let Some(agent) = agent {
            self.let_go(id, agent);
        }
        if let Some(interaction) = self.interactions.get_mut(&id) {
            interaction.begin_anew();
        }
        if let Some(agent) = agent {
            self.relist(agent);
            self.report(agent, StatusBecause::Left(id), out);
        }
        self.await_time(id, out);
        if let Some(agent) = agent {
            self.serve(agent, out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::routing::{
        AutoDial, Booking, Event, QueueId, QueueSettings, Retry, Routing, SkillSet, State,
    };

    /// A driver that slept through the gap between two windows.
    #[test]
    fn a_late_timer_is_nothing_where_the_next_window_is_open() {
        let (id, queue, at) = (InteractionId(1), QueueId(0), Timestamp::from_ms);
        let window = |from, to| Window {
            from: at(from),
            to: at(to),
        };
        let booking = Booking {
            queue,
            at: at(0),
            routing: Routing::Standard,
            priority: 0,
            skills: SkillSet::NONE,
            contact: None,
            auto_dial: AutoDial::Never,
            retry: Retry::NEVER,
            windows: Windows::new(&[window(0, 10), window(20, 30)]),
        };
        let settings = QueueSettings::default();
        let (mut router, mut actions) = (Router::new(), Vec::new());
        let timer = Timer::WindowCloses(id);
        for (now, event) in [
            (0, Event::QueueSettings { queue, settings }),
            (0, Event::CallbackScheduled { id, booking }),
            (25, Event::TimerFired(timer)),
        ] {
            actions.clear();
            router.handle(at(now), event, &mut actions);
        }
        assert_eq!(actions, [Action::SetTimer { at: at(30), timer }]);
        let state = router.interaction(id).map(Interaction::state);
        assert_eq!(state, Some(State::Waiting));
    }
}
