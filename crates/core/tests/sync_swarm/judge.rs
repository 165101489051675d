//! Who knows what was promised to whom, and looks at the end whether it was kept.

use crate::backend::Backend;
use crate::wire;
use callback_core::callback::Callback;
use callback_core::ids::{CallbackId, ConversationId, Key};
use callback_core::sync::Protocol;
use std::collections::{BTreeMap, BTreeSet};

/// What one press, or change, wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wish {
    note: String,
    cancelled: bool,
}

impl Wish {
    fn of(callback: &Callback) -> Self {
        Self {
            note: callback.promise.note.clone(),
            cancelled: callback.state.over(),
        }
    }

    /// Whether `there` is what was wanted. A cancel says nothing of what else was written of it before.
    fn is_met_by(&self, there: &Self) -> bool {
        self == there || (self.cancelled && there.cancelled)
    }
}

#[derive(Default)]
struct Story {
    wishes: Vec<Wish>,
    /// The place of the last wish that the store said it holds.
    acknowledged: Option<usize>,
    id: Option<CallbackId>,
    conversation: Option<ConversationId>,
    editor: Option<(usize, u32)>,
    /// Changed by others too, or decided about: the last wish need not be the last word.
    shared: bool,
}

#[derive(Default)]
pub(crate) struct Judge {
    stories: BTreeMap<Key, Story>,
    /// Steps that the store refused: they may be sent without a row.
    pub(crate) unkept: BTreeSet<Key>,
    /// Keys whose intent was on a disk.
    pub(crate) on_disk: BTreeSet<Key>,
    /// The browser of each key, and the step that it had last.
    pub(crate) steps: BTreeMap<Key, (usize, u32)>,
    /// What was done, in its order, under the step that it had then: one whose end could not be written is numbered anew.
    done: Vec<(Key, (usize, u32))>,
}

impl Judge {
    pub(crate) fn booked(&mut self, callback: &Callback, browser: usize, tab: u32) {
        let story = Story {
            id: Some(callback.id.clone()),
            conversation: callback.conversation.clone(),
            editor: Some((browser, tab)),
            ..Story::default()
        };
        self.stories.insert(callback.key.clone(), story);
    }

    fn story(&mut self, key: &Key) -> Option<&mut Story> {
        self.stories.get_mut(&Key::new(wire::press(key)))
    }

    pub(crate) fn edited_by(&mut self, key: &Key, browser: usize, tab: u32) {
        if let Some(story) = self.story(key) {
            story.shared |= story.editor != Some((browser, tab));
        }
    }

    pub(crate) fn pressed(&mut self, callback: &Callback) {
        if let Some(story) = self.story(&callback.key) {
            story.wishes.push(Wish::of(callback));
        }
    }

    /// Whether a store has refused something of that callback: tabs may know it under two names then.
    pub(crate) fn alone(&self, key: &Key) -> bool {
        let press = wire::press(key);
        self.unkept.iter().any(|it| wire::press(it) == press)
    }

    pub(crate) fn elsewhere(&mut self, key: &Key) {
        if let Some(story) = self.story(key) {
            story.shared = true;
        }
    }

    /// The backend's log has grown.
    pub(crate) fn watch(&mut self, log: &[Key]) {
        let new = log.iter().skip(self.done.len());
        let new: Vec<_> = new.map(|key| (key.clone(), self.steps[key])).collect();
        self.done.extend(new);
    }

    /// The agent has decided about a callback, and so about every press that was meant for its place, and about its own,
    /// where this device knows it by a second name.
    pub(crate) fn decided(&mut self, callback: &Callback) {
        self.elsewhere(&callback.key);
        for story in self.stories.values_mut() {
            story.shared |= story.id.as_ref() == Some(&callback.id);
        }
    }

    pub(crate) fn kept(&mut self, callback: &Callback) {
        let wish = Wish::of(callback);
        if let Some(story) = self.story(&callback.key) {
            let at = story.wishes.iter().rposition(|it| *it == wish);
            story.acknowledged = story.acknowledged.max(at);
        }
    }

    /// Everything that was acknowledged is there, once, as it was wanted last, and was done in its order.
    pub(crate) fn look(&self, backend: &Backend, protocol: Protocol) -> Result<u64, String> {
        let mut doubled = 0;
        for (press, story) in &self.stories {
            let there: Vec<&Callback> = backend.of_press(press).collect();
            if there.len() > 1 {
                doubled += 1;
                if protocol == Protocol::Keys {
                    return Err(format!("{press} is there {} times", there.len()));
                }
            }
            let Some(last) = story.acknowledged else {
                continue;
            };
            let Some(one) = there.first() else {
                // Its conversation had its callback already (P12), and that was said: by the backend, or by this device,
                // which has found another press's there.
                let of_its = |it: &Callback| it.conversation == story.conversation;
                if backend.refused.contains(press) || backend.held.values().any(of_its) {
                    continue;
                }
                if story.shared || story.wishes[last..].iter().any(|it| it.cancelled) {
                    continue;
                }
                return Err(format!("{press} was acknowledged and is not there"));
            };
            let asked = &story.wishes[last..];
            let there = Wish::of(one);
            let kept = asked.iter().any(|wish| wish.is_met_by(&there));
            if !kept && !story.shared && protocol == Protocol::Keys {
                return Err(format!(
                    "{press} is {:?}, not one of {asked:?}",
                    Wish::of(one)
                ));
            }
        }
        if protocol == Protocol::Keys {
            self.in_order(backend)?;
        }
        Ok(doubled)
    }

    fn in_order(&self, backend: &Backend) -> Result<(), String> {
        let mut last: BTreeMap<(&str, usize), u32> = BTreeMap::new();
        for (key, (browser, step)) in &self.done {
            if self.alone(key) {
                continue;
            }
            let (press, step) = (wire::press(key), *step);
            let before = last.insert((press, *browser), step).unwrap_or(0);
            let twice = backend.of_press(&Key::new(press)).count() > 1;
            if before >= step && !twice {
                return Err(format!("{press}: step {step} was done after {before}"));
            }
        }
        if backend.keys_reused > 0 {
            return Err("a key came with two contents".to_owned());
        }
        Ok(())
    }
}
