//! What typing does to the draft, and which problems are shown.

use super::shown::{typed_for, when_texts};
use super::{Edit, Effect, Notice, Panel};
use crate::check::check;
use crate::claim::Claim;
use crate::draft::{Pick, When};
use crate::entry::{self, TimeReading};
use crate::facts::Facts;
use crate::ids::Key;
use crate::problem::{Field, Problem};
use crate::time::{Fold, MINUTE_MS, Timestamp, today};
use crate::when::{Step, stepped};
use chrono::NaiveTime;

impl Edit {
    /// The field it belongs to.
    #[must_use]
    pub const fn field(&self) -> Field {
        match self {
            Self::Phone(_) => Field::Phone,
            Self::Name(_) => Field::Name,
            Self::Date(_) => Field::Date,
            Self::Time(_) | Self::Instant(_) | Self::Fold(_) => Field::Time,
            Self::ZoneTyped(_) | Self::ZoneChosen(_) => Field::Zone,
            Self::QueueTyped(_) | Self::QueueChosen(_) => Field::Queue,
            Self::ToMe(_) | Self::Owned(_) => Field::Claim,
            Self::Note(_) => Field::Note,
        }
    }
}

/// Fields hold minutes, and a callback in two hours does not come early.
fn up_to_the_minute(at: Timestamp) -> Timestamp {
    at + (-at.ms()).rem_euclid(MINUTE_MS)
}

impl Panel {
    pub(super) fn edit(&mut self, now: Timestamp, edit: Edit, effects: &mut Vec<Effect>) {
        if self.context.readonly {
            return;
        }
        self.active_mut().touch(edit.field());
        match edit {
            Edit::Phone(text) => {
                self.verdicts.clear();
                self.set_phone(text);
            }
            Edit::Name(text) => self.active_mut().name = text,
            Edit::Note(text) => self.active_mut().note = text,
            Edit::Date(text) => self.set_when(now, Some(text), None, None),
            Edit::Time(text) => self.set_when(now, None, Some(text), None),
            Edit::Fold(fold) => self.set_when(now, None, None, Some(fold)),
            Edit::Instant(at) => self.set_instant(now, at),
            Edit::ZoneTyped(text) => self.active_mut().zone = Pick::Typed(text),
            Edit::ZoneChosen(zone) => {
                self.active_mut().zone = Pick::Chosen(zone);
                self.forget_fold();
            }
            Edit::QueueTyped(text) => self.active_mut().queue = Pick::Typed(text),
            Edit::QueueChosen(id) => {
                self.active_mut().queue = Pick::Chosen(id);
                self.redecide_claim();
            }
            Edit::ToMe(ticked) => self.claim(if ticked { Claim::ToMe } else { Claim::Anyone }),
            Edit::Owned(ticked) => self.claim(if ticked { Claim::Owned } else { Claim::ToMe }),
        }
        self.keep_draft(effects);
    }

    fn set_phone(&mut self, text: String) {
        match self.active_mut().phones.first_mut() {
            Some(first) => *first = text,
            None => self.active_mut().phones.push(text),
        }
    }

    /// The first touch of either field turns the default of this moment into text in both (P3).
    fn set_when(
        &mut self,
        now: Timestamp,
        date: Option<String>,
        time: Option<String>,
        fold: Option<Fold>,
    ) {
        let texts = when_texts(self.active(), &self.facts(now));
        self.active_mut().when = When::Typed {
            date: date.unwrap_or(texts.0),
            time: time.unwrap_or(texts.1),
            fold,
        };
    }

    fn set_instant(&mut self, now: Timestamp, at: Timestamp) {
        if let Pick::Chosen(zone) = self.active().zone {
            self.active_mut().when = typed_for(at, zone, &self.facts(now));
        }
    }

    /// Another zone has other repeated hours: the choice made for the old one means nothing there (T2).
    fn forget_fold(&mut self) {
        if let When::Typed { fold, .. } = &mut self.active_mut().when {
            *fold = None;
        }
    }

    /// A tick that cannot stand in the chosen queue is not taken.
    fn claim(&mut self, claim: Claim) {
        let (granted, _) = self
            .chosen_queue()
            .map_or((claim, None), |queue| claim.redecided(queue));
        self.active_mut().claim = granted;
    }

    /// A change of queue re-decides both boxes, and says when it took a tick away (P8).
    pub(super) fn redecide_claim(&mut self) {
        let Some(queue) = self.chosen_queue() else {
            return;
        };
        let (claim, unticked) = self.active().claim.redecided(queue);
        self.active_mut().claim = claim;
        if let Some(why) = unticked {
            self.notice = Some(Notice::Unticked(why));
        }
    }

    /// From now on the field's problems are shown; a whole date-time that was pasted into one field fills both.
    pub(super) fn leave(&mut self, now: Timestamp, field: Field) {
        if !self.left.contains(&field) {
            self.left.push(field);
        }
        if matches!(field, Field::Date | Field::Time) {
            self.spread(now, field);
        }
    }

    /// `in 2 h`, and a date and time in one field, become what both fields print for it.
    fn spread(&mut self, now: Timestamp, field: Field) {
        let (When::Typed { date, time, .. }, Pick::Chosen(zone)) =
            (&self.active().when, &self.active().zone)
        else {
            return;
        };
        let (text, zone) = (if field == Field::Date { date } else { time }, *zone);
        if let Some(ahead_ms) = entry::read_ahead(text, &self.lexicon) {
            let at = up_to_the_minute(now + ahead_ms);
            self.active_mut().when = typed_for(at, zone, &self.facts(now));
        } else if let Some(joined) = entry::read_joined(text, &self.lexicon, today(now, zone)) {
            let time = match joined.time {
                TimeReading::One(time) => entry::print_time(time, &self.lexicon),
                // Before noon or after: left as typed, so that the agent is asked.
                TimeReading::Either(_) => text.get(joined.time_span).unwrap_or_default().to_owned(),
            };
            let date = entry::print_date(joined.date, &self.lexicon);
            self.active_mut().when = When::Typed {
                date,
                time,
                fold: None,
            };
        }
    }

    /// The instant that a key of the time field leads to (T2).
    #[must_use]
    pub fn stepped(&self, now: Timestamp, step: Step) -> Option<Timestamp> {
        stepped(self.active(), &self.facts(now), step)
    }

    /// One reading of a time that had two (T5).
    #[must_use]
    pub fn time_text(&self, time: NaiveTime) -> String {
        entry::print_time(time, &self.lexicon)
    }

    pub(super) fn problems_shown(&self, facts: &Facts<'_>) -> Vec<Problem> {
        if self.left.is_empty() {
            return Vec::new();
        }
        match check(self.active(), facts, &Key::new(""), &self.verdicts) {
            Ok(_) => Vec::new(),
            Err(problems) => problems
                .into_iter()
                .filter(|problem| self.left.contains(&problem.field))
                .collect(),
        }
    }
}
