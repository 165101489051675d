//! What all panels of a page share: one desk, one store of rows, one clock that ticks while a panel is there.

use super::Store;
use crate::browser::json;
use crate::browser::storage::{Added, Change, Storage};
use crate::browser::task::spawn;
use callback_core::callback::Callback;
use callback_core::desk::{Desk, Durability, Keeping};
use callback_core::panel::{Input, Write};
use callback_core::wire::store::Row;
use gloo_timers::callback::Interval;
use leptos::prelude::{ArcTrigger, Notify, Track};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// The name of the store, for all panels of an origin.
const DATABASE: &str = "callback-scheduler";
/// How often time passes, in milliseconds: countdowns show seconds.
const TICK_MS: u32 = 1_000;

thread_local! {
    static PAGE: Rc<Page> = Rc::new(Page::new());
}

/// Where the store of rows is.
#[derive(Clone)]
enum Disk {
    Closed,
    Opening,
    Open(Storage),
    Refused,
}

/// A row that waits to be written, and who wants to hear of it.
struct Job {
    store: Store,
    row: Box<Callback>,
    write: Write,
}

/// The shared part of a page.
pub(super) struct Page {
    desk: RefCell<Desk>,
    changed: ArcTrigger,
    disk: RefCell<Disk>,
    jobs: RefCell<VecDeque<Job>>,
    writing: Cell<bool>,
    stores: RefCell<Vec<Store>>,
    clock: RefCell<Option<Interval>>,
}

impl Page {
    fn new() -> Self {
        Self {
            desk: RefCell::new(Desk::new()),
            changed: ArcTrigger::new(),
            disk: RefCell::new(Disk::Closed),
            jobs: RefCell::default(),
            writing: Cell::new(false),
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

    /// Lets time pass for `store` from now on, and opens the rows for the first one.
    pub(super) fn enter(self: &Rc<Self>, store: Store) {
        if matches!(*self.disk.borrow(), Disk::Closed) {
            self.read(store.clone());
        }
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
    }

    /// Reads the desk, and again whenever it changes.
    pub(super) fn track(&self) {
        self.changed.track();
    }

    pub(super) fn desk<T>(&self, read: impl FnOnce(&Desk) -> T) -> T {
        read(&self.desk.borrow())
    }

    pub(super) fn change(&self, change: impl FnOnce(&mut Desk)) {
        let mut desk = self.desk.borrow_mut();
        let before = desk.revision();
        change(&mut desk);
        let changed = desk.revision() != before;
        drop(desk);
        if changed {
            self.changed.notify();
        }
    }

    /// Opens the store of rows if need be, and tells `store` what is in it.
    pub(super) fn read(self: &Rc<Self>, store: Store) {
        let page = Rc::clone(self);
        spawn(async move {
            let opened = match page.disk.borrow().clone() {
                Disk::Open(storage) => Ok(storage),
                Disk::Opening => return,
                Disk::Closed | Disk::Refused => Err(()),
            };
            let opened = match opened {
                Ok(storage) => Ok(storage),
                Err(()) => {
                    page.disk.replace(Disk::Opening);
                    Storage::open(DATABASE).await
                }
            };
            let read = match &opened {
                Ok(storage) => storage.rows().await,
                Err(refused) => Err(refused.clone()),
            };
            page.disk.replace(opened.map_or(Disk::Refused, Disk::Open));
            store.take(match read {
                Ok(rows) => {
                    let total = rows.texts.len();
                    let callbacks = rows
                        .texts
                        .iter()
                        .filter_map(|(_, text)| callback(text))
                        .collect::<Vec<_>>();
                    let unreadable = rows.unreadable + total - callbacks.len();
                    Input::Opened {
                        durability: Durability::Durable,
                        rows: callbacks,
                        unreadable,
                    }
                }
                Err(_) => Input::Opened {
                    durability: Durability::MemoryOnly,
                    rows: Vec::new(),
                    unreadable: 0,
                },
            });
            page.write();
        });
    }

    /// Keeps a row, after those that wait already; the answer is an input of `store`.
    pub(super) fn keep(self: &Rc<Self>, store: Store, row: Box<Callback>, write: Write) {
        self.jobs.borrow_mut().push_back(Job { store, row, write });
        self.write();
    }

    fn write(self: &Rc<Self>) {
        if matches!(*self.disk.borrow(), Disk::Closed | Disk::Opening) || self.writing.replace(true)
        {
            return;
        }
        let page = Rc::clone(self);
        spawn(async move {
            while let Some(job) = page.next() {
                let disk = page.disk.borrow().clone();
                let keeping = match disk {
                    Disk::Open(storage) => perform(&storage, &job).await,
                    Disk::Closed | Disk::Opening | Disk::Refused => Keeping::Failed,
                };
                job.store.take(Input::Kept {
                    id: job.row.id.clone(),
                    keeping,
                });
            }
            page.writing.set(false);
        });
    }

    fn next(&self) -> Option<Job> {
        self.jobs.borrow_mut().pop_front()
    }
}

async fn perform(storage: &Storage, job: &Job) -> Keeping {
    let (key, row) = (job.row.id.to_string(), json::text(&Row::of(&job.row)));
    match job.write {
        Write::New => match storage.add(&key, &row).await {
            Ok(Added::New) => Keeping::Kept,
            Ok(Added::Taken(theirs)) => {
                callback(&theirs).map_or(Keeping::Failed, |it| Keeping::Taken(Box::new(it)))
            }
            Err(_) => Keeping::Failed,
        },
        Write::Replace => match storage.write(&[Change::Put { key, row }]).await {
            Ok(()) => Keeping::Kept,
            Err(_) => Keeping::Failed,
        },
    }
}

fn callback(text: &str) -> Option<Callback> {
    json::read::<Row>(text).ok()?.read().ok()
}
