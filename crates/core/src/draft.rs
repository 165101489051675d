//! What the agent has typed so far, as typed. Nothing is refused here: that is [`check`](crate::check::check)'s work.

use crate::claim::Claim;
use crate::context::Context;
use crate::ids::QueueId;
use crate::phone::{PhoneNumber, PhoneProblem};
use crate::problem::Field;
use crate::settings::Settings;
use crate::time::{Fold, Said};
use chrono_tz::Tz;

/// When, as far as the agent has said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Nothing said: now + 30 min, rounded up to 5 min, ticking on (P3).
    Default,
    /// Known without a word typed: a program says when. No draft of the panel has it.
    Said(Said),
    /// Both fields as typed.
    Typed {
        /// The date field.
        date: String,
        /// The time field.
        time: String,
        /// Which of two equal clock times, once the agent has said so (T2).
        fold: Option<Fold>,
    },
}

/// A field with a list: something of the list, or text that is nothing of it (yet).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick<T> {
    /// Chosen from the list.
    Chosen(T),
    /// Typed, and not chosen.
    Typed(String),
}

impl<T> Pick<T> {
    /// What was chosen.
    pub const fn chosen(&self) -> Option<&T> {
        match self {
            Self::Chosen(value) => Some(value),
            Self::Typed(_) => None,
        }
    }
}

/// One callback in the making. Fields nobody touched follow the host (P1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The numbers as typed, in order; the first is the field in the panel (P5).
    pub phones: Vec<String>,
    /// The contact's name.
    pub name: String,
    /// When.
    pub when: When,
    /// The contact's zone (P4).
    pub zone: Pick<Tz>,
    /// The queue (P6).
    pub queue: Pick<QueueId>,
    /// The check boxes.
    pub claim: Claim,
    /// The note.
    pub note: String,
    touched: Vec<Field>,
}

impl Draft {
    /// What the interaction knows, and nothing else: nothing known is asked again (P1).
    #[must_use]
    pub fn from_context(context: &Context, settings: &Settings) -> Self {
        let mut draft = Self::blank();
        draft.follow(context, settings);
        draft
    }

    /// Nothing known and nothing typed.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            phones: vec![String::new()],
            name: String::new(),
            when: When::Default,
            zone: Pick::Typed(String::new()),
            queue: Pick::Typed(String::new()),
            claim: Claim::Anyone,
            note: String::new(),
            touched: Vec::new(),
        }
    }

    /// Takes what the host says now for every field that the agent has not touched.
    pub fn follow(&mut self, context: &Context, settings: &Settings) {
        if !self.touched(Field::Phone) {
            self.phones = vec![number_of(context)];
        }
        if !self.touched(Field::Name) {
            self.name.clone_from(&context.contact_name);
        }
        if !self.touched(Field::Zone)
            && let Some(zone) = context.zone_for(settings)
        {
            self.zone = Pick::Chosen(zone);
        }
        if !self.touched(Field::Queue) {
            self.queue = match &context.queue {
                Some(id) => Pick::Chosen(id.clone()),
                None => Pick::Typed(String::new()),
            };
        }
    }

    /// Remembers that the agent has a say in this field, so that the host has none any more.
    pub fn touch(&mut self, field: Field) {
        if !self.touched(field) {
            self.touched.push(field);
        }
    }

    /// Whether the agent touched it.
    #[must_use]
    pub fn touched(&self, field: Field) -> bool {
        self.touched.contains(&field)
    }

    /// The touched fields, oldest first: what must be kept to bring a draft back (S3).
    #[must_use]
    pub fn touches(&self) -> &[Field] {
        &self.touched
    }

    /// Whether nothing was typed, so that nothing is lost with it.
    #[must_use]
    pub fn pristine(&self) -> bool {
        self.touched.is_empty()
    }
}

/// The caller's number for the field: what was withheld is asked for, an address is read, and a number stays as the host
/// wrote it (P5).
fn number_of(context: &Context) -> String {
    match PhoneNumber::read(&context.ani, &context.country_code) {
        Err(PhoneProblem::Withheld) => String::new(),
        Ok(number) if context.ani.contains(':') => number.to_string(),
        Ok(_) | Err(_) => context.ani.clone(),
    }
}
