//! Drafts of other conversations, put aside until the host comes back to them (P1). Bounded.

use super::{Effect, Notice, Panel, Press};
use crate::context::Context;
use crate::draft::Draft;
use crate::entry::Lexicon;
use crate::ids::ConversationId;
use crate::limits::DRAFTS_MAX;
use crate::settings::Settings;
use crate::time::Timestamp;

/// Touched drafts, least recently used first. What nobody typed into need not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Drafts(Vec<(ConversationId, Draft)>);

impl Drafts {
    pub(super) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Puts one aside; true where the oldest had to go for it.
    fn put(&mut self, conversation: ConversationId, draft: Draft) -> bool {
        self.take(&conversation);
        let full = self.0.len() >= DRAFTS_MAX;
        if full {
            self.0.remove(0);
        }
        self.0.push((conversation, draft));
        full
    }

    fn take(&mut self, conversation: &ConversationId) -> Option<Draft> {
        let at = self.0.iter().position(|(whose, _)| whose == conversation)?;
        Some(self.0.remove(at).1)
    }
}

impl Panel {
    pub(super) fn take_context(&mut self, context: Context, effects: &mut Vec<Effect>) {
        let switched = context.conversation != self.context.conversation;
        let before = std::mem::replace(&mut self.context, context);
        if switched {
            self.switch_from(before, effects);
        }
        self.draft.follow(&self.context, &self.settings);
    }

    /// A press that was under way belongs to the conversation that is left: the question to the host is dropped,
    /// and what the store is writing is told when it is written.
    fn switch_from(&mut self, before: Context, effects: &mut Vec<Effect>) {
        let Some(conversation) = before.conversation else {
            // What was typed before the host named its conversation belongs to the one it names now.
            return;
        };
        if let Press::Asking(_) = self.press {
            self.press = Press::None;
        }
        self.changing = None;
        self.left.clear();
        self.verdicts.clear();
        self.notice = None;
        let next = self
            .context
            .conversation
            .as_ref()
            .and_then(|conversation| self.drafts.take(conversation));
        let next = next.unwrap_or_else(|| Draft::from_context(&self.context, &self.settings));
        let draft = std::mem::replace(&mut self.draft, next);
        if !draft.pristine() && self.drafts.put(conversation, draft) {
            self.notice = Some(Notice::DraftDropped);
        }
        self.keep_draft(effects);
    }

    pub(super) fn take_settings(&mut self, settings: Settings) {
        self.settings = settings;
        self.draft.follow(&self.context, &self.settings);
        self.redecide_claim();
    }

    /// Texts that the old language wrote are written anew in the new one, where they had a meaning. More words for the
    /// same language change nothing under the agent's hands.
    pub(super) fn take_locale(&mut self, now: Timestamp, lexicon: Lexicon) {
        let understood = crate::when::understand(self.active(), &self.facts(now)).ok();
        let old = std::mem::replace(&mut self.lexicon, lexicon);
        if old.prints_like(&self.lexicon) {
            return;
        }
        if let (Some(understood), crate::draft::When::Typed { .. }) =
            (understood, &self.active().when)
        {
            let (date, time) = super::shown::printed(understood.said.local, &self.facts(now));
            let fold = understood.said.fold;
            self.active_mut().when = crate::draft::When::Typed { date, time, fold };
        }
    }

    pub(super) fn take_draft_back(&mut self, conversation: &ConversationId, draft: Draft) {
        if self.context.conversation.as_ref() != Some(conversation) {
            self.drafts.put(conversation.clone(), draft);
        } else if self.draft.pristine() {
            self.draft = draft;
            self.draft.follow(&self.context, &self.settings);
            self.notice = Some(Notice::DraftBack);
        }
    }

    pub(super) fn keep_draft(&self, effects: &mut Vec<Effect>) {
        if self.changing.is_none()
            && let Some(conversation) = &self.context.conversation
        {
            let draft = (!self.draft.pristine()).then(|| Box::new(self.draft.clone()));
            effects.push(Effect::KeepDraft {
                conversation: conversation.clone(),
                draft,
            });
        }
    }

    pub(super) fn reset(&mut self, effects: &mut Vec<Effect>) {
        self.changing = None;
        self.draft = Draft::from_context(&self.context, &self.settings);
        self.left.clear();
        self.verdicts.clear();
        self.notice = None;
        self.keep_draft(effects);
    }
}
