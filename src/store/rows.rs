//! The rows kept in this browser: callbacks, and what waits for a backend. Read and written one after the other, so that
//! whatever is read holds what was written before.

use super::{Page, Store};
use crate::browser::json;
use crate::browser::seal::Seal;
use crate::browser::storage::{Added, Change, Refused, Storage, Table};
use crate::browser::tabs::Channel;
use crate::browser::task::spawn;
use crate::sync;
use callback_core::callback::Callback;
use callback_core::desk::{Durability, Keeping};
use callback_core::ids::CallbackId;
use callback_core::panel::{Input, Write};
use callback_core::sync as outbox;
use callback_core::wire::store::{Kept, OutboxRow, Row};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// The name of the store, for all panels of an origin, and of the channel on which its tabs speak of it.
const DATABASE: &str = "callback-scheduler";

/// Where the store of rows is, and what waits to be written.
#[derive(Default)]
pub(crate) struct Rows {
    disk: RefCell<Disk>,
    jobs: RefCell<VecDeque<Job>>,
    working: Cell<bool>,
    channel: OnceCell<Option<&'static Channel>>,
}

#[derive(Clone, Default)]
enum Disk {
    #[default]
    Closed,
    Open(Storage, Option<Seal>),
    Refused,
}

/// What waits for the store.
enum Job {
    /// Reads all of it, and tells.
    Read(Store),
    Write(Box<Writing>),
    /// Forgets what waits, and what it is sealed with.
    Forget,
}

/// One write, all of it or nothing, and who wants to hear of it.
pub(crate) struct Writing {
    pub(crate) store: Store,
    pub(crate) row: Option<(Box<Callback>, Write)>,
    pub(crate) changes: Vec<outbox::Change>,
    pub(crate) intent: Option<(CallbackId, u32)>,
}

impl Rows {
    /// Whether nobody has asked for them yet.
    pub(super) fn are_closed(&self) -> bool {
        matches!(*self.disk.borrow(), Disk::Closed) && self.jobs.borrow().is_empty()
    }
}

/// Opens the store of rows if need be, and tells `store` what is in it.
pub(crate) fn read(page: &Rc<Page>, store: &Store) {
    page.rows.channel.get_or_init(|| {
        let store = store.clone();
        let heard = move || store.refresh();
        let channel = Channel::join(DATABASE, heard)?;
        Some(Box::leak(Box::new(channel)))
    });
    queue(page, Job::Read(store.clone()));
}

/// Keeps a row, after those that wait already; the answer is an input of `store`.
pub(crate) fn keep(page: &Rc<Page>, store: Store, row: Box<Callback>, write: Write) {
    let (changes, intent) = sync::changed(page, &row);
    self::write(
        page,
        Writing {
            store,
            row: Some((row, write)),
            changes,
            intent,
        },
    );
}

/// Writes, after what waits already.
pub(crate) fn write(page: &Rc<Page>, writing: Writing) {
    queue(page, Job::Write(Box::new(writing)));
}

/// Forgets the outbox, after what waits already was written.
pub(crate) fn forget(page: &Rc<Page>) {
    queue(page, Job::Forget);
}

fn queue(page: &Rc<Page>, job: Job) {
    let rows = &page.rows;
    rows.jobs.borrow_mut().push_back(job);
    if rows.working.replace(true) {
        return;
    }
    let page = Rc::clone(page);
    spawn(async move {
        loop {
            let job = page.rows.jobs.borrow_mut().pop_front();
            match job {
                Some(Job::Read(store)) => read_now(&page, &store).await,
                Some(Job::Write(writing)) => write_now(&page, *writing).await,
                Some(Job::Forget) => forget_now(&page).await,
                None => break,
            }
        }
        page.rows.working.set(false);
    });
}

/// Opens the store, once more where it was refused before.
async fn opened(page: &Page) -> Disk {
    let disk = page.rows.disk.borrow().clone();
    if matches!(disk, Disk::Open(..)) {
        return disk;
    }
    let opened = Storage::open(DATABASE).await;
    let disk = opened.map_or(Disk::Refused, |storage| Disk::Open(storage, None));
    page.rows.disk.replace(disk.clone());
    disk
}

/// The key that is kept: another tab may have forgotten the one before. Only where a backend is named is one made.
async fn seal(page: &Page, storage: &Storage) -> Option<Seal> {
    page.sync.get()?;
    let seal = Seal::of(storage).await.ok();
    page.rows
        .disk
        .replace(Disk::Open(storage.clone(), seal.clone()));
    seal
}

async fn forget_now(page: &Page) {
    if let Disk::Open(storage, _) = opened(page).await {
        // Where the browser refuses, what waited is still sealed under a key that this page no longer uses.
        let _ = storage.clear(&[Table::Outbox, Table::Keys]).await;
        page.rows.disk.replace(Disk::Open(storage, None));
    }
}

