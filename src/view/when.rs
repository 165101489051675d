//! Date and time as the form has them: the widgets, tied to the draft.

use super::calendar::Marked;
use super::el::{El, el};
use super::face::Face;
use super::form::labelled;
use super::glyph::{Glyph, glyph};
use super::text_field::control;
use crate::behavior::asked::{Reads, Tells};
use crate::behavior::calendar::CalendarDialog;
use crate::behavior::date_field::DateField;
use crate::behavior::time_field::TimeField;
use crate::reactive::*;
use crate::state::calendar;
use crate::strings::Text;
use callback_core::entry;
use callback_core::panel::Edit;
use callback_core::problem::Field;
use callback_core::time::to_local;
use chrono::{NaiveDate, NaiveDateTime};

/// The date with its calendar. Days out of reach are those of the horizon, on the contact's clock (P2, P3).
pub fn date(face: Face) -> El {
    let reading = understood(face);
    let chosen = Reads::new(move || reading().map(|local| local.date()));
    let today = Reads::new(move || contact_today(face));
    let opens = Reads::new(move || {
        let (today, last) = untrack(|| (contact_today(face), last_day(face)));
        let first_day = face.speak(|speech| speech.words.first_day);
        calendar::Calendar::new(
            chosen.get_untracked().unwrap_or(today),
            today,
            last,
            first_day,
        )
    });
    let taken = Tells::new(move |day: NaiveDate| {
        let text = face.panel(|panel| entry::print_date(day, panel.lexicon()));
        face.edit(Edit::Date(text));
    });
    let dialog = CalendarDialog::new(
        opens,
        taken,
        face.speak(|speech| speech.words.right_to_left),
    );
    let field = DateField {
        text: Reads::new(face.shown(|shown| shown.date.clone())),
        reading: chosen,
        typed: face.edits(Edit::Date),
        stepped: taken,
        left: face.leaves(Field::Date),
        calendar: dialog,
    };
    let button = el("button")
        .attr("type", "button")
        .class("button icon quiet");
    let button = button
        .attr("aria-label", face.text(Text::ChooseDate))
        .spread(dialog.button());
    let control = control(
        face.marks(Field::Date),
        el("input").attr("type", "text"),
        field.input(),
    );
    labelled(face, Field::Date, "date")
        .spread(dialog.field())
        .child(control.child(button.child(glyph(Glyph::Calendar))))
        .shows_of(
            move || dialog.is_open() && face.later().is_some(),
            move |open| {
                let later = untrack(|| face.later()).filter(|_| *open);
                later.map(|later| (later.calendar)(face, dialog, Marked { chosen, today }))
            },
        )
}

/// The time.
pub fn time(face: Face) -> El {
    let field = TimeField {
        text: Reads::new(face.shown(|shown| shown.time.clone())),
        typed: face.edits(Edit::Time),
        stepped: Tells::new(move |step| {
            let now = untrack(|| face.now());
            if let Some(to) = face.panel(|panel| panel.stepped(now, step)) {
                face.edit(Edit::Instant(to));
            }
        }),
        left: face.leaves(Field::Time),
    };
    let control = control(
        face.marks(Field::Time),
        el("input").attr("type", "text"),
        field.input(),
    );
    labelled(face, Field::Time, "time").child(control)
}

/// What the fields mean on the contact's clock, once they mean one thing.
fn understood(face: Face) -> impl Fn() -> Option<NaiveDateTime> + Copy + 'static {
    face.shown(|shown| shown.preview.map(|preview| preview.contact.shows.local))
}

fn contact_today(face: Face) -> NaiveDate {
    let around = face.around();
    to_local(around.now, around.zone).date()
}

fn last_day(face: Face) -> NaiveDate {
    let around = face.around();
    let horizon_ms = face.panel(|panel| panel.settings().policy.horizon.ms());
    to_local(around.now + horizon_ms, around.zone).date()
}
