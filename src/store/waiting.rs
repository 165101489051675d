//! What waits for the part of the program that comes later. Nothing is lost: an input keeps its place among all others,
//! and what nobody pressed is done whenever the part comes. Where it cannot be loaded, what was pressed is given up,
//! and the panel says so where it offers to try again.

use super::Store;
use crate::later::{Bring, Later, Stage};
use crate::strings;
use callback_core::panel::Input;
use std::cell::{Cell, RefCell};

type Job = Box<dyn FnOnce(&Store, &'static Later)>;

/// What waits, for one panel.
#[derive(Default)]
pub(super) struct Waiting {
    bring: Cell<Option<Bring>>,
    jobs: RefCell<Vec<Job>>,
    inputs: RefCell<Vec<Input>>,
}

impl Store {
    /// Has what comes later brought: from now on it may take the time of the page.
    pub(crate) fn bring(&self, bring: Bring) {
        self.inner.waiting.bring.set(Some(bring));
        self.inner.page.bring(bring);
    }

    /// The same once more, after it failed.
    pub fn bring_again(&self) {
        if let Some(bring) = self.inner.waiting.bring.get() {
            self.inner.page.bring(bring);
        }
    }

    /// The part that comes later, once it is here; follows it.
    pub(crate) fn stage(&self) -> Stage {
        self.inner.page.arrival.stage()
    }

    /// Does `job` with what comes later: now, or when it is here.
    pub(crate) fn later(&self, job: impl FnOnce(&Self, &'static Later) + 'static) {
        match self.inner.page.arrival.now() {
            Stage::Here(later) => job(self, later),
            _ => self.inner.waiting.jobs.borrow_mut().push(Box::new(job)),
        }
    }

    /// Gives the input back where it can be taken now. While one waits, so do those after it.
    pub(super) fn unless_it_waits(&self, input: Input) -> Option<Input> {
        if !matches!(self.inner.page.arrival.now(), Stage::Away | Stage::Coming) {
            return Some(input);
        }
        let mut inputs = self.inner.waiting.inputs.borrow_mut();
        if inputs.is_empty() && !matches!(input, Input::Schedule { .. }) {
            return Some(input);
        }
        inputs.push(input);
        None
    }

    /// It is here, or cannot be had.
    pub(super) fn arrived(&self) {
        let waiting = &self.inner.waiting;
        if let Stage::Here(later) = self.inner.page.arrival.now() {
            strings::learn(later.texts);
            (later.adopt_style)(self.host().shadow());
            for job in waiting.jobs.take() {
                job(self, later);
            }
        }
        for input in waiting.inputs.take() {
            self.take(input);
        }
    }
}
