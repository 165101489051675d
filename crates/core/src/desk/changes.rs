//! What is done to callbacks that are scheduled: edit, cancel and undo, call now, and what a host feeds back.
//! Every one of them is refused to whom it does not belong (S4) and when it is too late (P11).

use super::{Desk, Fed};
use crate::callback::{Callback, DisconnectReason, State};
use crate::command::Promise;
use crate::ids::CallbackId;
use crate::limits::UNDO_MS;
use crate::problem::Refusal;
use crate::settings::Agent;
use crate::time::{Rules, Timestamp};

impl Desk {
    /// That callback, if `agent` may change it (S4).
    fn mine(&self, id: &CallbackId, agent: Option<&Agent>) -> Result<&Callback, Refusal> {
        let callback = self.callbacks.get(id).ok_or(Refusal::NotFound)?;
        let allowed = match agent {
            None => callback.booked_by.is_none(),
            Some(agent) => {
                agent.supervisor || callback.booked_by.is_none() || callback.belongs_to(&agent.id)
            }
        };
        if allowed {
            Ok(callback)
        } else {
            Err(Refusal::NotYours)
        }
    }

    pub(super) fn change(&mut self, mut callback: Callback) -> Callback {
        callback.version += 1;
        self.put(callback.clone());
        callback
    }

    /// Replaces what is promised: edit, reschedule, reassign, release (P14), within the edit lock (P11).
    ///
    /// # Errors
    /// Where the lock, the callback's state or permissions say no.
    pub fn edit(
        &mut self,
        now: Timestamp,
        id: &CallbackId,
        promise: Promise,
        agent: Option<&Agent>,
    ) -> Result<Callback, Refusal> {
        let callback = self.mine(id, agent)?;
        callback.editable(now)?;
        let changed = Callback {
            promise,
            ..callback.clone()
        };
        Ok(self.change(changed))
    }

    /// Whether the agent may open it for editing now.
    ///
    /// # Errors
    /// As [`Self::edit`].
    pub fn may_edit(
        &self,
        now: Timestamp,
        id: &CallbackId,
        agent: Option<&Agent>,
    ) -> Result<&Callback, Refusal> {
        let callback = self.mine(id, agent)?;
        callback.editable(now)?;
        Ok(callback)
    }

    /// Whether the agent may have it called at once, which the edit lock leaves open (P11).
    ///
    /// # Errors
    /// Where it is with an agent already, has ended, or is not theirs.
    pub fn may_call_now(
        &self,
        id: &CallbackId,
        agent: Option<&Agent>,
    ) -> Result<&Callback, Refusal> {
        let callback = self.mine(id, agent)?;
        callback.cancellable()?;
        Ok(callback)
    }

    /// Cancels it; for [`UNDO_MS`], but never beyond its time, the agent can have it back, then it is gone. Kept at
    /// once, so that closing the page does not undo it.
    ///
    /// # Errors
    /// Where it is with an agent already, has ended, or is not theirs.
    pub fn cancel(
        &mut self,
        now: Timestamp,
        id: &CallbackId,
        agent: Option<&Agent>,
    ) -> Result<Callback, Refusal> {
        let callback = self.mine(id, agent)?;
        callback.cancellable()?;
        let until = (now + UNDO_MS).min(callback.promise.at);
        let changed = Callback {
            cancelling_until: Some(until),
            ..callback.clone()
        };
        Ok(self.change(changed))
    }

    /// Cancels it for good, as a program asks: there is nobody to undo it.
    ///
    /// # Errors
    /// As [`Self::cancel`].
    pub fn disconnect(
        &mut self,
        id: &CallbackId,
        agent: Option<&Agent>,
    ) -> Result<Callback, Refusal> {
        let callback = self.mine(id, agent)?;
        callback.cancellable()?;
        let changed = Callback {
            state: State::Disconnected(DisconnectReason::Client),
            ..callback.clone()
        };
        Ok(self.change(changed))
    }

    /// Takes a cancel back.
    ///
    /// # Errors
    /// [`Refusal::TooLate`] once it is gone.
    pub fn undo(&mut self, id: &CallbackId, agent: Option<&Agent>) -> Result<Callback, Refusal> {
        let callback = self.mine(id, agent)?;
        if callback.cancelling_until.is_none() || callback.state.over() {
            return Err(Refusal::TooLate);
        }
        let changed = Callback {
            cancelling_until: None,
            ..callback.clone()
        };
        Ok(self.change(changed))
    }

    /// Carries out every cancel whose time to undo has passed or whose callback has come due, and returns the rows.
    pub fn settle(&mut self, now: Timestamp) -> Vec<Callback> {
        let ripe: Vec<Callback> = self
            .callbacks
            .values()
            .filter(|callback| ripe(callback, now))
            .cloned()
            .collect();
        ripe.into_iter()
            .map(|callback| {
                self.change(Callback {
                    state: State::Disconnected(DisconnectReason::Client),
                    cancelling_until: None,
                    ..callback
                })
            })
            .collect()
    }

    /// Holds every callback that waits for its time against `rules`, and returns the rows of those that newer ones have
    /// moved or put in doubt (T1). Nobody's permission is asked and no lock holds it back: the world has changed.
    pub fn follow<R: Rules>(&mut self, rules: &R, now: Timestamp) -> Vec<Callback> {
        let under = |callback: &Callback| callback.under(rules, now);
        let changed: Vec<Callback> = self.callbacks.values().filter_map(under).collect();
        changed.into_iter().map(|it| self.change(it)).collect()
    }

    /// Takes what a host tells of a callback. A callback that is over stays over.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for one that this page does not hold, [`Refusal::TooLate`] for one that is over.
    pub fn feed(&mut self, fed: Fed) -> Result<Option<Callback>, Refusal> {
        let callback = self.callbacks.get(&fed.id).ok_or(Refusal::NotFound)?;
        if callback.state == fed.state {
            return Ok(None);
        }
        if callback.state.over() {
            return Err(Refusal::TooLate);
        }
        let changed = Callback {
            state: fed.state,
            ..callback.clone()
        };
        Ok(Some(self.change(changed)))
    }
}

fn ripe(callback: &Callback, now: Timestamp) -> bool {
    !callback.state.over() && callback.cancelling_until.is_some_and(|until| until <= now)
}
