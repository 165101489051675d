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

/// A column header.
fn column(label: &'static str) -> AnyView {
    view! { class="d", <th scope="col">{label}</th> }.into_any()
}
