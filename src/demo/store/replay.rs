//! A run shown again. The page's own run waits meanwhile, as it was.

use super::own::Own;
use super::{Notice, Store, share};
use crate::center::Center;
use crate::kept::Kept;
use crate::pace::Pace;
use crate::run::{Playback, Run, Verdict};
use leptos::prelude::*;

/// What the page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Its own run: what is done by hand is done.
    Live,
    /// A run on its way to its end.
    Replay,
    /// A run at its end.
    Replayed(Verdict),
}

/// A run that is shown, and the center in which it is.
pub(super) struct Replay {
    pub(super) center: Center,
    pub(super) playback: Playback,
}

impl Replay {
    pub(super) fn run(&self) -> Run {
        self.playback.run().clone()
    }
}

/// How far a replay is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    pub(crate) played: usize,
    pub(crate) of: usize,
    pub(crate) until: callback_core::time::Timestamp,
}

impl Store {
    /// What the page shows; follows it.
    pub(crate) fn mode(self) -> Mode {
        self.inner().mode.get()
    }

    /// How far the replay is; follows it.
    pub(crate) fn progress(self) -> Option<Progress> {
        let inner = self.inner();
        inner.changed.track();
        let replay = inner.replay.borrow();
        replay.as_ref().map(|Replay { playback, .. }| Progress {
            played: playback.played(),
            of: playback.run().done.len(),
            until: playback.run().until(),
        })
    }

    /// Shows a run from its beginning.
    pub(super) fn play(self, run: Run) {
        let inner = self.inner();
        let (playback, center) = Playback::begin(run);
        inner.replay.replace(Some(Replay { center, playback }));
        inner.host.put_away(true);
        self.shows(Mode::Replay);
    }

    /// The run that is shown goes on from here as the page's own. What is still to come of it is dropped.
    pub(crate) fn take_over(self) {
        let inner = self.inner();
        let Some(Replay { center, playback }) = inner.replay.take() else {
            return;
        };
        let run = Kept {
            seed: playback.run().seed,
            number: inner.own.borrow().run.number + 1,
            done: playback.taken_over(),
        };
        self.own_again();
        self.own_from_now_on(Own { center, run });
    }

    /// Goes back to the page's own run.
    pub(crate) fn back(self) {
        self.inner().replay.replace(None);
        self.own_again();
    }

    fn own_again(self) {
        share::forget_fragment();
        self.inner().host.put_away(false);
        self.shows(Mode::Live);
    }

    fn shows(self, mode: Mode) {
        let inner = self.inner();
        inner.notice.set(Notice::None);
        inner.looked_at.set(None);
        inner.mode.set(mode);
        self.told();
    }

    /// Says so where a replay has come to its end. Whether there is a replay.
    pub(super) fn end_replay(self) -> bool {
        let inner = self.inner();
        let verdict = match &mut *inner.replay.borrow_mut() {
            None => return false,
            Some(Replay { center, playback }) => playback.verdict(center),
        };
        if let Some(verdict) = verdict
            && inner.mode.get_untracked() == Mode::Replay
        {
            inner.pace.set(Pace::Paused);
            inner.mode.set(Mode::Replayed(verdict));
            inner.changed.notify();
        }
        true
    }
}
