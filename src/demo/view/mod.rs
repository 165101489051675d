//! What the page draws around the panel. Reads slices, calls verbs. Every `view!` names a global class (`d`): without
//! one Leptos writes static markup through `innerHTML`, which the page's policy refuses.

mod agents;
mod callbacks;
mod clock;
mod conversation;
mod queues;
mod run;
mod timeline;

use crate::store::Store;
use leptos::prelude::*;

/// The call in progress, beside the panel.
pub(crate) fn desk(store: Store) -> AnyView {
    conversation::conversation(store)
}

/// Who you are and whether you are on queue, in the bar of the page.
pub(crate) fn standing(store: Store) -> AnyView {
    conversation::standing(store)
}

/// The contact center.
pub(crate) fn simulator(store: Store) -> AnyView {
    view! { class="d",
        {clock::clock(store)}
        {run::run(store)}
        <div class="d columns">
            {callbacks::callbacks(store)}
            {timeline::timeline(store)}
            {queues::queues(store)}
            {agents::agents(store)}
        </div>
    }
    .into_any()
}

/// A table in a box of its own, below the heading with this id. Where the box is narrow each row is a card, and each
/// cell names its column (`data-label`); the roles keep it a table all the same.
fn table<const N: usize>(
    titled_by: &'static str,
    columns: [&'static str; N],
    rows: AnyView,
) -> AnyView {
    let column = |label| view! { class="d", <th role="columnheader" scope="col">{label}</th> };
    let columns = columns.map(column).collect_view();
    view! { class="d",
        <div class="d scroll" role="group" aria-labelledby=titled_by tabindex="0">
            <table class="d" role="table">
                <thead role="rowgroup">
                    <tr role="row">{columns}</tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
