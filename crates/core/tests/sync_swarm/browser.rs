//! A browser: rows that outlive everything, and tabs that do not. One tab holds the lock.

use callback_core::callback::Callback;
use callback_core::desk::Desk;
use callback_core::ids::CallbackId;
use callback_core::sync::{Change, Intent, Kept, Level, Outbox, Protocol, Remote, Rows};
use std::collections::{BTreeMap, VecDeque};

/// What is on the disk.
#[derive(Default)]
pub(crate) struct Disk {
    pub(crate) callbacks: BTreeMap<CallbackId, Callback>,
    pub(crate) intents: BTreeMap<(CallbackId, u32), Intent>,
    pub(crate) remotes: BTreeMap<CallbackId, Remote>,
}

/// A write: all of it or nothing.
#[derive(Clone)]
pub(crate) struct Write {
    pub(crate) intent: Option<(CallbackId, u32)>,
    pub(crate) changes: Vec<Change>,
    pub(crate) callback: Option<Callback>,
    /// Only where no row has its name.
    pub(crate) new: bool,
}

/// What the store works off, one after the other.
pub(crate) enum Job {
    Write(Box<Write>),
    Read,
}

impl Disk {
    pub(crate) fn rows(&self) -> Rows {
        let remotes = self.remotes.iter();
        Rows {
            callbacks: self.callbacks.values().cloned().collect(),
            intents: self.intents.values().cloned().collect(),
            remotes: remotes.map(|(id, it)| (id.clone(), it.clone())).collect(),
        }
    }

    pub(crate) fn write(&mut self, write: &Write) -> Kept {
        let name = |it: &Intent| (it.callback.clone(), it.step);
        let taken = write.changes.iter().any(|change| {
            matches!(change, Change::Add(intent) if self.intents.contains_key(&name(intent)))
        });
        let booked = write.new.then_some(write.callback.as_ref()).flatten();
        if taken || booked.is_some_and(|it| self.callbacks.contains_key(&it.id)) {
            return Kept::Taken;
        }
        for change in &write.changes {
            match change {
                Change::Add(intent) | Change::Put(intent) => {
                    self.intents.insert(name(intent), intent.clone());
                }
                Change::Drop(id, step) => drop(self.intents.remove(&(id.clone(), *step))),
                Change::Remote(id, remote) => {
                    self.remotes.insert(id.clone(), remote.clone());
                }
            }
        }
        if let Some(callback) = &write.callback {
            self.callbacks.insert(callback.id.clone(), callback.clone());
        }
        Kept::Disk
    }
}

/// One tab.
pub(crate) struct Tab {
    pub(crate) id: u32,
    pub(crate) outbox: Outbox,
    /// The callbacks as this tab shows them.
    pub(crate) desk: Desk,
    pub(crate) jobs: VecDeque<Job>,
    pub(crate) token: u32,
    pub(crate) level: Level,
    pub(crate) read: bool,
}

impl Tab {
    pub(crate) fn new(id: u32, protocol: Protocol) -> Self {
        Self {
            id,
            outbox: Outbox::new(protocol),
            desk: Desk::new(),
            jobs: VecDeque::new(),
            token: 0,
            level: Level::default(),
            read: false,
        }
    }
}

/// Tabs in the order in which they were opened: the first one holds the lock.
pub(crate) struct Browser {
    pub(crate) disk: Disk,
    pub(crate) tabs: Vec<Tab>,
    /// How far its clock is off, in milliseconds.
    pub(crate) off_ms: i64,
    /// Whether its disk is full.
    pub(crate) full: bool,
}
