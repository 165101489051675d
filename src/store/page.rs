//! What all panels of a page share: one desk, its rows, one clock that ticks while a panel is there, and the part of
//! the program that comes later.

use super::Store;
use super::knowledge::Knowledge;
use super::rows::Rows;
use crate::later::{Arrival, Bring, Stage};
use crate::reactive::{ArcTrigger, Notify, Track};
use crate::sync::Sync;
use callback_core::desk::Desk;
use gloo_timers::callback::Interval;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// How often time passes, in milliseconds: countdowns show seconds.
const TICK_MS: u32 = 1_000;

thread_local! {
    static PAGE: Rc<Page> = Rc::new(Page::new());
}

/// The shared part of a page.
pub(crate) struct Page {
    desk: RefCell<Desk>,
    changed: ArcTrigger,
    pub(crate) rows: Rows,
    /// Once a backend was named.
    pub(crate) sync: Cell<Option<&'static Sync>>,
    pub(super) arrival: Arrival,
    pub(super) knowledge: Knowledge,
    stores: RefCell<Vec<Store>>,
    clock: RefCell<Option<Interval>>,
}

impl Page {
    fn new() -> Self {
        Self {
            desk: RefCell::new(Desk::new()),
            changed: ArcTrigger::new(),
            rows: Rows::default(),
            sync: Cell::new(None),
            arrival: Arrival::new(),
            knowledge: Knowledge::default(),
            stores: RefCell::default(),
            clock: RefCell::default(),
        }
    }

    /// This page's.
    pub(super) fn shared() -> Rc<Self> {
        PAGE.with(Rc::clone)
    }

    /// How many panels are mounted.
    pub(super) fn mounted(&self) -> usize {
        self.stores.borrow().len()
    }

    /// Lets time pass for `store` from now on.
    pub(super) fn enter(self: &Rc<Self>, store: Store) {
        self.stores.borrow_mut().push(store);
        let page = Rc::downgrade(self);
        self.clock.borrow_mut().get_or_insert_with(|| {
            Interval::new(TICK_MS, move || {
                let stores = page.upgrade().map(|page| page.stores.borrow().clone());
                for store in stores.into_iter().flatten() {
                    store.tick();
                }
            })
        });
    }

    /// `store` is gone; with the last one the clock stops.
    pub(super) fn leave(&self, store: &Store) {
        let mut stores = self.stores.borrow_mut();
        stores.retain(|other| !other.is(store));
        if stores.is_empty() {
            self.clock.borrow_mut().take();
        }
        drop(stores);
        self.arrival.sweep();
    }

    /// Has what comes later brought, unless it is here or on its way. All panels hear of it.
    pub(super) fn bring(self: &Rc<Self>, bring: Bring) {
        match self.arrival.now() {
            Stage::Coming => {}
            Stage::Here(_) => self.arrived(),
            Stage::Away | Stage::Failed => {
                self.arrival.set(Stage::Coming);
                let page = Rc::clone(self);
                bring(Box::new(move |brought| {
                    page.arrival.set(brought.map_or(Stage::Failed, Stage::Here));
                    page.arrived();
                }));
            }
        }
    }

    fn arrived(self: &Rc<Self>) {
        let stores = self.stores.borrow().clone();
        if let (Stage::Here(later), Some(store)) = (self.arrival.now(), stores.first())
            && self.rows.are_closed()
        {
            (later.read_rows)(self, store);
        }
        for store in &stores {
            store.arrived();
        }
    }

    /// Reads the desk, and again whenever it changes.
    pub(super) fn track(&self) {
        self.changed.track();
    }

    pub(crate) fn desk<T>(&self, read: impl FnOnce(&Desk) -> T) -> T {
        read(&self.desk.borrow())
    }

    pub(crate) fn change<T>(&self, change: impl FnOnce(&mut Desk) -> T) -> T {
        let mut desk = self.desk.borrow_mut();
        let before = desk.revision();
        let changed = change(&mut desk);
        let differs = desk.revision() != before;
        drop(desk);
        if differs {
            self.notify();
        }
        changed
    }

    /// Has those who follow the desk read it anew.
    pub(crate) fn notify(&self) {
        self.changed.notify();
    }

    /// Does something for every panel of the page.
    pub(crate) fn each(&self, act: impl Fn(&Store)) {
        let stores = self.stores.borrow().clone();
        stores.iter().for_each(act);
    }
}
