//! What the element asks of a store and a view may not: settings of the page, drafts kept by the loader.

use super::Store;
use crate::browser::intl::Language;
use crate::browser::{json, lexicon};
use crate::element::{Topic, Value, events};
use crate::reactive::{GetUntracked, Set};
use crate::strings::Messages;
use callback_core::desk::{Desk, Durability};
use callback_core::entry::Lexicon;
use callback_core::ids::ConversationId;
use callback_core::limits::DRAFTS_MAX;
use callback_core::panel::Input;
use callback_core::time::Timestamp;
use callback_core::wire::host::FedValue;
use callback_core::wire::store::DraftRow;
use send_wrapper::SendWrapper;
use std::rc::Rc;

impl Store {
    /// Has the loader keep a draft, or forget it. Bounded as the core's are: the oldest one goes.
    pub(crate) fn keep_draft(&self, conversation: String, draft: Option<DraftRow>) {
        let mut drafts = self.inner.drafts.borrow_mut();
        drafts.retain(|(whose, _)| *whose != conversation);
        if let Some(draft) = draft {
            if drafts.len() >= DRAFTS_MAX {
                drafts.remove(0);
            }
            drafts.push((conversation, draft));
        }
        let text = json::text(&*drafts);
        drop(drafts);
        self.inner.host.tell(Topic::Draft, &text);
    }

    /// Opens or closes, whoever wants it. The loader is told both, so that it hears of every close.
    pub(crate) fn set_open(&self, open: bool) {
        if self.inner.open.get_untracked() != open {
            self.inner.open.set(open);
        }
        self.inner
            .host
            .tell(Topic::Open, if open { "true" } else { "false" });
    }

    pub(crate) fn set_messages(&self, messages: Messages) {
        self.inner.messages.set(messages);
    }

    pub(crate) fn set_language(&self, language: Rc<Language>) {
        let lexicon = self.lexicon(&language);
        self.inner.language.set(SendWrapper::new(language));
        self.take(Input::Locale(lexicon));
        self.ask_words();
    }

    /// Has the loader bring what people type in this language, where there is a file of it.
    pub(super) fn ask_words(&self) {
        let language = self.inner.language.get_untracked();
        if let Some(language) = lexicon::file(&language.facts.tag) {
            self.inner.host.tell(Topic::Language, language);
        }
    }

    fn lexicon(&self, language: &Language) -> Lexicon {
        let facts = &language.facts;
        let words = self.inner.page.knowledge.words.borrow();
        let file = lexicon::file(&facts.tag).and_then(|language| words.get(language));
        file.and_then(|file| lexicon::with(facts, file).ok())
            .unwrap_or_else(|| lexicon::of(facts))
    }

    /// Drafts from before a trap, as the loader kept them. Text that no panel wrote gives none back; it is overwritten
    /// by the next one.
    pub(crate) fn give_back(&self, drafts: &str) {
        for (conversation, draft) in
            json::read::<Vec<(String, DraftRow)>>(drafts).unwrap_or_default()
        {
            let drafts = &self.inner.drafts;
            drafts
                .borrow_mut()
                .push((conversation.clone(), draft.clone()));
            self.take(Input::DraftBack {
                conversation: ConversationId::new(conversation),
                draft: Box::new(draft.read()),
            });
        }
    }

    /// Fills fields as the page wants them.
    pub(crate) fn fill(&self, value: Value) {
        for edit in value.edits(&self.shown.get_untracked()) {
            self.take(Input::Edited(edit));
        }
    }

    /// Where callbacks are that the host routes, as JSON. Before the rows were read nobody knows them: they wait.
    pub(crate) fn feed(&self, text: &str) {
        let values = json::read::<Vec<FedValue>>(text);
        let fed = values.and_then(|values| {
            let fed = values
                .iter()
                .map(FedValue::read)
                .collect::<Result<Vec<_>, _>>();
            fed.map_err(|wrong| wrong.to_string())
        });
        match fed {
            Err(wrong) => events::refuse(self, "callbacks", &wrong),
            Ok(fed) if self.inner.page.desk(Desk::durability) == Durability::Opening => {
                self.inner.fed.borrow_mut().extend(fed);
            }
            Ok(fed) => self.take(Input::Fed(fed)),
        }
    }

    /// Puts the focus into the first field that has a problem.
    pub(crate) fn focus_first(&self) {
        if let Some(problem) = self.shown.get_untracked().problems.first() {
            self.inner.host.focus(problem.field);
        }
    }

    /// The host's time from now on, or the device's again.
    pub(crate) fn set_now(&self, now: Option<Timestamp>) {
        self.inner.set_now.set(now);
        self.take(Input::Tick);
    }
}
