//! The form, in the order in which a promise is made on the phone: whom, when, where they are, who calls.

use super::claim::claim;
use super::clocks::clocks;
use super::el::{El, el};
use super::face::Face;
use super::pick::{queue, zone};
use super::problems::problems;
use super::submit::submit;
use super::text_field::{Plain, control, plain};
use super::when::{date, time};
use crate::behavior::asked::Reads;
use crate::strings::{Text, field};
use callback_core::panel::Edit;
use callback_core::problem::Field;

/// All fields. No `<form>`: Enter in a field shall not promise anything.
pub fn form(face: Face) -> El {
    let whom = el("div")
        .class("pair")
        .child(labelled(face, Field::Phone, "phone").child(phone(face)))
        .child(labelled(face, Field::Name, "name").child(name(face)))
        .child(problems(face, Field::Phone))
        .child(problems(face, Field::Name));
    let when = el("div")
        .class("pair")
        .child(date(face))
        .child(time(face))
        .child(problems(face, Field::Date))
        .child(problems(face, Field::Time));
    let note = el("div")
        .class("block")
        .child(labelled(face, Field::Note, "note").child(note(face)))
        .child(problems(face, Field::Note));
    // No landmark: a page may hold several panels, and landmarks of one name are no help.
    el("div")
        .attr("role", "group")
        .class("form")
        .part("form")
        .attr("aria-label", face.text(Text::Title))
        .child(whom)
        .child(when)
        .child(zone(face))
        .child(clocks(face))
        .child(queue(face))
        .child(claim(face))
        .child(note)
        .child(submit(face))
}

/// The place of a control, with its label.
pub(super) fn labelled(face: Face, which: Field, id: &'static str) -> El {
    let label = el("label")
        .class("label")
        .attr("for", id)
        .child(face.text(field(which)));
    el("div").class("field").part("field").child(label)
}

fn phone(face: Face) -> El {
    let text = Reads::new(face.shown(|shown| shown.phone.clone()));
    let bundle = plain(
        face,
        Plain {
            field: Field::Phone,
            id: "phone",
            text,
            edit: Edit::Phone,
        },
    );
    control(
        face.marks(Field::Phone),
        el("input").attr("type", "tel").attr("dir", "ltr"),
        bundle,
    )
}

fn name(face: Face) -> El {
    let text = Reads::new(face.shown(|shown| shown.name.clone()));
    let bundle = plain(
        face,
        Plain {
            field: Field::Name,
            id: "name",
            text,
            edit: Edit::Name,
        },
    );
    control(
        face.marks(Field::Name),
        el("input").attr("type", "text").attr("dir", "auto"),
        bundle,
    )
}

fn note(face: Face) -> El {
    let text = Reads::new(face.shown(|shown| shown.note.clone()));
    let bundle = plain(
        face,
        Plain {
            field: Field::Note,
            id: "note",
            text,
            edit: Edit::Note,
        },
    );
    control(
        face.marks(Field::Note),
        el("textarea").attr("rows", "2").attr("dir", "auto"),
        bundle,
    )
}
