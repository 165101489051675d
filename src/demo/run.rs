//! A run: the scenario's seed, what was done by hand, how far it went, and the fingerprint of what the router
//! decided. The same run is the same timeline in every browser (D2).
//!
//! `file` and `link` carry it elsewhere, `personal` takes out what a person typed, `playback` shows it again. Nothing
//! here knows the page or a clock.

mod file;
mod link;
mod personal;
mod playback;
#[cfg(test)]
mod tests;

pub(crate) use file::{FILE_MAX, read_file, write_file};
pub(crate) use link::{LINK_MAX, read_link, write_link};
pub(crate) use personal::{Typed, without_typed};
pub(crate) use playback::{Playback, Verdict};

use crate::center::{Center, Done, Fingerprint, Input};
use callback_core::time::{DAY_MS, Timestamp};
use serde::{Deserialize, Serialize};

/// The contact center that runs are of. Another name as soon as an old run could not be the same any more: other
/// people, other queues, other chances.
pub(crate) const SCENARIO: &str = "three-queues-1";
/// Deeds of a run. What a person does in a day of the demo is some hundred.
pub(crate) const DONE_MAX: usize = 5_000;
/// How far a run may go: all that can be booked lies within.
const UNTIL_MS_MAX: i64 = 60 * DAY_MS;
/// Bytes of a text in it. The panel allows less.
const TEXT_MAX: usize = 10_000;

/// A run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Run {
    pub(crate) seed: u32,
    /// What was done by hand, in order.
    pub(crate) done: Vec<Done>,
    /// How far it went, in ms after the page opens.
    pub(crate) until_ms: i64,
    /// What the router had decided by then.
    pub(crate) decided: Fingerprint,
}

/// Why something is not taken for a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is something else.
    NotARun,
    /// It is of a later version than any that is known here.
    Later(u32),
    /// It is of another contact center.
    Elsewhere(String),
    /// It was cut off or changed on its way.
    Damaged,
    /// It names what is not in this contact center, or is out of order: where, counted from 1.
    Unfit(usize),
    /// It has more than a run may have.
    TooLarge,
}

/// A run with the contact center that it is of, as it travels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Parcel {
    scenario: String,
    run: Run,
}

impl Parcel {
    fn of(run: Run) -> Self {
        Self {
            scenario: SCENARIO.to_owned(),
            run,
        }
    }

    fn open(self) -> Result<Run, Unreadable> {
        if self.scenario != SCENARIO {
            let name = self.scenario.chars().take(40).collect();
            return Err(Unreadable::Elsewhere(name));
        }
        self.run.check().map(|()| self.run)
    }
}

impl Run {
    /// The run of a center, as far as it has come. All that is due by now happens first.
    pub(crate) fn of(seed: u32, done: &[Done], center: &mut Center) -> Self {
        center.advance(center.now());
        Self {
            seed,
            done: done.to_vec(),
            until_ms: center.now() - crate::center::scenario::OPENS,
            decided: center.fingerprint(),
        }
    }

    pub(crate) fn until(&self) -> Timestamp {
        crate::center::scenario::OPENS + self.until_ms
    }

    /// In order, within its limits, and of this center.
    fn check(&self) -> Result<(), Unreadable> {
        if self.done.len() > DONE_MAX || !(0..=UNTIL_MS_MAX).contains(&self.until_ms) {
            return Err(Unreadable::TooLarge);
        }
        let mut from_ms = 0;
        for (number, one) in (1..).zip(&self.done) {
            let in_order = (from_ms..=self.until_ms).contains(&one.after_ms);
            if !in_order || !fits(&one.input) {
                return Err(Unreadable::Unfit(number));
            }
            from_ms = one.after_ms;
        }
        Ok(())
    }
}

fn fits(input: &Input) -> bool {
    let promise = match input {
        Input::Booked(promise) | Input::Edited(_, promise) => Some(promise),
        _ => None,
    };
    input.is_ours()
        && promise.is_none_or(|promise| {
            let texts = [&promise.name, &promise.number, &promise.note];
            let time = promise.after_ms.unsigned_abs() <= UNTIL_MS_MAX.unsigned_abs();
            time && texts.iter().all(|text| text.len() <= TEXT_MAX)
        })
}