async fn read_now(page: &Rc<Page>, store: &Store) {
    let read = match opened(page).await {
        Disk::Open(storage, _) => {
            let seal = seal(page, &storage).await;
            let outbox = page.sync.get().is_some();
            everything(&storage, outbox, seal.as_ref()).await.ok()
        }
        Disk::Closed | Disk::Refused => None,
    };
    let durability = match read {
        Some(_) => Durability::Durable,
        None => Durability::MemoryOnly,
    };
    let (kept, unreadable) = read.unwrap_or_default();
    store.take(Input::Opened {
        durability,
        rows: kept.callbacks.clone(),
        unreadable,
    });
    sync::read(page, store, durability, kept);
}

/// Callbacks and outbox, and how many rows of either could not be read.
async fn everything(
    storage: &Storage,
    outbox: bool,
    seal: Option<&Seal>,
) -> Result<(outbox::Rows, usize), Refused> {
    let rows = storage.rows().await?;
    let mut unreadable = rows.unreadable;
    let mut kept = outbox::Rows::default();
    for (_, text) in &rows.texts {
        match callback(text) {
            Some(callback) => kept.callbacks.push(callback),
            None => unreadable += 1,
        }
    }
    if !outbox {
        return Ok((kept, unreadable));
    }
    let waiting = storage.rows_of(Table::Outbox).await?;
    unreadable += waiting.unreadable;
    for (_, sealed) in &waiting.texts {
        let text = match seal {
            Some(seal) => seal.open(sealed).await,
            None => None,
        };
        let row = text.and_then(|text| json::read::<OutboxRow>(&text).ok()?.read().ok());
        match row {
            Some(Kept::Intent(intent)) => kept.intents.push(intent),
            Some(Kept::Remote(callback, remote)) => kept.remotes.push((callback, remote)),
            None => unreadable += 1,
        }
    }
    Ok((kept, unreadable))
}

async fn write_now(page: &Rc<Page>, writing: Writing) {
    let added = match opened(page).await {
        Disk::Open(storage, Some(kept)) => perform(&storage, Some(&kept), &writing).await,
        Disk::Open(storage, None) => {
            let seal = seal(page, &storage).await;
            perform(&storage, seal.as_ref(), &writing).await
        }
        Disk::Closed | Disk::Refused => Err(Refused(String::new())),
    };
    if let (Ok(Added::New), Some(Some(channel))) = (&added, page.rows.channel.get()) {
        channel.tell();
    }
    let keeping = match &added {
        Ok(Added::New) => Keeping::Kept,
        Ok(Added::Taken(Table::Rows, theirs)) => {
            callback(theirs).map_or(Keeping::Failed, |it| Keeping::Taken(Box::new(it)))
        }
        // The intent gets another step and comes back with its row.
        Ok(Added::Taken(..)) => return answer(page, writing.intent, outbox::Kept::Taken),
        Err(_) => Keeping::Failed,
    };
    answer(page, writing.intent, outbox::Kept::from(&keeping));
    if let Some((row, _)) = writing.row {
        writing.store.take(Input::Kept {
            id: row.id.clone(),
            keeping,
        });
    }
}

fn answer(page: &Rc<Page>, intent: Option<(CallbackId, u32)>, keeping: outbox::Kept) {
    if let Some((callback, step)) = intent {
        let kept = outbox::Input::Kept {
            callback,
            step,
            keeping,
        };
        sync::input(page, kept);
    }
}

async fn perform(
    storage: &Storage,
    seal: Option<&Seal>,
    writing: &Writing,
) -> Result<Added, Refused> {
    let mut changes = Vec::new();
    if let Some((callback, write)) = &writing.row {
        let (key, row) = (callback.id.to_string(), json::text(&Row::of(callback)));
        let change = match write {
            Write::New => Change::Add { key, row },
            Write::Replace => Change::Put { key, row },
        };
        changes.push((Table::Rows, change));
    }
    for change in &writing.changes {
        changes.push((Table::Outbox, sealed(seal, change).await?));
    }
    storage.transact(&changes).await
}

/// A change of the outbox as one of the store. Where nothing can be sealed, nothing is kept.
async fn sealed(seal: Option<&Seal>, change: &outbox::Change) -> Result<Change, Refused> {
    let intent = |callback: &CallbackId, step: u32| format!("intent/{step:06}/{callback}");
    let (key, row) = match change {
        outbox::Change::Drop(callback, step) => {
            let key = intent(callback, *step);
            return Ok(Change::Delete { key });
        }
        outbox::Change::Add(it) | outbox::Change::Put(it) => {
            (intent(&it.callback, it.step), OutboxRow::intent(it))
        }
        outbox::Change::Remote(callback, remote) => (
            format!("remote/{callback}"),
            OutboxRow::remote(callback, remote),
        ),
    };
    let seal = seal.ok_or_else(|| Refused("nothing can be sealed here".to_owned()))?;
    let row = seal.close(&json::text(&row)).await?;
    Ok(match change {
        outbox::Change::Add(_) => Change::Add { key, row },
        _ => Change::Put { key, row },
    })
}

fn callback(text: &str) -> Option<Callback> {
    json::read::<Row>(text).ok()?.read().ok()
}
