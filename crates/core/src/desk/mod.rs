//! The scheduled callbacks of this page: one desk for all its panels, kept by whatever store the shell has (S5).
//!
//! The desk decides; it never writes. A method that changes something returns the row to be kept, and the
//! shell says afterwards whether it was.

mod changes;
mod mirror;

use crate::callback::{Callback, State};
use crate::command::Command;
use crate::ids::{AgentId, CallbackId, ConversationId};
use crate::limits::CALLBACKS_MAX;
use crate::problem::{Fault, Refusal};
use crate::settings::{Agent, PerInteraction, Policy};
use chrono_tz::Tz;
use std::collections::BTreeMap;

/// Whether this browser keeps what it is given (S1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Not known yet.
    Opening,
    /// Rows survive the page.
    Durable,
    /// Rows live as long as the page.
    MemoryOnly,
}

/// How the store answered a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// It is on disk.
    Kept,
    /// Another tab had booked under this id; here is its row (P12).
    Taken(Box<Callback>),
    /// It was not written.
    Failed,
}

/// What a host without a backend tells of a callback it routes (the property `callbacks`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fed {
    /// Which one.
    pub id: CallbackId,
    /// Where it is now.
    pub state: State,
}

/// The callbacks of this page, ended ones included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    callbacks: BTreeMap<CallbackId, Callback>,
    durability: Durability,
    faults: Vec<Fault>,
    revision: u64,
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Desk {
    /// An empty desk whose store is still being opened.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            callbacks: BTreeMap::new(),
            durability: Durability::Opening,
            faults: Vec::new(),
            revision: 0,
        }
    }

    /// Changes whenever anything here does.
    #[must_use]
    pub const fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether rows survive the page.
    #[must_use]
    pub const fn durability(&self) -> Durability {
        self.durability
    }

    /// What the store reported.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// That callback.
    #[must_use]
    pub fn get(&self, id: &CallbackId) -> Option<&Callback> {
        self.callbacks.get(id)
    }

    /// Every callback, by id.
    pub fn all(&self) -> impl Iterator<Item = &Callback> {
        self.callbacks.values()
    }

    /// The zone of the callback that was scheduled last (Z2).
    #[must_use]
    pub fn last_zone(&self) -> Option<Tz> {
        let last = self.all().max_by_key(|callback| callback.booked_at)?;
        Some(last.promise.said.zone)
    }

    /// The store has been opened, or refused, and these were its rows. What was booked meanwhile stays.
    pub fn opened(&mut self, durability: Durability, rows: Vec<Callback>, unreadable: usize) {
        self.durability = durability;
        for row in rows {
            self.adopt(row);
        }
        match durability {
            Durability::MemoryOnly => self.fault(Fault::NotDurable),
            Durability::Durable | Durability::Opening => {}
        }
        if unreadable > 0 {
            self.fault(Fault::RowsUnreadable { rows: unreadable });
        }
        self.revision += 1;
    }

    fn adopt(&mut self, row: Callback) {
        let newer = self
            .callbacks
            .get(&row.id)
            .is_none_or(|mine| mine.version < row.version);
        if newer {
            self.callbacks.insert(row.id.clone(), row);
        }
    }

    fn fault(&mut self, fault: Fault) {
        if !self.faults.contains(&fault) {
            self.faults.push(fault);
        }
    }

    /// The callback that fills this conversation's place, where the administrator allows one (P12).
    #[must_use]
    pub fn standing(&self, conversation: &ConversationId, policy: &Policy) -> Option<&Callback> {
        match policy.per_interaction {
            PerInteraction::Many => None,
            PerInteraction::One => self.callbacks.values().find(|callback| {
                callback.conversation.as_ref() == Some(conversation) && !callback.state.over()
            }),
        }
    }

    /// Books what `command` asks for and returns the row to keep. The same key again returns the same row:
    /// no second press, retry or reload makes another callback (P12).
    ///
    /// The id follows from the conversation and how many callbacks it had, so that two tabs that book for the
    /// same conversation meet at the same row of the store, and only the first one is kept.
    ///
    /// # Errors
    /// [`Refusal::AlreadyScheduled`], [`Refusal::NoConversation`] or [`Refusal::Full`].
    pub fn book(
        &mut self,
        command: &Command,
        agent: Option<&Agent>,
        policy: &Policy,
    ) -> Result<Callback, Refusal> {
        if let Some(same) = self
            .callbacks
            .values()
            .find(|callback| callback.key == *command.key())
        {
            return Ok(same.clone());
        }
        let conversation = command.conversation().ok_or(Refusal::NoConversation)?;
        if let Some(standing) = self.standing(conversation, policy) {
            return Err(Refusal::AlreadyScheduled(standing.id.clone()));
        }
        if self.callbacks.len() >= CALLBACKS_MAX {
            return Err(Refusal::Full {
                callbacks_max: CALLBACKS_MAX,
            });
        }
        let earlier = self
            .callbacks
            .values()
            .filter(|callback| callback.conversation.as_ref() == Some(conversation));
        let ordinal = earlier.count() + 1;
        let id = match policy.per_interaction {
            PerInteraction::One => CallbackId::new(format!("{conversation}/{ordinal}")),
            PerInteraction::Many => CallbackId::new(format!("{conversation}/{}", command.key())),
        };
        let callback = Callback::booked(id, command, agent.map(|agent| agent.id.clone()));
        self.put(callback.clone());
        Ok(callback)
    }

    fn put(&mut self, callback: Callback) {
        self.callbacks.insert(callback.id.clone(), callback);
        self.revision += 1;
    }

    /// The store's answer to a write of `row`. A booking that another tab made first gives way to it.
    ///
    /// # Errors
    /// [`Refusal::AlreadyScheduled`] where another tab was first. A failed write is a fault, shown, and the callback
    /// stays in memory: it is never dropped silently.
    pub fn kept(&mut self, row: &CallbackId, keeping: Keeping) -> Result<(), Refusal> {
        self.revision += 1;
        match keeping {
            Keeping::Kept => Ok(()),
            Keeping::Failed => {
                self.fault(Fault::NotKept);
                Ok(())
            }
            Keeping::Taken(theirs) => {
                let same_press = self
                    .callbacks
                    .get(row)
                    .is_some_and(|mine| mine.key == theirs.key);
                let id = theirs.id.clone();
                self.callbacks.insert(row.clone(), *theirs);
                if same_press {
                    Ok(())
                } else {
                    Err(Refusal::AlreadyScheduled(id))
                }
            }
        }
    }

    /// The callback that alerts `agent`, or that they have in hand: the card of G1.
    #[must_use]
    pub fn with_agent(&self, agent: &AgentId) -> Option<&Callback> {
        self.callbacks
            .values()
            .find(|callback| callback.state.agent() == Some(agent))
    }
}
