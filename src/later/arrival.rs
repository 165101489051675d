//! The coming of what comes later: on its way, here, or failed until somebody tries again.

use super::{LATER, Later};
use crate::reactive::{ArcTrigger, Notify, Track};
use std::cell::Cell;

/// It could not be loaded. Who fetches it tells the page why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failed;

/// Hears of the table, once.
pub type Then = Box<dyn FnOnce(Result<&'static Later, Failed>)>;

/// Brings the table. How, is the program's to know.
pub type Bring = fn(Then);

/// For a program that has everything linked in.
pub fn at_hand(then: Then) {
    then(Ok(&LATER));
}

/// Where the table is.
#[derive(Clone, Copy)]
pub(crate) enum Stage {
    /// Nobody has asked for it.
    Away,
    Coming,
    Here(&'static Later),
    Failed,
}

/// The stage, followed by those who read it.
pub(crate) struct Arrival {
    stage: Cell<Stage>,
    changed: ArcTrigger,
}

impl Arrival {
    pub(crate) fn new() -> Self {
        Self {
            stage: Cell::new(Stage::Away),
            changed: ArcTrigger::new(),
        }
    }

    /// The stage now.
    pub(crate) fn now(&self) -> Stage {
        self.stage.get()
    }

    /// The stage; follows it.
    pub(crate) fn stage(&self) -> Stage {
        self.changed.track();
        self.now()
    }

    /// Lets go of followers that are no more: a trigger forgets them only when it is pulled, and this one seldom is.
    pub(crate) fn sweep(&self) {
        self.changed.notify();
    }

    pub(crate) fn set(&self, stage: Stage) {
        self.stage.set(stage);
        self.changed.notify();
    }
}
