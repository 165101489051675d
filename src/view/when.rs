//! Date and time as the form has them: the widgets, tied to the draft.

use super::calendar::Calendar;
use super::date_field::date_field;
use super::face::Face;
use super::form::labelled;
use super::time_field::time_field;
use crate::behavior::calendar::CalendarDialog;
use crate::behavior::date_field::DateField;
use crate::behavior::time_field::TimeField;
use crate::state::calendar;
use crate::strings::Text;
use callback_core::entry;
use callback_core::panel::Edit;
use callback_core::problem::Field;
use callback_core::time::to_local;
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

/// The date with its calendar. Days out of reach are those of the horizon, on the contact's clock (P2, P3).
#[must_use]
pub fn date(face: Face) -> AnyView {
    let reading = understood(face);
    let chosen = Signal::derive(move || reading.get().map(|local| local.date()));
    let today = Signal::derive(move || contact_today(face));
    let words = face.words();
    let opens = Callback::new(move |()| {
        let (today, last) = untrack(|| (contact_today(face), last_day(face)));
        let first_day = words.with_value(|words| words.first_day);
        calendar::Calendar::new(
            chosen.get_untracked().unwrap_or(today),
            today,
            last,
            first_day,
        )
    });
    let taken = Callback::new(move |day: NaiveDate| {
        let text = face
            .store()
            .panel(|panel| entry::print_date(day, panel.lexicon()));
        face.edit(Edit::Date(text));
    });
    let dialog = CalendarDialog::new(opens, taken, words.with_value(|words| words.right_to_left));
    let field = DateField {
        text: face.shown(|shown| shown.date.clone()),
        reading: chosen,
        typed: face.edits(Edit::Date),
        stepped: taken,
        left: face.leaves(Field::Date),
        calendar: dialog,
    };
    let texts = StoredValue::new(
        [Text::ChooseDate, Text::MonthBefore, Text::MonthAfter].map(|text| face.text(text)),
    );
    let control = date_field(field, face.marks(Field::Date), face.text(Text::ChooseDate));
    view! { class="cb",
        <div class="field" part="field" {..dialog.field()}>
            <label class="label" for="date">{face.text(Text::FieldDate)}</label>
            {control}
            <Calendar dialog words chosen today texts />
        </div>
    }
    .into_any()
}

/// The time.
#[must_use]
pub fn time(face: Face) -> AnyView {
    let reading = understood(face);
    let field = TimeField {
        text: face.shown(|shown| shown.time.clone()),
        reading: Signal::derive(move || reading.get().map(|local| local.time())),
        typed: face.edits(Edit::Time),
        stepped: Callback::new(move |time| {
            let text = face.store().panel(|panel| panel.time_text(time));
            face.edit(Edit::Time(text));
        }),
        left: face.leaves(Field::Time),
    };
    labelled(
        face,
        Field::Time,
        "time",
        time_field(field, face.marks(Field::Time)),
    )
}

/// What the fields mean on the contact's clock, once they mean one thing.
fn understood(face: Face) -> Signal<Option<NaiveDateTime>> {
    face.shown(|shown| shown.preview.map(|preview| preview.contact.shows.local))
}

fn contact_today(face: Face) -> NaiveDate {
    let around = face.around();
    to_local(around.now, around.zone).date()
}

fn last_day(face: Face) -> NaiveDate {
    let around = face.around();
    let horizon_ms = face
        .store()
        .panel(|panel| panel.settings().policy.horizon.ms());
    to_local(around.now + horizon_ms, around.zone).date()
}
