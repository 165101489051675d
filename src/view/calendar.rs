//! The month in a dialog: a heading with two buttons and a grid of days.

use super::glyph::{Glyph, glyph};
use crate::behavior::calendar::CalendarDialog;
use crate::state::calendar::CELLS;
use crate::state::words::Words;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// The dialog, drawn while it is open.
#[component]
pub fn Calendar(
    /// What keys and presses do.
    dialog: CalendarDialog,
    /// How dates are written.
    words: StoredValue<Words>,
    /// The marked day.
    chosen: Signal<Option<NaiveDate>>,
    /// The contact's day.
    today: Signal<NaiveDate>,
    /// The dialog's name, and those of the buttons back and on.
    texts: StoredValue<[String; 3]>,
) -> impl IntoView {
    let draw = move || {
        let [title, before, after] = texts.get_value();
        let heading = move || words.with_value(|words| words.month(dialog.month().focused()));
        view! { class="cb",
            <div class="calendar" part="calendar" role="dialog" aria-modal="true" aria-label={title} {..dialog.dialog()}>
                <div class="months">
                    <button type="button" class="button icon quiet" aria-label={before} {..dialog.turn(-1)}>
                        {glyph(Glyph::Before)}
                    </button>
                    <div class="month" id="month" aria-live="polite">{heading}</div>
                    <button type="button" class="button icon quiet" aria-label={after} {..dialog.turn(1)}>
                        {glyph(Glyph::After)}
                    </button>
                </div>
                <table class="grid" role="grid" aria-labelledby="month" {..dialog.grid()}>
                    <thead><tr>{weekdays(dialog, words)}</tr></thead>
                    <tbody>{weeks(dialog, words, chosen, today)}</tbody>
                </table>
            </div>
        }
    };
    view! { class="cb", <Show when=move || dialog.is_open()>{draw()}</Show> }
}

fn weekdays(dialog: CalendarDialog, words: StoredValue<Words>) -> Vec<AnyView> {
    let month = dialog.month();
    let name = |column| {
        let day = month.weekday(column).num_days_from_monday() as usize;
        let (short, full) = words.with_value(|words| {
            (
                words.weekdays_short[day].clone(),
                words.weekdays[day].clone(),
            )
        });
        view! { class="cb", <th scope="col" abbr=full>{short}</th> }.into_any()
    };
    (0..7).map(name).collect()
}

fn weeks(
    dialog: CalendarDialog,
    words: StoredValue<Words>,
    chosen: Signal<Option<NaiveDate>>,
    today: Signal<NaiveDate>,
) -> Vec<AnyView> {
    let day = |cell| {
        let date = move || dialog.month().day(cell);
        let number = move || {
            date().map(|date| words.with_value(|words| words.number(u64::from(date.day()))))
        };
        let full = move || date().map(|date| words.with_value(|words| words.full_date(date)));
        view! { class="cb",
            <td role="gridcell" class="day" aria-label={full} {..dialog.cell(cell, chosen, today)}>{number}</td>
        }
        .into_any()
    };
    let week = |first: usize| {
        let days: Vec<AnyView> = (first..first + 7).map(day).collect();
        view! { class="cb", <tr>{days}</tr> }.into_any()
    };
    (0..CELLS).step_by(7).map(week).collect()
}
