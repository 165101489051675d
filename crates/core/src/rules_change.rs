//! When the rules of a zone change, what was said wins: the instant of a callback moves, or a person is asked (T1).
//!
//! Applied where callbacks are read back from a store. What is routed already, or over, stays as it is.

use crate::callback::{Callback, State};
use crate::command::{Promise, Route};
use crate::limits::RULES_CHANGES_MAX;
use crate::time::{
    Current, DAY_MS, Doubt, Outcome, Release, Rules, Timestamp, rederived, settled_by,
};

/// An entry in the history of a callback: what the rules of a newer release did to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RulesChange {
    /// When that was noticed.
    pub noticed_at: Timestamp,
    /// The release that its instant came from.
    pub from: Release,
    /// The newer one.
    pub to: Release,
    /// Its instant before.
    pub was: Timestamp,
    /// Its instant since; the same one where a person has to decide.
    pub is: Timestamp,
}

/// What a person should know of new rules, in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulesMark {
    /// It has moved to where what was said is now.
    Moved(RulesChange),
    /// What was said has no one instant any more: somebody has to choose.
    Doubtful(Doubt),
}

impl Callback {
    /// The callback under newer rules, or nothing where it stays as it is, to the bit: where the rules are no newer,
    /// where what was said means the same instant, where it is no longer waiting for its time.
    ///
    /// Of an owned one the end of ownership moves along: it counts from the callback's time (P10).
    #[must_use]
    pub fn under<R: Rules>(&self, rules: &R, now: Timestamp) -> Option<Self> {
        let (promise, to) = (&self.promise, rules.release());
        if self.state != State::Scheduled || promise.tzdb >= to {
            return None;
        }
        let zone = rules.zone(promise.said.zone.name())?;
        let is = match rederived(&promise.said, promise.at, &zone) {
            Outcome::Unmoved => return None,
            Outcome::Moved { to } => to,
            Outcome::Doubtful(_) => promise.at,
        };
        let entry = RulesChange {
            noticed_at: now,
            from: promise.tzdb,
            to,
            was: promise.at,
            is,
        };
        let mut after = self.clone();
        after.promise.move_to(is, to);
        let over = (after.rules_changes.len() + 1).saturating_sub(RULES_CHANGES_MAX);
        after.rules_changes.drain(..over);
        after.rules_changes.push(entry);
        Some(after)
    }

    /// What the list says of it. A new time, chosen by a person, ends either mark.
    #[must_use]
    pub fn rules_mark(&self) -> Option<RulesMark> {
        let promise = &self.promise;
        if self.state != State::Scheduled || promise.tzdb > Current.release() {
            return None;
        }
        if let Err(doubt) = settled_by(promise.said.local, promise.said.fold, &promise.said.zone) {
            return Some(RulesMark::Doubtful(doubt));
        }
        let last = self.rules_changes.last()?;
        (last.is == promise.at && last.was != last.is).then_some(RulesMark::Moved(*last))
    }
}

impl Promise {
    /// Takes the instant that newer rules than these gave to what was said, where two have different ones (T1; api.md,
    /// *Sync: promises* 9). No rules are a day apart: what differs by more is another promise, and is not taken.
    pub fn take_newer(&mut self, at: Timestamp, tzdb: Release) {
        if tzdb > self.tzdb && (at - self.at).abs() <= DAY_MS {
            self.move_to(at, tzdb);
        }
    }

    /// Another instant for what was said, by the rules of that release.
    fn move_to(&mut self, at: Timestamp, tzdb: Release) {
        let by_ms = at - self.at;
        if let Route::Owned { until, .. } = &mut self.route {
            *until = *until + by_ms;
        }
        self.at = at;
        self.tzdb = tzdb;
    }
}
