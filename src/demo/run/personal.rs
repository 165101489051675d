//! What a person typed: names, numbers and notes of customers who are not in the scenario's own customer file. A link
//! is pasted into chats and logs, so it leaves without them, unless they are asked for.
//!
//! The router knows contacts by their number alone. Each number gets a placeholder of its own, the same one each
//! time, so that the run without what was typed is decided alike.

use super::Run;
use crate::center::Promise;
use crate::center::scenario::CUSTOMERS;

/// How much was typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Typed {
    pub(crate) names: usize,
    pub(crate) numbers: usize,
    pub(crate) notes: usize,
}

/// What stands for a note.
const NOTE: &str = "(a note)";

/// The run with placeholders, and for how many different names, numbers and notes.
pub(crate) fn without_typed(mut run: Run) -> (Run, Typed) {
    let (mut names, mut numbers) = (Seen::new("Contact"), Seen::new("Number"));
    let mut notes = 0;
    for promise in promises(&mut run) {
        if !CUSTOMERS.iter().any(|known| known.name == promise.name) {
            names.replace(&mut promise.name);
        }
        if !CUSTOMERS.iter().any(|known| known.number == promise.number) {
            numbers.replace(&mut promise.number);
        }
        if !promise.note.is_empty() {
            notes += 1;
            NOTE.clone_into(&mut promise.note);
        }
    }
    let typed = Typed {
        names: names.all.len(),
        numbers: numbers.all.len(),
        notes,
    };
    (run, typed)
}

/// The run without the panel's ids, which mean nothing on another page.
pub(super) fn without_keys(mut run: Run) -> Run {
    for promise in promises(&mut run) {
        promise.key = None;
    }
    run
}

fn promises(run: &mut Run) -> impl Iterator<Item = &mut Promise> {
    run.done.iter_mut().filter_map(|one| one.input.promise())
}

/// Texts in the order in which they came up.
struct Seen {
    kind: &'static str,
    all: Vec<String>,
}

impl Seen {
    const fn new(kind: &'static str) -> Self {
        let all = Vec::new();
        Self { kind, all }
    }

    /// Puts a placeholder in its place; an empty text stays one.
    fn replace(&mut self, text: &mut String) {
        if text.trim().is_empty() {
            return;
        }
        let known = self.all.iter().position(|seen| seen == text);
        let at = known.unwrap_or_else(|| {
            self.all.push(text.clone());
            self.all.len() - 1
        });
        *text = format!("{} {}", self.kind, at + 1);
    }
}
