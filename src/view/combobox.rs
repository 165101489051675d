//! A text field with the list of what fits it. Zones and queues look alike, so that one is learnt with the other.

use super::el::{El, el};
use super::face::{Face, Marks};
use super::glyph::{Glyph, glyph};
use super::text_field::control;
use crate::behavior::combobox::ComboboxField;
use crate::reactive::untrack;
use crate::state::combobox::{Choice, FoundBy, pieces};
use crate::strings::Text;
use core::ops::Range;

/// The control alone: label and problems stand around it in the form. `label` names list and button.
pub fn combobox(face: Face, field: ComboboxField, marks: Marks, label: Text) -> El {
    let button = el("button")
        .attr("type", "button")
        .class("button icon quiet")
        .attr("aria-label", face.text(label));
    let said = move || {
        field
            .count()
            .map_or_else(String::new, |count| counted(face, count))
    };
    control(marks, el("input").attr("type", "text"), field.input())
        .spread(field.field())
        .child(button.spread(field.button()).child(glyph(Glyph::Down)))
        .shows_of(
            move || field.is_open().then(|| field.rows()),
            move |rows| {
                let later = untrack(|| face.later());
                let rows = later.zip(rows.as_ref());
                rows.map(|(later, rows)| (later.options)(face, field, label, rows))
            },
        )
        .child(
            el("span")
                .class("spoken")
                .attr("role", "status")
                .text_of(said),
        )
}

fn counted(face: Face, count: usize) -> String {
    match count {
        0 => face.text(Text::NoneFits),
        1 => face.text(Text::OneFits),
        count => face.speak(|speech| speech.count(Text::SomeFit, count as u64)),
    }
}

/// The list, while it is open.
pub(crate) fn options(face: Face, field: ComboboxField, label: Text, rows: &[Choice]) -> El {
    if rows.is_empty() {
        return el("p")
            .class("options nothing")
            .child(face.text(Text::NoneFits));
    }
    let rows = rows.iter().enumerate();
    let rows = rows.map(|(row, choice)| option(face, field, row, choice));
    let list = el("ul")
        .class("options")
        .part("options")
        .attr("aria-label", face.text(label))
        .spread(field.list());
    list.child(rows.collect::<Vec<_>>())
}

fn option(face: Face, field: ComboboxField, row: usize, choice: &Choice) -> El {
    let found_by = choice.found_by.as_ref();
    let found_by = found_by.map(|found| found_by_name(face, found));
    let second = !choice.detail.is_empty() || found_by.is_some();
    let detail = second.then(|| {
        let detail = el("span").class("detail").child(choice.detail.as_str());
        detail.child(found_by)
    });
    el("li")
        .class("option")
        .spread(field.row(row, choice.key.clone()))
        .child(marked(
            el("span").class("name"),
            &choice.name,
            &choice.typed,
        ))
        .child(el("span").class("end").child(choice.end.as_str()))
        .child(detail)
}

/// `matched “Bombay”`, with what was typed of it marked.
fn found_by_name(face: Face, found: &FoundBy) -> El {
    /// Stands for the name until the words around it are known.
    const NAME: &str = "\u{fffc}";
    let says = face.say(Text::MatchedBy, &[("name", NAME)]);
    let (before, after) = says.split_once(NAME).unwrap_or((&says, ""));
    let name = marked(el("bdi"), &found.name, &found.typed);
    let of = (!found.of.is_empty()).then(|| [", ", &found.of].concat());
    el("span")
        .class("matched")
        .child(before)
        .child(name)
        .child(after)
        .child(of)
}

fn marked(place: El, text: &str, typed: &[Range<usize>]) -> El {
    let pieces = pieces(text, typed).into_iter();
    pieces.fold(place, |place, piece| match piece {
        (text, true) => place.child(el("mark").child(text)),
        (text, false) => place.child(text),
    })
}
