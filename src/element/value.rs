//! The property `value`: the fields of the form as the agent sees them, each as text.

use crate::browser::json::quoted;
use callback_core::claim::Claim;
use callback_core::draft::Pick;
use callback_core::ids::QueueId;
use callback_core::panel::{Edit, Shown};
use callback_core::wire::{Tree, Unreadable};

/// The fields. One that is absent when the page sets a value stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    phone: Option<String>,
    name: Option<String>,
    date: Option<String>,
    time: Option<String>,
    time_zone: Option<String>,
    queue_id: Option<String>,
    to_me: Option<bool>,
    owned: Option<bool>,
    note: Option<String>,
}

impl Value {
    /// The value of what is shown.
    #[must_use]
    pub fn of(shown: &Shown) -> Self {
        let zone = match &shown.zone {
            Pick::Chosen(zone) => zone.name().to_owned(),
            Pick::Typed(text) => text.clone(),
        };
        let queue = match &shown.queue {
            Pick::Chosen(queue) => queue.to_string(),
            Pick::Typed(text) => text.clone(),
        };
        Self {
            phone: Some(shown.phone.clone()),
            name: Some(shown.name.clone()),
            date: Some(shown.date.clone()),
            time: Some(shown.time.clone()),
            time_zone: Some(zone),
            queue_id: Some(queue),
            to_me: Some(shown.claim.claim != Claim::Anyone),
            owned: Some(shown.claim.claim == Claim::Owned),
            note: Some(shown.note.clone()),
        }
    }

    /// The value that a page has set.
    ///
    /// # Errors
    /// Where a field is of another kind.
    pub fn read(tree: &Tree) -> Result<Self, Unreadable> {
        let given = tree.fields("value")?;
        let value = Self {
            phone: given.text("phone"),
            name: given.text("name"),
            date: given.text("date"),
            time: given.text("time"),
            time_zone: given.text("timeZone"),
            queue_id: given.text("queueId"),
            to_me: given.truth("toMe"),
            owned: given.truth("owned"),
            note: given.text("note"),
        };
        given.sound(value)
    }

    /// As JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let texts = [
            ("phone", &self.phone),
            ("name", &self.name),
            ("date", &self.date),
            ("time", &self.time),
            ("timeZone", &self.time_zone),
            ("queueId", &self.queue_id),
            ("note", &self.note),
        ];
        let truths = [("toMe", self.to_me), ("owned", self.owned)];
        let mut fields = Vec::new();
        for (name, text) in texts {
            if let Some(text) = text {
                fields.push(["\"", name, "\":", &quoted(text)].concat());
            }
        }
        for (name, truth) in truths {
            if let Some(truth) = truth {
                let truth = if truth { "true" } else { "false" };
                fields.push(["\"", name, "\":", truth].concat());
            }
        }
        ["{", &fields.join(","), "}"].concat()
    }

    /// What the agent would have done to get there, queue and zone before what depends on them. A field that is
    /// what it was is left alone: a default goes on following the clock.
    #[must_use]
    pub fn edits(self, shown: &Shown) -> Vec<Edit> {
        let now = Self::of(shown);
        let zone = |name: String| name.parse().map_or(Edit::ZoneTyped(name), Edit::ZoneChosen);
        let mut edits = Vec::new();
        let mut edit =
            |wanted: Option<String>, now: Option<String>, edit: &dyn Fn(String) -> Edit| {
                if wanted.is_some() && wanted != now {
                    edits.extend(wanted.map(edit));
                }
            };
        edit(self.queue_id, now.queue_id, &|id| {
            Edit::QueueChosen(QueueId::new(id))
        });
        edit(self.time_zone, now.time_zone, &zone);
        edit(self.phone, now.phone, &Edit::Phone);
        edit(self.name, now.name, &Edit::Name);
        edit(self.date, now.date, &Edit::Date);
        edit(self.time, now.time, &Edit::Time);
        edit(self.note, now.note, &Edit::Note);
        let ticks = [
            (self.to_me, now.to_me, Edit::ToMe as fn(bool) -> Edit),
            (self.owned, now.owned, Edit::Owned),
        ];
        edits.extend(
            ticks
                .into_iter()
                .filter(|(wanted, now, _)| wanted.is_some() && wanted != now)
                .filter_map(|(wanted, _, edit)| wanted.map(edit)),
        );
        edits
    }
}
