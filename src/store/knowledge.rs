//! Files of data that the loader fetches: what zones are found by, where numbers come from. All is suggested from and
//! nothing depends on it, so that a file that does not come, or is none of ours, is no fault.

use super::Store;
use crate::browser::lexicon;
use crate::reactive::GetUntracked;
use crate::reactive::Notify;
use callback_core::entry::NotALanguage;
use callback_core::numbers::NumberPlaces;
use callback_core::panel::Input;
use callback_core::zones::ZoneIndex;
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the panels of a page have learnt of zones: their own names at first, then places.
#[derive(Default)]
pub(super) struct Knowledge {
    index: RefCell<Option<Rc<ZoneIndex>>>,
    has_places: Cell<bool>,
    /// Language files that could be read, by language.
    pub(super) words: RefCell<BTreeMap<String, String>>,
}

impl Store {
    /// Takes a file, by the name that the loader has for it.
    pub(crate) fn learn(&self, name: &str, text: &str) {
        match name {
            "numbers" => self.take(Input::Numbers(Box::new(NumberPlaces::read(text)))),
            "places" => self.learn_places(text),
            _ => self.learn_words(name.strip_prefix("lang/").unwrap_or_default(), text),
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

    /// What people type in a language. Where the file is none, English stays, and whoever looks is told why.
    fn learn_words(&self, language: &str, text: &str) {
        let now = self.inner.language.get_untracked();
        if lexicon::file(&now.facts.tag) != Some(language) {
            return;
        }
        match lexicon::with(&now.facts, text) {
            Ok(lexicon) => {
                let known = &self.inner.page.knowledge.words;
                known
                    .borrow_mut()
                    .insert(language.to_owned(), text.to_owned());
                self.take(Input::Locale(lexicon));
            }
            Err(NotALanguage { line }) => {
                let warning = format!(
                    "<callback-scheduler> lang/{language}.txt is no language file, see its line {line}; \
                     typed dates and times are read by the words of English"
                );
                web_sys::console::warn_1(&warning.into());
            }
        }
    }

    /// What zones are searched in.
    pub(crate) fn zone_index(&self) -> Rc<ZoneIndex> {
        let mut index = self.inner.page.knowledge.index.borrow_mut();
        Rc::clone(index.get_or_insert_with(|| Rc::new(ZoneIndex::new())))
    }
}
