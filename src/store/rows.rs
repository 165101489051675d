//! The rows of callbacks, kept in this browser: read once, then written one after the other.

use super::{Page, Store};
use crate::browser::json;
use crate::browser::storage::{Added, Change, Storage};
use crate::browser::task::spawn;
use callback_core::callback::Callback;
use callback_core::desk::{Durability, Keeping};
use callback_core::panel::{Input, Write};
use callback_core::wire::store::Row;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// The name of the store, for all panels of an origin.
const DATABASE: &str = "callback-scheduler";

/// Where the store of rows is, and what waits to be written.
#[derive(Default)]
pub(super) struct Rows {
    disk: RefCell<Disk>,
    jobs: RefCell<VecDeque<Job>>,
    writing: Cell<bool>,
}

#[derive(Clone, Default)]
enum Disk {
    #[default]
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

impl Rows {
    /// Whether nobody has asked for them yet.
    pub(super) fn are_closed(&self) -> bool {
        matches!(*self.disk.borrow(), Disk::Closed)
    }
}

/// Opens the store of rows if need be, and tells `store` what is in it.
pub(crate) fn read(page: &Rc<Page>, store: &Store) {
    let (page, store) = (Rc::clone(page), store.clone());
    spawn(async move {
        let opened = match page.rows.disk.borrow().clone() {
            Disk::Open(storage) => Ok(storage),
            Disk::Opening => return,
            Disk::Closed | Disk::Refused => Err(()),
        };
        let opened = match opened {
            Ok(storage) => Ok(storage),
            Err(()) => {
                page.rows.disk.replace(Disk::Opening);
                Storage::open(DATABASE).await
            }
        };
        let read = match &opened {
            Ok(storage) => storage.rows().await,
            Err(refused) => Err(refused.clone()),
        };
        page.rows
            .disk
            .replace(opened.map_or(Disk::Refused, Disk::Open));
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
        go_on(&page);
    });
}

/// Keeps a row, after those that wait already; the answer is an input of `store`.
pub(crate) fn keep(page: &Rc<Page>, store: Store, row: Box<Callback>, write: Write) {
    page.rows
        .jobs
        .borrow_mut()
        .push_back(Job { store, row, write });
    go_on(page);
}

fn go_on(page: &Rc<Page>) {
    let rows = &page.rows;
    if matches!(*rows.disk.borrow(), Disk::Closed | Disk::Opening) || rows.writing.replace(true) {
        return;
    }
    let page = Rc::clone(page);
    spawn(async move {
        while let Some(job) = next(&page.rows) {
            let disk = page.rows.disk.borrow().clone();
            let keeping = match disk {
                Disk::Open(storage) => perform(&storage, &job).await,
                Disk::Closed | Disk::Opening | Disk::Refused => Keeping::Failed,
            };
            job.store.take(Input::Kept {
                id: job.row.id.clone(),
                keeping,
            });
        }
        page.rows.writing.set(false);
    });
}

fn next(rows: &Rows) -> Option<Job> {
    rows.jobs.borrow_mut().pop_front()
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
