//! The calendar as a dialog: roving tabindex, keys, focus in and back out.
//!
//! ARIA Authoring Practices, "Date Picker Dialog". The dialog lies inside the panel, so it is kept by
//! wrapping Tab round its three stops and by closing when focus leaves, not by the browser's modal layer.

use super::asked::{Reads, Tells};
use super::bundle::{
    Bundle, Reference, hears, hears_keys, hears_leaving, moving, once, remembers, says, still,
    while_,
};
use super::{focus, leaves};
use crate::reactive::*;
use crate::state::calendar::{Asked, Calendar, Step, asked};
use chrono::NaiveDate;
use web_sys::{FocusEvent, KeyboardEvent};

/// A calendar that may be open, the button that opens it, and where its picks go.
#[derive(Clone, Copy)]
pub struct CalendarDialog {
    month: RwSignal<Option<Calendar>>,
    field: Reference,
    opens: Reads<Calendar>,
    picked: Tells<NaiveDate>,
    rtl: bool,
}

impl CalendarDialog {
    /// A closed one. `opens` says what it shows when it opens, `picked` hears the day taken.
    #[must_use]
    pub fn new(opens: Reads<Calendar>, picked: Tells<NaiveDate>, rtl: bool) -> Self {
        Self {
            month: RwSignal::new(None),
            field: Reference::default(),
            opens,
            picked,
            rtl,
        }
    }

    /// Whether it is on view.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.month.with(Option::is_some)
    }

    /// The month on view. While the dialog goes away it shows an empty one.
    #[must_use]
    pub fn month(self) -> Calendar {
        let nothing = NaiveDate::MIN;
        self.month
            .get()
            .unwrap_or_else(|| Calendar::new(nothing, nothing, nothing, chrono::Weekday::Mon))
    }

    /// Opens it on what `opens` says.
    pub fn open(self) {
        self.month.set(Some(self.opens.get_untracked()));
    }

    /// For the field that holds button and dialog: closes when focus leaves both.
    pub fn field(self) -> Bundle {
        let left = move |event: &FocusEvent| {
            if self.month.with_untracked(Option::is_some) && leaves(event) {
                self.month.set(None);
            }
        };
        vec![remembers(self.field), hears_leaving(left)]
    }

    /// For the button beside the date.
    pub fn button(self) -> Bundle {
        let pressed = move |_| {
            if self.month.with_untracked(Option::is_some) {
                self.close();
            } else {
                self.open();
            }
        };
        vec![
            still("id", "open-calendar"),
            still("aria-haspopup", "dialog"),
            says("aria-expanded", move || self.is_open()),
            hears("click", pressed),
        ]
    }

    /// For the dialog: focusable itself, so that a click between two days does not close it.
    pub fn dialog(self) -> Bundle {
        vec![
            still("tabindex", "-1"),
            hears_keys(move |event| self.key_in_dialog(event)),
        ]
    }

    /// For the button that shows the month before (`-1`) or after (`1`).
    pub fn turn(self, months: i32) -> Bundle {
        vec![
            still(
                "id",
                if months < 0 {
                    "month-before"
                } else {
                    "month-after"
                },
            ),
            says("aria-disabled", move || !self.month().reaches_month(months)),
            hears("click", move |_| self.step(Step::Months(months))),
        ]
    }

    /// For the grid: focus goes to its day once it is there.
    pub fn grid(self) -> Bundle {
        vec![
            once(move || self.focus_day()),
            hears_keys(move |event| self.key_in_grid(event)),
        ]
    }

    /// For one of the cells; `chosen` and `today` are what is marked.
    pub fn cell(
        self,
        cell: usize,
        chosen: Reads<Option<NaiveDate>>,
        today: Reads<NaiveDate>,
    ) -> Bundle {
        let day = move || self.month().day(cell);
        let truth = |yes: bool| if yes { "true" } else { "false" }.to_owned();
        let stop = move || {
            day().map(|day| {
                if self.month().focused() == day {
                    "0"
                } else {
                    "-1"
                }
                .to_owned()
            })
        };
        let clicked = move |_| {
            if let Some(day) = untrack(day) {
                self.pick(day);
            }
        };
        vec![
            still("id", cell_id(cell)),
            moving("tabindex", stop),
            moving("aria-selected", move || {
                day().map(|day| truth(chosen.get() == Some(day)))
            }),
            moving("aria-disabled", move || {
                day()
                    .filter(|&day| !self.month().reaches(day))
                    .map(|_| truth(true))
            }),
            while_("data-today", move || day() == Some(today.get())),
            hears("click", clicked),
        ]
    }

    fn key_in_dialog(self, event: &KeyboardEvent) {
        let Some(root) = self.field.get() else {
            return;
        };
        let on = |stop: &str| root.query_selector(stop).is_ok_and(|found| found.is_some());
        match event.key().as_str() {
            "Escape" => self.close(),
            // The first stop follows the last, and the last the first.
            "Tab" if event.shift_key() && on("#month-before:focus") => self.focus_day(),
            "Tab" if !event.shift_key() && on("[role=gridcell]:focus") => {
                focus(&root, "#month-before");
            }
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn key_in_grid(self, event: &KeyboardEvent) {
        match asked(&event.key(), event.shift_key(), self.rtl) {
            Some(Asked::Move(step)) => {
                self.step(step);
                self.focus_day();
            }
            Some(Asked::Pick) => self.pick(self.month().focused()),
            Some(Asked::Close) => self.close(),
            None => return,
        }
        event.prevent_default();
        event.stop_propagation();
    }

    fn step(self, step: Step) {
        self.month
            .update(|month| *month = month.map(|month| month.moved(step)));
    }

    fn pick(self, day: NaiveDate) {
        if self
            .month
            .get_untracked()
            .is_some_and(|month| month.reaches(day))
        {
            self.close();
            self.picked.run(day);
        }
    }

    /// Closes and puts focus back on the button, before the focused day goes away.
    fn close(self) {
        if let Some(root) = self.field.get() {
            focus(&root, "#open-calendar");
        }
        self.month.set(None);
    }

    fn focus_day(self) {
        // Gone meanwhile, it has nothing to focus.
        let month = self.month.try_get_untracked().flatten();
        if let (Some(root), Some(month)) = (self.field.get(), month) {
            focus(&root, &["#", &cell_id(month.focused_cell())].concat());
        }
    }
}

fn cell_id(cell: usize) -> String {
    ["day-", &cell.to_string()].concat()
}
