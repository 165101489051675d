//! What can be done to a scheduled callback (P11, P14).
//!
//! The buttons stay while the row changes, so that focus stays: Cancel becomes Undo under the same finger.

use super::el::{El, el};
use super::face::Face;
use super::row::name;
use crate::behavior::bundle::hears;
use crate::reactive::*;
use crate::strings::Text;
use callback_core::panel::{Input, Row};
use callback_core::problem::Field;

/// A button of a row, as the row is now.
#[derive(Clone, Copy)]
struct Action {
    offered: fn(&Row) -> bool,
    class: fn(&Row) -> &'static str,
    /// What it shows, and what it is called where no row is seen.
    texts: fn(&Row) -> (Text, Text),
    input: fn(&Row) -> Input,
}

const PLAIN: &str = "button quiet small";
const DANGER: &str = "button quiet small danger";

const EDIT: Action = Action {
    offered: |row| row.change.is_ok(),
    class: |_| PLAIN,
    texts: |_| (Text::Change, Text::ChangeOf),
    input: |row| change(row, Field::Phone),
};

const RESCHEDULE: Action = Action {
    texts: |_| (Text::Reschedule, Text::RescheduleOf),
    input: |row| change(row, Field::Date),
    ..EDIT
};

const REASSIGN: Action = Action {
    texts: |_| (Text::Reassign, Text::ReassignOf),
    input: |row| change(row, Field::Queue),
    ..EDIT
};

/// All three open the same form; what is meant to change has the focus.
fn change(row: &Row, first: Field) -> Input {
    let id = row.id.clone();
    Input::Change { id, first }
}

const CALL_NOW: Action = Action {
    offered: |row| row.cancel.is_ok(),
    class: |_| PLAIN,
    texts: |_| (Text::CallNow, Text::CallNowOf),
    input: |row| Input::CallNow(row.id.clone()),
};

const CANCEL: Action = Action {
    offered: |row| row.cancel.is_ok() || undoable(row),
    class: |row| if undoable(row) { PLAIN } else { DANGER },
    texts: |row| {
        if undoable(row) {
            (Text::Undo, Text::UndoOf)
        } else {
            (Text::Cancel, Text::CancelOf)
        }
    },
    input: |row| {
        if undoable(row) {
            Input::Undo(row.id.clone())
        } else {
            Input::Cancel(row.id.clone())
        }
    },
};

const fn undoable(row: &Row) -> bool {
    row.cancelling_until.is_some() && !row.state.over()
}

/// All buttons of a row.
pub fn actions(face: Face, row: Memo<Option<Row>>) -> El {
    let all = [EDIT, RESCHEDULE, REASSIGN, CALL_NOW, CANCEL].map(|it| action(face, row, it));
    el("div").class("actions").child(Vec::from(all))
}

fn action(face: Face, row: Memo<Option<Row>>, it: Action) -> El {
    let Action {
        offered,
        class,
        texts,
        input,
    } = it;
    let pressed = move || {
        if let Some(input) = row.with_untracked(|row| row.as_ref().map(input)) {
            face.send(input);
        }
    };
    let spoken = move |row: &Row| face.say(texts(row).1, &[("name", &name(row))]);
    el("button")
        .attr("type", "button")
        .attr_of("class", move || {
            row.with(|row| row.as_ref().map(|row| class(row).to_owned()))
        })
        .attr_while("hidden", move || {
            !row.with(|row| row.as_ref().is_some_and(offered))
        })
        .attr_of("aria-label", move || {
            row.with(|row| row.as_ref().map(spoken))
        })
        .spread(vec![hears("click", move |_| pressed())])
        .text_of(move || {
            row.with(|row| {
                row.as_ref()
                    .map_or_else(String::new, |row| face.text(texts(row).0))
            })
        })
}
