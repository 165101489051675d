//! The month in a dialog: a heading with two buttons and a grid of days.

use super::el::{El, el};
use super::face::Face;
use super::glyph::{Glyph, glyph};
use crate::behavior::asked::Reads;
use crate::behavior::calendar::CalendarDialog;
use crate::reactive::*;
use crate::state::calendar::CELLS;
use crate::strings::Text;
use chrono::{Datelike, NaiveDate};

/// What is marked in the month.
#[derive(Clone, Copy)]
pub struct Marked {
    /// The day in the field.
    pub chosen: Reads<Option<NaiveDate>>,
    /// The contact's day.
    pub today: Reads<NaiveDate>,
}

/// The dialog, while it is open.
pub fn calendar(face: Face, dialog: CalendarDialog, marked: Marked) -> El {
    let heading = move || face.speak(|speech| speech.words.month(dialog.month().focused()));
    let months = el("div")
        .class("months")
        .child(turn(
            dialog,
            -1,
            face.text(Text::MonthBefore),
            Glyph::Before,
        ))
        .child(
            el("div")
                .class("month")
                .attr("id", "month")
                .attr("aria-live", "polite")
                .text_of(heading),
        )
        .child(turn(dialog, 1, face.text(Text::MonthAfter), Glyph::After));
    let grid = el("table")
        .class("grid")
        .attr("role", "grid")
        .attr("aria-labelledby", "month")
        .spread(dialog.grid())
        .child(el("thead").child(weekdays(face, dialog)))
        .child(el("tbody").child(weeks(face, dialog, marked)));
    el("div")
        .class("calendar")
        .part("calendar")
        .attr("role", "dialog")
        .attr("aria-modal", "true")
        .attr("aria-label", face.text(Text::ChooseDate))
        .spread(dialog.dialog())
        .child(months)
        .child(grid)
}

fn turn(dialog: CalendarDialog, months: i32, name: String, sign: Glyph) -> El {
    let button = el("button")
        .attr("type", "button")
        .class("button icon quiet")
        .attr("aria-label", name);
    button.spread(dialog.turn(months)).child(glyph(sign))
}

fn weekdays(face: Face, dialog: CalendarDialog) -> El {
    let month = untrack(|| dialog.month());
    let name = |column| {
        let day = month.weekday(column).num_days_from_monday() as usize;
        face.speak(|speech| {
            let words = &speech.words;
            let head = el("th")
                .attr("scope", "col")
                .attr("abbr", words.weekdays[day].clone());
            head.child(words.weekdays_short[day].clone())
        })
    };
    el("tr").child((0..7).map(name).collect::<Vec<_>>())
}

fn weeks(face: Face, dialog: CalendarDialog, marked: Marked) -> Vec<El> {
    let week = |first: usize| {
        let days = (first..first + 7).map(|cell| day(face, dialog, marked, cell));
        el("tr").child(days.collect::<Vec<_>>())
    };
    (0..CELLS).step_by(7).map(week).collect()
}

fn day(face: Face, dialog: CalendarDialog, marked: Marked, cell: usize) -> El {
    let date = move || dialog.month().day(cell);
    let full = move || date().map(|date| face.speak(|speech| speech.words.full_date(date)));
    let number = move || {
        let number =
            |date: NaiveDate| face.speak(|speech| speech.words.number(u64::from(date.day())));
        date().map_or_else(String::new, number)
    };
    el("td")
        .attr("role", "gridcell")
        .class("day")
        .attr_of("aria-label", full)
        .spread(dialog.cell(cell, marked.chosen, marked.today))
        .text_of(number)
}
