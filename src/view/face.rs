//! What every part of the panel is drawn from: slices of the store, words, and one verb.

use super::problems::place;
use crate::behavior::asked::{Reads, Tells};
use crate::browser::intl::Language;
use crate::later::{Later, Stage};
use crate::reactive::*;
use crate::store::Store;
use crate::strings::{Around, Speech, Text};
use callback_core::desk::Desk;
use callback_core::ids::CallbackId;
use callback_core::panel::{Edit, Input, Panel, Shown};
use callback_core::problem::Field;
use callback_core::sync::{Choice, Outbox};
use callback_core::time::Timestamp;
use callback_core::zones::ZoneIndex;
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

/// How a control is marked.
#[derive(Clone, Copy)]
pub struct Marks {
    /// Something is wrong with it.
    pub invalid: Reads<bool>,
    /// It may be read and not changed.
    pub readonly: Reads<bool>,
    /// The ids of what describes it.
    pub described_by: &'static str,
}

/// A handle on all a view may use. Copied freely, so that no closure keeps a share of anything; it is no state.
#[derive(Clone, Copy)]
pub struct Face {
    store: StoredValue<Store>,
    shown: Memo<Shown>,
    speech: StoredValue<Arc<Speech>>,
}

impl Face {
    /// Of this store, spoken in its language; follows the language.
    #[must_use]
    pub fn new(store: Store) -> Self {
        let speech = Speech::of(&store.language(), store.messages());
        let shown = store.shown().into();
        Self {
            store: StoredValue::new(store),
            shown,
            speech: StoredValue::new(Arc::new(speech)),
        }
    }

    // Each of these three is compiled once; a closure handed into the arena would be compiled for each caller.

    #[inline(never)]
    fn store(self) -> Store {
        self.store.get_value()
    }

    #[inline(never)]
    fn speech(self) -> Arc<Speech> {
        self.speech.get_value()
    }

    #[inline(never)]
    fn now_shown(self) -> impl Deref<Target = Shown> {
        self.shown.read()
    }

    /// Reads settings, context and lexicon; follows them.
    pub fn panel<T>(self, read: impl FnOnce(&Panel) -> T) -> T {
        self.store().panel(read)
    }

    /// Reads the scheduled callbacks of the page; follows them.
    pub fn desk<T>(self, read: impl FnOnce(&Desk) -> T) -> T {
        self.store().desk(read)
    }

    /// Reads what waits for the backend, if one was named; follows it.
    pub fn outbox<T>(self, read: impl FnOnce(&Outbox) -> T) -> Option<T> {
        self.store().outbox(read)
    }

    /// The agent decides about a callback that is held back.
    pub(crate) fn choose(self, callback: CallbackId, choice: Choice) {
        self.store().choose(callback, choice);
    }

    /// The present instant; follows the clock.
    #[must_use]
    pub fn now(self) -> Timestamp {
        self.store().now()
    }

    /// Whether the panel is open; follows it.
    #[must_use]
    pub fn open(self) -> bool {
        self.store().open()
    }

    /// The part of the program that comes later, once it is here; follows it.
    pub(crate) fn later(self) -> Option<&'static Later> {
        match self.store().stage() {
            Stage::Here(later) => Some(later),
            Stage::Away | Stage::Coming | Stage::Failed => None,
        }
    }

    /// Whether that part could not be loaded; follows it.
    #[must_use]
    pub fn incomplete(self) -> bool {
        matches!(self.store().stage(), Stage::Failed)
    }

    /// Has it loaded once more.
    pub fn complete(self) {
        self.store().bring_again();
    }

    /// A part of what is shown, followed.
    pub fn shown<T: 'static>(
        self,
        read: impl Fn(&Shown) -> T + Copy + 'static,
    ) -> impl Fn() -> T + Copy + 'static {
        move || read(&self.now_shown())
    }

    /// Whether something is wrong at that field, and to be shown.
    #[must_use]
    pub fn invalid(self, field: Field) -> bool {
        let shown = self.now_shown();
        shown.problems.iter().any(|problem| problem.field == field)
    }

    /// Whether nothing may be changed.
    #[must_use]
    pub fn readonly(self) -> bool {
        self.panel(|panel| panel.context().readonly)
    }

    /// How the control of that field is marked.
    #[must_use]
    pub fn marks(self, field: Field) -> Marks {
        Marks {
            invalid: Reads::new(move || self.invalid(field)),
            readonly: Reads::new(move || self.readonly()),
            described_by: match field {
                Field::Date => "date-problem when-reads",
                Field::Time => "time-problem when-reads",
                _ => place(field),
            },
        }
    }

    /// What the agent did.
    pub fn send(self, input: Input) {
        self.store().dispatch(input);
    }

    /// Schedule, or Save, was pressed.
    pub fn schedule(self) {
        self.store().schedule();
    }

    /// Does what was pressed with what comes later, now or when it is here; given up where it cannot be loaded.
    pub(crate) fn press(self, job: impl FnOnce(&Store, &'static Later) + 'static) {
        if !untrack(|| self.incomplete()) {
            self.store().later(job);
        }
    }

    /// What the agent changed.
    pub fn edit(self, edit: Edit) {
        self.send(Input::Edited(edit));
    }

    /// Puts the focus into a field.
    pub fn focus(self, field: Field) {
        self.store().host().focus(field);
    }

    /// Told a text, makes an edit of it.
    pub fn edits(self, edit: fn(String) -> Edit) -> Tells<String> {
        Tells::new(move |text| self.edit(edit(text)))
    }

    /// Says a field was left.
    pub fn leaves(self, field: Field) -> Tells<()> {
        Tells::new(move |()| self.send(Input::Left(field)))
    }

    /// A text.
    #[must_use]
    pub fn text(self, text: Text) -> String {
        self.speech().text(text)
    }

    /// A text with something filled in.
    #[must_use]
    pub fn say(self, text: Text, fill: &[(&str, &str)]) -> String {
        self.speech().say(text, fill)
    }

    /// Whatever else is to be put into words.
    pub fn speak<T>(self, say: impl FnOnce(&Speech) -> T) -> T {
        say(&self.speech())
    }

    /// What the browser's own clock shows in a zone at an instant; nothing where it does not know the zone.
    #[must_use]
    pub fn browser_shows(self, zone: Tz, at: Timestamp) -> Option<NaiveDateTime> {
        Language::shows(zone.name(), at.ms())
    }

    /// What zones are searched in.
    pub(crate) fn zone_index(self) -> Rc<ZoneIndex> {
        self.store().zone_index()
    }

    /// Where and when is spoken of: the contact's zone and the present instant.
    #[must_use]
    pub fn around(self) -> Around {
        let zone = self.now_shown().zone.chosen().copied();
        let agents = || self.panel(|panel| panel.context().agent_zone(panel.settings()));
        Around {
            now: self.now(),
            zone: zone.or_else(agents).unwrap_or(Tz::UTC),
        }
    }
}
