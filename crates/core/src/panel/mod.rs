//! One panel: a draft for each conversation, and what becomes of a press.
//!
//! Data flow: `Input` → the draft changes → [`check`](crate::check::check) → `Effect::Ask` → `Allowed` → the desk books →
//! `Effect::Keep` → `Kept` → `Effect::Tell`. A panel never asks the time and never performs anything.

mod booking;
mod drafts;
mod effect;
mod fields;
mod input;
mod listing;
mod number;
mod rows;
mod shown;

pub use effect::{ChangeKind, Effect, HostEvent, Write};
pub use input::{Answer, Edit, Input};
pub use rows::{Alert, Row};
pub use shown::{Button, ClaimShown, Clock, Notice, OwnedPreview, Preview, Shown, clock};

use crate::check::Verdict;
use crate::command::Command;
use crate::context::Context;
use crate::desk::Desk;
use crate::draft::Draft;
use crate::entry::Lexicon;
use crate::facts::Facts;
use crate::ids::CallbackId;
use crate::numbers::NumberPlaces;
use crate::problem::Field;
use crate::settings::{Policy, Queue, QueueChoice, Settings};
use crate::time::Timestamp;
use drafts::Drafts;

/// Where a press of Schedule is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Press {
    /// None is under way.
    None,
    /// The host is being asked.
    Asking(Box<Command>),
    /// The store is writing this row.
    Keeping(CallbackId),
}

/// A callback that is being changed, with its own draft beside the conversation's.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Changing {
    id: CallbackId,
    draft: Draft,
}

/// The state of one panel.
#[derive(Clone, Debug)]
pub struct Panel {
    settings: Settings,
    context: Context,
    lexicon: Lexicon,
    draft: Draft,
    drafts: Drafts,
    changing: Option<Changing>,
    /// The fields that were left, each once.
    left: Vec<Field>,
    verdicts: Vec<Verdict>,
    press: Press,
    notice: Option<Notice>,
    numbers: Option<Box<NumberPlaces>>,
}

impl Panel {
    /// A panel that knows nothing yet: the host will say.
    #[must_use]
    pub fn new(lexicon: Lexicon) -> Self {
        let settings = Settings {
            policy: Policy::REFERENCE,
            queues: Vec::new(),
            agent: None,
        };
        let context = Context::default();
        let draft = Draft::from_context(&context, &settings);
        Self {
            settings,
            context,
            lexicon,
            draft,
            drafts: Drafts::new(),
            changing: None,
            left: Vec::new(),
            verdicts: Vec::new(),
            press: Press::None,
            notice: None,
            numbers: None,
        }
    }

    /// Takes one input at `now`, changes the panel and the desk, and adds what is to be done to `effects`.
    pub fn handle(
        &mut self,
        now: Timestamp,
        input: Input,
        desk: &mut Desk,
        effects: &mut Vec<Effect>,
    ) {
        let Some(input) = self.fill(now, input, effects) else {
            return;
        };
        match input {
            Input::Opened {
                durability,
                rows,
                unreadable,
            } => {
                desk.opened(durability, rows, unreadable);
                Self::follow_rules(now, desk, effects);
            }
            Input::Tick => self.settle(now, desk, effects),
            Input::Schedule { key } => self.schedule(now, &key, desk, effects),
            Input::Allowed { key } => self.allowed(now, &key, desk, effects),
            Input::Vetoed { key } => self.vetoed(&key),
            Input::Kept { id, keeping } => {
                self.kept(&id, keeping, desk, effects);
                Self::follow_rules(now, desk, effects);
            }
            Input::Change { id, first } => self.change(now, &id, first, desk, effects),
            Input::Cancel(id) => self.cancel(now, &id, desk, effects),
            Input::Undo(id) => self.undo(&id, desk, effects),
            Input::CallNow(id) => self.call_now(&id, desk, effects),
            Input::Answer { id, answer } => self.answer(&id, answer, desk, effects),
            Input::BackOnQueue => effects.push(Effect::Tell(HostEvent::BackOnQueue)),
            Input::Fed(feeds) => Self::feed(feeds, desk, effects),
            Input::Numbers(numbers) => self.numbers = Some(numbers),
            // `fill` has taken all others.
            _ => {}
        }
    }

