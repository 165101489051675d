//! A run shown again: the virtual clock drives what was done, each deed at its instant. However the time passes, in
//! ticks or from event to event, it comes out the same.

use super::Run;
use crate::center::{Center, Done, Next};
use callback_core::time::Timestamp;

/// A run on its way to its end.
#[derive(Clone, Debug)]
pub(crate) struct Playback {
    run: Run,
    played: usize,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The router decided the same at the same instants, to the last action.
    Exact,
    /// It did not.
    Different,
}

impl Playback {
    /// From its beginning, with the center that it is played in.
    pub(crate) fn begin(run: Run) -> (Self, Center) {
        let center = Center::open(u64::from(run.seed));
        (Self { run, played: 0 }, center)
    }

    /// Lets time pass until `to`, but not beyond the end.
    pub(crate) fn advance(&mut self, center: &mut Center, to: Timestamp) {
        let to = to.min(self.run.until());
        while self.due().is_some_and(|at| at <= to) {
            self.play_one(center);
        }
        center.advance(to);
    }

    /// Goes straight to what comes next, at most to the end.
    pub(crate) fn next(&mut self, center: &mut Center, stop: Next) {
        let before = center.written(stop);
        while center.written(stop) == before && !self.over(center) {
            let by = self.due().unwrap_or_else(|| self.run.until());
            if center.step(by) {
                continue;
            }
            if self.due().is_some() {
                self.play_one(center);
            } else {
                center.advance(by);
            }
        }
    }

    /// When the next deed is due.
    fn due(&self) -> Option<Timestamp> {
        self.run.done.get(self.played).map(Done::at)
    }

    fn play_one(&mut self, center: &mut Center) {
        if let Some(one) = self.run.done.get(self.played) {
            center.advance(one.at());
            center.take(one.input.clone());
            self.played += 1;
        }
    }

    fn over(&self, center: &Center) -> bool {
        self.due().is_none() && center.now() >= self.run.until()
    }

    /// Whether it was exact; `None` as long as it is not over.
    pub(crate) fn verdict(&self, center: &mut Center) -> Option<Verdict> {
        if !self.over(center) {
            return None;
        }
        center.advance(center.now());
        Some(if center.fingerprint() == self.run.decided {
            Verdict::Exact
        } else {
            Verdict::Different
        })
    }

    /// The run that is shown.
    pub(crate) const fn run(&self) -> &Run {
        &self.run
    }

    /// How many deeds were played.
    pub(crate) const fn played(&self) -> usize {
        self.played
    }

    /// What was done so far: where somebody takes over, their run begins with it.
    pub(crate) fn taken_over(mut self) -> Vec<Done> {
        self.run.done.truncate(self.played);
        self.run.done
    }
}
