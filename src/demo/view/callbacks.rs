//! The promised callbacks of the center, with the commands on contacts, list and campaign (P13).

use super::column;
use crate::center::{Booked, Center, Input};
use crate::store::Store;
use crate::words;
use callback_core::routing::{InteractionId, Routing};
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Row {
    name: String,
    when: String,
    for_whom: String,
    state: String,
    marked: bool,
    over: bool,
}

fn row(center: &Center, id: InteractionId, booked: &Booked) -> Row {
    let party = &booked.party;
    let name = if party.name.trim().is_empty() {
        &party.number
    } else {
        &party.name
    };
    Row {
        name: name.clone(),
        when: words::moment(booked.at, center.now()),
        for_whom: for_whom(booked),
        state: words::whereabouts(booked, center.router().interaction(id), center.now()),
        marked: center.router().uncallable(booked.contact),
        over: booked.finish.is_some(),
    }
}

fn for_whom(booked: &Booked) -> String {
    let queue = words::queue(booked.queue);
    match &booked.routing {
        Routing::Standard => queue.to_owned(),
        Routing::ToMe(agent) => format!("{queue}, to {} if possible", words::agent(*agent)),
        Routing::Preferred(agents) => {
            let names: Vec<&str> = agents.iter().map(|it| words::agent(it.agent)).collect();
            format!("{queue}, preferably to {}", names.join(", "))
        }
        Routing::Owned { agent, .. } => format!("{queue}, owned by {}", words::agent(*agent)),
    }
}

/// The table of callbacks.
pub(super) fn callbacks(store: Store) -> AnyView {
    let ids = Memo::new(move |_| {
        store.read(|center| {
            let mut ids: Vec<_> = center
                .callbacks()
                .map(|(id, booked)| (booked.finish.is_some(), booked.at, id))
                .collect();
            ids.sort_unstable();
            ids.into_iter().map(|(_, _, id)| id).collect::<Vec<_>>()
        })
    });
    view! { class="d",
        <section class="d box wide" aria-labelledby="callbacks-title">
            <div class="d head">
                <h3 id="callbacks-title">"Callbacks"</h3>
                {campaign(store)}
            </div>
            <div class="d scroll" role="group" aria-labelledby="callbacks-title" tabindex="0">
                <table class="d">
                    <thead>
                        <tr>{column("Contact")} {column("Time")} {column("For")} {column("Where it is")} {column("Contact is")}</tr>
                    </thead>
                    <tbody><For each=move || ids.get() key=|id| id.0 children=move |id| entry(store, id) /></tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn campaign(store: Store) -> AnyView {
    let button = |label: &'static str, input: Input| {
        view! { class="d",
            <button type="button" class="d button small" on:click=move |_| store.take(input.clone())>{label}</button>
        }
    };
    view! { class="d",
        <div class="d row" role="group" aria-label="Contact list and campaign">
            {button("Contact list changes", Input::ListChanged)}
            {button("Campaign reset", Input::CampaignReset)}
            {button("Campaign recycle", Input::CampaignRecycled)}
        </div>
    }
    .into_any()
}

fn entry(store: Store, id: InteractionId) -> AnyView {
    let row = Memo::new(move |_| {
        store.read(|center| {
            let booked = center.callbacks().find(|(one, _)| *one == id);
            booked.map(|(_, booked)| row(center, id, booked))
        })
    });
    let part = move |read: fn(&Row) -> String| move || row.with(|row| row.as_ref().map(read));
    let is = move |read: fn(&Row) -> bool| move || row.with(|row| row.as_ref().is_some_and(read));
    let marked = is(|row| row.marked);
    let label = move || {
        if marked() {
            "Mark callable"
        } else {
            "Mark uncallable"
        }
    };
    let name = part(|row| row.name.clone());
    let spoken = move || name().map(|name| [label(), ": ", &name].concat());
    let press = move |_| store.take(Input::Uncallable(id.0, !untrack(marked)));
    view! { class="d",
        <tr class:over=is(|row| row.over)>
            <th scope="row"><bdi>{part(|row| row.name.clone())}</bdi></th>
            <td>{part(|row| row.when.clone())}</td>
            <td>{part(|row| row.for_whom.clone())}</td>
            <td>{part(|row| row.state.clone())}</td>
            <td>
                {move || if marked() { "Uncallable" } else { "Callable" }} " "
                <button type="button" class="d button small" aria-label=spoken on:click=press>{label}</button>
            </td>
        </tr>
    }
    .into_any()
}
