//! The list of scheduled callbacks and the alert card, as values (P14, G1): what is shown, and what may be pressed.

use super::Panel;
use super::shown::{Clock, clock};
use crate::callback::{Callback, State};
use crate::claim::Claim;
use crate::command::Route;
use crate::desk::Desk;
use crate::ids::{AgentId, CallbackId};
use crate::limits::OVER_SHOWN_MS;
use crate::problem::Refusal;
use crate::rules_change::RulesMark;
use crate::settings::AtExpiry;
use crate::time::Timestamp;
use chrono::NaiveDateTime;

/// One scheduled callback in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub id: CallbackId,
    /// The contact's name.
    pub name: String,
    /// The first number.
    pub phone: String,
    /// The queue's name, or its id where the host handed in no such queue.
    pub queue: String,
    /// The contact's clock at its time.
    pub contact: Clock,
    /// The agent's clock at its time.
    pub agent: Option<Clock>,
    /// The note.
    pub note: String,
    /// Whose it is.
    pub claim: Claim,
    /// Whether the agent that it names is the one at this panel.
    pub mine: bool,
    /// The agent that it names, where that is somebody else.
    pub other_agent: Option<AgentId>,
    /// The end of ownership on the agent's clock, and what happens then (P10).
    pub owned_until: Option<(Clock, AtExpiry)>,
    /// Where it is in its life.
    pub state: State,
    /// Cancelled, and can be had back until then.
    pub cancelling_until: Option<Timestamp>,
    /// What was said, which stays whatever becomes of the rules (T1).
    pub said: NaiveDateTime,
    /// What new rules of its zone have done to it (T1).
    pub rules: Option<RulesMark>,
    /// Whether it may be edited, rescheduled or reassigned, else why not (P11).
    pub change: Result<(), Refusal>,
    /// Whether it may be cancelled or called at once, else why not.
    pub cancel: Result<(), Refusal>,
}

/// The callback that has come to this agent (G1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// It.
    pub row: Row,
    /// How late it is already, in milliseconds; nought before its time.
    pub late_ms: i64,
    /// How long the alert still lasts, in milliseconds, where the host told.
    pub left_ms: Option<i64>,
}

impl Panel {
    /// Scheduled callbacks by their time: the agent's own, a supervisor's all (P14). What is over stays for a while, so
    /// that none vanishes unseen.
    #[must_use]
    pub fn rows(&self, now: Timestamp, desk: &Desk) -> Vec<Row> {
        let mut rows: Vec<&Callback> = desk
            .all()
            .filter(|callback| !callback.state.over() || now - callback.promise.at <= OVER_SHOWN_MS)
            .filter(|callback| self.sees(callback))
            .collect();
        let order = |it: &Callback| (it.state.over(), it.promise.at);
        rows.sort_unstable_by(|a, b| (order(a), &a.id).cmp(&(order(b), &b.id)));
        rows.into_iter()
            .map(|callback| self.row(now, callback, desk))
            .collect()
    }

    /// The callback that alerts this agent, or that they have in hand.
    #[must_use]
    pub fn alert(&self, now: Timestamp, desk: &Desk) -> Option<Alert> {
        let me = &self.settings().agent.as_ref()?.id;
        let callback = desk.with_agent(me)?;
        let left_ms = match callback.state {
            State::Alerting { until, .. } => until.map(|until| (until - now).max(0)),
            _ => None,
        };
        let late_ms = (now - callback.promise.at).max(0);
        Some(Alert {
            row: self.row(now, callback, desk),
            late_ms,
            left_ms,
        })
    }

    /// An agent sees what is theirs, and what nobody signed; a supervisor sees all (S4).
    fn sees(&self, callback: &Callback) -> bool {
        let me = self.settings().agent.as_ref();
        callback.booked_by.is_none()
            || me.is_some_and(|me| {
                me.supervisor
                    || callback.belongs_to(&me.id)
                    || callback.state.agent() == Some(&me.id)
            })
    }

    fn row(&self, now: Timestamp, callback: &Callback, desk: &Desk) -> Row {
        let promise = &callback.promise;
        let agent = self.settings().agent.as_ref();
        let agent_zone = self.context().agent_zone(self.settings());
        let named = promise.route.agent();
        let mine = named.is_some() && named == agent.map(|agent| &agent.id);
        let queue = self.settings().queue(&promise.queue);
        let owned_until = match &promise.route {
            Route::Owned {
                until, at_expiry, ..
            } => Some((
                clock(agent_zone.unwrap_or(promise.said.zone), *until),
                *at_expiry,
            )),
            Route::Queue | Route::ToMe(_) => None,
        };
        Row {
            id: callback.id.clone(),
            name: promise.name.clone(),
            phone: promise
                .phones
                .first()
                .map(ToString::to_string)
                .unwrap_or_default(),
            queue: queue.map_or_else(|| promise.queue.to_string(), |queue| queue.name.clone()),
            contact: clock(promise.said.zone, promise.at),
            agent: agent_zone.map(|zone| clock(zone, promise.at)),
            note: promise.note.clone(),
            claim: promise.route.claim(),
            mine,
            other_agent: named.filter(|_| !mine).cloned(),
            owned_until,
            state: callback.state.clone(),
            cancelling_until: callback.cancelling_until,
            said: promise.said.local,
            rules: callback.rules_mark(),
            change: desk.may_edit(now, &callback.id, agent).map(|_| ()),
            cancel: desk.may_call_now(&callback.id, agent).map(|_| ()),
        }
    }
}
