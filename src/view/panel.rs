//! The root of the panel: who is on the line, what came, what is to be known, the form, the list.

use super::el::{El, button, el};
use super::face::Face;
use super::form::form;
use super::glyph::{Glyph, glyph};
use crate::reactive::untrack;
use crate::store::Store;
use crate::strings::Text;
use callback_core::panel::Input;

/// The panel of one element.
///
/// A change of language draws all of it anew; nothing is lost by that, because nothing is kept here.
pub fn panel(store: Store) -> El {
    let of = |read: fn(&Store) -> String| {
        let store = store.clone();
        move || Some(read(&store))
    };
    let root = el("div")
        .class("panel")
        .part("panel")
        .attr_of("lang", of(|store| store.language().facts.tag.clone()))
        .attr_of("dir", of(|store| direction(store).to_owned()));
    let closed = store.clone();
    root.attr_while("hidden", move || !closed.open())
        .shows(move || store.open().then(|| inside(Face::new(store.clone()))))
}

fn direction(store: &Store) -> &'static str {
    if store.language().facts.right_to_left {
        "rtl"
    } else {
        "ltr"
    }
}

fn inside(face: Face) -> Vec<El> {
    let here = move || face.later().is_some();
    let above = move |_: &bool| untrack(|| face.later()).map(|later| (later.above)(face));
    let columns = el("div")
        .class("body")
        .child(el("div").class("column").child(form(face)))
        .child(el("div").class("column").child(scheduled(face)));
    vec![
        header(face),
        slot("header"),
        el("div").class("above").shows_of(here, above),
        columns,
        slot("footer"),
    ]
}

/// The list of scheduled callbacks, or why it is not here.
fn scheduled(face: Face) -> El {
    let stage = move || (face.later().is_some(), face.incomplete());
    let drawn = move |_: &(bool, bool)| match untrack(|| face.later()) {
        Some(later) => (later.list)(face),
        None => missing(face),
    };
    el("div").shows_of(stage, drawn)
}

/// Where the list is not here yet, or cannot be had until somebody tries again.
fn missing(face: Face) -> El {
    let failed = untrack(|| face.incomplete());
    let says = |text| el("p").class("lead").child(face.text(text));
    if !failed {
        return el("div").class("empty").child(says(Text::Opening));
    }
    let again = button("button", move || face.complete()).part("retry");
    el("div")
        .class("empty")
        .part("failure")
        .attr("role", "alert")
        .child(says(Text::Incomplete))
        .child(again.child(face.text(Text::TryAgain)))
}

/// Where the page puts something of its own.
pub(super) fn slot(name: &'static str) -> El {
    el("slot").attr("name", name)
}

fn header(face: Face) -> El {
    let changing = face.shown(|shown| shown.changing.is_some());
    let title = move || {
        face.text(if changing() {
            Text::TitleChange
        } else {
            Text::Title
        })
    };
    let who = face.shown(|shown| (shown.name.trim().to_owned(), shown.phone.clone()));
    let between = move || {
        let (name, number) = who();
        if name.is_empty() || number.is_empty() {
            ""
        } else {
            " · "
        }
    };
    let line = el("p")
        .class("who")
        .child(el("bdi").text_of(move || who().0))
        .text_of(move || between().to_owned())
        .child(el("span").class("number").text_of(move || who().1));
    let titles = el("div")
        .class("titles")
        .child(el("h2").class("title").part("title").text_of(title))
        .child(line);
    let close = button("button icon quiet", move || face.send(Input::Close))
        .part("close")
        .attr("aria-label", face.text(Text::Close))
        .child(glyph(Glyph::Close));
    el("header")
        .class("header")
        .part("header")
        .child(titles)
        .child(close)
}
