//! Children that come and go, and what they own.

use super::El;
use super::follow::{effect, put};
use crate::reactive::*;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Node;

/// Draws children; nothing where they stay as they are.
pub(super) type Draw = Box<dyn FnMut() -> Option<Vec<El>>>;

/// Children that come and go: together before an empty text that keeps their place, or each for its key.
pub(super) struct Region {
    effect: Option<RenderEffect<()>>,
    empty: Box<dyn Fn()>,
}

impl Region {
    pub(super) fn new(parent: Node, mut draw: Draw) -> Self {
        let end = document().create_text_node("");
        put(&parent, &end, None);
        let children = Rc::<RefCell<Vec<El>>>::default();
        let (shown, mut owner) = (Rc::clone(&children), None::<Owner>);
        // Children outlive the runs of the effect that leave them as they are.
        let parents = Owner::current().unwrap_or_default();
        let effect = effect(Box::new(move || {
            let owned = parents.with(Owner::new);
            let Some(drawn) = owned.with(&mut draw) else {
                return;
            };
            // Nothing is borrowed while nodes go: the page may hear of lost focus, and answer.
            for child in shown.take() {
                child.remove();
            }
            owner.replace(owned);
            for child in &drawn {
                put(&parent, &child.0.node, Some(&end));
            }
            shown.replace(drawn);
        }));
        Self {
            effect: Some(effect),
            empty: Box::new(move || drop(children.take())),
        }
    }

    pub(super) fn each(
        parent: Node,
        keys: Box<dyn Fn() -> Vec<String>>,
        draw: Box<dyn Fn(&str) -> El>,
    ) -> Self {
        let rows = Rc::<RefCell<Vec<Row>>>::default();
        let kept = Rc::clone(&rows);
        let parents = Owner::current().unwrap_or_default();
        let effect = effect(Box::new(move || {
            let keys = keys();
            let before = kept.take();
            let now = untrack(|| parents.with(|| Row::follow(before, keys, &draw)));
            Row::order(&parent, &now);
            kept.replace(now);
        }));
        Self {
            effect: Some(effect),
            empty: Box::new(move || drop(rows.take())),
        }
    }
}

impl Drop for Region {
    /// The task of an effect ends a little later than the effect, so that it is not what the children wait for.
    fn drop(&mut self) {
        self.effect.take();
        (self.empty)();
    }
}

/// A child with a key. The element goes before what it follows.
struct Row {
    key: String,
    element: El,
    _owner: Owner,
}

impl Row {
    fn follow(mut before: Vec<Self>, keys: Vec<String>, draw: &dyn Fn(&str) -> El) -> Vec<Self> {
        let row = |key: String| match before.iter().position(|row| row.key == key) {
            Some(found) => before.swap_remove(found),
            None => {
                let owner = Owner::new();
                Self {
                    element: owner.with(|| draw(&key)),
                    key,
                    _owner: owner,
                }
            }
        };
        let now = keys.into_iter().map(row).collect();
        for gone in before {
            gone.element.remove();
        }
        now
    }

    /// Moves only what is not in its place.
    fn order(parent: &Node, rows: &[Self]) {
        let mut next = parent.first_child();
        for Self { element, .. } in rows {
            if next.as_ref() == Some(&element.0.node) {
                next = element.0.node.next_sibling();
            } else {
                put(parent, &element.0.node, next.as_ref());
            }
        }
    }
}
