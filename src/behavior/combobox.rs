//! A text field with a list under it: roles, `aria-activedescendant`, keys, a pointer that leaves focus where it is.
//!
//! ARIA Authoring Practices, "Editable Combobox With List Autocomplete". Focus stays in the field; the
//! marked row is named to it by id, which both find inside the same shadow root.

use super::leaves;
use crate::state::combobox::{Choice, Combobox, Done};
use leptos::attr::{
    Attribute, aria_activedescendant, aria_autocomplete, aria_controls, aria_expanded,
    aria_selected, autocomplete, id, role, spellcheck, tabindex,
};
use leptos::ev::{self, FocusEvent, KeyboardEvent, on};
use leptos::html;
use leptos::prelude::*;
use leptos::tachys::html::node_ref::node_ref;
use leptos::tachys::html::property::prop;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{
    HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// What a combobox is about; all of it belongs to somebody else.
#[derive(Clone, Copy)]
pub struct Asks {
    /// The field's id; the list's and the rows' follow from it.
    pub name: &'static str,
    /// What the field shows.
    pub text: Signal<String>,
    /// The rows that fit it, best first.
    pub choices: Signal<Vec<Choice>>,
    /// Hears every change of the text.
    pub typed: Callback<String>,
    /// Hears the key of the row taken.
    pub picked: Callback<String>,
    /// Hears that the field was left.
    pub left: Callback<()>,
}

/// A combobox: what it is about, and which row is marked.
#[derive(Clone, Copy)]
pub struct ComboboxField {
    asks: Asks,
    state: RwSignal<Combobox>,
    field: NodeRef<html::Div>,
}

impl ComboboxField {
    /// A closed one.
    #[must_use]
    pub fn new(asks: Asks) -> Self {
        Self {
            asks,
            state: RwSignal::new(Combobox::default()),
            field: NodeRef::new(),
        }
    }

    /// The field's id.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.asks.name
    }

    /// Whether the list is on view.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.state.get().open
    }

    /// The rows on view.
    #[must_use]
    pub fn rows(self) -> Vec<Choice> {
        self.asks.choices.get()
    }

    /// How many they are, for the live region. Nothing while the list is closed.
    #[must_use]
    pub fn count(self) -> Option<usize> {
        self.is_open().then(|| self.asks.choices.with(Vec::len))
    }

    /// For the element around field and list.
    pub fn field(self) -> impl Attribute {
        let left = move |event: FocusEvent| {
            if leaves(&event) {
                self.state.set(Combobox::default());
                self.asks.left.run(());
            }
        };
        (node_ref(self.field), on(ev::focusout, left))
    }

    /// For the text field.
    pub fn input(self) -> impl Attribute {
        let marked = move || self.state.get().active.map(|row| self.row_id(row));
        let typed = move |event| {
            let text = event_target_value(&event);
            self.state.set(Combobox::typed(&text));
            self.asks.typed.run(text);
        };
        let entered = move |event: FocusEvent| {
            if let Some(input) = event
                .target()
                .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            {
                input.select();
            }
        };
        (
            (
                id(self.asks.name),
                role("combobox"),
                autocomplete("off"),
                spellcheck("false"),
            ),
            (
                aria_autocomplete("list"),
                aria_controls(self.list_id()),
                aria_expanded(move || truth(self.is_open())),
            ),
            (
                aria_activedescendant(marked),
                prop("value", move || self.asks.text.get()),
            ),
            (
                on(ev::input, typed),
                on(ev::focus, entered),
                on(ev::keydown, move |event| self.key(&event)),
            ),
        )
    }

    /// For the button that opens the list by pointer. The keyboard has Alt+Down.
    pub fn button(self) -> impl Attribute {
        let pressed = move |_| {
            let open = self.state.get_untracked().open;
            self.state.set(Combobox {
                open: !open,
                active: None,
            });
            if let Some(root) = self.field.get_untracked() {
                super::focus(&root, "input");
            }
        };
        (
            tabindex("-1"),
            aria_expanded(move || truth(self.is_open())),
            on(ev::click, pressed),
        )
    }

    /// For the list. Pressing in it takes no focus from the field.
    pub fn list(self) -> impl Attribute {
        (
            id(self.list_id()),
            role("listbox"),
            on(ev::mousedown, move |event| event.prevent_default()),
        )
    }

    /// For a row of it.
    pub fn row(self, row: usize, key: String) -> impl Attribute {
        let clicked = move |_| {
            self.state.set(Combobox::default());
            self.asks.picked.run(key.clone());
        };
        let marked = move || truth(self.state.get().active == Some(row));
        (
            id(self.row_id(row)),
            role("option"),
            aria_selected(marked),
            on(ev::click, clicked),
        )
    }

    fn key(self, event: &KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        let count = self.asks.choices.with_untracked(Vec::len);
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
                    .asks
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
        let (Some(root), Some(row)) = (
            self.field.get_untracked(),
            self.state.get_untracked().active,
        ) else {
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

const fn truth(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}
