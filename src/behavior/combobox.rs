//! A text field with a list under it: roles, `aria-activedescendant`, keys, a pointer that leaves focus where it is.
//!
//! ARIA Authoring Practices, "Editable Combobox With List Autocomplete". Focus stays in the field; the
//! marked row is named to it by id, which both find inside the same shadow root.

use super::asked::{Reads, Tells};
use super::bundle::{
    Bundle, Reference, hears, hears_keys, hears_leaving, hears_text, moving, remembers, says,
    still, text_of,
};
use super::leaves;
use crate::reactive::*;
use crate::state::combobox::{Choice, Combobox, Done, meant};
use wasm_bindgen::JsCast;
use web_sys::{Event, FocusEvent, KeyboardEvent};
use web_sys::{HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// What a combobox is about; all of it belongs to somebody else.
#[derive(Clone, Copy)]
pub struct Asks {
    /// The field's id; the list's and the rows' follow from it.
    pub name: &'static str,
    /// What the field shows.
    pub text: Reads<String>,
    /// The rows that fit it, best first.
    pub choices: Reads<Vec<Choice>>,
    /// Hears every change of the text.
    pub typed: Tells<String>,
    /// Hears the key of the row taken.
    pub picked: Tells<String>,
    /// Hears that the field was left.
    pub left: Tells<()>,
    /// What keys do, [`ComboboxField::key`], once it is here: it comes with the list that they move in.
    pub keys: Reads<Option<Keys>>,
}

/// What a key does.
pub type Keys = fn(ComboboxField, &KeyboardEvent);

/// A combobox: what it is about, and which row is marked.
#[derive(Clone, Copy)]
pub struct ComboboxField {
    asks: Asks,
    state: RwSignal<Combobox>,
    choices: Memo<Vec<Choice>>,
    field: Reference,
}

impl ComboboxField {
    /// A closed one.
    #[must_use]
    pub fn new(asks: Asks) -> Self {
        Self {
            asks,
            state: RwSignal::new(Combobox::default()),
            choices: Memo::new(move |_| asks.choices.get()),
            field: Reference::default(),
        }
    }

    /// Whether the list is on view.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.state.get().open
    }

    /// The rows on view.
    #[must_use]
    pub fn rows(self) -> Vec<Choice> {
        self.choices.get()
    }

    /// How many they are, for the live region. Nothing while the list is closed.
    #[must_use]
    pub fn count(self) -> Option<usize> {
        self.is_open().then(|| self.choices.with(Vec::len))
    }

    /// For the element around field and list.
    pub fn field(self) -> Bundle {
        let left = move |event: &FocusEvent| {
            if leaves(event) {
                self.leave();
            }
        };
        vec![remembers(self.field), hears_leaving(left)]
    }

    /// For the text field.
    pub fn input(self) -> Bundle {
        let marked = move || self.state.get().active.map(|row| self.row_id(row));
        let typed = move |text: String| {
            self.asks.typed.run(text.clone());
            let best = |rows: &Vec<Choice>| Combobox::typed(&text, rows.first());
            self.state.set(self.choices.with_untracked(best));
        };
        let entered = move |event: Event| {
            let input = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(input) = input {
                input.select();
            }
        };
        vec![
            still("id", self.asks.name),
            still("data-field", self.asks.name),
            still("role", "combobox"),
            still("autocomplete", "off"),
            still("spellcheck", "false"),
            still("aria-autocomplete", "list"),
            still("aria-controls", self.list_id()),
            says("aria-expanded", move || self.is_open()),
            moving("aria-activedescendant", marked),
            text_of(move || self.asks.text.get()),
            hears_text(typed),
            hears("focus", entered),
            hears_keys(move |event| {
                if let Some(keys) = self.asks.keys.get_untracked() {
                    keys(self, event);
                }
            }),
        ]
    }

    /// For the button that opens the list by pointer. The keyboard has Alt+Down.
    pub fn button(self) -> Bundle {
        let pressed = move |_| {
            let open = self.state.get_untracked().open;
            self.state.update(|state| {
                *state = Combobox {
                    open: !open,
                    active: None,
                    ..*state
                }
            });
            if let Some(root) = self.field.get() {
                super::focus(&root, "input");
            }
        };
        vec![
            still("tabindex", "-1"),
            says("aria-expanded", move || self.is_open()),
            hears("click", pressed),
        ]
    }

    /// For the list. Pressing in it takes no focus from the field.
    pub fn list(self) -> Bundle {
        vec![
            still("id", self.list_id()),
            still("role", "listbox"),
            hears("mousedown", move |event| event.prevent_default()),
        ]
    }

    /// For a row of it.
    pub fn row(self, row: usize, key: String) -> Bundle {
        let clicked = move |_| {
            self.state.set(Combobox::default());
            self.asks.picked.run(key.clone());
        };
        vec![
            still("id", self.row_id(row)),
            still("role", "option"),
            says("aria-selected", move || {
                self.state.get().active == Some(row)
            }),
            hears("click", clicked),
        ]
    }

    /// A name typed in full is taken as picked; anything else stays as typed, for core to judge.
    fn leave(self) {
        let (text, choices) = (self.asks.text, self.choices);
        let typed = self.state.get_untracked().typed;
        self.state.set(Combobox::default());
        let named = || {
            let text = text.get_untracked();
            choices.with_untracked(|rows| meant(rows, &text).map(|row| row.key.clone()))
        };
        if let Some(key) = typed.then(named).flatten() {
            self.asks.picked.run(key);
        }
        self.asks.left.run(());
    }

    /// Moves in the list, opens, closes, takes: whatever the key asks for.
    pub fn key(self, event: &KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        let count = self.choices.with_untracked(Vec::len);
        let (state, done) =
            self.state
                .get_untracked()
                .pressed(&event.key(), event.alt_key(), count);
        self.state.set(state);
        match done {
            Done::Nothing => return,
            Done::Taken => self.show_marked(),
            Done::Picked(row) => {
                let key = self
                    .choices
                    .with_untracked(|rows| rows.get(row).map(|choice| choice.key.clone()));
                if let Some(key) = key {
                    self.asks.picked.run(key);
                }
            }
            Done::Cleared => self.asks.typed.run(String::new()),
        }
        // Tab picks and goes on.
        if event.key() != "Tab" {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    fn show_marked(self) {
        let (Some(root), Some(row)) = (self.field.get(), self.state.get_untracked().active) else {
            return;
        };
        let found = root
            .query_selector(&["#", &self.row_id(row)].concat())
            .ok()
            .flatten();
        if let Some(row) = found.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    }

    fn list_id(self) -> String {
        [self.asks.name, "-list"].concat()
    }

    fn row_id(self, row: usize) -> String {
        [self.asks.name, "-", &row.to_string()].concat()
    }
}
