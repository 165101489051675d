//! Timers: the router never asks the time, it asks to be woken.
//!
//! A timer is a name, not a handle. Whether one that fires still applies is read from the state it
//! guards, so one that comes late, twice or never-asked-for changes nothing.

use super::Router;
use super::action::Action;
use super::ids::InteractionId;
use super::interaction::{Interaction, State};
use super::reason::{AlertEnd, DialedBy, Refusal, WrapUpBecause, WrapUpEnd};
use crate::time::Timestamp;

/// What will have come when the timer fires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timer {
    /// The time of a scheduled callback.
    Due(InteractionId),
    /// The end of an alert.
    Alert(InteractionId),
    /// The end of an ownership.
    Ownership(InteractionId),
    /// The end of a rule's or a ring's time, for what waits.
    Reach(InteractionId),
    /// The end of the window in which the customer may be called.
    WindowCloses(InteractionId),
    /// The automatic dialing of an accepted callback.
    AutoDial(InteractionId),
    /// The automatic end of a callback whose call is over.
    AutoEnd(InteractionId),
    /// The end of after-call work.
    AfterCallWork(InteractionId),
}

impl Timer {
    /// Whose timer it is.
    #[must_use]
    pub const fn interaction(self) -> InteractionId {
        match self {
            Self::Due(id)
            | Self::Alert(id)
            | Self::Ownership(id)
            | Self::Reach(id)
            | Self::WindowCloses(id)
            | Self::AutoDial(id)
            | Self::AutoEnd(id)
            | Self::AfterCallWork(id) => id,
        }
    }
}

impl Router {
    /// Acts on a timer, if what it guards still stands. One that comes early is set again, so that
    /// nothing is done before its time and nothing is forgotten.
    pub(super) fn fire(&mut self, timer: Timer, out: &mut Vec<Action>) -> Result<(), Refusal> {
        let at = self.deadline(timer).ok_or(Refusal::StaleTimer(timer))?;
        if self.now < at {
            out.push(Action::SetTimer { at, timer });
            return Ok(());
        }
        let id = timer.interaction();
        match timer {
            Timer::Due(_) => self.await_time(id, out),
            Timer::Alert(_) => self.alert_over(id, AlertEnd::Missed, out),
            Timer::Ownership(_) => self.ownership_over(id, out),
            Timer::Reach(_) => self.reach_further(id, out),
            Timer::WindowCloses(_) => self.window_closed(id, out),
            Timer::AutoDial(_) => return self.dial(id, DialedBy::AutoDial, out),
            Timer::AutoEnd(_) => self.begin_wrap_up(id, WrapUpBecause::AutoEnd, out),
            Timer::AfterCallWork(_) => self.end(id, WrapUpEnd::TimedOut, out),
        }
        Ok(())
    }

    /// When this timer is to fire as things stand, or `None` where it guards nothing.
    pub(super) fn deadline(&self, timer: Timer) -> Option<Timestamp> {
        let interaction = self.interactions.get(&timer.interaction())?;
        let mut timers = interaction.timers().into_iter().flatten();
        timers.find_map(|(at, set)| (set == timer).then_some(at))
    }

    /// Drops the timer if it is still to come. Called before the state it guards is left.
    pub(super) fn drop_timer(&self, timer: Timer, out: &mut Vec<Action>) {
        if self.deadline(timer).is_some_and(|at| at > self.now) {
            out.push(Action::DropTimer { timer });
        }
    }

    /// Drops whatever timers guard the interaction's state. Called before that state is left.
    pub(super) fn drop_timers(&self, id: InteractionId, out: &mut Vec<Action>) {
        let Some(interaction) = self.interactions.get(&id) else {
            return;
        };
        for (at, timer) in interaction.timers().into_iter().flatten() {
            if at > self.now {
                out.push(Action::DropTimer { timer });
            }
        }
    }
}

impl Interaction {
    /// The timers that guard its state.
    pub(super) fn timers(&self) -> [Option<(Timestamp, Timer)>; 3] {
        let id = self.id;
        let window = || self.closes().map(|at| (at, Timer::WindowCloses(id)));
        let reach = || self.reach_until.map(|at| (at, Timer::Reach(id)));
        let ownership = || {
            let (_, until) = self.ownership()?;
            Some((until, Timer::Ownership(id)))
        };
        match self.state {
            State::Scheduled => {
                let due = self.scheduled_at().map(|at| (at, Timer::Due(id)));
                [due, None, None]
            }
            State::Waiting => [ownership(), reach(), window()],
            State::Alerting { until, .. } => {
                [Some((until, Timer::Alert(id))), ownership(), window()]
            }
            State::Accepted { dial_at, .. } => {
                let dial = dial_at.map(|at| (at, Timer::AutoDial(id)));
                [dial, window(), None]
            }
            State::CallOver { end_at, .. } => {
                [end_at.map(|at| (at, Timer::AutoEnd(id))), None, None]
            }
            State::WrapUp { until, .. } => {
                let over = until.map(|at| (at, Timer::AfterCallWork(id)));
                [over, None, None]
            }
            State::Dialing { .. } | State::Connected { .. } => [None; 3],
        }
    }
}
