//! Files of data that the loader fetches: what zones are found by, where numbers come from. All is suggested from and
//! nothing depends on it, so that a file that does not come, or is none of ours, is no fault.

use super::Store;
use crate::reactive::Notify;
use callback_core::numbers::NumberPlaces;
use callback_core::panel::Input;
use callback_core::zones::ZoneIndex;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// What the panels of a page have learnt of zones: their own names at first, then places.
#[derive(Default)]
pub(super) struct Knowledge {
    index: RefCell<Option<Rc<ZoneIndex>>>,
    has_places: Cell<bool>,
}

impl Store {
    /// Takes a file, by the name that the loader has for it.
    pub(crate) fn learn(&self, name: &str, text: &str) {
        match name {
            "numbers" => self.take(Input::Numbers(Box::new(NumberPlaces::read(text)))),
            "places" => self.learn_places(text),
            _ => {}
        }
    }

    /// One index for the page: the next panel brings the same file. A list that is open shows what is found now.
    fn learn_places(&self, text: &str) {
        let known = &self.inner.page.knowledge;
        if !known.has_places.get()
            && let Ok(index) = ZoneIndex::with_places(text.as_bytes())
        {
            known.index.replace(Some(Rc::new(index)));
            known.has_places.set(true);
        }
        self.inner.changed.notify();
    }

    /// What zones are searched in.
    pub(crate) fn zone_index(&self) -> Rc<ZoneIndex> {
        let mut index = self.inner.page.knowledge.index.borrow_mut();
        Rc::clone(index.get_or_insert_with(|| Rc::new(ZoneIndex::new())))
    }
}
