//! The desk beside a backend: what it takes over from there and from other tabs.

use super::Desk;
use crate::callback::Callback;
use crate::ids::CallbackId;
use crate::sync::Outbox;
use std::collections::BTreeSet;

impl Desk {
    /// Takes rows that the store holds. Newer ones are taken; where two tabs have counted alike and nothing of it waits,
    /// the tab that sends is right. What the store has lost, or has otherwise, is returned.
    #[must_use = "what is returned has to be written"]
    pub fn mirror(&mut self, rows: Vec<Callback>, outbox: &Outbox) -> Vec<Callback> {
        let mut lost: BTreeSet<CallbackId> = BTreeSet::new();
        if outbox.sends() {
            let settled = self.callbacks.keys().filter(|id| outbox.settled(id));
            lost = settled.cloned().collect();
        }
        for row in rows {
            let mine = self.callbacks.get(&row.id);
            let Some(mine) = mine.filter(|mine| mine.version >= row.version) else {
                lost.remove(&row.id);
                self.put(row);
                continue;
            };
            if *mine == row {
                lost.remove(&row.id);
            } else if outbox.settled(&row.id) {
                if outbox.sends() {
                    let mine = mine.clone();
                    self.change(mine);
                } else {
                    self.put(row);
                }
            }
        }
        let lost = lost.iter().filter_map(|id| self.callbacks.get(id));
        lost.cloned().collect()
    }

    /// Takes what the backend has of a callback, under its name here, and returns the row to keep. The time to undo a
    /// cancel is this device's own.
    pub fn adopt_from_backend(&mut self, theirs: Callback) -> Option<Callback> {
        let Some(mine) = self.callbacks.get(&theirs.id) else {
            let callback = Callback {
                version: 1,
                ..theirs
            };
            self.put(callback.clone());
            return Some(callback);
        };
        let cancelling_until = mine.cancelling_until.filter(|_| !theirs.state.over());
        let callback = Callback {
            key: mine.key.clone(),
            booked_at: mine.booked_at,
            version: mine.version,
            cancelling_until,
            ..theirs
        };
        (callback != *mine).then(|| self.change(callback))
    }
}
