//! The list of scheduled callbacks: who, when on both clocks, whose, where it is, and what may be done (P10-P14).

use super::face::Face;
use super::row::row;
use crate::strings::Text;
use callback_core::desk::Durability;
use callback_core::panel::Row;
use leptos::prelude::*;

/// Rows drawn at once. What lies beyond is counted, not hidden silently.
const ROWS_MAX: usize = 100;

/// The list. Rows keep their elements while they change, so that focus stays where it is.
#[must_use]
pub fn list(face: Face) -> AnyView {
    let store = face.store();
    let rows = Memo::new(move |_| {
        let now = store.now();
        store.panel(|panel| store.desk(|desk| panel.rows(now, desk)))
    });
    let ids = move || {
        rows.with(|rows| {
            rows.iter()
                .take(ROWS_MAX)
                .map(|row| row.id.clone())
                .collect::<Vec<_>>()
        })
    };
    let standing =
        Memo::new(move |_| rows.with(|rows| rows.iter().filter(|row| !row.state.over()).count()));
    let count = move || {
        Some(standing.get())
            .filter(|count| *count > 0)
            .map(|count| face.speak(|speech| speech.words.number(count as u64)))
    };
    let hidden = move || {
        let hidden = rows.with(Vec::len).saturating_sub(ROWS_MAX);
        (hidden > 0).then(|| face.speak(|speech| speech.count(Text::MoreRows, hidden as u64)))
    };
    view! { class="cb",
        <section class="list" part="list" aria-labelledby="list-title">
            <h3 class="section-title" id="list-title">{face.text(Text::Scheduled)} " " <span class="count">{count}</span></h3>
            <ul class="list">
                <For each=ids key=Clone::clone children=move |id| row(face, rows, id) />
            </ul>
            {empty(face, rows)}
            <p class="hint">{hidden}</p>
        </section>
    }
    .into_any()
}

/// Said where no row is: whether there is none, or none is known yet.
fn empty(face: Face, rows: Memo<Vec<Row>>) -> AnyView {
    let store = face.store();
    let state = Memo::new(move |_| {
        let opening = store.desk(|desk| desk.durability() == Durability::Opening);
        rows.with(Vec::is_empty).then_some(opening)
    });
    let said =
        move || {
            state.get().map(|opening| {
            let (lead, more) = if opening {
                (face.text(Text::Opening), None)
            } else {
                (face.text(Text::NothingScheduled), Some(face.text(Text::NothingScheduledYet)))
            };
            view! { class="cb", <div class="empty"><p class="lead">{lead}</p><p>{more}</p></div> }
        })
        };
    view! { class="cb", {said} }.into_any()
}
