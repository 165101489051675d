//! A draft as a row, so that it outlives a crash of the panel (S3).

use super::super::text;
use super::fold::{FoldRow, fold_row, read_fold};
use crate::claim::Claim;
use crate::draft::{Draft, Pick, When};
use crate::ids::QueueId;
use crate::problem::Field;
use serde::{Deserialize, Serialize};

/// A draft as text for the tab's own store (S3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftRow {
    phones: Vec<String>,
    name: String,
    date: Option<String>,
    time: Option<String>,
    fold: Option<FoldRow>,
    zone: Option<String>,
    zone_typed: String,
    queue: Option<String>,
    queue_typed: String,
    to_me: bool,
    owned: bool,
    note: String,
    /// By their place in [`Field::ALL`].
    touched: Vec<u8>,
}

impl DraftRow {
    /// The row of a draft.
    #[must_use]
    pub fn of(draft: &Draft) -> Self {
        let (date, time, fold) = match &draft.when {
            When::Default | When::Said(_) => (None, None, None),
            When::Typed { date, time, fold } => {
                (Some(date.clone()), Some(time.clone()), fold.map(fold_row))
            }
        };
        let typed = |text: &str| text.to_owned();
        let (zone, zone_typed) = match &draft.zone {
            Pick::Chosen(zone) => (Some(zone.name().to_owned()), String::new()),
            Pick::Typed(text) => (None, typed(text)),
        };
        let (queue, queue_typed) = match &draft.queue {
            Pick::Chosen(queue) => (Some(queue.to_string()), String::new()),
            Pick::Typed(text) => (None, typed(text)),
        };
        let number = |field: &Field| Field::ALL.iter().position(|other| other == field);
        Self {
            phones: draft.phones.clone(),
            name: draft.name.clone(),
            date,
            time,
            fold,
            zone,
            zone_typed,
            queue,
            queue_typed,
            to_me: draft.claim == Claim::ToMe,
            owned: draft.claim == Claim::Owned,
            note: draft.note.clone(),
            touched: draft
                .touches()
                .iter()
                .filter_map(number)
                .filter_map(|at| u8::try_from(at).ok())
                .collect(),
        }
    }

    /// The draft of a row. A zone that is no longer known comes back as what was typed.
    #[must_use]
    pub fn read(self) -> Draft {
        let claim = match (self.owned, self.to_me) {
            (true, _) => Claim::Owned,
            (false, true) => Claim::ToMe,
            (false, false) => Claim::Anyone,
        };
        let when = match (self.date, self.time) {
            (Some(date), Some(time)) => When::Typed {
                date,
                time,
                fold: self.fold.map(read_fold),
            },
            _ => When::Default,
        };
        let zone = match self
            .zone
            .map(|name| text::read_zone("zone", &name).map_err(|_| name))
        {
            Some(Ok(zone)) => Pick::Chosen(zone),
            Some(Err(name)) => Pick::Typed(name),
            None => Pick::Typed(self.zone_typed),
        };
        let queue = match self.queue {
            Some(id) => Pick::Chosen(QueueId::new(id)),
            None => Pick::Typed(self.queue_typed),
        };
        let mut draft = Draft::blank();
        draft.phones = self.phones;
        draft.name = self.name;
        draft.when = when;
        draft.zone = zone;
        draft.queue = queue;
        draft.claim = claim;
        draft.note = self.note;
        for field in self
            .touched
            .into_iter()
            .filter_map(|at| Field::ALL.get(usize::from(at)))
        {
            draft.touch(*field);
        }
        draft
    }
}
