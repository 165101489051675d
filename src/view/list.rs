//! The list of scheduled callbacks: who, when on both clocks, whose, where it is, and what may be done (P10-P14).

use super::el::{El, el};
use super::face::Face;
use super::row::row;
use crate::reactive::*;
use crate::strings::Text;
use callback_core::desk::{Desk, Durability};
use callback_core::ids::CallbackId;

/// Rows drawn at once. What lies beyond is counted, not hidden silently.
const ROWS_MAX: usize = 100;

/// The list. Rows keep their elements while they change, so that focus stays where it is.
pub fn list(face: Face) -> El {
    let rows = Memo::new(move |_| {
        let now = face.now();
        face.panel(|panel| face.desk(|desk| panel.rows(now, desk)))
    });
    let ids = move || {
        rows.with(|rows| {
            rows.iter()
                .take(ROWS_MAX)
                .map(|row| row.id.to_string())
                .collect::<Vec<_>>()
        })
    };
    let standing = move || rows.with(|rows| rows.iter().filter(|row| !row.state.over()).count());
    let count = move || match standing() {
        0 => String::new(),
        count => face.speak(|speech| speech.words.number(count as u64)),
    };
    let hidden = move || match rows.with(Vec::len).saturating_sub(ROWS_MAX) {
        0 => String::new(),
        hidden => face.speak(|speech| speech.count(Text::MoreRows, hidden as u64)),
    };
    let state = move || {
        let durability = face.desk(Desk::durability);
        rows.with(Vec::is_empty).then_some(durability)
    };
    let head = el("h3")
        .class("section-title")
        .attr("id", "list-title")
        .child(face.text(Text::Scheduled))
        .child(" ");
    let entries = el("ul")
        .class("list")
        .each(ids, move |id| row(face, rows, CallbackId::new(id)));
    // No landmark: a page may hold several panels, and landmarks of one name are no help.
    el("div")
        .attr("role", "group")
        .class("list")
        .part("list")
        .attr("aria-labelledby", "list-title")
        .child(head.child(el("span").class("count").text_of(count)))
        .child(entries)
        .shows_of(state, move |state| empty(face, *state))
        .child(el("p").class("hint").text_of(hidden))
}

/// Said where no row is: whether there is none, or none is known yet.
fn empty(face: Face, state: Option<Durability>) -> Option<El> {
    let (lead, more) = match state? {
        Durability::Opening => (Text::Opening, None),
        Durability::Durable | Durability::MemoryOnly => {
            (Text::NothingScheduled, Some(Text::NothingScheduledYet))
        }
    };
    let lead = el("p").class("lead").child(face.text(lead));
    Some(
        el("div")
            .class("empty")
            .child(lead)
            .child(more.map(|more| el("p").child(face.text(more)))),
    )
}