    /// Takes an input that concerns the form alone, as [`handle`](Self::handle) does, and gives any other back: what
    /// a shell needs before it has the rest of the program.
    #[must_use = "what is given back was not taken"]
    pub fn fill(
        &mut self,
        now: Timestamp,
        input: Input,
        effects: &mut Vec<Effect>,
    ) -> Option<Input> {
        match input {
            Input::Context(context) => self.take_context(context, effects),
            Input::Settings(settings) => self.take_settings(settings),
            Input::Locale(lexicon) => self.take_locale(now, lexicon),
            Input::DraftBack {
                conversation,
                draft,
            } => self.take_draft_back(&conversation, *draft),
            Input::Edited(edit) => self.edit(now, edit, effects),
            Input::Left(field) => self.leave(now, field),
            Input::Verdicts(verdicts) => self.verdicts = verdicts,
            Input::Reset => self.reset(effects),
            Input::LeaveUnchanged => self.leave_unchanged(),
            Input::NoticeRead => self.notice = None,
            Input::Close => effects.push(Effect::Tell(HostEvent::Close)),
            Input::Opened { .. }
            | Input::Tick
            | Input::Schedule { .. }
            | Input::Allowed { .. }
            | Input::Vetoed { .. }
            | Input::Kept { .. }
            | Input::Change { .. }
            | Input::Cancel(_)
            | Input::Undo(_)
            | Input::CallNow(_)
            | Input::Answer { .. }
            | Input::BackOnQueue
            | Input::Fed(_)
            | Input::Numbers(_) => return Some(input),
        }
        None
    }

    /// Everything the panel shows at `now`.
    #[must_use]
    pub fn shown(&self, now: Timestamp, desk: &Desk) -> Shown {
        let facts = self.facts(now);
        let draft = self.active();
        let queue = self.chosen_queue();
        let (date, time) = shown::when_texts(draft, &facts);
        let changing = self.changing.as_ref().map(|changing| changing.id.clone());
        Shown {
            phone: draft.phones.first().cloned().unwrap_or_default(),
            name: draft.name.clone(),
            date,
            time,
            zone: draft.zone.clone(),
            queue: draft.queue.clone(),
            queue_choice: self.settings.policy.queue_choice,
            claim: shown::claim_shown(draft, queue),
            note: draft.note.clone(),
            problems: self.problems_shown(&facts),
            preview: shown::preview(draft, &facts, queue),
            button: shown::button(&facts, desk, changing.as_ref(), self.press != Press::None),
            changing,
            notice: self.notice.clone(),
            pristine: draft.pristine(),
        }
    }

    /// The settings in force.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }

    /// What the host has said.
    #[must_use]
    pub const fn context(&self) -> &Context {
        &self.context
    }

    /// The agent's language.
    #[must_use]
    pub const fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The draft in the form: the conversation's, or that of the callback being changed.
    #[must_use]
    pub fn active(&self) -> &Draft {
        self.changing
            .as_ref()
            .map_or(&self.draft, |changing| &changing.draft)
    }

    fn active_mut(&mut self) -> &mut Draft {
        self.changing
            .as_mut()
            .map_or(&mut self.draft, |changing| &mut changing.draft)
    }

    fn facts(&self, now: Timestamp) -> Facts<'_> {
        Facts {
            settings: &self.settings,
            context: &self.context,
            lexicon: &self.lexicon,
            now,
        }
    }

    fn chosen_queue(&self) -> Option<&Queue> {
        let id = match self.settings.policy.queue_choice {
            QueueChoice::Free => self.active().queue.chosen(),
            QueueChoice::Fixed => self.context.queue.as_ref(),
        };
        id.and_then(|id| self.settings.queue(id))
    }
}
